"""What staff found on the walls: one row for each code they photographed."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select

from kernel.agency import Agency
from qr.inspections import Inspection
from qr.patrol import Finding, Sheet, Verdict
from storage.tables import inspections
from storage.upsert import put_new


class SqlInspections:
    """Implements `qr.inspections.Inspections`."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, agency: Agency, inspection: Inspection) -> bool:
        """Keep an inspection; False when this one is known already."""
        found = inspection.finding
        row = {
            "agency": agency.code, "id": inspection.id, "at": inspection.at, "staff_id": inspection.staff,
            "verdict": found.verdict.value, "sheet": found.sheet.value, "point": found.point, "host": found.host,
            "owner": found.owner, "how": inspection.how,
        }  # fmt: skip
        return put_new(self._db, inspections, row)

    def latest(self, agency: Agency, limit: int) -> list[Inspection]:
        """The newest ones, newest first."""
        rows = self._db.execute(
            select(inspections)
            .where(inspections.c.agency == agency.code)
            .order_by(inspections.c.at.desc(), inspections.c.id)
            .limit(limit)
        )
        return [_inspection(row) for row in rows]

    def seen(self, agency: Agency) -> dict[str, datetime]:
        """When each point's sign was last found genuine."""
        genuine = (inspections.c.verdict == Verdict.GENUINE.value) & (inspections.c.point != "")
        rows = self._db.execute(
            select(inspections.c.point, func.max(inspections.c.at))
            .where(inspections.c.agency == agency.code, genuine)
            .group_by(inspections.c.point)
        )
        return {row[0]: row[1] for row in rows}

    def forget_before(self, moment: datetime) -> int:
        """Erase every agency's inspections from before `moment`."""
        return self._db.execute(delete(inspections).where(inspections.c.at < moment)).rowcount


def _inspection(row: Any) -> Inspection:
    found = Finding(Verdict(row.verdict), Sheet(row.sheet), row.point, row.host, row.owner)
    return Inspection(row.id, row.at, row.staff_id, found, row.how)
