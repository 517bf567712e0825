"""What this room needs from the outside, as narrow as it can be. No wide store, and nothing of a fraud case."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from kernel.agency import Agency, ServicePoint
from kernel.clock import Clock
from kernel.jobs import Jobs
from qa.faq_cells import Cell
from qa.ports import Count, Faq
from qa.service_ports import ReadTimes
from surveys.ports import ResultWork


@dataclass(frozen=True)
class Grid:
    """One tab as Google has it."""

    title: str
    rows: int
    columns: int
    marks: Mapping[int, str] = field(default_factory=dict)
    """Developer metadata: id -> value."""


@dataclass(frozen=True)
class Layout:
    """A spreadsheet as Google has it, without its cells."""

    title: str
    grids: Mapping[int, Grid]
    """By sheet id."""
    marks: Mapping[int, str] = field(default_factory=dict)


class Sheet(Protocol):
    """One spreadsheet. Both calls raise NotApplied, Ambiguous, RequestRefused or Parked."""

    def layout(self) -> Layout: ...

    def apply(self, changes: Sequence[Mapping[str, Any]]) -> None:
        """batchUpdate requests: all or nothing."""
        ...


class TwoWaySheet(Sheet, Protocol):
    """A spreadsheet whose cells can be read as well."""

    def cells(self, title: str) -> list[list[Cell]]:
        """A tab's cells from its top left corner."""
        ...


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
    def credentials(self) -> Credentials: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def revisions(self) -> Revisions: ...
    @property
    def clock(self) -> Clock: ...


class Workplace(Protocol):
    """Opens transactions."""

    def begin(self) -> AbstractContextManager[SyncWork]: ...

    def read(self) -> AbstractContextManager[SyncWork]: ...
