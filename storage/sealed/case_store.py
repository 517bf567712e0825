"""Cases, their wrapped keys and contacts as rows."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.exc import IntegrityError

from complaints.rows import CaseRow, KeyBox
from complaints.status import Status
from kernel.agency import Agency
from storage.sealed.tables import (
    case_chunks,
    case_contacts,
    case_keys,
    case_messages,
    case_notes,
    cases,
    message_keys,
    unsend_marks,
)
from storage.upsert import put, put_new

_AT_ONCE = 500
"""Values in one IN list: well under every database's limit."""
_OF_A_CASE = (case_keys, message_keys, case_contacts, case_chunks, case_notes, case_messages, unsend_marks, cases)
"""Keys first: what is left of an erase that was cut short does not open."""


class SqlCases:
    """`complaints.store_ports.Cases`."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, agency: Agency, row: CaseRow) -> bool:
        """False when reference or locator is taken."""
        return put_new(self._db, cases, {"agency": agency.code, **asdict(row), "status": row.status.value})

    def change(self, agency: Agency, row: CaseRow) -> bool:
        """Keep the row in place of the one with its reference; False when its new locator is taken."""
        values = asdict(row) | {"status": row.status.value}
        del values["reference"]
        where = (cases.c.agency == agency.code) & (cases.c.reference == row.reference)
        try:
            with self._db.begin_nested():
                self._db.execute(update(cases).where(where).values(values))
        except IntegrityError:
            return False
        return True

    def all(self, agency: Agency, among: Collection[str] | None = None) -> list[CaseRow]:
        """The agency's cases, by reference; of these alone where some are named."""
        query = select(cases).where(cases.c.agency == agency.code).order_by(cases.c.reference)
        queries = [query] if among is None else [query.where(cases.c.reference.in_(some)) for some in _groups(among)]
        return [_case(row) for one in queries for row in self._db.execute(one)]

    def epochs(self, agency: Agency) -> Mapping[str, int]:
        """Every case's reference, and which of the office's key changes it has seen."""
        query = select(cases.c.reference, cases.c.epoch).where(cases.c.agency == agency.code)
        return {row.reference: row.epoch for row in self._db.execute(query)}

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

    def erase(self, agency: Agency, reference: str) -> None:
        """Everything of one case. Its counters stay."""
        for table in _OF_A_CASE:
            c = table.c
            self._db.execute(delete(table).where(c.agency == agency.code, c.reference == reference))

    def add_boxes(self, agency: Agency, boxes: Sequence[KeyBox]) -> None:
        """Keep wrapped keys."""
        self._db.execute(case_keys.insert(), [{"agency": agency.code, **asdict(box)} for box in boxes])

    def put_boxes(self, agency: Agency, boxes: Sequence[KeyBox]) -> None:
        """Keep wraps, in place of those with their keys."""
        for box in boxes:
            put(self._db, case_keys, {"agency": agency.code, **asdict(box)})

    def boxes(self, agency: Agency, role: str, kind: str, reference: str | None = None) -> list[KeyBox]:
        """Wrapped keys of one case, or of all."""
        c = case_keys.c
        query = select(case_keys).where(c.agency == agency.code, c.role == role, c.kind == kind)
        if reference is not None:
            query = query.where(c.reference == reference)
        return [_box(row) for row in self._db.execute(query.order_by(c.reference, c.epoch.desc()))]

    def boxes_among(self, agency: Agency, role: str, kind: str, among: Collection[str]) -> list[KeyBox]:
        """Wrapped keys of these cases."""
        c = case_keys.c
        query = select(case_keys).where(c.agency == agency.code, c.role == role, c.kind == kind)
        query = query.order_by(c.reference, c.epoch.desc())
        queries = [query.where(c.reference.in_(some)) for some in _groups(among)]
        return [_box(row) for one in queries for row in self._db.execute(one)]

    def readers(self, agency: Agency, kind: str) -> Mapping[str, Collection[str]]:
        """Every case with officers' wraps of a kind, and their marks."""
        c, found = case_keys.c, defaultdict[str, set[str]](set)
        query = select(c.reference, c.reader).where(c.agency == agency.code, c.role == "officer", c.kind == kind)
        for reference, reader in self._db.execute(query):
            found[reference].add(reader)
        return found

    def wrapped(self, agency: Agency, role: str, kind: str, epoch: int) -> set[str]:
        """References of cases with such a wrap under this number."""
        c = case_keys.c
        query = select(c.reference).where(c.agency == agency.code, c.role == role, c.kind == kind, c.epoch == epoch)
        return set(self._db.execute(query).scalars())

    def drop_boxes(self, agency: Agency, readers: Sequence[str]) -> None:
        """Erase the wraps with these marks."""
        for some in _groups(readers):
            self._db.execute(delete(case_keys).where(case_keys.c.agency == agency.code, case_keys.c.reader.in_(some)))

    def drop_kind(self, agency: Agency, reference: str, kind: str) -> None:
        """Erase all wraps of one kind."""
        c = case_keys.c
        self._db.execute(delete(case_keys).where(c.agency == agency.code, c.reference == reference, c.kind == kind))

    def put_contact(self, agency: Agency, reference: str, sealed: bytes) -> None:
        """Keep a case's sealed contact, in place of the one before."""
        put(self._db, case_contacts, {"agency": agency.code, "reference": reference, "sealed": sealed})

    def contact(self, agency: Agency, reference: str) -> bytes:
        """The sealed contact of a case."""
        c = case_contacts.c
        query = select(c.sealed).where(c.agency == agency.code, c.reference == reference)
        return bytes(self._db.execute(query).scalar_one())


def _groups(names: Collection[str]) -> Iterator[list[str]]:
    """Names in order, as many at once as every database takes in one list."""
    ordered = sorted(names)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]


def _case(row: Any) -> CaseRow:
    return CaseRow(
        row.reference, row.locator, row.salt, row.verifier, row.informer_public,
        Status(row.status), row.month, row.header, row.inside, row.epoch, row.erase_from,
    )  # fmt: skip


def _box(row: Any) -> KeyBox:
    return KeyBox(row.reference, row.kind, row.role, row.reader, row.epoch, row.box)
