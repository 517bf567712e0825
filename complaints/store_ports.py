"""What the fraud door needs from its store: narrow, agency first, no transaction of their own."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

from complaints.audit import Head, Link
from complaints.keys import PasswordLock
from complaints.rows import (
    CaseRow,
    DraftPart,
    KeyBox,
    MessageRow,
    NoteRow,
    Officer,
    QueuedNotice,
    Recovery,
    UnsendMark,
    UsedForm,
)
from complaints.statistics import Counters, Snapshot
from kernel.agency import Agency


class Cases(Protocol):
    """Cases, their wrapped keys, messages and contacts."""

    def add(self, agency: Agency, row: CaseRow) -> bool:
        """False when reference or locator is taken."""
        ...

    def change(self, agency: Agency, row: CaseRow) -> bool:
        """Keep the row in place of the one with its reference; False when its new locator is taken."""
        ...

    def all(self, agency: Agency) -> list[CaseRow]: ...

    def get(self, agency: Agency, reference: str, *, lock: bool = False) -> CaseRow | None:
        """With `lock`, nobody else changes the case until the transaction ends."""
        ...

    def by_locator(self, agency: Agency, locator: str) -> CaseRow | None: ...

    def erase(self, agency: Agency, reference: str) -> None:
        """The case, its keys, thread, notes, files and contact. Its counters stay."""
        ...

    def add_boxes(self, agency: Agency, boxes: Sequence[KeyBox]) -> None: ...

    def put_boxes(self, agency: Agency, boxes: Sequence[KeyBox]) -> None:
        """Keep wraps, in place of those with their keys."""
        ...

    def boxes(self, agency: Agency, role: str, kind: str, reference: str | None = None) -> list[KeyBox]: ...

    def drop_boxes(self, agency: Agency, readers: Sequence[str]) -> None: ...

    def drop_kind(self, agency: Agency, reference: str, kind: str) -> None:
        """Erase all wraps of one kind: what they opened is lost to everybody."""
        ...

    def add_contact(self, agency: Agency, reference: str, sealed: bytes) -> None: ...

    def contact(self, agency: Agency, reference: str) -> bytes: ...


class Threads(Protocol):
    """What was said in a case: messages, notes, files."""

    def add_message(self, agency: Agency, reference: str, message: MessageRow) -> None: ...

    def messages(self, agency: Agency, reference: str) -> list[MessageRow]:
        """In the order of the thread."""
        ...

    def add_key(self, agency: Agency, reference: str, message: str, sealed: bytes) -> None:
        """The own key of a message."""
        ...

    def keys(self, agency: Agency, reference: str) -> Mapping[str, bytes]:
        """Message id to its own sealed key, where it has one."""
        ...

    def take_back(self, agency: Agency, reference: str, message: str, erased: str) -> None:
        """Erase ciphertext and key; leave the hash."""
        ...

    def add_note(self, agency: Agency, reference: str, note: NoteRow) -> None: ...

    def notes(self, agency: Agency, reference: str) -> list[NoteRow]:
        """In their order."""
        ...

    def add_chunks(self, agency: Agency, reference: str, file: str, chunks: Sequence[bytes]) -> None: ...

    def chunks(self, agency: Agency, reference: str, file: str) -> list[bytes]:
        """In their order."""
        ...

    def chunk_count(self, agency: Agency, reference: str) -> int:
        """How many pieces all files of the case have."""
        ...


class Officers(Protocol):
    """Enrolled officers and their locked keys."""

    def add(self, agency: Agency, officer: Officer, lock: PasswordLock) -> bool:
        """False when this officer is enrolled."""
        ...

    def all(self, agency: Agency) -> list[Officer]:
        """Approved ones and those who wait for it."""
        ...

    def approve(self, agency: Agency, officer_id: str, public: bytes) -> bool:
        """False when nobody waits with this very key."""
        ...

    def set_custodian(self, agency: Agency, officer_id: str, on: bool) -> bool:
        """False when nobody has this id."""
        ...

    def lock_of(self, agency: Agency, officer_id: str, kind: str = "password") -> PasswordLock | None: ...

    def change_lock(self, agency: Agency, officer_id: str, lock: PasswordLock, kind: str = "password") -> None: ...

    def drop_lock(self, agency: Agency, officer_id: str, kind: str) -> None: ...

    def drop(self, agency: Agency, officer_id: str) -> bool: ...


class Recoveries(Protocol):
    """One recovery key per agency."""

    def get(self, agency: Agency) -> Recovery | None: ...

    def put(self, agency: Agency, recovery: Recovery) -> None: ...


class UsedForms(Protocol):
    """What makes one form one case, and lets the same sending see the same receipt."""

    def find(self, agency: Agency, token: str) -> UsedForm | None: ...

    def use(self, agency: Agency, used: UsedForm) -> bool:
        """False when somebody else was first."""
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

    def parts(self, agency: Agency, mark: str) -> list[DraftPart]:
        """In their order; none when there is no draft."""
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


class Audit(Protocol):
    """The chained log of one agency."""

    def add(self, agency: Agency, day: date, actor: str, action: str, case: str = "", reason: str = "") -> None: ...

    def tally(self, agency: Agency, day: date, action: str) -> None:
        """Count something an informer did; the day's sum enters the chain later."""
        ...

    def settle(self, agency: Agency, today: date) -> None:
        """Enter the sums of days before `today` into the chain."""
        ...

    def waiting(self, agency: Agency, action: str) -> int:
        """What was counted and has not entered the chain."""
        ...

    def chain(self, agency: Agency) -> tuple[Sequence[Link], Head]: ...

    def take_seed(self, agency: Agency) -> bytes | None:
        """The chain's first key, once; the store then forgets it."""
        ...


class Snapshots(Protocol):
    """Frozen figures."""

    def freeze(self, agency: Agency, snapshot: Snapshot) -> bool:
        """False when this day's figures are frozen already; they stay as they are."""
        ...

    def all(self, agency: Agency) -> list[Snapshot]:
        """The newest first."""
        ...


class SealedWork(Protocol):
    """One transaction of the sealed store."""

    @property
    def cases(self) -> Cases: ...
    @property
    def threads(self) -> Threads: ...
    @property
    def officers(self) -> Officers: ...
    @property
    def recoveries(self) -> Recoveries: ...
    @property
    def forms(self) -> UsedForms: ...
    @property
    def tries(self) -> Tries: ...
    @property
    def facts(self) -> Facts: ...
    @property
    def notices(self) -> Notices: ...
    @property
    def chats(self) -> Chats: ...
    @property
    def counters(self) -> Counters: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def snapshots(self) -> Snapshots: ...


class SealedStore(Protocol):
    """Opens transactions. Nothing of the product's own database is ever part of one."""

    def begin(self) -> AbstractContextManager[SealedWork]: ...

    def read(self) -> AbstractContextManager[SealedWork]: ...
