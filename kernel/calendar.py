"""The Thai fiscal calendar: 1 October to 30 September, named by the Buddhist Era year it ends in.

Source: fiscal year practice of Thai public bodies; quarters Oct-Dec, Jan-Mar, Apr-Jun, Jul-Sep.
"""

from dataclasses import dataclass
from datetime import date, timedelta

BE_OFFSET = 543
"""Buddhist Era = Common Era + 543."""


_YEARS = range(2400, 3000)
"""Those whose days the calendar can count; a typed 0001 is no year of ours."""
_STARTS = {"Y": 10, "H1": 10, "H2": 4, "Q1": 10, "Q2": 1, "Q3": 4, "Q4": 7}
_STARTS |= {f"M{month:02}": month for month in range(1, 13)}


def be_year(day: date) -> int:
    """The Buddhist Era year of a day."""
    return day.year + BE_OFFSET


def fiscal_year(day: date) -> int:
    """The fiscal year (BE) a day falls in: 1 Oct 2026 is already FY2570."""
    return be_year(day) + (1 if day.month >= 10 else 0)


def quarter(day: date) -> int:
    """The fiscal quarter, 1 to 4: October is in quarter 1."""
    return (day.month - 10) % 12 // 3 + 1


@dataclass(frozen=True, order=True)
class Period:
    """A stretch of one fiscal year: the whole year, a half, a quarter or a month."""

    fiscal_year: int
    kind: str
    """"Y", "H1", "H2", "Q1" to "Q4", or a calendar month from "M01" to "M12"."""

    @property
    def first(self) -> date:
        """The first day."""
        start_month = _STARTS[self.kind]
        ce = self.fiscal_year - BE_OFFSET
        return date(ce - 1 if start_month >= 10 else ce, start_month, 1)

    @property
    def last(self) -> date:
        """The last day, included."""
        months = {"Y": 12, "H": 6, "Q": 3, "M": 1}[self.kind[0]]
        start = self.first
        index = start.year * 12 + start.month - 1 + months
        return date(index // 12, index % 12 + 1, 1) - timedelta(days=1)

    @property
    def code(self) -> str:
        """An ASCII name: "2570Q1", "2570H1", "2570", "2570M10"."""
        return f"{self.fiscal_year}{'' if self.kind == 'Y' else self.kind}"

    def contains(self, day: date) -> bool:
        """Whether the day falls inside."""
        return self.first <= day <= self.last


def quarter_of(day: date) -> Period:
    """The quarter a day falls in."""
    return Period(fiscal_year(day), f"Q{quarter(day)}")


def month_of(day: date) -> Period:
    """The month a day falls in."""
    return Period(fiscal_year(day), f"M{day.month:02}")


def half_of(day: date) -> Period:
    """The half-year a day falls in."""
    return Period(fiscal_year(day), "H1" if quarter(day) <= 2 else "H2")


def year_of(day: date) -> Period:
    """The fiscal year a day falls in."""
    return Period(fiscal_year(day), "Y")


def period(code: str) -> Period:
    """Read a period's code back: "2570", "2570H2", "2570Q3". Raises ValueError for anything else."""
    year, kind = code[:4], code[4:] or "Y"
    if not year.isascii() or not year.isdigit() or kind not in _STARTS or int(year) not in _YEARS:
        raise ValueError("not a period code")
    return Period(int(year), kind)
