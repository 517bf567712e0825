"""Officers, their locked keys, and the agency's recovery key."""

from typing import Any

from sqlalchemy import Connection, delete, select, update

from complaints.keys import PasswordLock
from complaints.rows import Officer, Recovery
from kernel.agency import Agency
from storage.sealed.tables import officer_locks, officers, recovery_keys
from storage.upsert import put, put_new

PASSWORD = "password"  # noqa: S105 - the kind of a lock, not a password


class SqlOfficers:
    """`complaints.ports.Officers`."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, agency: Agency, officer: Officer, lock: PasswordLock) -> bool:
        """False when this officer is enrolled."""
        row = {
            "agency": agency.code, "officer": officer.id, "name": officer.name, "public": officer.public,
            "approved": officer.approved, "custodian": officer.custodian,
        }  # fmt: skip
        if not put_new(self._db, officers, row):
            return False
        self.change_lock(agency, officer.id, lock)
        return True

    def all(self, agency: Agency) -> list[Officer]:
        """By name, those who wait for approval included."""
        query = select(officers).where(officers.c.agency == agency.code).order_by(officers.c.name, officers.c.officer)
        rows = self._db.execute(query)
        return [Officer(row.officer, row.name, row.public, row.approved, row.custodian) for row in rows]

    def approve(self, agency: Agency, officer_id: str, public: bytes) -> bool:
        """False when nobody waits with this very key: the database decides."""
        c = officers.c
        mine = (c.agency == agency.code) & (c.officer == officer_id) & (c.public == public) & c.approved.is_(False)
        return self._db.execute(update(officers).where(mine).values(approved=True)).rowcount == 1

    def set_custodian(self, agency: Agency, officer_id: str, on: bool) -> bool:
        """False when nobody has this id."""
        mine = (officers.c.agency == agency.code) & (officers.c.officer == officer_id)
        return self._db.execute(update(officers).where(mine).values(custodian=on)).rowcount == 1

    def lock_of(self, agency: Agency, officer_id: str, kind: str = PASSWORD) -> PasswordLock | None:
        """The officer's private key under the password, or under the printed code."""
        row = self._db.execute(select(officer_locks).where(_lock_is(agency, officer_id, kind))).one_or_none()
        return None if row is None else PasswordLock(row.salt, row.ops, row.memory, row.sealed)

    def change_lock(self, agency: Agency, officer_id: str, lock: PasswordLock, kind: str = PASSWORD) -> None:
        """Keep the key under a new password or code."""
        row = {
            "agency": agency.code, "officer": officer_id, "kind": kind,
            "salt": lock.salt, "ops": lock.ops, "memory": lock.memory, "sealed": lock.sealed,
        }  # fmt: skip
        put(self._db, officer_locks, row)

    def drop_lock(self, agency: Agency, officer_id: str, kind: str) -> None:
        """Void a printed code."""
        self._db.execute(delete(officer_locks).where(_lock_is(agency, officer_id, kind)))

    def drop(self, agency: Agency, officer_id: str) -> bool:
        """Forget the officer and every lock; False when there was none."""
        c = officer_locks.c
        self._db.execute(delete(officer_locks).where(c.agency == agency.code, c.officer == officer_id))
        gone = delete(officers).where(officers.c.agency == agency.code, officers.c.officer == officer_id)
        return self._db.execute(gone).rowcount == 1


def _lock_is(agency: Agency, officer_id: str, kind: str) -> Any:
    c = officer_locks.c
    return (c.agency == agency.code) & (c.officer == officer_id) & (c.kind == kind)


class SqlRecoveries:
    """`complaints.ports.Recoveries`."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, agency: Agency) -> Recovery | None:
        """The agency's recovery key."""
        row = self._db.execute(select(recovery_keys).where(recovery_keys.c.agency == agency.code)).one_or_none()
        return None if row is None else Recovery(row.public, row.proved, row.challenge)

    def put(self, agency: Agency, recovery: Recovery) -> None:
        """Keep it in place of the one before."""
        row = {
            "agency": agency.code,
            "public": recovery.public,
            "proved": recovery.proved,
            "challenge": recovery.challenge,
        }
        put(self._db, recovery_keys, row)
