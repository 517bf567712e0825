"""A clock that stands still until told."""

from datetime import datetime, timedelta

from tests.cast import NOON


class FrozenClock:
    """Stands at a moment; `pass_time` moves it."""

    def __init__(self, moment: datetime = NOON) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def pass_time(self, **amount: float) -> None:
        """Move forward by a timedelta's keywords."""
        self.moment += timedelta(**amount)
