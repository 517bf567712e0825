"""What is said in a case: messages both ways, notes among officers, evidence files. Pure: rows in, rows out."""

import hashlib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from complaints.case_wraps import Keys
from complaints.crypto_ports import CaseCrypto
from complaints.envelope import dump_text, load_text, place
from complaints.evidence import CleanFile
from complaints.header import CaseHeader
from complaints.inside import Inside
from complaints.opened import FileFact, OpenedNote
from complaints.rows import MessageRow, NoteRow
from complaints.thread_said import BY_INFORMER, BY_OFFICE, Said, said_of
from kernel.agency import Agency
from kernel.codes import new_id
from kernel.errors import Unreadable

__all__ = ["BY_INFORMER", "BY_OFFICE", "CaseThread", "Keys", "Said", "Sent", "Turn", "note_hash", "thread_hash"]


@dataclass(frozen=True)
class Turn:
    """Who speaks, under which key, and after what."""

    author: str
    epoch: int
    seq: int = 0
    before: str = ""
    """Hash of the ciphertext before this one."""


@dataclass(frozen=True)
class Sent:
    """A sealed message with what comes along."""

    row: MessageRow
    own_key: bytes | None = None
    """Sealed; for a message that can be taken back alone."""
    chunks: Mapping[str, Sequence[bytes]] = field(default_factory=dict, repr=False)
    """File id to its sealed pieces."""


@dataclass(frozen=True)
class CaseThread:
    """Seals and opens what is said in one agency's cases."""

    crypto: CaseCrypto
    agency: Agency

    def seal(
        self,
        reference: str,
        key: bytes,
        turn: Turn,
        body: Mapping[str, object],
        files: Sequence[CleanFile] = (),
        *,
        own_key: bool = False,
    ) -> Sent:
        """One message, holding the hash of the ciphertext before it, and its files under keys of their own."""
        row = new_id()
        facts, chunks = self._seal_files(reference, files)
        whole = dump_text({**body, "before": turn.before, "files": facts})
        own = self.crypto.new_key() if own_key else None
        sealed = self.crypto.seal(own or key, self._place(reference, row, turn.epoch, turn.author, turn.seq), whole)
        kept = None if own is None else self.crypto.seal(key, self._key_place(reference, row, turn.epoch), own)
        return Sent(MessageRow(row, turn.seq, turn.author, turn.epoch, sealed), kept, chunks)

    def open(
        self, reference: str, keys: Keys, header: CaseHeader, rows: Sequence[MessageRow], own: Mapping[str, bytes]
    ) -> Said:
        """The whole thread. Raises Unreadable when a row was dropped, reordered, cut off or changed."""
        before, bodies = "", []
        for seq, row in enumerate(rows):
            body = None if row.erased else self._open(reference, keys, row, seq, own.get(row.id))
            if row.seq != seq or (body is not None and body.get("before") != before):
                raise Unreadable
            before = thread_hash(row)
            bodies.append((row.author, body))
        if not bodies or len(bodies) != header.messages or before != header.head:
            raise Unreadable
        return said_of(bodies, header)

    def open_file(self, reference: str, fact: FileFact, key: bytes, pieces: Sequence[bytes]) -> bytes:
        """The bytes of one file. Raises Unreadable when a piece is missing, moved or changed."""
        data = self.crypto.open_file(key, place(self.agency.code, reference, "file", fact.id), pieces)
        if len(data) != fact.size:
            raise Unreadable
        return data

    def seal_note(self, reference: str, key: bytes, epoch: int, inside: Inside, note: OpenedNote) -> NoteRow:
        """One note, holding the hash of the one before it."""
        row = new_id()
        body = {"author": note.author, "text": note.text, "day": note.day.isoformat(), "before": inside.head}
        bound = place(self.agency.code, reference, "note", row, epoch, "office", inside.notes)
        return NoteRow(row, inside.notes, epoch, self.crypto.seal(key, bound, dump_text(body)))

    def open_notes(self, reference: str, keys: Keys, inside: Inside, rows: Sequence[NoteRow]) -> tuple[OpenedNote, ...]:
        """All notes. Raises Unreadable as `open` does."""
        before, found = "", []
        for seq, row in enumerate(rows):
            bound = place(self.agency.code, reference, "note", row.id, row.epoch, "office", seq)
            body = load_text(self.crypto.open(_key(keys, row.epoch), bound, row.sealed))
            if body.get("before") != before:
                raise Unreadable
            before = hashlib.sha256(row.sealed).hexdigest()
            day = date.fromisoformat(str(body["day"]))
            found.append(OpenedNote(str(body["author"]), str(body["text"]), day))
        if len(found) != inside.notes or before != inside.head:
            raise Unreadable
        return tuple(found)

    def _open(self, reference: str, keys: Keys, row: MessageRow, seq: int, own: bytes | None) -> dict[str, object]:
        key = _key(keys, row.epoch)
        if own is not None:
            key = self.crypto.open(key, self._key_place(reference, row.id, row.epoch), own)
        return load_text(self.crypto.open(key, self._place(reference, row.id, row.epoch, row.author, seq), row.sealed))

    def _place(self, reference: str, row: str, epoch: int, author: str, seq: int) -> bytes:
        return place(self.agency.code, reference, "message", row, epoch, author, seq)

    def _key_place(self, reference: str, row: str, epoch: int) -> bytes:
        return place(self.agency.code, reference, "message-key", row, epoch)

    def _seal_files(
        self, reference: str, files: Sequence[CleanFile]
    ) -> tuple[list[dict[str, object]], dict[str, list[bytes]]]:
        facts: list[dict[str, object]] = []
        chunks = {}
        for one in files:
            file, key = new_id(), self.crypto.new_key()
            chunks[file] = self.crypto.seal_file(key, place(self.agency.code, reference, "file", file), one.data)
            facts.append({
                "id": file, "name": one.name, "kind": one.kind, "size": len(one.data), "cleaned": one.cleaned,
                "original": one.original, "orientation": one.orientation, "key": b64encode(key).decode(),
            })  # fmt: skip
        return facts, chunks


def thread_hash(row: MessageRow) -> str:
    """What the next message, or the header, holds of this one."""
    return row.erased or hashlib.sha256(row.sealed).hexdigest()


def note_hash(row: NoteRow) -> str:
    """What the next note, or the inside, holds of this one."""
    return hashlib.sha256(row.sealed).hexdigest()


def _key(keys: Keys, epoch: int) -> bytes:
    if epoch not in keys:
        raise Unreadable
    return keys[epoch]
