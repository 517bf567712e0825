"""All tabs of an agency's workbook, from its figures. Pure: equal figures, equal tabs."""

from sheets_sync import question_tabs, survey_tabs
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
    return [*tabs, dictionary(figures, tabs)]
