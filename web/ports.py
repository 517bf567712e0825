"""What the public pages need from the house. Nothing here can open a case or read a credential."""

from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

import qa.ports
from kernel.agency import Agency, ServicePoint
from kernel.jobs import Jobs
from kernel.vault import Vault
from qa.ports import Questions
from qa.service_ports import ReadTimes
from surveys.ports import ResultWork
from surveys.records import Tablet
from surveys.slips import SlipStore


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

    def posted(self, agency: Agency, code: str) -> ServicePoint | None:
        """The point whose sign says `code`, as that sign knows it: retired when only the sign is."""
        ...


class Visits(Protocol):
    """How often posters are opened; nothing about who."""

    def count(self, agency: Agency, point: str, day: date, *, night: bool = False) -> None: ...

    def count_stray(self, agency: Agency | None, day: date) -> None:
        """A code that names no point. agency -- None when several could be meant"""
        ...

    def totals(self, agency: Agency, first: date, last: date) -> dict[str, int]:
        """Openings by point between two days, both included."""
        ...


class Tablets(Protocol):
    """Surveyors' tablets, and kiosks."""

    def find(self, agency: Agency, token: str) -> Tablet | None:
        """The device with this token, unless its link was revoked."""
        ...


class Times(ReadTimes, qa.ports.AnswerTimes, Protocol):
    """How long answers took."""


class WebWork(ResultWork, Protocol):
    """One open transaction, as far as these pages may see it."""

    @property
    def agencies(self) -> Agencies: ...
    @property
    def points(self) -> Points: ...
    @property
    def tablets(self) -> Tablets: ...
    @property
    def slips(self) -> SlipStore: ...
    @property
    def visits(self) -> Visits: ...
    @property
    def counts(self) -> qa.ports.Counts: ...
    @property
    def questions(self) -> Questions: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def vault(self) -> Vault: ...
    @property
    def answer_times(self) -> Times: ...


class Workplace(Protocol):
    """Opens transactions."""

    def begin(self) -> AbstractContextManager[WebWork]: ...

    def read(self) -> AbstractContextManager[WebWork]: ...
