"""How an agency's sheets stand, what a Google spreadsheet is being sent, and how much may still be asked of Google."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, func, select, update

from kernel.agency import Agency
from storage.tables import sheet_attempts, sheet_gates, sheet_targets
from storage.upsert import put, put_new

ALL = "*"
"""Gates belong to no agency: service accounts and projects may serve several."""


@dataclass(frozen=True)
class StoredAttempt:
    """A batch that is being sent."""

    batch: str
    sha256: str
    body: str
    """The request's JSON, byte for byte as it was first sent."""
    plan: str
    """JSON, owned by sheets_sync."""
    first_sent_at: datetime | None
    tries: int


@dataclass(frozen=True)
class Gate:
    """How much may pass."""

    name: str
    reads: float
    writes: float
    at: datetime
    closed_until: datetime | None = None
    reason: str | None = None


class SqlTargets:
    """Where an agency's figures are projected to, and how the last try went. `state` belongs to sheets_sync."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, agency: Agency, kind: str) -> dict[str, Any] | None:
        """status, state (dict), error, synced_at of a target (xlsx or google)."""
        row = self._db.execute(
            select(sheet_targets).where(sheet_targets.c.agency == agency.code, sheet_targets.c.kind == kind)
        ).one_or_none()
        return None if row is None else _target(row)

    def hold(self, agency: Agency, kind: str) -> dict[str, Any]:
        """The same, made when missing, and locked against others until this transaction ends."""
        fresh = {"agency": agency.code, "kind": kind, "status": "ok", "state": "{}", "error": None, "synced_at": None}
        put_new(self._db, sheet_targets, fresh)
        mine = (sheet_targets.c.agency == agency.code) & (sheet_targets.c.kind == kind)
        # SQLite knows no row locks and needs none: its writing transactions are one at a time
        row = self._db.execute(select(sheet_targets).where(mine).with_for_update()).one()
        return _target(row)

    def put(
        self,
        agency: Agency,
        kind: str,
        *,
        status: str,
        state: dict[str, Any],
        error: str | None,
        synced_at: datetime | None,
    ) -> None:
        """Keep how a target stands."""
        row = {"status": status, "state": json.dumps(state, ensure_ascii=False), "error": error, "synced_at": synced_at}
        put(self._db, sheet_targets, {"agency": agency.code, "kind": kind, **row})

    def tally(self) -> dict[tuple[str, str], int]:
        """How many targets of all agencies stand how: by (kind, status)."""
        how = (sheet_targets.c.kind, sheet_targets.c.status)
        return {(kind, status): n for kind, status, n in self._db.execute(select(*how, func.count()).group_by(*how))}


def _target(row: Any) -> dict[str, Any]:
    return {"status": row.status, "state": json.loads(row.state), "error": row.error, "synced_at": row.synced_at}


class SqlAttempts:
    """At most one open batch for each of an agency's targets."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, agency: Agency, kind: str) -> StoredAttempt | None:
        """The batch whose fate is not known."""
        row = self._db.execute(select(sheet_attempts).where(_mine(agency, kind))).one_or_none()
        if row is None:
            return None
        return StoredAttempt(row.batch, row.sha256, row.body, row.plan, row.first_sent_at, row.tries)

    def put(
        self,
        agency: Agency,
        kind: str,
        *,
        batch: str,
        sha256: str,
        body: str,
        plan: str,
        first_sent_at: datetime | None,
        tries: int,
    ) -> None:
        """Keep it; an older one gives way."""
        row = {"batch": batch, "sha256": sha256, "body": body, "plan": plan, "tries": tries}
        put(self._db, sheet_attempts, {"agency": agency.code, "kind": kind, "first_sent_at": first_sent_at, **row})

    def drop(self, agency: Agency, kind: str) -> None:
        """Its fate is known."""
        self._db.execute(delete(sheet_attempts).where(_mine(agency, kind)))


class SqlGates:
    """Rows that every process looks at before it asks Google for anything."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, name: str) -> Gate | None:
        """How it stands."""
        row = self._db.execute(_gate(name)).one_or_none()
        return None if row is None else _read(row)

    def hold(self, name: str, *, reads: float, writes: float, at: datetime) -> Gate:
        """How it stands, as given when nobody has passed yet; locked against others until this transaction ends."""
        put_new(self._db, sheet_gates, {"agency": ALL, **vars(Gate(name, reads, writes, at))})
        return _read(self._db.execute(_gate(name).with_for_update()).one())

    def put(
        self,
        name: str,
        *,
        reads: float,
        writes: float,
        at: datetime,
        closed_until: datetime | None = None,
        reason: str | None = None,
    ) -> None:
        """Keep how it stands."""
        put(self._db, sheet_gates, {"agency": ALL, **vars(Gate(name, reads, writes, at, closed_until, reason))})

    def open(self, name: str) -> None:
        """Nothing speaks against it any more."""
        self._db.execute(update(sheet_gates).where(*_named(name)).values(closed_until=None, reason=None))


def _mine(agency: Agency, kind: str) -> ColumnElement[bool]:
    return and_(sheet_attempts.c.agency == agency.code, sheet_attempts.c.kind == kind)


def _gate(name: str) -> Select[Any]:
    return select(sheet_gates).where(*_named(name))


def _named(name: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return sheet_gates.c.agency == ALL, sheet_gates.c.name == name


def _read(row: Any) -> Gate:
    return Gate(row.name, row.reads, row.writes, row.at, row.closed_until, row.reason)
