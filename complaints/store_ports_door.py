"""What the fraud door needs from its store beside the cases: forms, tries, drafts, notices, facts. Agency first."""

from datetime import date, datetime
from typing import Protocol

from complaints.rows import DraftPart, QueuedNotice, UnsendMark, UsedForm
from kernel.agency import Agency


class UsedForms(Protocol):
    """What makes one form one case, and lets the same sending see the same receipt."""

    def find(self, agency: Agency, token: str) -> UsedForm | None: ...

    def use(self, agency: Agency, used: UsedForm) -> bool:
        """False when somebody else was first."""
        ...

    def count(self, agency: Agency, expires: datetime) -> int:
        """How many forms are forgotten at this hour: those that were sent in one."""
        ...

    def day_key(self, agency: Agency, day: date) -> bytes | None: ...

    def make_day_key(self, agency: Agency, day: date, key: bytes) -> bytes:
        """Keep `key` unless the day has one; the day's key."""
        ...

    def forget(self, agency: Agency, now: datetime, keep_from: date) -> int:
        """Erase forms expired by `now` and the keys of days before `keep_from`; how many rows went."""
        ...


class Tries(Protocol):
    """Wrong receipts of a day, by mark."""

    def count(self, agency: Agency, day: date, mark: str) -> int: ...

    def add(self, agency: Agency, day: date, mark: str) -> None: ...

    def forget(self, agency: Agency, before: date) -> None: ...


class Facts(Protocol):
    """Small facts about the room itself."""

    def get(self, agency: Agency, name: str) -> str | None: ...

    def put(self, agency: Agency, name: str, value: str) -> None: ...


class Notices(Protocol):
    """Whom to tell that there is an answer."""

    def put(self, agency: Agency, notice: str, sealed: bytes) -> None: ...

    def get(self, agency: Agency, notice: str) -> bytes | None: ...

    def drop(self, agency: Agency, notice: str) -> None: ...

    def queue(self, agency: Agency, notice: QueuedNotice) -> None: ...

    def queued(self, agency: Agency) -> list[QueuedNotice]: ...

    def done(self, agency: Agency, notice: str) -> None: ...


class Chats(Protocol):
    """What the chat leaves with us: drafts, marks of events, marks of messages that may be taken back."""

    def state(self, agency: Agency, mark: str, *, lock: bool = False) -> DraftPart | None:
        """A draft without its photographs. With `lock`, nobody else changes it until the transaction ends."""
        ...

    def photos(self, agency: Agency, mark: str) -> list[DraftPart]:
        """A draft's photographs, in their order."""
        ...

    def put_part(self, agency: Agency, part: DraftPart) -> None: ...

    def drop(self, agency: Agency, mark: str, part: int | None = None) -> None: ...

    def drop_all(self, agency: Agency) -> int:
        """Erase every draft; how many parts there were."""
        ...

    def note_event(self, agency: Agency, mark: str, day: date) -> bool:
        """False when it was noted before."""
        ...

    def knows_event(self, agency: Agency, mark: str) -> bool: ...

    def unsend_mark(self, agency: Agency, mark: str) -> UnsendMark | None: ...

    def put_unsend_mark(self, agency: Agency, mark: UnsendMark) -> None: ...

    def forget(self, agency: Agency, now: datetime, events_before: date, marks_before: date) -> int:
        """Erase what is over; how many drafts' parts went."""
        ...
