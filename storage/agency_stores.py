"""Agencies and their credentials."""

import json
from dataclasses import asdict, fields, replace
from typing import Any

from sqlalchemy import Connection, select, update

from kernel.agency import Agency
from kernel.clock import Clock, bangkok_day
from kernel.vault import Vault
from storage.tables import agencies, credentials, revisions
from storage.upsert import insert_for, put, put_new

_DETAILS = [f.name for f in fields(Agency) if f.name not in {"code", "name"}]


class SqlAgencies:
    """Who uses this installation."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._db = connection
        self._clock = clock

    def add(self, agency: Agency) -> bool:
        """Keep a new agency; False when its code is taken."""
        return put_new(self._db, agencies, {**_agency_row(agency), "created_on": bangkok_day(self._clock.now())})

    def change(self, agency: Agency, before: Agency | None = None) -> None:
        """Keep changed details.

        before -- what they were changed from: only what differs is kept, and nothing of somebody else's is undone
        """
        mine = agencies.c.agency == agency.code
        if before is not None:
            kept = self._db.execute(select(agencies).where(mine).with_for_update(key_share=True)).one()
            fresh = {name: value for name, value in vars(agency).items() if value != getattr(before, name)}
            agency = replace(_agency(kept), **fresh)
        self._db.execute(update(agencies).where(mine).values(_agency_row(agency)))

    def get(self, code: str) -> Agency | None:
        """The agency with this code."""
        row = self._db.execute(select(agencies).where(agencies.c.agency == code)).one_or_none()
        return None if row is None else _agency(row)

    def all(self) -> list[Agency]:
        """Every agency, by code."""
        return [_agency(row) for row in self._db.execute(select(agencies).order_by(agencies.c.agency))]


def _agency_row(agency: Agency) -> dict[str, Any]:
    values = asdict(agency)
    details = {name: values[name] for name in _DETAILS}
    return {
        "agency": agency.code,
        "name": agency.name,
        "details": json.dumps(details, ensure_ascii=False, sort_keys=True),
    }


def _agency(row: Any) -> Agency:
    details = json.loads(row.details)
    return Agency(code=row.agency, name=row.name, **{key: value for key, value in details.items() if key in _DETAILS})


class SqlCredentials:
    """What an agency entered in its console to go live; sealed, never shown again."""

    def __init__(self, connection: Connection, vault: Vault, clock: Clock) -> None:
        self._db = connection
        self._vault = vault
        self._clock = clock

    def put(self, agency: Agency, kind: str, values: dict[str, Any]) -> None:
        """Seal and keep; replaces what was there."""
        sealed = self._vault.seal("credential", f"{agency.code}/{kind}", json.dumps(values).encode())
        put(
            self._db,
            credentials,
            {"agency": agency.code, "kind": kind, "sealed": sealed, "updated_at": self._clock.now()},
        )

    def get(self, agency: Agency, kind: str) -> dict[str, Any] | None:
        """The opened values, or None when nothing was entered."""
        sealed = self._db.execute(
            select(credentials.c.sealed).where(credentials.c.agency == agency.code, credentials.c.kind == kind)
        ).scalar_one_or_none()
        if sealed is None:
            return None
        values: dict[str, Any] = json.loads(self._vault.unseal("credential", f"{agency.code}/{kind}", sealed))
        return values


class SqlRevisions:
    """Numbers that grow when something that others cache has changed."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def bump(self, agency: Agency, what: str) -> None:
        """Tell every process that `what` changed."""
        statement = insert_for(self._db, revisions).values(agency=agency.code, what=what, number=1)
        self._db.execute(
            statement.on_conflict_do_update(index_elements=["agency", "what"], set_={"number": revisions.c.number + 1})
        )

    def all(self) -> dict[tuple[str, str], int]:
        """Every number by (agency code, what): one cheap query serves all caches."""
        return {(row.agency, row.what): row.number for row in self._db.execute(select(revisions))}
