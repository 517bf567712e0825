"""What the fraud door needs from outside, and what it offers to those who open cases."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from complaints.audit import Head, Link
from complaints.header import CaseHeader
from complaints.keys import InformerKey, PasswordLock
from complaints.opened import OpenedCase, ReporterView
from complaints.rows import CaseRow, KeyBox, MessageRow, Officer, Recovery, UsedForm
from complaints.statistics import Counters, Snapshot
from complaints.status import Outcome, Status
from kernel.agency import Agency

# -- offered ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CaseListing:
    """A line of an officer's list. No text."""

    reference: str
    month: str
    status: Status
    header: CaseHeader | None
    """None when the row does not open although this officer should be able to: damaged or edited by hand."""


class CaseReader(Protocol):
    """One officer's cases, while that officer's key is in hand.

    A case of another agency, one the officer is excluded from and one that does not exist are all
    Refused("no_such_case").
    """

    def all(self) -> list[CaseListing]:
        """Open ones first, the most urgent first."""
        ...

    def open(self, reference: str) -> OpenedCase:
        """The report and its thread; noted in the audit log. Raises Unreadable when it was tampered with."""
        ...

    def contact(self, reference: str, reason: str) -> str:
        """The volunteered contact, "" when none was; `reason` (typed, required) goes into the audit log."""
        ...

    def set_status(self, reference: str, status: Status) -> None:
        """Take up, or reopen. Raises Refused("needs_outcome") for CLOSED."""
        ...

    def close(self, reference: str, outcome: Outcome) -> None:
        """Finish. Raises Refused("already_closed")."""
        ...

    def write(self, reference: str, text: str) -> None:
        """Say something to the informer. Raises Refused("empty_message"), Refused("too_long")."""
        ...


class ReporterThread(Protocol):
    """What the holder of a receipt can do."""

    def follow(self, agency: Agency, typed: str) -> ReporterView:
        """Raises Refused("receipt_malformed"), Refused("receipt_unknown"), Unavailable when too many ask at once."""
        ...


# -- needed: cryptography -----------------------------------------------------------------------------------


class CaseCrypto(Protocol):
    """Keys and sealing. Whatever does not open is Unreadable."""

    def new_key(self) -> bytes:
        """32 random bytes."""
        ...

    def new_salt(self) -> bytes:
        """16 random bytes."""
        ...

    def dummy_salt(self, agency: str, locator: str) -> bytes:
        """The salt of a case that does not exist; always the same for one locator."""
        ...

    def informer(self, secret: str, salt: bytes) -> InformerKey:
        """Slow on purpose; a few at a time. Raises Unavailable when the queue is full. Never in a transaction."""
        ...

    def new_pair(self) -> tuple[bytes, bytes]:
        """A fresh private and public key."""
        ...

    def lock(self, secret: bytes, password: str, bound: bytes) -> PasswordLock:
        """Put a secret under a password. Slow, one at a time."""
        ...

    def unlock(self, lock: PasswordLock, password: str, bound: bytes) -> bytes:
        """Undo `lock`. Slow, one at a time. Refuses costs outside its limits as Unreadable."""
        ...

    def idle_unlock(self, password: str) -> None:
        """Take as long as `unlock`, for an officer who does not exist."""
        ...

    def seal_key(self, key: bytes, public: bytes, name: bytes) -> bytes:
        """Wrap a key for the holder of `public`."""
        ...

    def open_key(self, box: bytes, secret: bytes, name: bytes) -> bytes:
        """Undo `seal_key`, checking the name inside."""
        ...

    def seal(self, key: bytes, bound: bytes, plain: bytes) -> bytes:
        """Encrypt, padded, bound to a place."""
        ...

    def open(self, key: bytes, bound: bytes, sealed: bytes) -> bytes:
        """Undo `seal`."""
        ...

    def mark(self, *parts: str) -> str:
        """A keyed fingerprint that a thief of the database cannot recompute."""
        ...


# -- needed: the sealed store -------------------------------------------------------------------------------


class Cases(Protocol):
    """Cases, their wrapped keys, messages and contacts."""

    def add(self, agency: Agency, row: CaseRow) -> bool:
        """False when reference or locator is taken."""
        ...

    def add_boxes(self, agency: Agency, boxes: Sequence[KeyBox]) -> None: ...

    def add_message(self, agency: Agency, reference: str, message: MessageRow) -> None: ...

    def add_contact(self, agency: Agency, reference: str, sealed: bytes) -> None: ...

    def all(self, agency: Agency) -> list[CaseRow]: ...

    def get(self, agency: Agency, reference: str, *, lock: bool = False) -> CaseRow | None:
        """With `lock`, nobody else changes the case until the transaction ends."""
        ...

    def by_locator(self, agency: Agency, locator: str) -> CaseRow | None: ...

    def boxes(self, agency: Agency, role: str, kind: str, reference: str | None = None) -> list[KeyBox]: ...

    def messages(self, agency: Agency, reference: str) -> list[MessageRow]:
        """In the order of the thread."""
        ...

    def contact(self, agency: Agency, reference: str) -> bytes: ...

    def change(self, agency: Agency, reference: str, *, status: Status, header: bytes) -> None: ...

    def drop_boxes(self, agency: Agency, readers: Sequence[str]) -> None: ...


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

    def lock_of(self, agency: Agency, officer_id: str) -> PasswordLock | None: ...

    def change_lock(self, agency: Agency, officer_id: str, lock: PasswordLock) -> None: ...

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


class Audit(Protocol):
    """The chained log of one agency."""

    def add(self, agency: Agency, day: date, actor: str, action: str, case: str = "", reason: str = "") -> None: ...

    def tally(self, agency: Agency, day: date, action: str) -> None:
        """Count something an informer did; the day's sum enters the chain later."""
        ...

    def settle(self, agency: Agency, today: date) -> None:
        """Enter the sums of days before `today` into the chain."""
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
    def officers(self) -> Officers: ...
    @property
    def recoveries(self) -> Recoveries: ...
    @property
    def forms(self) -> UsedForms: ...
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
