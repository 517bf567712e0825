"""How a case is put together and taken apart. Pure: rows in, rows out; the cryptography is a port."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from complaints.case_wraps import CASE, CONTACT, INFORMER, INSIDE, OFFICER, RECOVERY, CaseWraps, Keys, by_case
from complaints.casethread import BY_INFORMER, CaseThread, Sent, Turn, thread_hash
from complaints.chat_told import told_rows
from complaints.envelope import dump_text, load_text, place
from complaints.evidence import CleanFile
from complaints.guard import Recipients
from complaints.header import CaseHeader, dump_header, load_header
from complaints.inside import Inside, dump_inside, load_inside
from complaints.keys import InformerKey
from complaints.receipt import Receipt
from complaints.report import Report, to_dict
from complaints.rows import CaseRow, KeyBox
from complaints.status import Status
from complaints.thread_said import with_chat
from kernel.codes import new_code
from kernel.errors import Unreadable

__all__ = [
    "CASE",
    "CONTACT",
    "INFORMER",
    "INSIDE",
    "OFFICER",
    "RECOVERY",
    "Arrival",
    "CaseFiles",
    "NewCase",
    "by_case",
    "grown",
    "month_of",
    "newest",
]

REFERENCE_SYMBOLS = 8


@dataclass(frozen=True)
class Arrival:
    """The circumstances of a filing."""

    receipt: Receipt
    salt: bytes
    informer: InformerKey
    day: date
    due: date
    epoch: int = 1
    files: Sequence[CleanFile] = ()
    chat: Sequence[tuple[str, str, str]] = field(default=(), repr=False)
    """(field, text, the platform's message id) of each chat message; the report itself is empty then."""
    first_use: bool = False


@dataclass(frozen=True)
class NewCase:
    """Everything one filing inserts for the case itself."""

    row: CaseRow
    boxes: Sequence[KeyBox]
    sent: Sequence[Sent]
    contact: bytes
    key: bytes = field(repr=False)
    unsend: Sequence[tuple[str, str]] = ()
    """(the platform's message id, our message's id) of each chat message."""


@dataclass(frozen=True)
class CaseFiles(CaseWraps):
    """Seals and opens the parts of one agency's cases. Whatever does not fit its place is Unreadable."""

    @property
    def thread(self) -> CaseThread:
        """Messages, notes and files."""
        return CaseThread(self.crypto, self.agency)

    def build(self, report: Report, to: Recipients, arrival: Arrival) -> NewCase:
        """A fresh case under fresh keys, which are forgotten when the filing is over."""
        reference, epoch = new_code(REFERENCE_SYMBOLS), arrival.epoch
        key, contact_key, inside_key = (self.crypto.new_key() for _ in range(3))
        sent, unsend = self._told(reference, key, report, arrival)
        header = self._first_header(report, arrival, sent)
        row = CaseRow(
            reference=reference,
            locator=arrival.receipt.locator,
            salt=arrival.salt,
            verifier=arrival.informer.verifier,
            informer_public=arrival.informer.public,
            status=Status.RECEIVED,
            month=month_of(arrival.day),
            header=self.seal_header(reference, key, epoch, header),
            inside=self.seal_inside(reference, inside_key, epoch, Inside()),
            epoch=epoch,
        )
        boxes = [
            *self.boxes_for(reference, CASE, epoch, key, to.officers, to.recovery),
            *self.boxes_for(reference, CONTACT, epoch, contact_key, to.custodians, to.recovery),
            *self.boxes_for(reference, INSIDE, epoch, inside_key, to.officers, to.recovery),
            self.box(reference, CASE, INFORMER, epoch, key, arrival.informer.public),
            *self.veils(reference, CASE, epoch, to.left_out),
            *self.veils(reference, INSIDE, epoch, to.left_out),
            *self.veils(reference, CONTACT, epoch, to.without_contact),
        ]
        return NewCase(row, boxes, sent, self.seal_contact(reference, contact_key, report.contact), key, unsend)

    def _told(
        self, reference: str, key: bytes, report: Report, arrival: Arrival
    ) -> tuple[list[Sent], list[tuple[str, str]]]:
        day = arrival.day.isoformat()
        first = {"day": day, "report": to_dict(report)}
        turn = Turn(BY_INFORMER, arrival.epoch)
        sent = [self.thread.seal(reference, key, turn, first, arrival.files)]
        return told_rows(self.thread, reference, key, sent, arrival.chat, day)

    def _first_header(self, report: Report, arrival: Arrival, sent: Sequence[Sent]) -> CaseHeader:
        return CaseHeader(
            received=arrival.day,
            due=arrival.due,
            category=report.counted_as,
            excluded=report.exclude,
            thin=with_chat(report, [(field, text) for field, text, _ in arrival.chat]).thin,
            messages=len(sent),
            head=thread_hash(sent[-1].row),
            first_use=arrival.first_use,
            unread=True,
        )

    # -- header, the office's own part, contact

    def seal_header(self, reference: str, key: bytes, epoch: int, header: CaseHeader) -> bytes:
        """The header under the case's newest key."""
        return self.crypto.seal(key, place(self.agency.code, reference, "header", epoch=epoch), dump_header(header))

    def open_header(self, row: CaseRow, keys: Keys) -> CaseHeader:
        """Undo `seal_header`. Raises Unreadable too when the row's clear columns were edited against it."""
        bound = place(self.agency.code, row.reference, "header", epoch=row.epoch)
        header = load_header(self.crypto.open(newest(row, keys), bound, row.header))
        closed = header.outcome is not None
        if closed != (row.status is Status.CLOSED) or row.month != month_of(header.received):
            raise Unreadable
        return header

    def seal_inside(self, reference: str, key: bytes, epoch: int, inside: Inside) -> bytes:
        """What officers alone know."""
        return self.crypto.seal(key, place(self.agency.code, reference, INSIDE, epoch=epoch), dump_inside(inside))

    def open_inside(self, row: CaseRow, keys: Keys) -> Inside:
        """Undo `seal_inside`; nothing is known of a case of the first versions."""
        if row.inside is None:
            return Inside()
        bound = place(self.agency.code, row.reference, INSIDE, epoch=row.epoch)
        return load_inside(self.crypto.open(newest(row, keys), bound, row.inside))

    def open_contact(self, reference: str, key: bytes, sealed: bytes) -> str:
        """The volunteered contact; "" when there is none."""
        bound = place(self.agency.code, reference, CONTACT)
        return str(load_text(self.crypto.open(key, bound, sealed)).get("contact", ""))

    def seal_contact(self, reference: str, key: bytes, contact: str) -> bytes:
        """The volunteered contact, "" where there is none, in one size."""
        return self.crypto.seal(key, place(self.agency.code, reference, CONTACT), dump_text({"contact": contact}))


def newest(row: CaseRow, keys: Keys) -> bytes:
    """The key that header and new messages stand under. Raises Unreadable when it is not in hand."""
    if row.epoch not in keys:
        raise Unreadable
    return keys[row.epoch]


def month_of(day: date) -> str:
    """ "2026-11": as fine as a clear column gets."""
    return f"{day.year:04d}-{day.month:02d}"


def grown(header: CaseHeader, sent: Sent) -> CaseHeader:
    """The header after one more message."""
    return replace(header, messages=header.messages + 1, head=thread_hash(sent.row))
