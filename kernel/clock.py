"""Time as a port, so that Bangkok midnight can be tested."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

BANGKOK = timezone(timedelta(hours=7), "Asia/Bangkok")
"""Thailand has had one fixed offset and no daylight saving since 1920; a table of zones is not needed."""


class Clock(Protocol):
    """Tells the time. Every rule that depends on "today" takes one of these."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def bangkok_day(moment: datetime) -> date:
    """The calendar day in Thailand at `moment` (aware)."""
    return moment.astimezone(BANGKOK).date()


def bangkok_midnight(day: date) -> datetime:
    """The first moment of `day` in Thailand, aware, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=BANGKOK).astimezone(UTC)
