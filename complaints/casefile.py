"""How a case is put together and taken apart. Pure: rows in, rows out; the cryptography is a port."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from complaints.envelope import dump_text, key_name, load_text, place
from complaints.guard import Recipients
from complaints.header import CaseHeader, dump_header, load_header
from complaints.keys import InformerKey, OfficerKey
from complaints.opened import OpenedMessage
from complaints.ports import CaseCrypto
from complaints.receipt import Receipt
from complaints.report import Report, from_dict, to_dict
from complaints.rows import CaseRow, KeyBox, MessageRow
from complaints.status import Status
from kernel.agency import Agency
from kernel.codes import new_code, new_id
from kernel.errors import Unreadable

CASE, CONTACT = "case", "contact"
OFFICER, RECOVERY, INFORMER = "officer", "recovery", "informer"
BY_INFORMER, BY_OFFICE = "informer", "office"
REFERENCE_SYMBOLS = 8
_FIRST_EPOCH = 1


@dataclass(frozen=True)
class Arrival:
    """The circumstances of a filing."""

    receipt: Receipt
    salt: bytes
    informer: InformerKey
    day: date


@dataclass(frozen=True)
class NewCase:
    """Everything one filing inserts for the case itself."""

    row: CaseRow
    boxes: Sequence[KeyBox]
    message: MessageRow
    contact: bytes


@dataclass(frozen=True)
class Turn:
    """Who speaks, and after what."""

    author: str
    seq: int = 0
    before: str = ""
    """Hash of the ciphertext before this one."""


@dataclass(frozen=True)
class CaseFiles:
    """Seals and opens the parts of one agency's cases. Whatever does not fit its place is Unreadable."""

    crypto: CaseCrypto
    agency: Agency

    def build(self, report: Report, to: Recipients, arrival: Arrival) -> NewCase:
        """A fresh case under fresh keys, which are forgotten when this returns."""
        reference = new_code(REFERENCE_SYMBOLS)
        key, contact_key = self.crypto.new_key(), self.crypto.new_key()
        first = {"day": arrival.day.isoformat(), "report": to_dict(report)}
        message = self.seal_message(reference, key, Turn(BY_INFORMER), first)
        header = self.seal_header(reference, key, self._first_header(report, arrival.day, message))
        boxes = [
            *self._boxes(reference, CASE, key, to),
            *self._boxes(reference, CONTACT, contact_key, to),
            self._box(reference, CASE, INFORMER, key, arrival.informer.public),
        ]
        row = _row(reference, arrival, header)
        return NewCase(row, boxes, message, self._seal_contact(reference, contact_key, report.contact))

    def mark(self, reference: str, kind: str, officer_id: str) -> str:
        """Finds an officer's wrap of one case; says nothing to somebody without the server's key file."""
        return self.crypto.mark("reader", self.agency.code, reference, kind, officer_id)

    def officers_key(self, key: OfficerKey, boxes: Sequence[KeyBox]) -> bytes | None:
        """The case key from the officer's own wrap among a case's; None when there is none.

        Raises Unreadable when the own wrap is there and damaged.
        """
        for box in boxes:
            if box.reader == self.mark(box.reference, box.kind, key.officer):
                return self.open_box(box, key.secret, key.officer)
        return self._try_all(key, boxes)

    def _try_all(self, key: OfficerKey, boxes: Sequence[KeyBox]) -> bytes | None:
        # the marks die with the server's key file; the officers' access must not
        for box in boxes:
            try:
                return self.open_box(box, key.secret, key.officer)
            except Unreadable:
                continue
        return None

    def open_box(self, box: KeyBox, secret: bytes, officer: str = "") -> bytes:
        """Unwrap. Raises Unreadable when the wrap was made for somebody else or for another case."""
        name = key_name(self.agency.code, box.reference, box.kind, f"{box.role}:{officer}", box.epoch)
        return self.crypto.open_key(box.box, secret, name)

    def seal_header(self, reference: str, key: bytes, header: CaseHeader) -> bytes:
        """The header under the case key."""
        return self.crypto.seal(key, place(self.agency.code, reference, "header"), dump_header(header))

    def open_header(self, row: CaseRow, key: bytes) -> CaseHeader:
        """Undo `seal_header`. Raises Unreadable too when the row's clear columns were edited against it."""
        header = load_header(self.crypto.open(key, place(self.agency.code, row.reference, "header"), row.header))
        closed = header.outcome is not None
        if closed != (row.status is Status.CLOSED) or row.month != month_of(header.received):
            raise Unreadable
        return header

    def seal_message(self, reference: str, key: bytes, turn: Turn, body: Mapping[str, object]) -> MessageRow:
        """One message, holding the hash of the ciphertext before it."""
        row = new_id()
        bound = place(self.agency.code, reference, "message", row, _FIRST_EPOCH, turn.author, turn.seq)
        sealed = self.crypto.seal(key, bound, dump_text({**body, "before": turn.before}))
        return MessageRow(row, turn.seq, turn.author, _FIRST_EPOCH, sealed)

    def open_thread(
        self, reference: str, key: bytes, header: CaseHeader, rows: Sequence[MessageRow]
    ) -> tuple[Report, tuple[OpenedMessage, ...]]:
        """Report and later messages. Raises Unreadable when a row was dropped, reordered, cut off or changed."""
        before, bodies = "", []
        for seq, row in enumerate(rows):
            bound = place(self.agency.code, reference, "message", row.id, row.epoch, row.author, seq)
            body = load_text(self.crypto.open(key, bound, row.sealed))
            if body.get("before") != before:
                raise Unreadable
            before = thread_hash(row)
            bodies.append((row.author, body))
        if not bodies or len(bodies) != header.messages or before != header.head:
            raise Unreadable
        return _report(bodies[0][1]), tuple(_message(author, body) for author, body in bodies[1:])

    def open_contact(self, reference: str, key: bytes, sealed: bytes) -> str:
        """The volunteered contact, or "" when none was given."""
        return str(load_text(self.crypto.open(key, place(self.agency.code, reference, CONTACT), sealed))["contact"])

    def _seal_contact(self, reference: str, key: bytes, contact: str) -> bytes:
        # every case has one, mostly empty, of one size: rows do not show who gave a name
        plain = dump_text({"contact": contact})
        return self.crypto.seal(key, place(self.agency.code, reference, CONTACT), plain)

    def _first_header(self, report: Report, day: date, message: MessageRow) -> CaseHeader:
        return CaseHeader(
            received=day,
            due=day + timedelta(days=self.agency.complaint_days),
            category=report.counted_as,
            excluded=report.exclude,
            thin=report.thin,
            messages=1,
            head=thread_hash(message),
        )

    def _boxes(self, reference: str, kind: str, key: bytes, to: Recipients) -> list[KeyBox]:
        officers = [self._box(reference, kind, OFFICER, key, one.public, one.id) for one in to.officers]
        return [*officers, self._box(reference, kind, RECOVERY, key, to.recovery)]

    def _box(self, reference: str, kind: str, role: str, key: bytes, public: bytes, officer: str = "") -> KeyBox:
        mark = self.mark(reference, kind, officer) if officer else ""
        name = key_name(self.agency.code, reference, kind, f"{role}:{officer}", _FIRST_EPOCH)
        return KeyBox(reference, kind, role, mark, _FIRST_EPOCH, self.crypto.seal_key(key, public, name))


def month_of(day: date) -> str:
    """ "2026-11": as fine as a clear column gets."""
    return f"{day.year:04d}-{day.month:02d}"


def thread_hash(message: MessageRow) -> str:
    """What the next message, or the header, holds of this one."""
    return hashlib.sha256(message.sealed).hexdigest()


def grown(header: CaseHeader, message: MessageRow) -> CaseHeader:
    """The header after one more message."""
    return replace(header, messages=header.messages + 1, head=thread_hash(message))


def _row(reference: str, arrival: Arrival, header: bytes) -> CaseRow:
    return CaseRow(
        reference=reference,
        locator=arrival.receipt.locator,
        salt=arrival.salt,
        verifier=arrival.informer.verifier,
        informer_public=arrival.informer.public,
        status=Status.RECEIVED,
        month=month_of(arrival.day),
        header=header,
    )


def _report(body: Mapping[str, object]) -> Report:
    report = body.get("report")
    if not isinstance(report, dict):
        raise Unreadable
    return from_dict(report)


def _message(author: str, body: Mapping[str, object]) -> OpenedMessage:
    return OpenedMessage(author == BY_OFFICE, str(body["text"]), date.fromisoformat(str(body["day"])))
