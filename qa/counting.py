"""What happened to a question, counted by day and topic for the service statistics."""

from enum import StrEnum

from kernel.agency import Agency
from kernel.clock import Clock, bangkok_day
from qa.ports import CountingWork, Kind


class Outcome(StrEnum):
    """How a message ended."""

    ASKED = "asked"
    """A question was typed: once, however often it was asked back and wherever it ended."""
    ANSWERED = "answered"
    ASKED_BACK = "asked_back"
    PASSED_ON = "passed_on"
    BY_STAFF = "by_staff"
    HANDED_OFF = "handed_off"
    """Roads and lamps: shown the way to Traffy Fondue or 1567."""
    SATISFIED = "satisfied"
    UNSATISFIED = "unsatisfied"


NO_TOPIC = "-"
"""The topic of what no entry covers."""
NO_QUESTIONS = (Kind.SUGGESTION.value, Kind.COMPLAINT.value)
"""The topics of what is passed on and is no question."""


def topic_of(kind: Kind) -> str:
    """The topic under which something passed on is counted."""
    return kind.value if kind.value in NO_QUESTIONS else NO_TOPIC


def count(work: CountingWork, agency: Agency, outcome: Outcome, topic: str, clock: Clock) -> None:
    """Count one message under an entry's category (NO_TOPIC when none)."""
    work.counts.add(agency, bangkok_day(clock.now()), outcome.value, topic[:64] or NO_TOPIC)
