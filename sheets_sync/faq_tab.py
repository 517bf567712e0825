"""The tab of the knowledge base: the one that staff may write in."""

from collections.abc import Sequence
from dataclasses import replace

from qa.entries import Entry
from qa.faq_table import DAYS, OURS, written
from qa.faq_texts import COLUMNS, STATUSES
from sheets_sync import texts
from sheets_sync.model import Column, Kind, Row, Tab

_OURS_MEAN = {"verdict": texts.FAQ_VERDICT_MEANING, "updated": texts.FAQ_UPDATED_MEANING}


def faq(entries: Sequence[Entry]) -> Tab:
    """The knowledge base with the headings of its files; in a Google sheet staff may write in it."""
    rows: list[Row] = [tuple(cell or None for cell in written(entry).values()) for entry in entries]
    choices = {
        "category": tuple(sorted({entry.category for entry in entries})),
        "status": tuple(STATUSES.values()),
    }
    columns = [
        Column(
            title, Kind.DATE if key in DAYS else Kind.TEXT, texts.FAQ_WIDTHS.get(key, 16), texts.FAQ_MEANINGS[key],
            key, choices.get(key, ()), stretches=key != "keywords",
        )
        for key, title in COLUMNS.items()
    ]  # fmt: skip
    return Tab("faq", texts.FAQ, columns, rows, two_way=True)


def with_verdict(tab: Tab) -> Tab:
    """The tab as the Google sheet has it: with the columns in which the product says what it found, and when."""
    ours = [
        Column(title, Kind.TEXT, 40 if key == "verdict" else 24, _OURS_MEAN[key], key) for key, title in OURS.items()
    ]
    return replace(tab, columns=[*tab.columns, *ours])
