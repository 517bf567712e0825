"""What the console needs from outside: stores of one open transaction, and probes of the outside world."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from kernel.agency import Agency, ServicePoint, Sign
from kernel.clock import Clock
from kernel.jobs import Job, Jobs
from kernel.staff import LogLine, Member, Session
from qa.learning_ports import Asked, Clusters, Ratings
from qa.ports import AnswerTimes, Counts, Faq, Questions
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

    def change(self, agency: Agency) -> None: ...
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

    def change(self, agency: Agency, point: ServicePoint) -> None: ...
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


class Staff(Protocol):
    """Accounts."""

    def add(self, agency: Agency, member: Member) -> None:
        """Raises Refused("login_taken")."""
        ...

    def change(self, agency: Agency, member: Member) -> None: ...
    def use_step(self, agency: Agency, member_id: str, step: int) -> bool:
        """Use a time step of the second factor up; False when it, or a later one, was used already."""
        ...

    def get(self, agency: Agency, member_id: str) -> Member | None: ...
    def by_login(self, agency: Agency, login: str) -> Member | None: ...
    def all(self, agency: Agency) -> list[Member]: ...


class StaffTokens(Protocol):
    """One-time tokens, kept as hashes."""

    def put(self, agency: Agency, token: str, staff_id: str, purpose: str, expires_at: datetime) -> None: ...
    def find(self, agency: Agency, token: str, purposes: tuple[str, ...], now: datetime) -> tuple[str, str] | None: ...
    def take(self, agency: Agency, token: str, purposes: tuple[str, ...], now: datetime) -> str | None: ...
    def drop(self, agency: Agency, staff_id: str, purpose: str) -> None: ...


class StaffCodes(Protocol):
    """Recovery codes, kept as keyed hashes."""

    def replace(self, agency: Agency, staff_id: str, codes: Sequence[str]) -> None: ...
    def use(self, agency: Agency, staff_id: str, code: str) -> bool:
        """Use a code up; False when it is unknown or spent."""
        ...

    def left(self, agency: Agency, staff_id: str) -> int: ...
    def drop(self, agency: Agency, staff_id: str) -> None: ...


class Sessions(Protocol):
    """Sign-ins by the SHA-256 of their cookie."""

    def put(self, session: Session) -> None: ...
    def get(self, session_id: str) -> Session | None: ...
    def drop(self, session_id: str) -> None: ...
    def drop_staff(self, agency: Agency, staff_id: str) -> None: ...


class StaffLog(Protocol):
    """Who did what in the console."""

    def add(self, agency: Agency, actor: str, action: str, detail: str, at: datetime) -> None: ...
    def latest(self, agency: Agency, limit: int = 200) -> list[LogLine]: ...


class WaitingJobs(Jobs, Protocol):
    """Follow-up work, and what of it still waits."""

    def waiting(self, agency: Agency) -> list[Job]: ...


class Targets(Protocol):
    """Where figures are projected to, and how the last try went."""

    def get(self, agency: Agency, kind: str) -> dict[str, Any] | None: ...


class Heartbeats(Protocol):
    """When something last happened."""

    def beat(self, name: str, now: datetime) -> None: ...


class AccountWork(Protocol):
    """What the verbs on accounts need of an open transaction."""

    @property
    def staff(self) -> Staff: ...
    @property
    def staff_tokens(self) -> StaffTokens: ...
    @property
    def staff_codes(self) -> StaffCodes: ...
    @property
    def sessions(self) -> Sessions: ...
    @property
    def staff_log(self) -> StaffLog: ...


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


@dataclass(frozen=True)
class LineReport:
    """What LINE says about a channel."""

    problem: str = ""
    """"" when all is well, else token_refused | not_a_bot | webhook_missing | webhook_elsewhere | webhook_off |
    webhook_failed | quota."""
    bot_name: str = ""
    basic_id: str = ""
    chat_mode: str = ""
    """"bot", or "chat" when people of the office can read chats in LINE Official Account Manager."""
    webhook_url: str = ""
    """The address LINE has on file."""
    webhook_reason: str = ""
    """LINE's own word for a webhook test that failed, e.g. "request_timeout"; ASCII."""


class LineProbe(Protocol):
    """Asks LINE whether a channel works. Sends nothing to any citizen."""

    def test(self, agency: Agency, credentials: Mapping[str, Any], webhook_url: str) -> LineReport:
        """Bot info, then the webhook on file against `webhook_url`, then LINE's own webhook test.

        Raises Unavailable when LINE cannot be reached.
        """
        ...


@dataclass(frozen=True)
class SheetReport:
    """What Google says about a spreadsheet."""

    problem: str = ""
    """"" when all is well, else a short key for the log."""
    title: str = ""
    said: str = ""
    """The same in Thai, with what to do about it."""


class SheetProbe(Protocol):
    """Asks Google whether the service account may write to the spreadsheet. Changes no cell."""

    def test(self, agency: Agency, credentials: Mapping[str, Any]) -> SheetReport:
        """Raises Unavailable when Google cannot be reached."""
        ...


class MenuDeployed(Protocol):
    """What bringing a menu to LINE came to."""

    @property
    def done(self) -> tuple[str, ...]:
        """created | uploaded | shown | removed; empty when LINE had everything already."""
        ...


class MenuDesk(Protocol):
    """The menu under an agency's chat."""

    def picture(self, agency: Agency) -> bytes:
        """As PNG."""
        ...

    def deploy(self, agency: Agency) -> MenuDeployed:
        """May be repeated. Raises Refused("menu_no_line"), Refused("menu_refused", status) and Unavailable."""
        ...
