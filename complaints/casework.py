"""What an officer does with cases, while the own key is in hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from complaints import statistics
from complaints.casefile import BY_OFFICE, CASE, CONTACT, OFFICER, CaseFiles, Turn, grown
from complaints.desk import Desk
from complaints.header import CaseHeader
from complaints.keys import OfficerKey
from complaints.opened import OpenedCase
from complaints.ports import CaseListing, SealedWork
from complaints.report import MAX_TEXT
from complaints.rows import CaseRow, KeyBox
from complaints.status import Outcome, Status
from kernel.agency import Agency
from kernel.codes import read_code
from kernel.errors import Refused, Unreadable

MAX_REASON = 300


@dataclass(frozen=True)
class _Held:
    """A case with its key out, inside one transaction."""

    row: CaseRow
    key: bytes
    header: CaseHeader

    def __repr__(self) -> str:
        return "_Held(<redacted>)"


@dataclass(frozen=True)
class CaseWork:
    """`complaints.ports.CaseReader` for one officer of one agency."""

    desk: Desk
    agency: Agency
    officer: OfficerKey

    def __post_init__(self) -> None:
        if self.officer.agency != self.agency.code:
            raise Unreadable  # a key of another agency: somebody moved a session

    def all(self) -> list[CaseListing]:
        """Open ones first, the most urgent first."""
        with self.desk.store.read() as work:
            rows = work.cases.all(self.agency)
            boxes = _by_case(work.cases.boxes(self.agency, OFFICER, CASE))
        listings = [self._listing(row, boxes.get(row.reference, [])) for row in rows]
        return sorted((one for one in listings if one is not None), key=_urgency)

    def open(self, reference: str) -> OpenedCase:
        """The report and its thread; noted in the audit log."""
        with self._held(reference) as (work, held):
            rows = work.cases.messages(self.agency, held.row.reference)
            report, messages = self._files.open_thread(held.row.reference, held.key, held.header, rows)
            self._note(work, "opened", held)
        report = replace(report, exclude=held.header.excluded)
        return OpenedCase(held.row.reference, held.row.month, held.row.status, held.header, report, messages)

    def contact(self, reference: str, reason: str) -> str:
        """The volunteered contact, "" when none was. Raises Refused("reason_missing"), Refused("too_long")."""
        if not reason.strip():
            raise Refused("reason_missing")
        if len(reason) > MAX_REASON:
            raise Refused("too_long", field="reason", limit=MAX_REASON)
        with self._held(reference) as (work, held):
            boxes = work.cases.boxes(self.agency, OFFICER, CONTACT, held.row.reference)
            key = self._files.officers_key(self.officer, boxes)
            if key is None:
                raise Refused("not_custodian")
            sealed = work.cases.contact(self.agency, held.row.reference)
            contact = self._files.open_contact(held.row.reference, key, sealed)
            self._note(work, "contact_opened", held, reason.replace("\0", ""))
        return contact

    def set_status(self, reference: str, status: Status) -> None:
        """Take up, or reopen. Raises Refused("needs_outcome") for CLOSED."""
        if status is Status.CLOSED:
            raise Refused("needs_outcome")
        with self._held(reference) as (work, held):
            if held.row.status is status:
                return
            header = self._reopened(work, held) if held.row.status is Status.CLOSED else held.header
            self._change(work, held, status, header)
            self._note(work, f"status_{status.value}", held)

    def close(self, reference: str, outcome: Outcome) -> None:
        """Finish. Raises Refused("already_closed")."""
        today = self.desk.today
        with self._held(reference) as (work, held):
            if held.row.status is Status.CLOSED:
                raise Refused("already_closed")
            statistics.count_closed(work.counters, self.agency, held.header.received, outcome, today)
            self._change(work, held, Status.CLOSED, replace(held.header, closed_on=today, outcome=outcome))
            self._note(work, "closed", held)

    def write(self, reference: str, text: str) -> None:
        """Say something to the informer. Raises Refused("empty_message"), Refused("too_long")."""
        if not text.strip():
            raise Refused("empty_message")
        if len(text) > MAX_TEXT:
            raise Refused("too_long", field="text", limit=MAX_TEXT)
        body = {"text": text, "day": self.desk.today.isoformat()}
        with self._held(reference) as (work, held):
            turn = Turn(BY_OFFICE, held.header.messages, held.header.head)
            message = self._files.seal_message(held.row.reference, held.key, turn, body)
            work.cases.add_message(self.agency, held.row.reference, message)
            self._change(work, held, held.row.status, grown(held.header, message))
            self._note(work, "wrote", held)

    @property
    def _files(self) -> CaseFiles:
        return self.desk.files(self.agency)

    def _reopened(self, work: SealedWork, held: _Held) -> CaseHeader:
        header = held.header
        assert header.outcome is not None and header.closed_on is not None  # else it had not opened beside CLOSED
        statistics.count_reopened(work.counters, self.agency, header.received, header.outcome, header.closed_on)
        return replace(header, closed_on=None, outcome=None)

    def _listing(self, row: CaseRow, boxes: list[KeyBox]) -> CaseListing | None:
        try:
            key = self._files.officers_key(self.officer, boxes)
            header = None if key is None else self._files.open_header(row, key)
        except Unreadable:
            return CaseListing(row.reference, row.month, row.status, None)
        return None if header is None else CaseListing(row.reference, row.month, row.status, header)

    @contextmanager
    def _held(self, reference: str) -> Iterator[tuple[SealedWork, _Held]]:
        """A write transaction with the case locked and its key out. Raises Refused("no_such_case")."""
        with self.desk.store.begin() as work:
            code = read_code(reference) or ""
            row = work.cases.get(self.agency, code, lock=True)
            key = self._files.officers_key(self.officer, work.cases.boxes(self.agency, OFFICER, CASE, code))
            if row is None or key is None:
                raise Refused("no_such_case")
            yield work, _Held(row, key, self._files.open_header(row, key))

    def _change(self, work: SealedWork, held: _Held, status: Status, header: CaseHeader) -> None:
        sealed = self._files.seal_header(held.row.reference, held.key, header)
        work.cases.change(self.agency, held.row.reference, status=status, header=sealed)

    def _note(self, work: SealedWork, action: str, held: _Held, reason: str = "") -> None:
        work.audit.add(self.agency, self.desk.today, self.officer.officer, action, held.row.reference, reason)


def _by_case(boxes: list[KeyBox]) -> dict[str, list[KeyBox]]:
    found: dict[str, list[KeyBox]] = {}
    for box in boxes:
        found.setdefault(box.reference, []).append(box)
    return found


def _urgency(listing: CaseListing) -> tuple[bool, date, str]:
    due = listing.header.due if listing.header is not None else date.min
    return listing.status is Status.CLOSED, due, listing.reference
