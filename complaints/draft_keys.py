"""The key of the day that chat drafts hang on. It lives in the short memory alone, and dies an hour after midnight."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from complaints.desk import Desk
from kernel.agency import Agency
from kernel.clock import bangkok_day, bangkok_midnight

SHADOW = timedelta(hours=1)
"""How long a slow typist's next sentence is kept out of the other channels."""
_BOUND = b"v1|draft|"


@dataclass(frozen=True)
class DayKeys:
    """Marks people and seals their drafts, under keys that no database holds."""

    desk: Desk

    def mark(self, agency: Agency, user: str) -> str:
        """Under which a new draft of this person stands."""
        return self.marks(agency, user)[0]

    def marks(self, agency: Agency, user: str) -> list[str]:
        """Under today's key, and shortly after midnight under yesterday's."""
        now = self.desk.clock.now()
        days = [bangkok_day(now)]
        if now - bangkok_midnight(days[0]) < SHADOW:
            days.append(days[0] - timedelta(days=1))
        return [self._mark_under(day, agency, user) for day in days]

    def _mark_under(self, day: date, agency: Agency, user: str) -> str:
        key = self.desk.crypto.derive(self._day_key(day), f"draft mark {agency.code} {user}")
        return f"{day.day:02x}" + key.hex()[:30]

    def _key_of(self, mark: str) -> bytes:
        """The day's key a mark was made under: its first two digits say the day of the month."""
        today = self.desk.today
        return self._day_key(today if today.day == int(mark[:2], 16) else today - timedelta(days=1))

    def _day_key(self, day: date) -> bytes:
        name, now = f"draft-key-{day.isoformat()}", self.desk.clock.now()
        until: datetime = bangkok_midnight(day) + timedelta(days=1) + SHADOW
        if self.desk.short.get(name, now) is None:
            self.desk.short.put_new(name, self.desk.crypto.new_key(), max(until, now + SHADOW))
        key = self.desk.short.get(name, now)
        assert key is not None
        return key

    def seal(self, mark: str, part: int, plain: bytes) -> bytes:
        """One part of a draft."""
        return self.desk.crypto.seal(self._seal_key(mark), _bound(mark, part), plain)

    def unseal(self, mark: str, part: int, sealed: bytes) -> bytes:
        """Undo `seal`. Raises Unreadable when the day's key is gone."""
        return self.desk.crypto.open(self._seal_key(mark), _bound(mark, part), sealed)

    def _seal_key(self, mark: str) -> bytes:
        return self.desk.crypto.derive(self._key_of(mark), "draft seal")


def _bound(mark: str, number: int) -> bytes:
    return _BOUND + f"{mark}|{number}".encode()
