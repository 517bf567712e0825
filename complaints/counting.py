"""The counters of figures, moved in the transaction of what they count. Source and rules: `complaints.statistics`.

Cases are counted by the month of their arrival, which every case's row shows anyhow. What tells more about a case (its
category, outcome, days) is counted by the fiscal year only, as it is published.
"""

from datetime import date

from complaints.statistics import (
    CASES,
    CATEGORY,
    CHANNEL,
    CLOSED_IN,
    DAYS,
    DONE,
    FINISHED,
    IN_PROGRESS,
    OUTCOME,
    Counters,
)
from complaints.status import Outcome
from kernel.agency import Agency
from kernel.calendar import month_of, year_of


def count_filed(counters: Counters, agency: Agency, received: date, category: str, channel: str = "web") -> None:
    """A new case, in progress."""
    recount_filed(counters, agency, received, category)
    counters.move(agency, year_of(received).code, CHANNEL, channel, 1)


def recount_filed(counters: Counters, agency: Agency, received: date, category: str, sign: int = 1) -> None:
    """A case that counts again. How it came was counted once and stays: nobody knows it any more."""
    counters.move(agency, month_of(received).code, CASES, IN_PROGRESS, sign)
    counters.move(agency, year_of(received).code, CATEGORY, category, sign)


def uncount_filed(counters: Counters, agency: Agency, received: date, category: str) -> None:
    """It was no case."""
    recount_filed(counters, agency, received, category, -1)


def count_closed(
    counters: Counters, agency: Agency, received: date, outcome: Outcome, closed: date, category: str
) -> None:
    """In progress becomes finished, in the period the case was opened in."""
    _turn(counters, agency, received, outcome, closed, category, 1)


def count_reopened(
    counters: Counters, agency: Agency, received: date, outcome: Outcome, closed: date, category: str
) -> None:
    """The exact opposite of `count_closed`."""
    _turn(counters, agency, received, outcome, closed, category, -1)


def _turn(
    counters: Counters, agency: Agency, received: date, outcome: Outcome, closed: date, category: str, sign: int
) -> None:
    arrival, year = month_of(received).code, year_of(received).code
    counters.move(agency, arrival, CASES, IN_PROGRESS, -sign)
    counters.move(agency, arrival, CASES, FINISHED, sign)
    counters.move(agency, year, OUTCOME, outcome.value, sign)
    counters.move(agency, arrival, CLOSED_IN, month_of(closed).code, sign)
    counters.move(agency, year, DONE, category, sign)
    counters.move(agency, year, DAYS, category, sign * max((closed - received).days, 0))
