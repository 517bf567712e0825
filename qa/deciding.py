"""What decides between an answer, choices and silence, beside sureness; and what of an entry is shown and searched."""

from collections.abc import Iterable, Sequence
from typing import Any

from kernel.agency import Agency
from qa.entries import Entry
from qa.placeholders import ready
from qa.reply import Ranked

BARE_LENGTH = 16
"""Letters up to which a message may be a bare noun rather than a question."""
CLOSE = 0.7
FAR = 0.4
"""Runners-up above CLOSE of the best score compete with it; below FAR they are not worth a button."""


def says_something(said: str) -> bool:
    """Whether flat text holds a question for staff: one or two characters, or a bare number, is a slip."""
    return len(said) > 2 and not said.isdigit()


def bare(said: str, ranked: Sequence[Ranked]) -> bool:
    """Whether it is "เอกสาร" or "ถนน" alone: the first entry wins by a hair among many, so ask which one is meant."""
    return len(said) <= BARE_LENGTH and len(ranked) > 1 and ranked[1].score > CLOSE * ranked[0].score


def near_the_best(ranked: tuple[Ranked, ...]) -> tuple[Ranked, ...]:
    """Those of the best three that are worth a button."""
    near = sum(one.score > FAR * ranked[0].score for one in ranked)
    return ranked[: max(2, near)]


def shown(entries: Iterable[Entry], agency: Agency) -> tuple[Entry, ...]:
    """What citizens of this agency can get of them."""
    found = (ready(entry, agency) for entry in entries if entry.live)
    return tuple(entry for entry in found if entry is not None)


def searchable(entry: Entry) -> dict[str, Any]:
    """An entry as the search takes it."""
    return {
        "id": entry.id,
        "questions": [entry.question, *entry.phrasings],
        "keywords": [*entry.keywords, entry.category],
        "answer": entry.answer,
    }
