"""Officers' keys and cases in memory, in clear: a test sees what reached them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from complaints.approval import WaitingKey
from complaints.audit import Entry, Verdict
from complaints.evidence import CleanFile
from complaints.guard import Door, OfficerName
from complaints.header import CaseHeader
from complaints.keys import OfficerKey
from complaints.opened import CaseExport, OpenedCase, OpenedFile, OpenedMessage, OpenedNote
from complaints.ports import CaseListing, ContactOpening
from complaints.receipt import Receipt, receipt_from
from complaints.report import Report, check
from complaints.rows import Officer
from complaints.statistics import PeriodCounts, Snapshot
from complaints.status import Outcome, Status
from complaints.taking_out import SealedParts
from kernel.agency import Agency
from kernel.errors import Refused, Unreadable


def a_case(reference: str, due: date, what: str = "เรียกรับเงินค่าออกใบอนุญาต", **told: str) -> OpenedCase:
    """A case as an officer opens it."""
    header = CaseHeader(date(2026, 11, 10), due, "bribery", (), False, 1, "")
    return OpenedCase(reference, "2026-11", Status.RECEIVED, header, Report(what, **told), ())


@dataclass
class FakeOfficers:
    """One password per officer; a wrapped key names its cookie's hash."""

    passwords: dict[tuple[str, str], str] = field(default_factory=dict)
    cases: dict[tuple[str, str], OpenedCase] = field(default_factory=dict)
    damaged: set[str] = field(default_factory=set)
    waiting: list[tuple[str, WaitingKey]] = field(default_factory=list)
    audit: list[tuple[str, str, str]] = field(default_factory=list)
    codes: dict[tuple[str, str], str] = field(default_factory=dict)
    tampered: tuple[str, ...] = ()
    erasing: int = 0
    files: dict[str, OpenedFile] = field(default_factory=dict)
    entered: list[Report] = field(default_factory=list)
    custodians: set[str] = field(default_factory=set)
    entries: list[Entry] = field(default_factory=list)

    def door(self, agency: Agency) -> Door:
        mine = [officer for code, officer in self.passwords if code == agency.code]
        return Door(() if len(mine) >= 2 else ("officers",), ())

    def enrolled(self, agency: Agency, officer_id: str) -> bool:
        return (agency.code, officer_id) in self.passwords

    def enrol(self, agency: Agency, officer_id: str, name: str, password: str) -> OfficerKey:
        if self.enrolled(agency, officer_id):
            raise Refused("already_enrolled")
        self.passwords[agency.code, officer_id] = password
        return OfficerKey(agency.code, officer_id, b"key")

    def waiting_keys(self, agency: Agency) -> list[WaitingKey]:
        return [one for code, one in self.waiting if code == agency.code]

    def approve(self, agency: Agency, by: OfficerKey, officer_id: str, seen: str) -> None:
        raise Refused("key_changed")

    def reject(self, agency: Agency, by: OfficerKey, officer_id: str, seen: str) -> None:
        kept = [(code, one) for code, one in self.waiting if (code, one.officer) != (agency.code, officer_id)]
        if len(kept) == len(self.waiting):
            raise Refused("key_changed")
        self.waiting = kept

    def recovery_code(self, agency: Agency, key: OfficerKey) -> str:
        self.codes[agency.code, key.officer] = "KEY-CODE"
        return "KEY-CODE"

    def unlock_with_code(self, agency: Agency, officer_id: str, code: str, new_password: str) -> OfficerKey:
        if self.codes.get((agency.code, officer_id)) != code:
            raise Refused("officer_key")
        self.passwords[agency.code, officer_id] = new_password
        return OfficerKey(agency.code, officer_id, b"key")

    def examine(self, agency: Agency) -> tuple[str, ...]:
        return self.tampered

    found = examine

    def erasures_waiting(self, agency: Agency) -> int:
        return self.erasing

    def challenge_for_key(self, agency: Agency, officer_id: str) -> str:
        raise Refused("key_changed")

    def approve_by_recovery(self, agency: Agency, officer_id: str, answer: str) -> None:
        raise Refused("recovery_unproved")

    def unlock(self, agency: Agency, officer_id: str, password: str) -> OfficerKey:
        if self.passwords.get((agency.code, officer_id)) != password:
            raise Refused("officer_key")
        return OfficerKey(agency.code, officer_id, b"key")

    def wrap_for_session(self, key: OfficerKey, cookie: str) -> bytes:
        return b"|".join(
            [hashlib.sha256(cookie.encode()).digest().hex().encode(), key.agency.encode(), key.officer.encode()]
        )

    def unwrap_from_session(self, wrapped: bytes, cookie: str) -> OfficerKey:
        mark, agency, officer = wrapped.split(b"|")
        if mark.decode() != hashlib.sha256(cookie.encode()).hexdigest():
            raise Unreadable
        return OfficerKey(agency.decode(), officer.decode(), b"key")

    def change_password(self, agency: Agency, officer_id: str, old: str, new: str) -> None:
        self.unlock(agency, officer_id, old)
        self.passwords[agency.code, officer_id] = new

    def leave(self, agency: Agency, officer_id: str) -> None:
        self.passwords.pop((agency.code, officer_id), None)

    def key_holders(self, agency: Agency) -> list[Officer]:
        return [Officer(one, one, b"", custodian=one in self.custodians) for code, one in self.passwords]

    def set_custodian(self, agency: Agency, officer_id: str, on: bool, actor: str) -> None:
        (self.custodians.add if on else self.custodians.discard)(officer_id)

    def seal_parts(self, password: str, name: str, parts: Sequence[bytes]) -> SealedParts:
        raise Refused("export_unavailable")

    def audit_entries(self, agency: Agency) -> list[Entry]:
        return self.entries

    def check_audit(self, agency: Agency, seed: bytes | None = None, anchor: str = "") -> Verdict:
        return Verdict(len(self.entries), "9f" * 32, None)

    def statistics(self, agency: Agency, today: date) -> Snapshot:
        return Snapshot(today, (PeriodCounts("2570Q1", 1, 2),))

    def published(self, agency: Agency) -> list[Snapshot]:
        return []

    def reader(self, agency: Agency, key: OfficerKey) -> "FakeReader":
        if key.agency != agency.code:
            raise Unreadable
        return FakeReader(self, agency, key)


