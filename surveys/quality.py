"""Signs that answers may be careless or staged. They are shown beside a result and never remove a row.

Each sign is coarse on purpose. "fast" is decided while the answers are handed in and kept as one word; the seconds
are not. A burst is seen afterwards in published days. The hour of an answer is never kept, not even as "inside office
hours": in a batch of five it would single out the one who wrote at night. What days alone can show is whether answers
that can be given anywhere appear on working days only.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from surveys.instruments import Instrument
from surveys.records import DayCount

STRAIGHT = "straight"
"""The same option on every level item, five of them or more."""
FAST = "fast"
"""Handed in faster than the items can be read."""
BURST = "burst"
"""Published on a day on which its point had far more than it usually has. Derived, never stored."""

_LEAST_ITEMS = 5
SECONDS_AN_ITEM = Fraction(15, 9)
"""Under 15 s for nine items is too fast to have read them. A design value, to be set again after a pilot."""
BURST_LEAST = 10
"""No day below this many is a burst."""
BURST_TIMES = 4
"""A burst is at least this many times the point's usual day."""
WEEKDAYS_LEAST = 30
"""Fewer answers from anywhere say nothing about their days."""
_ANYWHERE = ("line", "web")
_USUAL_DAYS = 5
"""In less than a working week no day is usual."""
_WEEKDAYS_SPAN = 28
_SATURDAY = 5


@dataclass(frozen=True)
class Burst:
    """A day on which a point had far more answers than usual."""

    point: str
    day: date
    n: int
    usual: Fraction
    """Answers a working day, the burst's own day left out."""


def flags(instrument: Instrument, answers: Mapping[str, int]) -> tuple[str, ...]:
    """The flags that one set of answers shows by itself."""
    levels = [answers[item.id] for item in instrument.items if item.kind == "level" and item.id in answers]
    return (STRAIGHT,) if len(levels) >= _LEAST_ITEMS and len(set(levels)) == 1 else ()


def flags_at_submit(answered: int, seconds: float) -> tuple[str, ...]:
    """The flags a channel hands in with the answers; `seconds` (first item shown to sent) is not kept.

    answered -- how many items were answered. Few items, an unknown or a negative time (a clock put back) say nothing.
    """
    too_fast = answered >= _LEAST_ITEMS and 0 <= seconds < answered * SECONDS_AN_ITEM
    return (FAST,) if too_fast else ()


def bursts(days: Sequence[DayCount]) -> tuple[Burst, ...]:
    """Days far above a point's usual day, by day and point. Only answers that name their point can be seen."""
    if not days:
        return ()
    working = _working_days(min(one.day for one in days), max(one.day for one in days))
    by_point: dict[str, Counter[date]] = {}
    for one in days:
        if one.point is not None:
            by_point.setdefault(one.point, Counter())[one.day] += one.n
    found = [burst for point, counted in by_point.items() for burst in _bursts_of(point, counted, working)]
    return tuple(sorted(found, key=lambda burst: (burst.day, burst.point)))


def _bursts_of(point: str, days: Counter[date], working: int) -> list[Burst]:
    if working < _USUAL_DAYS:
        return []
    found = []
    for day, n in days.items():
        usual = Fraction(days.total() - n, working - 1)
        if n >= max(Fraction(BURST_LEAST), BURST_TIMES * usual):
            found.append(Burst(point, day, n, usual))
    return found


def _working_days(first: date, last: date) -> int:
    return sum(1 for n in range((last - first).days + 1) if (first + timedelta(n)).weekday() < _SATURDAY)


def weekdays_only(days: Sequence[DayCount]) -> bool:
    """Whether answers that can be given anywhere (LINE, web) were published on working days alone, many as they are.

    It takes WEEKDAYS_LEAST of them over four weeks. A batch dated Saturday or Sunday holds an answer of that day; few
    weekend answers may also hide in Monday's batch, so this is a reason to look and no more.
    """
    found: Counter[date] = Counter()
    for one in days:
        if one.channel in _ANYWHERE:
            found[one.day] += one.n
    if found.total() < WEEKDAYS_LEAST or (max(found) - min(found)).days < _WEEKDAYS_SPAN:
        return False
    return all(day.weekday() < _SATURDAY for day in found)
