"""Office hours that are true: the week with its lunch breaks, public holidays, and the office's own days off."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from kernel.agency import Agency
from kernel.clock import BANGKOK, bangkok_day
from kernel.errors import Refused
from kernel.thai import arabic_digits
from qa.holidays import shipped

DEFAULT = "08:30-12:00 13:00-16:30|" * 5 + "|"
"""Monday to Friday with a lunch break, as `Agency.opening` holds it: seven days from Monday, parted by |."""
LOOKED_AHEAD = 60
"""Days in which an office opens again; one closed for longer promises nothing."""
DAYS_OFF = 100
_SPAN = re.compile(r"(\d{1,2})[.:](\d{2})-(\d{1,2})[.:](\d{2})")

Span = tuple[time, time]


@dataclass(frozen=True)
class Hours:
    """When somebody is there to answer."""

    week: tuple[tuple[Span, ...], ...]
    """The seven weekdays from Monday; no spans: closed."""
    off: Mapping[date, str]
    """The office's own days off with their reasons ("" when it gave none)."""

    def spans(self, day: date) -> tuple[Span, ...]:
        """The working spans of a day, in order."""
        return () if self.holiday(day) is not None else self.week[day.weekday()]

    def holiday(self, day: date) -> str | None:
        """Why a day is off, "" for a reason not given; None when it is an ordinary day, weekends included."""
        found = shipped().days.get(day)
        return found.name if found is not None and day not in self.off else self.off.get(day)


def of(agency: Agency) -> Hours:
    """The agency's hours."""
    return _hours(agency.opening or DEFAULT, agency.closed_days)


@lru_cache(maxsize=256)
def _hours(opening: str, closed_days: str) -> Hours:
    return Hours(read_week(opening.split("|")), read_days_off(closed_days))


def read_week(written: list[str]) -> tuple[tuple[Span, ...], ...]:
    """Seven days as people type them: "08.30-12.00 13.00-16.30", Thai digits too, "" for closed.

    Raises Refused("hours_day", weekday=0..6) for a day that cannot be read, runs backwards or overlaps itself.
    """
    week = [*written, *[""] * 7][:7]
    return tuple(_read_day(text, weekday) for weekday, text in enumerate(week))


def _read_day(text: str, weekday: int) -> tuple[Span, ...]:
    plain = re.sub(r"\s*[-\u2010-\u2015]\s*", "-", arabic_digits(text)).replace("น.", " ")
    pieces = re.split(r"[\s,]+", plain.strip(" ,")) if plain.strip(" ,") else []
    found = [_SPAN.fullmatch(piece) for piece in pieces]
    try:
        spans = tuple((time(int(one[1]), int(one[2])), time(int(one[3]), int(one[4]))) for one in found if one)
    except ValueError:
        raise Refused("hours_day", weekday=weekday) from None
    moments = [moment for span in spans for moment in span]
    if len(spans) != len(pieces) or moments != sorted(set(moments)):
        raise Refused("hours_day", weekday=weekday)
    return spans


def write_week(week: tuple[tuple[Span, ...], ...]) -> str:
    """As `Agency.opening` holds it; "" for the default."""
    written = "|".join(" ".join(f"{first:%H:%M}-{last:%H:%M}" for first, last in spans) for spans in week)
    return "" if written == DEFAULT else written


def read_days_off(written: str) -> dict[date, str]:
    """Days off, one a line: "2026-12-30 reason" or "30/12/2569 reason".

    Raises Refused("day_off", line=1..n) for a line that names no day, and Refused("days_off_many").
    """
    found: dict[date, str] = {}
    for number, line in enumerate(written.splitlines(), 1):
        if line.strip():
            day, _, reason = line.strip().partition(" ")
            found[_read_date(day, number)] = " ".join(reason.split())[:100]
    if len(found) > DAYS_OFF:
        raise Refused("days_off_many", limit=DAYS_OFF)
    return found


def _read_date(text: str, line: int) -> date:
    parts = re.split(r"[-/.]", arabic_digits(text))
    try:
        year, month, day = (int(part) for part in (parts if len(parts[0]) == 4 else reversed(parts)))
        return date(year - 543 if year > 2400 else year, month, day)
    except (ValueError, OverflowError):
        raise Refused("day_off", line=line) from None


def write_days_off(off: Mapping[date, str]) -> str:
    """As `Agency.closed_days` holds them, by date."""
    return "\n".join(f"{day.isoformat()} {reason}".strip() for day, reason in sorted(off.items()))


def is_open(hours: Hours, moment: datetime) -> bool:
    """Whether somebody is there."""
    at = moment.astimezone(BANGKOK).time()
    return any(first <= at < last for first, last in hours.spans(bangkok_day(moment)))


def next_opening(hours: Hours, moment: datetime) -> datetime | None:
    """`moment` itself while open, else when somebody comes; None when nobody does for a long time."""
    if is_open(hours, moment):
        return moment
    today = bangkok_day(moment)
    for day in (today + timedelta(days=ahead) for ahead in range(LOOKED_AHEAD)):
        for first, _ in hours.spans(day):
            if _at(day, first) > moment:
                return _at(day, first)
    return None


def working_day_after(hours: Hours, day: date, how_many: int) -> date | None:
    """The `how_many`-th working day after `day`; None when it is too far away to promise."""
    left = how_many
    for later in (day + timedelta(days=ahead) for ahead in range(1, LOOKED_AHEAD + 1)):
        left -= bool(hours.spans(later))
        if left == 0:
            return later
    return None


def worked(hours: Hours, since: datetime, until: datetime) -> timedelta:
    """How much office time lies between two moments: what somebody who waits has waited for."""
    total, day, last = timedelta(0), bangkok_day(since), bangkok_day(until)
    while day <= last:
        for first, end in hours.spans(day):
            begun, ended = max(since, _at(day, first)), min(until, _at(day, end))
            total += max(ended - begun, timedelta(0))
        day += timedelta(days=1)
    return total


def _at(day: date, at: time) -> datetime:
    return datetime.combine(day, at, BANGKOK)
