"""What an officer does with cases, while the own key is in hand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from complaints import case_endings as endings
from complaints import case_keys as keys
from complaints import intake, notice, retention
from complaints.casefile import CASE, CONTACT, INSIDE, OFFICER, by_case, newest
from complaints.casehold import CaseHold, Held
from complaints.casethread import file_of, note_hash
from complaints.evidence import CleanFile
from complaints.guard import OfficerName
from complaints.opened import OpenedCase, OpenedFile, OpenedNote
from complaints.ports import CaseListing
from complaints.receipt import Receipt
from complaints.report import MAX_TEXT, Report, check
from complaints.rows import CaseRow, KeyBox
from complaints.status import Outcome, Status
from kernel.errors import Refused, Unreadable

MAX_REASON = 300


@dataclass(frozen=True)
class CaseWork(CaseHold):
    """`complaints.ports.CaseReader` for one officer of one agency."""

    def all(self) -> list[CaseListing]:
        """Open ones first, the most urgent first."""
        with self.desk.store.read() as work:
            rows = work.cases.all(self.agency)
            boxes = by_case(work.cases.boxes(self.agency, OFFICER, CASE))
            inside = by_case(work.cases.boxes(self.agency, OFFICER, INSIDE))
        listings = [self._listing(row, boxes.get(row.reference, []), inside.get(row.reference, [])) for row in rows]
        return sorted((one for one in listings if one is not None), key=_urgency)

    def open(self, reference: str) -> OpenedCase:
        """The report, its thread and its notes; noted in the audit log."""
        with self.held(reference) as (work, held):
            threads, name = work.threads, held.reference
            rows, own = threads.messages(self.agency, name), threads.keys(self.agency, name)
            said = self.files.thread.open(name, held.keys, held.header, rows, own)
            kept = threads.notes(self.agency, name)
            notes = self.files.thread.open_notes(name, held.inside_keys, held.inside, kept)
            self.note_down(work, "opened", held)
            if held.header.unread:
                held = self.save(work, held, header=replace(held.header, unread=False))
        row, report = held.row, replace(said.report, exclude=held.header.excluded)
        return OpenedCase(
            row.reference, row.month, row.status, held.header, report, said.messages, said.files, notes, held.inside
        )

    def file(self, reference: str, file_id: str) -> OpenedFile:
        """One evidence file. Raises Refused("no_such_file")."""
        with self.held(reference) as (work, held):
            threads, name = work.threads, held.reference
            rows, own = threads.messages(self.agency, name), threads.keys(self.agency, name)
            fact, key = file_of(self.files.thread.open(name, held.keys, held.header, rows, own), file_id)
            pieces = threads.chunks(self.agency, name, fact.id)
            self.note_down(work, "file_opened", held)
        return OpenedFile(fact, self.files.thread.open_file(name, fact, key, pieces))

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

    def set_status(self, reference: str, status: Status) -> None:
        """Take up, or reopen. Raises Refused("needs_outcome") for CLOSED."""
        if status is Status.CLOSED:
            raise Refused("needs_outcome")
        with self.held(reference) as (work, held):
            if held.row.status is not status:
                endings.take_up(self, work, held, status)

    def close(self, reference: str, outcome: Outcome, text: str = "") -> None:
        """Finish. Raises Refused("already_closed")."""
        with self.held(reference) as (work, held):
            endings.close(self, work, held, outcome, text)

    def forward(self, reference: str, to: str, text: str = "") -> None:
        """Close as handed to another body. Raises Refused: forward_to, already_closed."""
        with self.held(reference) as (work, held):
            endings.forward(self, work, held, to, text)

    def write(self, reference: str, text: str) -> None:
        """Say something to the informer. Raises Refused: empty_message, too_long, receipt_in_text."""
        with self.held(reference) as (work, held):
            header = self.say(work, held, text)
            told = held.header.told or notice.tell(self.desk, work, self.agency, held.keys)
            self.save(work, held, header=replace(header, told=told, unread=False))
            self.note_down(work, "wrote", held)

    def note(self, reference: str, text: str) -> None:
        """Write something for colleagues. Raises Refused: empty_message, too_long."""
        if not text.strip():
            raise Refused("empty_message")
        if len(text) > MAX_TEXT:
            raise Refused("too_long", field="text", limit=MAX_TEXT)
        with self.held(reference) as (work, held):
            if not held.inside_keys:
                held = self.save(work, held, inside=held.inside)
            key, told = newest(held.row, held.inside_keys), OpenedNote(self.officer.officer, text, self.desk.today)
            row = self.files.thread.seal_note(held.reference, key, held.row.epoch, held.inside, told)
            work.threads.add_note(self.agency, held.reference, row)
            self.save(work, held, inside=replace(held.inside, notes=held.inside.notes + 1, head=note_hash(row)))
            self.note_down(work, "noted", held)

    def colleagues(self, reference: str) -> list[OfficerName]:
        """Who else holds the key of this case."""
        with self.held(reference) as (work, held):
            readers = self.readers(work, held.reference)
        return [OfficerName(one.id, one.name) for one in readers if one.id != self.officer.officer]

    def candidates(self, reference: str) -> list[OfficerName]:
        """Officers who could be given the key."""
        with self.held(reference) as (work, held):
            return [OfficerName(one.id, one.name) for one in keys.candidates(self, work, held)]

    def assign(self, reference: str, officer_id: str) -> None:
        """Say who works on it. Raises Refused("not_reader")."""
        with self.held(reference) as (work, held):
            if officer_id and officer_id not in {one.id for one in self.readers(work, held.reference)}:
                raise Refused("not_reader")
            self.save(work, held, inside=replace(held.inside, assignee=officer_id))
            self.note_down(work, "assigned", held, officer_id)

    def share(self, reference: str, officer_id: str) -> None:
        """Give a colleague the keys. Raises Refused("not_candidate")."""
        with self.held(reference) as (work, held):
            keys.share(self, work, held, officer_id)

    def recuse(self, reference: str) -> None:
        """Step back. Raises Refused("last_officer")."""
        with self.held(reference) as (work, held):
            keys.recuse(self, work, held)

    def mark_spam(self, reference: str, reason: str) -> None:
        """Not a report. Raises Refused: reason_missing, already_spam."""
        said = checked_reason(reason)
        with self.held(reference) as (work, held):
            endings.mark_spam(self, work, held, said)

    def unmark_spam(self, reference: str) -> None:
        """A report after all. Raises Refused("not_spam")."""
        with self.held(reference) as (work, held):
            endings.unmark_spam(self, work, held)

    def hold(self, reference: str, on: bool) -> None:
        """Keep a case beyond its time, or no longer."""
        with self.held(reference) as (work, held):
            row = replace(held.row, erase_from=None if on else endings.erase_month(held.header.kept_until))
            self.save(work, held, row=row, inside=replace(held.inside, hold=on))
            self.note_down(work, "held" if on else "released", held)

    def enter(self, report: Report, form: str, files: Sequence[CleanFile] = ()) -> Receipt:
        """A report brought by phone or on paper; the code to hand over."""
        check(report)
        receipt = intake.keep(self.desk, self.agency, intake.Told(report, files, channel=intake.OFFICER), form)
        with self.desk.store.begin() as work:
            work.audit.add(self.agency, self.desk.today, self.officer.officer, "entered")
        return receipt

    def needs_rekey(self) -> int:
        """How many of this officer's cases have not seen the office's last key change."""
        return keys.stale(self)

    def rekey(self) -> int:
        """Give those cases a new key; how many."""
        return keys.rekey(self)

    def approve_erasures(self) -> int:
        """Let a mass erase that waited go on; how many cases."""
        return retention.approve(self.desk, self.agency, self.officer.officer)

    def recount(self) -> dict[str, int]:
        """Open and closed cases as this officer sees them; what is no report counts nowhere."""
        found = {"open": 0, "closed": 0}
        for one in self.all():
            if not one.spam:
                found["closed" if one.status is Status.CLOSED else "open"] += 1
        return found

    def _listing(self, row: CaseRow, boxes: list[KeyBox], inside: list[KeyBox]) -> CaseListing | None:
        try:
            found = self.files.officers_keys(self.officer, boxes)
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


__all__ = ["CaseWork", "Held"]
