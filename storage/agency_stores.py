"""Agencies, their credentials, service points and visits."""

import json
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select, update

from kernel.agency import Agency, Purpose, ServicePoint
from kernel.clock import Clock, bangkok_day
from kernel.errors import Refused
from kernel.vault import Vault
from storage.tables import agencies, credentials, revisions, service_points, visits
from storage.upsert import count_up, insert_for, put, put_new

_DETAILS = [f.name for f in fields(Agency) if f.name not in {"code", "name"}]


class SqlAgencies:
    """Who uses this installation."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._db = connection
        self._clock = clock

    def add(self, agency: Agency) -> bool:
        """Keep a new agency; False when its code is taken."""
        return put_new(self._db, agencies, {**_agency_row(agency), "created_on": bangkok_day(self._clock.now())})

    def change(self, agency: Agency) -> None:
        """Keep changed details."""
        row = _agency_row(agency)
        self._db.execute(update(agencies).where(agencies.c.agency == agency.code).values(row))

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


class SqlPoints:
    """The service-point register."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, agency: Agency, point: ServicePoint) -> None:
        """Keep a new point. Raises Refused("code_taken") when the code names another place already."""
        if not put_new(self._db, service_points, _point_row(agency, point)):
            raise Refused("code_taken")

    def change(self, agency: Agency, point: ServicePoint) -> None:
        """Keep a point's changed name, services, purpose or dates."""
        put(self._db, service_points, _point_row(agency, point))

    def get(self, agency: Agency, code: str) -> ServicePoint | None:
        """The agency's point with this code, retired ones included."""
        row = self._db.execute(
            select(service_points).where(service_points.c.agency == agency.code, service_points.c.code == code)
        ).one_or_none()
        return None if row is None else _point(row)

    def all(self, agency: Agency) -> list[ServicePoint]:
        """The agency's points, open ones first, then by name."""
        rows = self._db.execute(
            select(service_points)
            .where(service_points.c.agency == agency.code)
            .order_by(service_points.c.retired_on.is_not(None), service_points.c.name)
        )
        return [_point(row) for row in rows]

    def owner(self, code: str) -> str | None:
        """The code of the agency whose poster carries `code`: a scan knows nothing else."""
        return self._db.execute(
            select(service_points.c.agency).where(service_points.c.code == code)
        ).scalar_one_or_none()


def _point_row(agency: Agency, point: ServicePoint) -> dict[str, Any]:
    return {"agency": agency.code, **asdict(point), "purpose": point.purpose.value}


def _point(row: Any) -> ServicePoint:
    return ServicePoint(row.code, row.name, row.services, Purpose(row.purpose), row.opened_on, row.retired_on)


class SqlVisits:
    """How often each poster was opened, by day."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def count(self, agency: Agency, point: str, day: date) -> None:
        """One more visit."""
        count_up(self._db, visits, {"agency": agency.code, "point": point, "day": day})

    def totals(self, agency: Agency, first: date, last: date) -> dict[str, int]:
        """Visits by point between two days, both included."""
        rows = self._db.execute(
            select(visits.c.point, func.sum(visits.c.count))
            .where(visits.c.agency == agency.code, visits.c.day.between(first, last))
            .group_by(visits.c.point)
        )
        return {point: int(total) for point, total in rows}
