"""Staff: their accounts, and what was done."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from kernel.agency import Agency
from kernel.codes import new_id
from kernel.errors import Refused
from kernel.staff import LogLine, Member
from kernel.vault import Vault
from storage.tables import staff, staff_log
from storage.upsert import put_new


class SqlStaff:
    """The accounts of an agency."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._db = connection
        self._vault = vault

    def add(self, agency: Agency, member: Member) -> None:
        """Keep a new account. Raises Refused("login_taken")."""
        if not put_new(self._db, staff, self._row(agency, member)):
            raise Refused("login_taken")

    def hold(self, agency: Agency) -> None:
        """Nobody else changes an account until this transaction ends: `change` writes back all that was read."""
        rows = select(staff.c.id).where(staff.c.agency == agency.code).order_by(staff.c.id)
        self._db.execute(rows.with_for_update(key_share=True)).all()

    def noticed(self, agency: Agency, member_id: str, at: datetime) -> None:
        """The person has been told that something waits."""
        mine = (staff.c.agency == agency.code, staff.c.id == member_id)
        self._db.execute(update(staff).where(*mine).values(noticed_at=at))

    def change(self, agency: Agency, member: Member) -> None:
        """Keep a changed account, which was read under `hold`."""
        row = self._row(agency, member)
        self._db.execute(update(staff).where(staff.c.agency == agency.code, staff.c.id == member.id).values(row))

    def use_step(self, agency: Agency, member_id: str, step: int) -> bool:
        """Use a time step of the second factor up. False when it, or a later one, was used: the database decides."""
        done = self._db.execute(
            update(staff)
            .where(staff.c.agency == agency.code, staff.c.id == member_id, staff.c.totp_last_step < step)
            .values(totp_last_step=step)
        )
        return done.rowcount == 1

    def get(self, agency: Agency, member_id: str) -> Member | None:
        """An account by id, former staff included."""
        return self._one(agency, staff.c.id == member_id)

    def by_login(self, agency: Agency, login: str) -> Member | None:
        """A present account by its login name, in any case."""
        return self._one(agency, (func.lower(staff.c.login) == login.lower()) & staff.c.left_on.is_(None))

    def by_line(self, agency: Agency, person: str) -> Member | None:
        """The present account linked to a LINE person."""
        return self._one(agency, (staff.c.line_person == person) & staff.c.left_on.is_(None))

    def all(self, agency: Agency) -> list[Member]:
        """Everybody, present staff first, then by login."""
        rows = self._db.execute(
            select(staff).where(staff.c.agency == agency.code).order_by(staff.c.left_on.is_not(None), staff.c.login)
        )
        return [self._member(agency, row) for row in rows]

    def _one(self, agency: Agency, condition: Any) -> Member | None:
        row = self._db.execute(select(staff).where(staff.c.agency == agency.code, condition)).first()
        return None if row is None else self._member(agency, row)

    def _row(self, agency: Agency, member: Member) -> dict[str, Any]:
        totp, line_user, own = None, None, f"{agency.code}/{member.id}"
        if member.totp_secret is not None:
            totp = self._vault.seal("totp", own, member.totp_secret.encode())
        if member.line_user is not None and member.line_person is not None:
            line_user = self._vault.seal("staff-line", own, member.line_user.encode())
        return {
            "agency": agency.code,
            "id": member.id,
            "login": member.login,
            "name": member.name,
            "roles": json.dumps(member.roles),
            "password_hash": member.password_hash,
            "totp": totp,
            "totp_last_step": member.totp_last_step,
            "line_person": member.line_person,
            "line_user": line_user,
            "noticed_at": member.noticed_at,
            "left_on": member.left_on,
        }

    def _member(self, agency: Agency, row: Any) -> Member:
        member = Member(
            id=row.id,
            login=row.login,
            name=row.name,
            roles=tuple(json.loads(row.roles)),
            password_hash=row.password_hash,
            totp_last_step=row.totp_last_step,
            line_person=row.line_person,
            noticed_at=row.noticed_at,
            left_on=row.left_on,
        )
        own = f"{agency.code}/{row.id}"
        if row.line_user is not None:
            member = replace(member, line_user=self._vault.unseal("staff-line", own, row.line_user).decode())
        if row.totp is None:
            return member
        return replace(member, totp_secret=self._vault.unseal("totp", own, row.totp).decode())


class SqlStaffLog:
    """Who did what in the console. Never a citizen's words."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, agency: Agency, actor: str, action: str, detail: str, at: datetime) -> None:
        """Write one line."""
        row = {"agency": agency.code, "id": new_id(), "at": at, "actor": actor, "action": action, "detail": detail}
        self._db.execute(staff_log.insert().values(row))

    def latest(self, agency: Agency, limit: int = 200) -> list[LogLine]:
        """The newest lines first."""
        rows = self._db.execute(
            select(staff_log)
            .where(staff_log.c.agency == agency.code)
            .order_by(staff_log.c.at.desc(), staff_log.c.id)
            .limit(limit)
        )
        return [LogLine(row.at, row.actor, row.action, row.detail) for row in rows]

    def forget_before(self, moment: datetime) -> int:
        """Erase every agency's lines from before `moment`."""
        return self._db.execute(delete(staff_log).where(staff_log.c.at < moment)).rowcount
