"""One transaction of the sealed store, and the stores of cases and of what surrounds them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, delete, select, update

from complaints.ports import CaseRow, KeyBox, MessageRow, UsedForm
from complaints.statistics import CASES, PeriodCounts, Snapshot
from complaints.status import Status
from kernel.agency import Agency
from storage.sealed.audit_store import SqlAudit
from storage.sealed.officer_stores import SqlOfficers, SqlRecoveries
from storage.sealed.tables import (
    case_contacts,
    case_counters,
    case_keys,
    case_messages,
    case_snapshots,
    cases,
    form_keys,
    used_forms,
)
from storage.upsert import count_up, put_new

_AT_ONCE = 500
"""Values in one IN list: well under every database's limit."""


class SealedTransaction:
    """All sealed stores over one connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @cached_property
    def cases(self) -> "SqlCases":
        return SqlCases(self.connection)

    @cached_property
    def officers(self) -> SqlOfficers:
        return SqlOfficers(self.connection)

    @cached_property
    def recoveries(self) -> SqlRecoveries:
        return SqlRecoveries(self.connection)

    @cached_property
    def forms(self) -> "SqlUsedForms":
        return SqlUsedForms(self.connection)

    @cached_property
    def counters(self) -> "SqlCounters":
        return SqlCounters(self.connection)

    @cached_property
    def audit(self) -> SqlAudit:
        return SqlAudit(self.connection)

    @cached_property
    def snapshots(self) -> "SqlSnapshots":
        return SqlSnapshots(self.connection)


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


class SqlCounters:
    """`complaints.statistics.Counters`."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def move(self, agency: Agency, quarter: str, dimension: str, value: str, by: int) -> None:
        """Add `by`, which may be negative."""
        key = {"agency": agency.code, "quarter": quarter, "dimension": dimension, "value": value}
        count_up(self._db, case_counters, key, by)

    def cases(self, agency: Agency) -> Mapping[tuple[str, str], int]:
        """(quarter code, "in_progress" or "finished") to number."""
        return self.of(agency, CASES)

    def of(self, agency: Agency, dimension: str) -> Mapping[tuple[str, str], int]:
        """(quarter code, value) to number for one dimension."""
        c = case_counters.c
        query = select(c.quarter, c.value, c.count).where(c.agency == agency.code, c.dimension == dimension)
        return {(quarter, value): count for quarter, value, count in self._db.execute(query)}


class SqlUsedForms:
    """`complaints.ports.UsedForms`."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def find(self, agency: Agency, token: str) -> UsedForm | None:
        """The form with this fingerprint, if it was sent."""
        c = used_forms.c
        row = self._db.execute(select(used_forms).where(c.agency == agency.code, c.token == token)).one_or_none()
        return None if row is None else UsedForm(row.token, row.content, row.day, row.attempt, row.expires)

    def use(self, agency: Agency, used: UsedForm) -> bool:
        """False when somebody else was first: the database decides."""
        return put_new(self._db, used_forms, {"agency": agency.code, **asdict(used)})

    def day_key(self, agency: Agency, day: date) -> bytes | None:
        """The day's key, until it is erased."""
        query = select(form_keys.c.key).where(form_keys.c.agency == agency.code, form_keys.c.day == day)
        return self._db.execute(query).scalar_one_or_none()

    def make_day_key(self, agency: Agency, day: date, key: bytes) -> bytes:
        """Keep `key` unless the day has one; the day's key."""
        put_new(self._db, form_keys, {"agency": agency.code, "day": day, "key": key})
        kept = self.day_key(agency, day)
        assert kept is not None
        return kept

    def forget(self, agency: Agency, now: datetime, keep_from: date) -> int:
        """Erase what is over; how many rows went."""
        forms = delete(used_forms).where(used_forms.c.agency == agency.code, used_forms.c.expires <= now)
        keys = delete(form_keys).where(form_keys.c.agency == agency.code, form_keys.c.day < keep_from)
        return self._db.execute(forms).rowcount + self._db.execute(keys).rowcount


class SqlSnapshots:
    """`complaints.ports.Snapshots`."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def freeze(self, agency: Agency, snapshot: Snapshot) -> bool:
        """False when this day's figures are frozen already."""
        rows = [{"agency": agency.code, "as_of": snapshot.as_of, **asdict(count)} for count in snapshot.counts]
        kept = [put_new(self._db, case_snapshots, row) for row in rows]
        return all(kept)

    def all(self, agency: Agency) -> list[Snapshot]:
        """The newest first; periods in the order of their codes."""
        c = case_snapshots.c
        query = select(case_snapshots).where(c.agency == agency.code).order_by(c.as_of.desc(), c.period)
        days: dict[date, list[PeriodCounts]] = {}
        for row in self._db.execute(query):
            days.setdefault(row.as_of, []).append(PeriodCounts(row.period, row.finished, row.in_progress))
        return [Snapshot(day, tuple(counts)) for day, counts in days.items()]
