"""Staff: accounts, one-time tokens, sign-in sessions, what was done."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from kernel.agency import Agency
from kernel.codes import new_id
from kernel.errors import Refused
from kernel.staff import LogLine, Member, Session
from kernel.vault import Vault
from storage.tables import sessions, staff, staff_codes, staff_log, staff_tokens
from storage.upsert import put, put_new


class SqlStaff:
    """The accounts of an agency."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._db = connection
        self._vault = vault

    def add(self, agency: Agency, member: Member) -> None:
        """Keep a new account. Raises Refused("login_taken")."""
        if not put_new(self._db, staff, self._row(agency, member)):
            raise Refused("login_taken")

    def change(self, agency: Agency, member: Member) -> None:
        """Keep a changed account."""
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


class SqlStaffTokens:
    """One-time tokens; the table knows their hashes only."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._db = connection
        self._vault = vault

    def put(self, agency: Agency, token: str, staff_id: str, purpose: str, expires_at: datetime) -> None:
        """Keep a token for one purpose (invite, reset, line); an older one of that purpose ends."""
        self.drop(agency, staff_id, purpose)
        row = {
            "agency": agency.code,
            "token": self._mark(agency, token),
            "staff_id": staff_id,
            "purpose": purpose,
            "expires_at": expires_at,
        }
        self._db.execute(staff_tokens.insert().values(row))

    def find(self, agency: Agency, token: str, purposes: tuple[str, ...], now: datetime) -> tuple[str, str] | None:
        """(staff id, purpose) of a live token; it stays usable until `take`."""
        row = self._db.execute(
            select(staff_tokens.c.staff_id, staff_tokens.c.purpose).where(
                staff_tokens.c.agency == agency.code,
                staff_tokens.c.token == self._mark(agency, token),
                staff_tokens.c.purpose.in_(purposes),
                staff_tokens.c.expires_at > now,
            )
        ).one_or_none()
        return None if row is None else (row.staff_id, row.purpose)

    def take(self, agency: Agency, token: str, purposes: tuple[str, ...], now: datetime) -> str | None:
        """Use a token up: the staff id, once; None when unknown, spent or expired."""
        found = self.find(agency, token, purposes, now)
        if found is None:
            return None
        gone = self._db.execute(
            delete(staff_tokens).where(
                staff_tokens.c.agency == agency.code, staff_tokens.c.token == self._mark(agency, token)
            )
        )
        return found[0] if gone.rowcount == 1 else None

    def drop(self, agency: Agency, staff_id: str, purpose: str) -> None:
        """End a person's tokens of one purpose."""
        self._db.execute(
            delete(staff_tokens).where(
                staff_tokens.c.agency == agency.code,
                staff_tokens.c.staff_id == staff_id,
                staff_tokens.c.purpose == purpose,
            )
        )

    def _mark(self, agency: Agency, token: str) -> str:
        return self._vault.mark("staff-token", agency.code, token)


class SqlStaffCodes:
    """Recovery codes; the table knows their keyed hashes only."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._db = connection
        self._vault = vault

    def replace(self, agency: Agency, staff_id: str, codes: Sequence[str]) -> None:
        """Keep these; earlier ones end."""
        self.drop(agency, staff_id)
        rows = [
            {"agency": agency.code, "staff_id": staff_id, "code": self._mark(agency, staff_id, code)} for code in codes
        ]
        if rows:
            self._db.execute(staff_codes.insert(), rows)

    def use(self, agency: Agency, staff_id: str, code: str) -> bool:
        """Use a code up. False when it is unknown or spent: the database decides."""
        mine = self._of(agency, staff_id) & (staff_codes.c.code == self._mark(agency, staff_id, code))
        return self._db.execute(delete(staff_codes).where(mine)).rowcount == 1

    def left(self, agency: Agency, staff_id: str) -> int:
        """How many are not used yet."""
        count = select(func.count()).select_from(staff_codes).where(self._of(agency, staff_id))
        return int(self._db.execute(count).scalar_one())

    def drop(self, agency: Agency, staff_id: str) -> None:
        """End them all."""
        self._db.execute(delete(staff_codes).where(self._of(agency, staff_id)))

    def _of(self, agency: Agency, staff_id: str) -> Any:
        return (staff_codes.c.agency == agency.code) & (staff_codes.c.staff_id == staff_id)

    def _mark(self, agency: Agency, staff_id: str, code: str) -> str:
        return self._vault.mark("staff-code", agency.code, staff_id, code)


class SqlSessions:
    """Sign-ins, found by the SHA-256 of the cookie: a stolen database opens no session."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def put(self, session: Session) -> None:
        """Keep a new or changed session."""
        put(self._db, sessions, vars(session))

    def get(self, session_id: str) -> Session | None:
        """The session of a cookie's hash. The agency is read from it, never from the request."""
        row = self._db.execute(select(sessions).where(sessions.c.id == session_id)).one_or_none()
        if row is None:
            return None
        began = row.began_at or row.last_seen
        return Session(row.id, row.agency, row.staff_id, row.stage, row.key, row.last_seen, began)

    def drop(self, session_id: str) -> None:
        """Sign out."""
        self._db.execute(delete(sessions).where(sessions.c.id == session_id))

    def drop_staff(self, agency: Agency, staff_id: str) -> None:
        """End every session of one person."""
        self._db.execute(delete(sessions).where(sessions.c.agency == agency.code, sessions.c.staff_id == staff_id))

    def forget_before(self, moment: datetime) -> int:
        """Drop sessions idle since before `moment`."""
        return self._db.execute(delete(sessions).where(sessions.c.last_seen < moment)).rowcount


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
