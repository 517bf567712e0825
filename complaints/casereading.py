"""What an officer reads, while the own key is in hand. Every opening is noted in the audit log."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from complaints import case_keys as keys
from complaints import guard
from complaints.casefile import CASE, CONTACT, INSIDE, OFFICER, by_case
from complaints.casehold import CaseHold, Held
from complaints.casethread import Said
from complaints.guard import OfficerName
from complaints.opened import CaseExport, Evidence, OpenedCase, OpenedFile
from complaints.ports import CaseListing, ContactOpening
from complaints.rows import CaseRow, KeyBox, Officer
from complaints.status import Status
from complaints.store_ports import SealedWork
from complaints.thread_said import file_of
from kernel.errors import Refused, Unreadable

MAX_REASON = 300


@dataclass(frozen=True)
class CaseReading(CaseHold):
    """The reading half of `complaints.ports.CaseReader`, for one officer of one agency."""

    def all(self) -> list[CaseListing]:
        """Open ones first, the most urgent first."""
        with self.desk.store.read() as work:
            officers = guard.approved(work, self.agency)
            mine = self._mine(work, officers)
            rows = work.cases.all(self.agency, mine)
            boxes = by_case(work.cases.boxes_among(self.agency, OFFICER, CASE, mine))
            inside = by_case(work.cases.boxes_among(self.agency, OFFICER, INSIDE, mine))
        listings = [
            self._listing(row, boxes.get(row.reference, []), inside.get(row.reference, []), officers) for row in rows
        ]
        return sorted((one for one in listings if one is not None), key=_urgency)

    def open(self, reference: str) -> OpenedCase:
        """The report, its thread and its notes; noted in the audit log."""
        with self.held(reference) as (work, held):
            opened = self._opened(work, held, self._said(work, held))
            self.note_down(work, "opened", held)
            if held.header.unread:
                self.save(work, held, header=replace(held.header, unread=False))
        return opened

    def file(self, reference: str, file_id: str) -> OpenedFile:
        """One evidence file. Raises Refused("no_such_file")."""
        with self.held(reference) as (work, held):
            fact, key = file_of(self._said(work, held), file_id)
            pieces = work.threads.chunks(self.agency, held.reference, fact.id)
            self.note_down(work, "file_opened", held)
        return OpenedFile(fact, self.files.thread.open_file(held.reference, fact, key, pieces))

    def export(self, reference: str, reason: str, *, notes: bool = False) -> CaseExport:
        """The whole case with its evidence. Raises Refused: reason_missing, too_long."""
        reason = checked_reason(reason)
        with self.held(reference) as (work, held):
            said = self._said(work, held)
            opened = self._opened(work, held, said)
            sealed = {one: work.threads.chunks(self.agency, held.reference, one) for one in said.file_keys}
            self.note_down(work, "exported", held, reason)
        files = [
            (fact, self.files.thread.open_file(held.reference, fact, key, sealed[name]))
            for name, (fact, key) in said.file_keys.items()
        ]
        listed = tuple(
            Evidence(number, fact, hashlib.sha256(data).hexdigest(), data)
            for number, (fact, data) in enumerate(files, start=1)
        )
        return CaseExport(opened if notes else replace(opened, notes=()), listed, self.desk.today)

    def contact_openings(self) -> list[ContactOpening]:
        """Who opened the contact of a case of this officer's; the newest first."""
        mine = {one.reference for one in self.all()}
        with self.desk.store.read() as work:
            links, _ = work.audit.chain(self.agency)
        return [
            ContactOpening(one.entry.case, one.entry.day, one.entry.actor, one.entry.reason)
            for one in reversed(links)
            if one.entry.action == "contact_opened" and one.entry.case in mine
        ]

    def contact(self, reference: str, reason: str) -> str:
        """The volunteered contact, "" when none was. Raises Refused: reason_missing, too_long, not_custodian."""
        said = checked_reason(reason)
        with self.held(reference) as (work, held):
            if held.header.withdrawn:
                return ""
            boxes = work.cases.boxes(self.agency, OFFICER, CONTACT, held.reference)
            found = self.files.officers_keys(self.officer, boxes)
            if not found:
                raise Refused("not_custodian")
            sealed = work.cases.contact(self.agency, held.reference)
            contact = self.files.open_contact(held.reference, found[min(found)], sealed)
            self.note_down(work, "contact_opened", held, said)
        return contact

    def colleagues(self, reference: str) -> list[OfficerName]:
        """Who else holds the key of this case."""
        with self.held(reference) as (work, held):
            readers = self.readers(work, held.reference)
        return [OfficerName(one.id, one.name) for one in readers if one.id != self.officer.officer]

    def candidates(self, reference: str) -> list[OfficerName]:
        """Officers who could be given the key."""
        with self.held(reference) as (work, held):
            return [OfficerName(one.id, one.name) for one in keys.candidates(self, work, held)]

    def _mine(self, work: SealedWork, officers: Sequence[Officer]) -> list[str]:
        """Cases to try; of the others nothing is even read, or the time the list takes would tell of them."""
        found = []
        for reference, marks in work.cases.readers(self.agency, CASE).items():
            whose = {one.id for one in officers if self.files.mark(reference, CASE, one.id) in marks}
            if not whose or self.officer.officer in whose:  # nobody's: the marks died with the server's key file
                found.append(reference)
        return found

    def _said(self, work: SealedWork, held: Held) -> Said:
        rows, own = work.threads.messages(self.agency, held.reference), work.threads.keys(self.agency, held.reference)
        return self.files.thread.open(held.reference, held.keys, held.header, rows, own)

    def _opened(self, work: SealedWork, held: Held, said: Said) -> OpenedCase:
        kept = work.threads.notes(self.agency, held.reference)
        notes = self.files.thread.open_notes(held.reference, held.inside_keys, held.inside, kept)
        row, report = held.row, replace(said.report, exclude=held.header.excluded)
        return OpenedCase(
            row.reference, row.month, row.status, replace(held.header, unread=False), report, said.messages, said.files,
            notes, held.inside,
        )  # fmt: skip

    def _listing(
        self, row: CaseRow, boxes: list[KeyBox], inside: list[KeyBox], officers: Sequence[Officer]
    ) -> CaseListing | None:
        try:
            found = self.files.officers_keys(self.officer, boxes, officers)
            if not found:
                return None
            header = self.files.open_header(row, found)
            office = self.files.open_inside(row, self.files.officers_keys(self.officer, inside))
        except Unreadable:
            return CaseListing(row.reference, row.month, row.status, None)
        return CaseListing(row.reference, row.month, row.status, header, office)


def checked_reason(reason: str) -> str:
    """A typed reason as the audit log keeps it. Raises Refused: reason_missing, too_long."""
    if not reason.strip():
        raise Refused("reason_missing")
    if len(reason) > MAX_REASON:
        raise Refused("too_long", field="reason", limit=MAX_REASON)
    return reason.replace("\0", "")


def _urgency(listing: CaseListing) -> tuple[bool, date, str]:
    due = listing.header.due if listing.header is not None else date.min
    return listing.status is Status.CLOSED, due, listing.reference
