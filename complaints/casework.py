"""What an officer does with cases, while the own key is in hand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from complaints import case_endings as endings
from complaints import case_keys as keys
from complaints import intake, notice, retention
from complaints.casefile import newest
from complaints.casereading import MAX_REASON, CaseReading, checked_reason
from complaints.casethread import note_hash
from complaints.due import erase_month
from complaints.evidence import CleanFile
from complaints.opened import OpenedNote
from complaints.receipt import Receipt
from complaints.report import MAX_TEXT, Report, check
from complaints.status import Outcome, Status
from kernel.errors import Refused

__all__ = ["MAX_REASON", "CaseWork"]


@dataclass(frozen=True)
class CaseWork(CaseReading):
    """`complaints.ports.CaseReader` for one officer of one agency."""

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

    def mark_all_spam(self, references: Sequence[str], reason: str) -> int:
        """Every one that is not marked yet, each in a transaction of its own; how many. Raises Refused."""
        said, done = checked_reason(reason), 0
        for reference in dict.fromkeys(references):
            with self.held(reference) as (work, held):
                if not held.inside.spam:
                    endings.mark_spam(self, work, held, said)
                    done += 1
        return done

    def unmark_spam(self, reference: str) -> None:
        """A report after all. Raises Refused("not_spam")."""
        with self.held(reference) as (work, held):
            endings.unmark_spam(self, work, held)

    def hold(self, reference: str, on: bool) -> None:
        """Keep a case beyond its time, or no longer."""
        with self.held(reference) as (work, held):
            row = replace(held.row, erase_from=None if on else erase_month(held.header.kept_until))
            self.save(work, held, row=row, inside=replace(held.inside, hold=on))
            self.note_down(work, "held" if on else "released", held)

    def enter(self, report: Report, form: str, files: Sequence[CleanFile] = ()) -> Receipt:
        """A report brought by phone or on paper; the code to hand over."""
        check(report)
        told = intake.Told(report, files, channel=intake.OFFICER, officer=self.officer.officer)
        return intake.keep(self.desk, self.agency, told, form)

    def needs_rekey(self) -> int:
        """How many of this officer's cases have not seen the office's last key change."""
        return keys.stale(self)

    def rekey(self) -> int:
        """Give those cases a new key; how many."""
        return keys.rekey(self)

    def approve_erasures(self) -> int:
        """Let a mass erase that waited go on; how many cases."""
        return retention.approve(self.desk, self.agency, self.officer.officer)
