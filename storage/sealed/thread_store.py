"""Messages, notes and evidence files of a case as rows."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import Connection, delete, func, select, update

from complaints.rows import MessageRow, NoteRow
from kernel.agency import Agency
from storage.sealed.tables import case_chunks, case_messages, case_notes, message_keys


class SqlThreads:
    """`complaints.store_ports.Threads`."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add_message(self, agency: Agency, reference: str, message: MessageRow) -> None:
        """Keep one more message of a case."""
        self._db.execute(case_messages.insert().values(agency=agency.code, reference=reference, **asdict(message)))

    def messages(self, agency: Agency, reference: str) -> list[MessageRow]:
        """In the order of the thread."""
        c = case_messages.c
        query = select(case_messages).where(c.agency == agency.code, c.reference == reference).order_by(c.seq)
        rows = self._db.execute(query)
        return [MessageRow(row.id, row.seq, row.author, row.epoch, row.sealed, row.erased) for row in rows]

    def add_key(self, agency: Agency, reference: str, message: str, sealed: bytes) -> None:
        """The own key of a message."""
        row = {"agency": agency.code, "reference": reference, "message": message, "sealed": sealed}
        self._db.execute(message_keys.insert().values(row))

    def keys(self, agency: Agency, reference: str) -> Mapping[str, bytes]:
        """Message id to its own sealed key."""
        c = message_keys.c
        query = select(c.message, c.sealed).where(c.agency == agency.code, c.reference == reference)
        return {row.message: row.sealed for row in self._db.execute(query)}

    def take_back(self, agency: Agency, reference: str, message: str, erased: str) -> None:
        """Erase ciphertext and key; leave the hash."""
        k, m = message_keys.c, case_messages.c
        self._db.execute(
            delete(message_keys).where(k.agency == agency.code, k.reference == reference, k.message == message)
        )
        mine = (m.agency == agency.code) & (m.reference == reference) & (m.id == message)
        self._db.execute(update(case_messages).where(mine).values(sealed=b"", erased=erased))

    def add_note(self, agency: Agency, reference: str, note: NoteRow) -> None:
        """Keep one more note."""
        self._db.execute(case_notes.insert().values(agency=agency.code, reference=reference, **asdict(note)))

    def notes(self, agency: Agency, reference: str) -> list[NoteRow]:
        """In their order."""
        c = case_notes.c
        query = select(case_notes).where(c.agency == agency.code, c.reference == reference).order_by(c.seq)
        return [NoteRow(row.id, row.seq, row.epoch, row.sealed) for row in self._db.execute(query)]

    def add_chunks(self, agency: Agency, reference: str, file: str, chunks: Sequence[bytes]) -> None:
        """Keep a file's pieces."""
        head = {"agency": agency.code, "reference": reference, "file": file}
        self._db.execute(case_chunks.insert(), [{**head, "n": n, "sealed": one} for n, one in enumerate(chunks)])

    def chunks(self, agency: Agency, reference: str, file: str) -> list[bytes]:
        """In their order."""
        c = case_chunks.c
        query = select(c.sealed).where(c.agency == agency.code, c.reference == reference, c.file == file)
        return [bytes(row.sealed) for row in self._db.execute(query.order_by(c.n))]

    def chunk_count(self, agency: Agency, reference: str) -> int:
        """How many pieces all files of the case have."""
        c = case_chunks.c
        query = select(func.count()).where(c.agency == agency.code, c.reference == reference)
        return self._db.execute(query.select_from(case_chunks)).scalar_one()
