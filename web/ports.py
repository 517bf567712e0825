"""What the public pages need from the house. Nothing here can open a case or read a credential."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from kernel.agency import Agency, ServicePoint
from surveys.ports import ResultWork
from surveys.records import Tablet


class Agencies(Protocol):
    """Who uses this installation."""

    def get(self, code: str) -> Agency | None: ...

    def all(self) -> list[Agency]: ...


class Points(Protocol):
    """The service-point register."""

    def get(self, agency: Agency, code: str) -> ServicePoint | None: ...

    def all(self, agency: Agency) -> list[ServicePoint]: ...

    def owner(self, code: str) -> str | None:
        """The agency code of whoever's poster carries `code`."""
        ...


class Visits(Protocol):
    """How often posters are opened; nothing about who."""

    def count(self, agency: Agency, point: str, day: date) -> None: ...


class Counted(Protocol):
    """One day's count of one outcome and topic."""

    @property
    def day(self) -> date: ...
    @property
    def outcome(self) -> str: ...
    @property
    def topic(self) -> str: ...
    @property
    def count(self) -> int: ...


class Counts(Protocol):
    """Service statistics: counters."""

    def between(self, agency: Agency, first: date, last: date) -> Sequence[Counted]: ...


class Tablets(Protocol):
    """Surveyors' tablets."""

    def find(self, agency: Agency, token: str) -> Tablet | None:
        """The tablet with this token, unless its link was revoked."""
        ...


class WebWork(ResultWork, Protocol):
    """One open transaction, as far as these pages may see it."""

    @property
    def agencies(self) -> Agencies: ...
    @property
    def points(self) -> Points: ...
    @property
    def tablets(self) -> Tablets: ...
    @property
    def visits(self) -> Visits: ...
    @property
    def counts(self) -> Counts: ...


class Workplace(Protocol):
    """Opens transactions."""

    def begin(self) -> AbstractContextManager[WebWork]: ...

    def read(self) -> AbstractContextManager[WebWork]: ...