@dataclass
class FakeReader:
    """`complaints.ports.CaseReader` over the dict."""

    room: FakeOfficers
    agency: Agency
    key: OfficerKey

    def all(self) -> list[CaseListing]:
        mine = [case for (code, _), case in sorted(self.room.cases.items()) if code == self.agency.code]
        return [CaseListing(case.reference, case.month, case.status, case.header, case.inside) for case in mine]

    def open(self, reference: str) -> OpenedCase:
        if reference in self.room.damaged:
            raise Unreadable
        found = self._known(reference)
        self.room.audit.append((self.key.officer, "opened", reference))
        return found

    def contact(self, reference: str, reason: str) -> str:
        if not reason.strip():
            raise Refused("reason_missing")
        self.room.audit.append((self.key.officer, "contact_opened", reason))
        return self._known(reference).report.contact

    def set_status(self, reference: str, status: Status) -> None:
        self._keep(replace(self._known(reference), status=status))

    def close(self, reference: str, outcome: Outcome, text: str = "") -> None:
        found = self._known(reference)
        if found.status is Status.CLOSED:
            raise Refused("already_closed")
        header = replace(found.header, closed_on=date(2026, 11, 21), outcome=outcome)
        self._keep(replace(found, status=Status.CLOSED, header=header))

    def write(self, reference: str, text: str) -> None:
        if not text.strip():
            raise Refused("empty_message")
        case = self._known(reference)
        said = OpenedMessage(True, text, date(2026, 11, 21))
        self._keep(replace(case, messages=(*case.messages, said)))

    def note(self, reference: str, text: str) -> None:
        if not text.strip():
            raise Refused("empty_message")
        case = self._known(reference)
        noted = OpenedNote(self.key.officer, text, date(2026, 11, 21))
        self._keep(replace(case, notes=(*case.notes, noted)))

    def forward(self, reference: str, to: str, text: str = "") -> None:
        if not to.strip():
            raise Refused("forward_to")
        self.close(reference, Outcome.FORWARDED, text)
        self._inside(reference, forwarded_to=to)

    def colleagues(self, reference: str) -> list[OfficerName]:
        return [OfficerName("o2", "นางดาว")]

    def candidates(self, reference: str) -> list[OfficerName]:
        return [OfficerName("o3", "นายใหม่")]

    def assign(self, reference: str, officer_id: str) -> None:
        if officer_id not in {"", "o2", self.key.officer}:
            raise Refused("not_reader")
        self._inside(reference, assignee=officer_id)

    def share(self, reference: str, officer_id: str) -> None:
        self._known(reference)
        if officer_id != "o3":
            raise Refused("not_candidate")
        self.room.audit.append((self.key.officer, "shared", reference))

    def recuse(self, reference: str) -> None:
        self._known(reference)
        raise Refused("last_officer")

    def mark_spam(self, reference: str, reason: str) -> None:
        if not reason.strip():
            raise Refused("reason_missing")
        self._inside(reference, spam=True, spam_reason=reason)

    def unmark_spam(self, reference: str) -> None:
        self._inside(reference, spam=False, spam_reason="")

    def hold(self, reference: str, on: bool) -> None:
        self._inside(reference, hold=on)

    def file(self, reference: str, file_id: str) -> OpenedFile:
        self._known(reference)
        if file_id not in self.room.files:
            raise Refused("no_such_case")
        return self.room.files[file_id]

    def enter(self, report: Report, form: str, files: Sequence[CleanFile] = ()) -> Receipt:
        check(report)
        self.room.entered.append(report)
        return receipt_from(b"7" * 32)

    def export(self, reference: str, reason: str, *, notes: bool = False) -> CaseExport:
        if not reason.strip():
            raise Refused("reason_missing")
        self.room.audit.append((self.key.officer, "exported", reason))
        return CaseExport(self._known(reference), (), date(2026, 11, 21))

    def contact_openings(self) -> list[ContactOpening]:
        return []

    def mark_all_spam(self, references: Sequence[str], reason: str) -> int:
        for one in references:
            self.mark_spam(one, reason)
        return len(references)

    def needs_rekey(self) -> int:
        return 0

    def rekey(self) -> int:
        return 0

    def approve_erasures(self) -> int:
        done, self.room.erasing = self.room.erasing, 0
        return done

    def _inside(self, reference: str, **facts: object) -> None:
        case = self._known(reference)
        self._keep(replace(case, inside=replace(case.inside, **facts)))  # type: ignore[arg-type]

    def _known(self, reference: str) -> OpenedCase:
        found = self.room.cases.get((self.agency.code, reference))
        if found is None:
            raise Refused("no_such_case")
        return found

    def _keep(self, case: OpenedCase) -> None:
        self.room.cases[self.agency.code, case.reference] = case
