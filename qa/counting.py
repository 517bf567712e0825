"""What happened to a question, counted by day and topic for the service statistics."""

from enum import StrEnum

from kernel.agency import Agency
from kernel.clock import Clock, bangkok_day
from qa.ports import CountingWork


class Outcome(StrEnum):
    """How a message ended."""

    ANSWERED = "answered"
    ASKED_BACK = "asked_back"
    PASSED_ON = "passed_on"
    BY_STAFF = "by_staff"


NO_TOPIC = "-"
"""The topic of what no entry covers."""


def count(work: CountingWork, agency: Agency, outcome: Outcome, topic: str, clock: Clock) -> None:
    """Count one message under an entry's category (NO_TOPIC when none)."""
    work.counts.add(agency, bangkok_day(clock.now()), outcome.value, topic[:64] or NO_TOPIC)
