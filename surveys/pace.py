"""When a round will have enough answers, if people go on answering as they did lately.

Counted from published days: an answer's own moment is never kept. A straight line, not a forecast of behaviour; it is
shown with the words "at the present pace".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

LOOK_BACK_DAYS = 14
"""Two whole weeks, so that weekends weigh as much as they will."""


@dataclass(frozen=True)
class Pace:
    """How collecting goes."""

    n: int
    target: int
    per_day: Fraction
    """Published answers a calendar day, over the last LOOK_BACK_DAYS or since the round opened."""
    met_on: date | None
    """The day the target was reached, or will be at this pace; None when it stands still or the round is over."""
    closes_on: date

    @property
    def reached(self) -> bool:
        """Whether there are enough already."""
        return self.n >= self.target

    @property
    def in_time(self) -> bool:
        """Whether the target is met before the round ends."""
        return self.met_on is not None and self.met_on <= self.closes_on


def pace(by_day: Mapping[date, int], target: int, today: date, opens_on: date, closes_on: date) -> Pace:
    """The pace of a round up to `today`. by_day -- published answers by day."""
    counted = {day: n for day, n in by_day.items() if day <= today}
    total = sum(counted.values())
    if total >= target:
        return Pace(total, target, _lately(counted, today, opens_on), _reached_on(counted, target), closes_on)
    per_day = _lately(counted, today, opens_on)
    if not per_day or today > closes_on:
        return Pace(total, target, per_day, None, closes_on)
    days = -(-(target - total) // per_day)
    return Pace(total, target, per_day, _later(today, int(days)), closes_on)


def _later(today: date, days: int) -> date | None:
    return today + timedelta(days) if days <= (date.max - today).days else None


def _lately(by_day: Mapping[date, int], today: date, opens_on: date) -> Fraction:
    first = max(today - timedelta(LOOK_BACK_DAYS - 1), opens_on)
    days = (today - first).days + 1
    return Fraction(sum(n for day, n in by_day.items() if day >= first), days) if days > 0 else Fraction(0)


def _reached_on(by_day: Mapping[date, int], target: int) -> date | None:
    so_far = 0
    for day in sorted(by_day):
        so_far += by_day[day]
        if so_far >= target:
            return day
    return None
