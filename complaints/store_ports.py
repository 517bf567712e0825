"""What the fraud door needs from its store: narrow, agency first, no transaction of their own."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from complaints.audit import Head, Link
from complaints.statistics import Counters, Snapshot
from complaints.store_ports_cases import Cases, Threads
from complaints.store_ports_door import Chats, Facts, Notices, Tries, UsedForms
from complaints.store_ports_people import Officers, Recoveries
from kernel.agency import Agency


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
