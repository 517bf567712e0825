"""What the knowledge base replies."""

from dataclasses import dataclass
from enum import StrEnum

from qa.entries import Entry


class Kind(StrEnum):
    """What a reply is."""

    ANSWER = "answer"
    CHOICES = "choices"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Ranked:
    """An entry, placeholders filled, and how well it fits, 0 to 1."""

    entry: Entry
    score: float


@dataclass(frozen=True)
class Reply:
    """What to tell the citizen.

    entries -- ANSWER: the answer first, then the runners-up; CHOICES: up to three to choose from;
    UNKNOWN: the nearest ones, for staff only.
    """

    kind: Kind
    entries: tuple[Ranked, ...]
    sureness: float
    worth_passing: bool
    """Whether the message holds enough to be handed to a person."""
