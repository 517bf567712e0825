"""What the fraud door offers to those who open cases, and, by name, what it needs from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from complaints.crypto_ports import CaseCrypto, ShortMemory
from complaints.due import erase_month
from complaints.evidence import CleanFile
from complaints.guard import OfficerName
from complaints.header import CaseHeader
from complaints.inside import NOTHING_INSIDE, Inside
from complaints.opened import CaseExport, OpenedCase, OpenedFile, ReporterView
from complaints.receipt import Receipt
from complaints.report import Report
from complaints.status import Outcome, Status
from complaints.store_ports import SealedStore, SealedWork
from kernel.agency import Agency

__all__ = ["CaseCrypto", "CaseListing", "CaseReader", "ReporterThread", "SealedStore", "SealedWork", "ShortMemory"]


@dataclass(frozen=True)
class CaseListing:
    """A line of an officer's list. No text."""

    reference: str
    month: str
    status: Status
    header: CaseHeader | None
    """None when the row does not open although this officer should be able to: damaged or edited by hand."""
    inside: Inside = NOTHING_INSIDE

    @property
    def assignee(self) -> str:
        """Id of the officer who works on it; "" for nobody."""
        return self.inside.assignee

    @property
    def unread(self) -> bool:
        """Whether the informer wrote and no officer has looked since."""
        return self.header is not None and self.header.unread

    @property
    def spam(self) -> bool:
        """Whether it was marked as no report at all."""
        return self.inside.spam

    @property
    def hold(self) -> bool:
        """Whether it is kept beyond its time."""
        return self.inside.hold

    @property
    def erase_on(self) -> date | None:
        """The day from which it may be erased; None while open or kept."""
        return None if self.inside.hold or self.header is None else self.header.kept_until

    def waits_to_go(self, today: date) -> bool:
        """Whether its time is over, and it is still here: an erase of many waits for somebody."""
        goes = erase_month(self.erase_on)
        return goes is not None and goes <= today

    def overdue(self, today: date) -> bool:
        """Whether the informer should have had an answer."""
        return self.status is not Status.CLOSED and self.header is not None and self.header.due < today


@dataclass(frozen=True)
class ContactOpening:
    """That somebody looked at a volunteered contact."""

    reference: str
    day: date
    officer: str
    """Id."""
    reason: str


class CaseReader(Protocol):
    """One officer's cases, while that officer's key is in hand.

    A case of another agency, one the officer is excluded from and one that does not exist are all
    Refused("no_such_case").
    """

    def all(self) -> list[CaseListing]:
        """Open ones first, the most urgent first."""
        ...

    def open(self, reference: str) -> OpenedCase:
        """The report, its thread and its notes; noted in the audit log. Raises Unreadable when tampered with."""
        ...

    def file(self, reference: str, file_id: str) -> OpenedFile:
        """One evidence file; noted in the audit log. Raises Refused("no_such_file"), Unreadable."""
        ...

    def contact(self, reference: str, reason: str) -> str:
        """The volunteered contact, "" when none was; `reason` (typed, required) goes into the audit log."""
        ...

    def export(self, reference: str, reason: str, *, notes: bool = False) -> CaseExport:
        """The whole case with its evidence, to be taken out of the house; the typed reason goes into the audit log.

        Internal notes only on wish, the volunteered contact never. Raises Refused: reason_missing, too_long.
        """
        ...

    def contact_openings(self) -> list[ContactOpening]:
        """Who opened the contact of a case of this officer's, when and why; the newest first."""
        ...

    def set_status(self, reference: str, status: Status) -> None:
        """Take up, or reopen. Raises Refused("needs_outcome") for CLOSED."""
        ...

    def close(self, reference: str, outcome: Outcome, text: str = "") -> None:
        """Finish, with a last message when there is one. Raises Refused("already_closed")."""
        ...

    def forward(self, reference: str, to: str, text: str = "") -> None:
        """Close as handed to another body, which is named to the informer. Raises Refused("forward_to")."""
        ...

    def write(self, reference: str, text: str) -> None:
        """Say something to the informer. Raises Refused("empty_message"), Refused("too_long")."""
        ...

    def note(self, reference: str, text: str) -> None:
        """Write something for colleagues on this case; the informer never sees it. Raises like `write`."""
        ...

    def colleagues(self, reference: str) -> list[OfficerName]:
        """Who else holds the key of this case."""
        ...

    def candidates(self, reference: str) -> list[OfficerName]:
        """Officers who could be given the key: approved, and neither excluded by the informer nor recused."""
        ...

    def assign(self, reference: str, officer_id: str) -> None:
        """Say who works on it; "" for nobody. Raises Refused("not_reader")."""
        ...

    def share(self, reference: str, officer_id: str) -> None:
        """Give a colleague the keys of this case; audited. Raises Refused("not_candidate")."""
        ...

    def recuse(self, reference: str) -> None:
        """Step back: the own wraps go. Raises Refused("last_officer") when nobody else holds the key."""
        ...

    def mark_spam(self, reference: str, reason: str) -> None:
        """Not a report: no longer counted, erased after a month. Raises Refused: reason_missing, already_spam."""
        ...

    def mark_all_spam(self, references: Sequence[str], reason: str) -> int:
        """A flood that is no report: every one of them that is not marked yet; how many. Raises "reason_missing"."""
        ...

    def unmark_spam(self, reference: str) -> None:
        """Take `mark_spam` back."""
        ...

    def hold(self, reference: str, on: bool) -> None:
        """Keep a case beyond its time, or no longer."""
        ...

    def enter(self, report: Report, form: str, files: Sequence[CleanFile] = ()) -> Receipt:
        """A report brought by phone or on paper; the code to hand over, which the informer has to exchange."""
        ...

    def needs_rekey(self) -> int:
        """How many of this officer's cases have not seen the office's last key change."""
        ...

    def rekey(self) -> int:
        """Give those cases a new key that nobody who left ever held; how many. One that is damaged is passed over."""
        ...

    def approve_erasures(self) -> int:
        """Let a mass erase that waited go on; how many cases."""
        ...


class ReporterThread(Protocol):
    """What the holder of a receipt can do."""

    def follow(self, agency: Agency, typed: str, token: str = "", answer: str = "") -> ReporterView:
        """Raises Refused: receipt_malformed, receipt_unknown, effort; Unavailable when too many ask at once."""
        ...
