"""What a spreadsheet is to the sync, and what is kept about requests to Google."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from kernel.agency import Agency
from qa.faq_cells import Cell


@dataclass(frozen=True)
class Grid:
    """One tab as Google has it."""

    title: str
    rows: int
    columns: int
    marks: Mapping[int, str] = field(default_factory=dict)
    """Developer metadata: id -> value."""
    objects: frozenset[int] = frozenset()
    """Ids of its charts, protected ranges and bandings."""


@dataclass(frozen=True)
class Layout:
    """A spreadsheet as Google has it, without its cells."""

    title: str
    grids: Mapping[int, Grid]
    """By sheet id."""
    marks: Mapping[int, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    """Ids of the named ranges."""

    @property
    def cells(self) -> int:
        """The grid that is allocated, blank cells included: what Google's ten million speak of."""
        return sum(grid.rows * grid.columns for grid in self.grids.values())


class Sheet(Protocol):
    """One spreadsheet. Every call raises NotApplied, Ambiguous, RequestRefused or Parked."""

    def layout(self) -> Layout: ...

    def values(self, blocks: Sequence[Mapping[str, Any]]) -> list[list[list[Any]]]:
        """The values of grid ranges: dates as serial numbers, blank ends left out."""
        ...

    def send(self, body: str) -> None:
        """A batchUpdate's body, these very bytes: all of it happens, or nothing."""
        ...


class TwoWaySheet(Protocol):
    """A spreadsheet whose cells people write as well. Every call raises as those of `Sheet` do."""

    def layout(self) -> Layout: ...

    def apply(self, changes: Sequence[Mapping[str, Any]]) -> None:
        """batchUpdate requests: all or nothing."""
        ...

    def cells(self, title: str) -> list[list[Cell]]:
        """A tab's cells from its top left corner."""
        ...


class OpenBatch(Protocol):
    """A batch that was kept before it was sent."""

    @property
    def batch(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def plan(self) -> str: ...
    @property
    def first_sent_at(self) -> datetime | None: ...
    @property
    def tries(self) -> int: ...


class Attempts(Protocol):
    """At most one open batch for each target."""

    def get(self, agency: Agency, kind: str) -> OpenBatch | None: ...

    def put(
        self,
        agency: Agency,
        kind: str,
        *,
        batch: str,
        sha256: str,
        body: str,
        plan: str,
        first_sent_at: datetime | None,
        tries: int,
    ) -> None: ...

    def drop(self, agency: Agency, kind: str) -> None: ...


class Passed(Protocol):
    """How a gate stands."""

    @property
    def reads(self) -> float: ...
    @property
    def writes(self) -> float: ...
    @property
    def at(self) -> datetime: ...
    @property
    def closed_until(self) -> datetime | None: ...
    @property
    def reason(self) -> str | None: ...


class Gates(Protocol):
    """How much each service account, key and project may still ask of Google."""

    def get(self, name: str) -> Passed | None: ...

    def hold(self, name: str, *, reads: float, writes: float, at: datetime) -> Passed:
        """How it stands, as given when nobody has passed yet; nobody else moves it until the transaction ends."""
        ...

    def put(
        self,
        name: str,
        *,
        reads: float,
        writes: float,
        at: datetime,
        closed_until: datetime | None = None,
        reason: str | None = None,
    ) -> None: ...

    def open(self, name: str) -> None: ...
