"""Signs of a poster that is gone, covered, or pasted over elsewhere: no scans at all, or scans at strange hours."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from kernel.agency import Purpose, ServicePoint
from kernel.clock import BANGKOK

QUIET_DAYS = 10
"""Open days in a row without a scan, today not counted, after which somebody should go and look."""
NIGHT_DAYS = 7
NORMAL_WEEKS = 8
"""How many weeks before those say what is normal."""
NIGHT_LEAST, NIGHT_TIMES = 10, 4
"""Scans at night that matter: at least so many in a week, and more than so many times the usual week."""
_NIGHT_FROM, _NIGHT_TO = 22, 5

Counts = Mapping[tuple[str, date], tuple[int, int]]
"""(visits, those at night) by point and day."""
_Days = dict[date, int]
"""One point's visits at night, on every day with a visit."""


@dataclass(frozen=True)
class Alert:
    """A point that somebody should go and look at."""

    kind: Literal["silent", "night"]
    point: ServicePoint
    count: int
    """Open days without a scan, or scans at night in the last seven days."""
    usual: int = 0
    """Scans at night of a usual week, rounded up."""


def is_night(moment: datetime) -> bool:
    """Whether nobody should be at a counter then, in Bangkok."""
    hour = moment.astimezone(BANGKOK).hour
    return hour >= _NIGHT_FROM or hour < _NIGHT_TO


def watched_from(today: date) -> date:
    """The first day whose counts `alerts` looks at."""
    return today - timedelta(days=NIGHT_DAYS * (NORMAL_WEEKS + 1))


def alerts(points: Iterable[ServicePoint], counts: Counts, open_days: Sequence[date], today: date) -> list[Alert]:
    """What is strange today, in the order of the points.

    open_days -- the office's last days of work before today, newest first, at least QUIET_DAYS of them
    Fraud posters are never counted, so nothing can be said of them.
    """
    own: dict[str, _Days] = {}
    for (code, day), (_, night) in counts.items():
        own.setdefault(code, {})[day] = night
    found: list[Alert] = []
    for point in points:
        if point.open_on(today) and point.purpose is not Purpose.FRAUD:
            nights = own.get(point.code, {})
            found += [*_silent(point, nights, open_days), *_night(point, nights, today)]
    return found


def _silent(point: ServicePoint, nights: _Days, open_days: Sequence[date]) -> list[Alert]:
    days = open_days[:QUIET_DAYS]
    if len(days) < QUIET_DAYS or point.opened_on > days[-1]:
        return []
    last = max(nights, default=None)
    if last is not None and last >= days[-1]:
        return []
    quiet = [day for day in open_days if day >= point.opened_on and (last is None or day > last)]
    return [Alert("silent", point, len(quiet))]


def _night(point: ServicePoint, nights: _Days, today: date) -> list[Alert]:
    week = today - timedelta(days=NIGHT_DAYS - 1)
    now = sum(night for day, night in nights.items() if week <= day <= today)
    before = sum(night for day, night in nights.items() if watched_from(today) <= day < week)
    weeks = max(1, min(NORMAL_WEEKS, (week - max(point.opened_on, watched_from(today))).days // NIGHT_DAYS))
    usual = -(-before // weeks)
    if now < NIGHT_LEAST or now <= NIGHT_TIMES * usual:
        return []
    return [Alert("night", point, now, usual)]
