"""The numbers the ITA asks for, from counters alone: total, finished, in progress. No case is opened for them.

Source: ITA open data items on fraud-complaint statistics; a case counts in the fiscal period it was opened in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from complaints import texts
from complaints.status import Outcome
from kernel.agency import Agency
from kernel.calendar import Period, fiscal_year, period, quarter_of

CASES, CATEGORY, OUTCOME, DAYS = "cases", "category", "outcome", "days"
"""Dimensions of the counters. `days` adds up the days from arrival to closing."""
IN_PROGRESS, FINISHED = "in_progress", "finished"


class Counters(Protocol):
    """Numbers by (agency, fiscal quarter, dimension, value), moved in the transaction of what they count."""

    def move(self, agency: Agency, quarter: str, dimension: str, value: str, by: int) -> None:
        """Add `by`, which may be negative."""
        ...

    def cases(self, agency: Agency) -> Mapping[tuple[str, str], int]:
        """(quarter code, "in_progress" or "finished") to number, for all quarters."""
        ...


@dataclass(frozen=True)
class PeriodCounts:
    """One period's three numbers. total = finished + in progress, by construction."""

    period: str
    """A period code: "2570Q1", "2570H1" or "2570"; anything else raises ValueError."""
    finished: int
    in_progress: int

    def __post_init__(self) -> None:
        period(self.period)
        if type(self.finished) is not int or type(self.in_progress) is not int:
            raise TypeError("counts are whole numbers")
        if min(self.finished, self.in_progress) < 0:
            raise ValueError("counts are not negative")

    @property
    def total(self) -> int:
        """All cases opened in the period."""
        return self.finished + self.in_progress

    @property
    def sentence(self) -> str:
        """The numbers as a sentence; zero is said in words, as the assessment wants it."""
        if self.total == 0:
            return texts.NO_COMPLAINTS
        return texts.COUNTS.format(total=self.total, finished=self.finished, in_progress=self.in_progress)


@dataclass(frozen=True)
class Snapshot:
    """Counts as of one day: the only thing about complaints that leaves for pages and sheets. Holds no text."""

    as_of: date
    counts: tuple[PeriodCounts, ...]
    """Last fiscal year whole, then the running one as far as it has begun: quarters, halves, year."""

    def __post_init__(self) -> None:
        if not all(type(count) is PeriodCounts for count in self.counts):
            raise TypeError("a snapshot carries counts only")

    def of(self, code: str) -> PeriodCounts | None:
        """One period's counts, if this snapshot has it."""
        return next((count for count in self.counts if count.period == code), None)


def take(counters: Counters, agency: Agency, today: date) -> Snapshot:
    """The counts as they stand."""
    cases = counters.cases(agency)
    return Snapshot(today, tuple(_count(cases, span) for span in shown_periods(today)))


def shown_periods(today: date) -> list[Period]:
    """Last fiscal year and this one, only what has begun by `today`."""
    this = fiscal_year(today)
    kinds = ("Q1", "Q2", "Q3", "Q4", "H1", "H2", "Y")
    spans = [Period(year, kind) for year in (this - 1, this) for kind in kinds]
    return [span for span in spans if span.first <= today]


def publication_day(today: date) -> date:
    """The latest fixed day on which figures are frozen: the first of the running fiscal quarter."""
    return quarter_of(today).first


def count_filed(counters: Counters, agency: Agency, received: date, category: str) -> None:
    """A new case, in progress."""
    quarter = quarter_of(received).code
    counters.move(agency, quarter, CASES, IN_PROGRESS, 1)
    counters.move(agency, quarter, CATEGORY, category, 1)


def count_closed(counters: Counters, agency: Agency, received: date, outcome: Outcome, closed: date) -> None:
    """In progress becomes finished, in the quarter the case was opened in."""
    _turn(counters, agency, quarter_of(received).code, outcome, (closed - received).days, 1)


def count_reopened(counters: Counters, agency: Agency, received: date, outcome: Outcome, closed: date) -> None:
    """The exact opposite of `count_closed`."""
    _turn(counters, agency, quarter_of(received).code, outcome, (closed - received).days, -1)


def _turn(counters: Counters, agency: Agency, quarter: str, outcome: Outcome, days: int, sign: int) -> None:
    counters.move(agency, quarter, CASES, IN_PROGRESS, -sign)
    counters.move(agency, quarter, CASES, FINISHED, sign)
    counters.move(agency, quarter, DAYS, "sum", sign * days)
    counters.move(agency, quarter, OUTCOME, outcome.value, sign)


def _count(cases: Mapping[tuple[str, str], int], span: Period) -> PeriodCounts:
    quarters = _quarters(span)
    finished = sum(cases.get((code, FINISHED), 0) for code in quarters)
    return PeriodCounts(span.code, finished, sum(cases.get((code, IN_PROGRESS), 0) for code in quarters))


def _quarters(span: Period) -> Sequence[str]:
    numbers = {"Y": (1, 2, 3, 4), "H1": (1, 2), "H2": (3, 4)}.get(span.kind) or (int(span.kind[1]),)
    return [Period(span.fiscal_year, f"Q{number}").code for number in numbers]
