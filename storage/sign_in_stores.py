"""Signing in: one-time tokens, recovery codes, sessions. Nothing here opens anything for whoever steals it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from kernel.agency import Agency
from kernel.staff import Session
from kernel.vault import Vault
from storage.tables import sessions, staff_codes, staff_tokens
from storage.upsert import put


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

    def touch(self, session_id: str, now: datetime) -> None:
        """It was used now. One that has ended meanwhile stays ended."""
        self._db.execute(update(sessions).where(sessions.c.id == session_id).values(last_seen=now))

    def drop(self, session_id: str) -> None:
        """Sign out."""
        self._db.execute(delete(sessions).where(sessions.c.id == session_id))

    def drop_staff(self, agency: Agency, staff_id: str) -> None:
        """End every session of one person."""
        self._db.execute(delete(sessions).where(sessions.c.agency == agency.code, sessions.c.staff_id == staff_id))

    def forget_before(self, moment: datetime) -> int:
        """Drop sessions idle since before `moment`."""
        return self._db.execute(delete(sessions).where(sessions.c.last_seen < moment)).rowcount
