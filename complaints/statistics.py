"""The numbers the ITA asks for, from counters alone: total, finished, in progress. No case is opened for them.

Source: ITA open data items on fraud-complaint statistics; a case counts in the fiscal period it was opened in, and a
later period says how many it took over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from complaints import texts
from complaints.topics import CATEGORIES, UNSORTED
from kernel.agency import Agency
from kernel.calendar import Period, fiscal_year, half_of, month_of, period, quarter_of, year_of

CASES, CATEGORY, CHANNEL, OUTCOME = "cases", "category", "channel", "outcome"
DAYS, DONE, CLOSED_IN = "days", "done", "closed_in"
"""Dimensions of the counters. By category: `days` adds up the days from arrival to closing, `done` counts those closed.
`closed_in` counts by the month of closing."""
IN_PROGRESS, FINISHED = "in_progress", "finished"
OTHER, ALL = "other", ""
SMALLEST_CELL = 5
"""Fewer cases than this in a cell, and somebody might be recognised. Source: common rule for published tables."""
_KINDS = {
    "year": ("Y",),
    "half": ("H1", "H2", "Y"),
    "quarter": ("Q1", "Q2", "Q3", "Q4", "H1", "H2", "Y"),
    "month": (*(f"M{(9 + place) % 12 + 1:02}" for place in range(12)), "Q1", "Q2", "Q3", "Q4", "H1", "H2", "Y"),
}
GRAINS = tuple(_KINDS)


class Counters(Protocol):
    """Numbers by (agency, period of arrival, dimension, value), moved in the transaction of what they count.

    The period is a month or a fiscal year, see `complaints.counting`; the first versions counted by quarter.
    """

    def move(self, agency: Agency, arrival: str, dimension: str, value: str, by: int) -> None:
        """Add `by`, which may be negative."""
        ...

    def of(self, agency: Agency, dimension: str) -> Mapping[tuple[str, str], int]:
        """(period of arrival, value) to number, for all periods."""
        ...


@dataclass(frozen=True)
class PeriodCounts:
    """One period's three numbers. total = finished + in progress, by construction."""

    period: str
    """A period code: "2570M10", "2570Q1", "2570H1" or "2570"; anything else raises ValueError."""
    finished: int
    in_progress: int
    carried: int = 0
    """Cases of earlier periods that were not finished when this one began. Not part of `total`."""

    def __post_init__(self) -> None:
        period(self.period)
        _whole(self.finished, self.in_progress, self.carried)

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
class AverageDays:
    """How long cases of a finished year took. Only where enough of them were closed."""

    period: str
    category: str
    """An id of the ten-way list, or "" for all together."""
    tenths: int
    """Tenths of a day."""
    cases: int

    def __post_init__(self) -> None:
        period(self.period)
        _whole(self.tenths, self.cases)
        _known(self.category, ALL)


@dataclass(frozen=True)
class CategoryCount:
    """Cases of one category in a finished year; small categories stand together under "other"."""

    period: str
    category: str
    cases: int

    def __post_init__(self) -> None:
        period(self.period)
        _whole(self.cases)
        _known(self.category, OTHER)


@dataclass(frozen=True)
class Snapshot:
    """Counts as of one day: the only thing about complaints that leaves for pages and sheets. Holds no text."""

    as_of: date
    counts: tuple[PeriodCounts, ...]
    """Last fiscal year whole, then the running one as far as it has begun, down to the agency's grain."""
    averages: tuple[AverageDays, ...] = ()
    categories: tuple[CategoryCount, ...] = ()
    """Both of finished years only, and the same in every later snapshot: two tables must not tell a case apart."""

    def __post_init__(self) -> None:
        kinds = ((self.counts, PeriodCounts), (self.averages, AverageDays), (self.categories, CategoryCount))
        if not all(type(one) is kind for some, kind in kinds for one in some):
            raise TypeError("a snapshot carries counts only")

    @property
    def newest_first(self) -> list[PeriodCounts]:
        """The counts as people read them: the newest fiscal year first; in it the year, halves, quarters, months."""
        return sorted(self.counts, key=lambda one: _reading_order(period(one.period)))

    def of(self, code: str) -> PeriodCounts | None:
        """One period's counts, if this snapshot has it."""
        return next((count for count in self.counts if count.period == code), None)


def shown_periods(today: date, grain: str = "quarter") -> list[Period]:
    """Last fiscal year and this one, only what has begun by `today`, nothing finer than `grain`."""
    this = fiscal_year(today)
    spans = [Period(year, kind) for year in (this - 1, this) for kind in _KINDS[grain]]
    return [span for span in spans if span.first <= today]


def publication_day(today: date, grain: str = "quarter") -> date:
    """The latest fixed day on which figures are frozen: the first of the running period of this grain."""
    span = {"year": year_of, "half": half_of, "quarter": quarter_of, "month": month_of}[grain]
    return span(today).first


def _reading_order(span: Period) -> tuple[int, int, date]:
    return (-span.fiscal_year, "YHQM".index(span.kind[0]), span.first)


def _whole(*numbers: int) -> None:
    if any(type(number) is not int for number in numbers):
        raise TypeError("counts are whole numbers")
    if min(numbers) < 0:
        raise ValueError("counts are not negative")


def _known(category: str, besides: str) -> None:
    if category not in {*CATEGORIES, UNSORTED, besides}:
        raise ValueError("not a category")
