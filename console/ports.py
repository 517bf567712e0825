"""What the console needs of the stores of one open transaction; who staff are is in `staff_ports`."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, Protocol

from console.staff_ports import AccountWork
from kernel.agency import Agency, ServicePoint, Sign
from kernel.clock import Clock
from kernel.jobs import Job, Jobs
from qa.faq_ports import Faq
from qa.learning_ports import Asked, Clusters, Ratings
from qa.ports import AnswerTimes, Counts, Questions
from qr.inspections import Inspections
from surveys.library import Questionnaires
from surveys.ports import AsideStore, BallotBox, ResponseStore, RoundStore, TallyStore
from surveys.records import Tablet
from surveys.slips import SlipStore


class Vault(Protocol):
    """Seals under keys that are not in the database."""

    def seal(self, label: str, context: str, plain: bytes) -> bytes: ...
    def unseal(self, label: str, context: str, sealed: bytes) -> bytes: ...
    def mark(self, label: str, *parts: str) -> str: ...


class Agencies(Protocol):
    """Who uses this installation."""

    def change(self, agency: Agency, before: Agency | None = None) -> None:
        """before -- what it was changed from: only what differs is kept."""
        ...

    def get(self, code: str) -> Agency | None: ...
    def all(self) -> list[Agency]: ...


class Credentials(Protocol):
    """What an agency entered to go live; sealed."""

    def put(self, agency: Agency, kind: str, values: dict[str, Any]) -> None: ...
    def get(self, agency: Agency, kind: str) -> dict[str, Any] | None: ...


class Revisions(Protocol):
    """Numbers that grow when something cached elsewhere has changed."""

    def bump(self, agency: Agency, what: str) -> None: ...
    def all(self) -> dict[tuple[str, str], int]: ...


class Points(Protocol):
    """The service-point register."""

    def add(self, agency: Agency, point: ServicePoint) -> None:
        """Raises Refused("code_taken")."""
        ...

    def change(self, agency: Agency, point: ServicePoint, before: ServicePoint | None = None) -> None:
        """before -- what it was changed from: only what differs is kept."""
        ...

    def get(self, agency: Agency, code: str) -> ServicePoint | None: ...
    def all(self, agency: Agency) -> list[ServicePoint]: ...
    def owner(self, code: str) -> str | None: ...
    def by_sign(self, agency: Agency) -> Mapping[str, ServicePoint]:
        """The point of every sign ever printed, by the sign's id."""
        ...

    def signs(self, agency: Agency) -> list[Sign]:
        """Every printing ever handed out, newest first."""
        ...

    def add_sign(self, agency: Agency, sign: Sign) -> None:
        """Raises Refused("code_taken")."""
        ...

    def retire_signs(self, agency: Agency, point: str, day: date) -> None: ...


class Visits(Protocol):
    """How often posters were opened."""

    def totals(self, agency: Agency, first: date, last: date) -> dict[str, int]: ...

    def by_day(self, agency: Agency, first: date, last: date) -> Mapping[tuple[str, date], tuple[int, int]]:
        """(visits, those at night) by point and day."""
        ...

    def strays(self, agency: Agency, first: date, last: date) -> tuple[int, int]:
        """Scans of codes that name no point: (known to be this agency's, of nobody in particular)."""
        ...


class Tablets(Protocol):
    """Links that make a device a surveyor's, or a kiosk."""

    def add(self, agency: Agency, tablet: Tablet, token: str) -> None: ...
    def all(self, agency: Agency) -> list[Tablet]: ...
    def revoke(self, agency: Agency, tablet_id: str, day: date) -> bool: ...


class WaitingJobs(Jobs, Protocol):
    """Follow-up work, and what of it still waits."""

    def waiting(self, agency: Agency) -> list[Job]: ...


class Targets(Protocol):
    """Where figures are projected to, and how the last try went."""

    def get(self, agency: Agency, kind: str) -> dict[str, Any] | None: ...


class Heartbeats(Protocol):
    """When something last happened."""

    def beat(self, name: str, now: datetime) -> None: ...


class Work(AccountWork, Protocol):
    """One open transaction, as far as the console sees it."""

    @property
    def agencies(self) -> Agencies: ...
    @property
    def heartbeats(self) -> Heartbeats: ...
    @property
    def credentials(self) -> Credentials: ...
    @property
    def revisions(self) -> Revisions: ...
    @property
    def points(self) -> Points: ...
    @property
    def inspections(self) -> Inspections: ...
    @property
    def visits(self) -> Visits: ...
    @property
    def rounds(self) -> RoundStore: ...
    @property
    def ballots(self) -> BallotBox: ...
    @property
    def responses(self) -> ResponseStore: ...
    @property
    def tallies(self) -> TallyStore: ...
    @property
    def questionnaires(self) -> Questionnaires: ...
    @property
    def tablets(self) -> Tablets: ...
    @property
    def slips(self) -> SlipStore: ...
    @property
    def asides(self) -> AsideStore: ...
    @property
    def faq(self) -> Faq: ...
    @property
    def questions(self) -> Questions: ...
    @property
    def counts(self) -> Counts: ...
    @property
    def asked(self) -> Asked: ...
    @property
    def clusters(self) -> Clusters: ...
    @property
    def ratings(self) -> Ratings: ...
    @property
    def answer_times(self) -> AnswerTimes: ...
    @property
    def jobs(self) -> WaitingJobs: ...
    @property
    def targets(self) -> Targets: ...
    @property
    def vault(self) -> Vault: ...
    @property
    def clock(self) -> Clock: ...


class Workplace(Protocol):
    """Opens transactions."""

    def begin(self) -> AbstractContextManager[Work]:
        """Commits at a clean exit, rolls back on an exception."""
        ...

    def read(self) -> AbstractContextManager[Work]: ...
