"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta, timezone

_TOKYO = timezone(timedelta(hours=9))


class ManualClock:
    """Satisfies `kernel.clock.Clock`; starts at `start` (aware) and moves only by `advance`."""

    def __init__(self, start: datetime | None = None) -> None:
        self._now = start or datetime(2026, 11, 21, 4, 0, 10, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now

    def advance(self, seconds: float = 0, *, minutes: float = 0, days: float = 0) -> None:
        """Moves time forward."""
        self._now += timedelta(seconds=seconds, minutes=minutes, days=days)


def milliseconds(moment: datetime) -> int:
    """Unix time in milliseconds."""
    return int(moment.timestamp() * 1000)


def tokyo_day(moment: datetime) -> str:
    """The day LINE's statistics count it under, as 20261121."""
    return f"{moment.astimezone(_TOKYO):%Y%m%d}"
