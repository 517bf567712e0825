"""What this room needs from the outside, as narrow as it can be. No wide store, and nothing of a fraud case."""

from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, Protocol

from kernel.agency import Agency, ServicePoint
from kernel.clock import Clock
from kernel.jobs import Jobs
from qa.faq_ports import Faq
from qa.ports import Count
from qa.service_ports import ReadTimes
from sheets_sync.sheet_ports import Attempts, Gates, Grid, Layout, OpenBatch, Passed, Sheet, TwoWaySheet
from surveys.ports import ResultWork

__all__ = [
    "Attempts", "Counts", "Credentials", "FigureWork", "Gates", "Grid", "Layout", "OpenBatch", "Passed", "Points",
    "Revisions", "Sheet", "SyncWork", "Targets", "TwoWaySheet", "Visits", "Workplace",
]  # fmt: skip


class Points(Protocol):
    """The service-point register."""

    def all(self, agency: Agency) -> list[ServicePoint]: ...


class Visits(Protocol):
    """How often posters were opened."""

    def totals(self, agency: Agency, first: date, last: date) -> dict[str, int]: ...


class Revisions(Protocol):
    """Numbers that grow when something cached elsewhere has changed."""

    def bump(self, agency: Agency, what: str) -> None: ...

    def all(self) -> dict[tuple[str, str], int]: ...


class Counts(Protocol):
    """Service counters."""

    def between(self, agency: Agency, first: date, last: date) -> list[Count]: ...


class Targets(Protocol):
    """How each projection stands."""

    def hold(self, agency: Agency, kind: str) -> dict[str, Any]:
        """Status, state, error, synced_at; nobody else reads or writes them until the transaction ends."""
        ...

    def get(self, agency: Agency, kind: str) -> dict[str, Any] | None: ...

    def put(
        self,
        agency: Agency,
        kind: str,
        *,
        status: str,
        state: dict[str, Any],
        error: str | None,
        synced_at: datetime | None,
    ) -> None: ...


class Credentials(Protocol):
    """What the agency entered to go live, opened."""

    def get(self, agency: Agency, kind: str) -> dict[str, Any] | None: ...


class FigureWork(ResultWork, Protocol):
    """What the figures are read from."""

    @property
    def clock(self) -> Clock: ...
    @property
    def points(self) -> Points: ...
    @property
    def visits(self) -> Visits: ...
    @property
    def faq(self) -> Faq: ...
    @property
    def counts(self) -> Counts: ...
    @property
    def answer_times(self) -> ReadTimes: ...


class SyncWork(FigureWork, Protocol):
    """One open transaction, as far as the sync may see it."""

    @property
    def targets(self) -> Targets: ...
    @property
    def attempts(self) -> Attempts: ...
    @property
    def gates(self) -> Gates: ...
    @property
    def credentials(self) -> Credentials: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def revisions(self) -> Revisions: ...


class Workplace(Protocol):
    """Opens transactions."""

    def begin(self) -> AbstractContextManager[SyncWork]: ...

    def read(self) -> AbstractContextManager[SyncWork]: ...
