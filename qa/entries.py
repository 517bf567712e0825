"""One entry of the knowledge base: a question, the ways people ask it, and its answer."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kernel.errors import Refused
from qa.normal import flat

QUESTION_LIMIT = 300
ANSWER_LIMIT = 2000
LIST_LIMIT = 60
"""Phrasings or keywords of one entry."""


class Status(StrEnum):
    """Who sees an entry: citizens see live ones only."""

    LIVE = "live"
    DRAFT = "draft"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Entry:
    """What the office answers to one question."""

    id: str
    """ASCII, unique within the agency, 1-32 characters; stays when the wording changes."""
    category: str
    question: str
    """As shown on a button or in a list of choices."""
    answer: str
    """May hold placeholders such as {phone}; see `qa.placeholders`."""
    phrasings: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    status: Status = Status.LIVE
    checked_on: date | None = None
    """When somebody last confirmed that the answer still holds."""
    version: int = 0
    """0 until stored; then grows with every change."""

    @property
    def live(self) -> bool:
        """Whether citizens may get it."""
        return self.status is Status.LIVE


def tidy(entry: Entry) -> Entry:
    """The entry without stray spaces, empty lines of a list and repeated phrasings. Changes no wording."""
    return replace(
        entry,
        id=entry.id.strip(),
        category=" ".join(entry.category.split()),
        question=" ".join(entry.question.split()),
        answer=entry.answer.strip(),
        phrasings=_distinct(entry.phrasings, besides=entry.question),
        keywords=_distinct(entry.keywords),
    )


def _distinct(texts: tuple[str, ...], besides: str = "") -> tuple[str, ...]:
    seen = {flat(besides), ""}
    kept = []
    for text in texts:
        mark = flat(text)
        if mark not in seen:
            seen.add(mark)
            kept.append(" ".join(text.split()))
    return tuple(kept)


def check(entry: Entry) -> None:
    """Raise Refused for an entry that could not be found or shown.

    Reasons: entry_id, entry_category, entry_question, entry_question_long, entry_answer, entry_answer_long,
    entry_lists_long.
    """
    wrong = {
        "entry_id": not (1 <= len(entry.id) <= 32 and entry.id.isascii() and entry.id.replace("-", "").isalnum()),
        "entry_category": not entry.category or len(entry.category) > 64,
        "entry_question": not flat(entry.question),
        "entry_question_long": any(len(text) > QUESTION_LIMIT for text in (entry.question, *entry.phrasings)),
        "entry_answer": not entry.answer,
        "entry_answer_long": len(entry.answer) > ANSWER_LIMIT,
        "entry_lists_long": len(entry.phrasings) > LIST_LIMIT or len(entry.keywords) > LIST_LIMIT,
    }
    reason = next((reason for reason, is_wrong in wrong.items() if is_wrong), None)
    if reason:
        raise Refused(reason)
