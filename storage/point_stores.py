"""Service points, the signs that hang there, and how often these are opened."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select, update

from kernel.agency import Agency, Purpose, ServicePoint, Sign
from kernel.errors import Refused
from storage.tables import point_signs, service_points, stray_scans, visits
from storage.upsert import count_up, insert_for, put_new


class SqlPoints:
    """The service-point register."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, agency: Agency, point: ServicePoint) -> None:
        """Keep a new point and its first sign. Raises Refused("code_taken") when the code is on a wall already."""
        self.add_sign(agency, Sign(point.code, point.code, point.opened_on))
        if not put_new(self._db, service_points, _point_row(agency, point)):
            raise Refused("code_taken")

    def change(self, agency: Agency, point: ServicePoint, before: ServicePoint | None = None) -> None:
        """Keep a point's changed name, unit, services, purpose, sign or dates.

        before -- what they were changed from: only what differs is kept, and nothing of somebody else's is undone
        """
        row, old = _point_row(agency, point), _point_row(agency, before or point)
        fresh = {name: value for name, value in row.items() if before is None or value != old[name]}
        mine = (service_points.c.agency == agency.code, service_points.c.code == point.code)
        if fresh:
            self._db.execute(update(service_points).where(*mine).values(fresh))

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
        """The code of the agency whose sign carries `code`: a scan knows nothing else."""
        return self._db.execute(select(point_signs.c.agency).where(point_signs.c.id == code)).scalar_one_or_none()

    # -- signs

    def add_sign(self, agency: Agency, sign: Sign) -> None:
        """Keep a new printing. Raises Refused("code_taken") when its id is on a wall already."""
        if not put_new(self._db, point_signs, {"agency": agency.code, **asdict(sign)}):
            raise Refused("code_taken")

    def retire_signs(self, agency: Agency, point: str, day: date) -> None:
        """Every printing of the point that was good until now is so no longer."""
        mine = (point_signs.c.agency == agency.code, point_signs.c.point == point)
        self._db.execute(update(point_signs).where(*mine, point_signs.c.retired_on.is_(None)).values(retired_on=day))

    def signs(self, agency: Agency) -> list[Sign]:
        """Every printing ever handed out, newest first."""
        rows = self._db.execute(
            select(point_signs)
            .where(point_signs.c.agency == agency.code)
            .order_by(point_signs.c.issued_on.desc(), point_signs.c.retired_on.is_not(None), point_signs.c.id)
        )
        return [Sign(row.id, row.point, row.issued_on, row.retired_on) for row in rows]

    def posted(self, agency: Agency, code: str) -> ServicePoint | None:
        """The point whose sign says `code`, as that sign knows it: retired when only the sign is."""
        mine = (point_signs.c.agency == agency.code, point_signs.c.id == code)
        row = self._db.execute(select(point_signs).where(*mine)).one_or_none()
        point = None if row is None else self.get(agency, row.point)
        return None if row is None or point is None else _at(point, row)

    def by_sign(self, agency: Agency) -> dict[str, ServicePoint]:
        """`posted` of every sign."""
        points = {point.code: point for point in self.all(agency)}
        rows = self._db.execute(select(point_signs).where(point_signs.c.agency == agency.code))
        return {row.id: _at(points[row.point], row) for row in rows if row.point in points}


def _at(point: ServicePoint, row: Any) -> ServicePoint:
    return replace(point, sign=row.id, retired_on=point.retired_on or row.retired_on)


def _point_row(agency: Agency, point: ServicePoint) -> dict[str, Any]:
    return {"agency": agency.code, **asdict(point), "purpose": point.purpose.value}


def _point(row: Any) -> ServicePoint:
    return ServicePoint(
        row.code, row.name, row.services, Purpose(row.purpose), row.opened_on, row.retired_on,
        unit=row.unit, closes_on=row.closes_on, sign=row.sign,
    )  # fmt: skip


class SqlVisits:
    """How often each poster was opened, by day. No hour, no person; only whether it was night."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def count(self, agency: Agency, point: str, day: date, *, night: bool = False) -> None:
        """One more visit."""
        row = {"agency": agency.code, "point": point, "day": day, "count": 1, "night": int(night)}
        statement = insert_for(self._db, visits).values(row)
        more = {name: visits.c[name] + statement.excluded[name] for name in ("count", "night")}
        self._db.execute(statement.on_conflict_do_update(index_elements=["agency", "point", "day"], set_=more))

    def totals(self, agency: Agency, first: date, last: date) -> dict[str, int]:
        """Visits by point between two days, both included."""
        rows = self._db.execute(
            select(visits.c.point, func.sum(visits.c.count))
            .where(visits.c.agency == agency.code, visits.c.day.between(first, last))
            .group_by(visits.c.point)
        )
        return {point: int(total) for point, total in rows}

    def by_day(self, agency: Agency, first: date, last: date) -> dict[tuple[str, date], tuple[int, int]]:
        """(visits, those at night) by point and day, between two days, both included."""
        rows = self._db.execute(
            select(visits.c.point, visits.c.day, visits.c.count, visits.c.night).where(
                visits.c.agency == agency.code, visits.c.day.between(first, last)
            )
        )
        return {(point, day): (count, night) for point, day, count, night in rows}

    def count_stray(self, agency: Agency | None, day: date) -> None:
        """One more scan of a code that names no point. agency -- None when several could be meant"""
        count_up(self._db, stray_scans, {"agency": agency.code if agency else "", "day": day})

    def strays(self, agency: Agency, first: date, last: date) -> tuple[int, int]:
        """(scans of unknown codes known to be of this agency, those that could be of any) between two days."""
        rows = self._db.execute(
            select(stray_scans.c.agency, func.sum(stray_scans.c.count))
            .where(stray_scans.c.agency.in_((agency.code, "")), stray_scans.c.day.between(first, last))
            .group_by(stray_scans.c.agency)
        )
        found = {owner: int(total) for owner, total in rows}
        return found.get(agency.code, 0), found.get("", 0)
