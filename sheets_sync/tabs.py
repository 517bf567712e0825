"""All tabs of an agency's workbook, from its figures. Pure: equal figures, equal tabs."""

from dataclasses import replace

from sheets_sync import question_tabs, survey_tabs, tab_texts
from sheets_sync.complaint_tab import complaints
from sheets_sync.dictionary_tab import dictionary
from sheets_sync.faq_tab import faq, with_verdict
from sheets_sync.long_tab import long
from sheets_sync.model import Tab
from sheets_sync.office_tabs import points, service
from sheets_sync.people_tab import people
from sheets_sync.sources import Figures
from sheets_sync.summary_tab import summary

__all__ = ["build", "faq", "with_verdict"]


def build(figures: Figures) -> list[Tab]:
    """The tabs in the order of the workbook; the last one explains the others."""
    tabs = [
        summary(figures),
        *survey_tabs.responses(figures),
        long(figures),
        survey_tabs.items(figures),
        survey_tabs.indicators(figures),
        people(figures),
        service(figures),
        question_tabs.questions(figures),
        complaints(figures),
        points(figures),
        faq(figures.faq),
    ]
    return [*map(_never_blank, tabs), dictionary(figures, tabs)]


def _never_blank(tab: Tab) -> Tab:
    """With a row that says so where it has none: a clerk should not wonder whether a tab is broken."""
    if tab.rows or tab.key not in tab_texts.EMPTY:
        return tab
    key, words = tab_texts.EMPTY[tab.key]
    return replace(tab, rows=[tuple(words if column.key == key else None for column in tab.columns)])
