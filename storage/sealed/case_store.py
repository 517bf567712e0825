"""Cases, their wrapped keys, messages and contacts as rows."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, delete, select, update

from complaints.rows import CaseRow, KeyBox, MessageRow
from complaints.status import Status
from kernel.agency import Agency
from storage.sealed.tables import case_contacts, case_keys, case_messages, cases
from storage.upsert import put_new

_AT_ONCE = 500
"""Values in one IN list: well under every database's limit."""


class SqlCases:
    """`complaints.ports.Cases`."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, agency: Agency, row: CaseRow) -> bool:
        """False when reference or locator is taken."""
        return put_new(self._db, cases, {"agency": agency.code, **asdict(row), "status": row.status.value})

    def add_boxes(self, agency: Agency, boxes: Sequence[KeyBox]) -> None:
        """Keep wrapped keys."""
        self._db.execute(case_keys.insert(), [{"agency": agency.code, **asdict(box)} for box in boxes])

    def add_message(self, agency: Agency, reference: str, message: MessageRow) -> None:
        """Keep one more message of a case."""
        self._db.execute(case_messages.insert().values(agency=agency.code, reference=reference, **asdict(message)))

    def add_contact(self, agency: Agency, reference: str, sealed: bytes) -> None:
        """Keep a case's sealed contact."""
        self._db.execute(case_contacts.insert().values(agency=agency.code, reference=reference, sealed=sealed))

    def all(self, agency: Agency) -> list[CaseRow]:
        """The agency's cases, by reference."""
        query = select(cases).where(cases.c.agency == agency.code).order_by(cases.c.reference)
        return [_case(row) for row in self._db.execute(query)]

    def get(self, agency: Agency, reference: str, *, lock: bool = False) -> CaseRow | None:
        """One case; with `lock`, nobody else changes it until the transaction ends."""
        query = select(cases).where(cases.c.agency == agency.code, cases.c.reference == reference)
        row = self._db.execute(query.with_for_update() if lock else query).one_or_none()
        return None if row is None else _case(row)

    def by_locator(self, agency: Agency, locator: str) -> CaseRow | None:
        """The case a receipt's first digits point to."""
        query = select(cases).where(cases.c.agency == agency.code, cases.c.locator == locator)
        row = self._db.execute(query).one_or_none()
        return None if row is None else _case(row)

    def boxes(self, agency: Agency, role: str, kind: str, reference: str | None = None) -> list[KeyBox]:
        """Wrapped keys of one case, or of all."""
        c = case_keys.c
        query = select(case_keys).where(c.agency == agency.code, c.role == role, c.kind == kind)
        if reference is not None:
            query = query.where(c.reference == reference)
        return [_box(row) for row in self._db.execute(query.order_by(c.reference, c.epoch.desc()))]

    def messages(self, agency: Agency, reference: str) -> list[MessageRow]:
        """In the order of the thread."""
        c = case_messages.c
        query = select(case_messages).where(c.agency == agency.code, c.reference == reference).order_by(c.seq)
        return [MessageRow(row.id, row.seq, row.author, row.epoch, row.sealed) for row in self._db.execute(query)]

    def contact(self, agency: Agency, reference: str) -> bytes:
        """The sealed contact of a case."""
        c = case_contacts.c
        query = select(c.sealed).where(c.agency == agency.code, c.reference == reference)
        return bytes(self._db.execute(query).scalar_one())

    def change(self, agency: Agency, reference: str, *, status: Status, header: bytes) -> None:
        """Keep a new status and header."""
        self._db.execute(
            update(cases)
            .where(cases.c.agency == agency.code, cases.c.reference == reference)
            .values(status=status.value, header=header)
        )

    def drop_boxes(self, agency: Agency, readers: Sequence[str]) -> None:
        """Erase the wraps with these marks."""
        for start in range(0, len(readers), _AT_ONCE):
            some = readers[start : start + _AT_ONCE]
            self._db.execute(delete(case_keys).where(case_keys.c.agency == agency.code, case_keys.c.reader.in_(some)))


def _case(row: Any) -> CaseRow:
    return CaseRow(
        row.reference, row.locator, row.salt, row.verifier, row.informer_public,
        Status(row.status), row.month, row.header,
    )  # fmt: skip


def _box(row: Any) -> KeyBox:
    return KeyBox(row.reference, row.kind, row.role, row.reader, row.epoch, row.box)
