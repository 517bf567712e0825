"""Messages on their way out, and how many were paid for."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, or_, select, update

from kernel.agency import Agency
from kernel.errors import Unreadable
from kernel.post import Outgoing, nameless, open_body, seal_body
from kernel.vault import Vault
from storage.inbox_store import LEASE
from storage.pairs import among, these
from storage.tables import outbox, push_counts
from storage.upsert import count_up

log = logging.getLogger("storage.outbox")

_ROWS = among(outbox.c.agency, outbox.c.id)
_PERSONS = among(outbox.c.agency, outbox.c.person)
# built once, as in the inbox
_PUT = outbox.insert()
_RENEW = update(outbox).where(_ROWS).values(claimed_until=bindparam("until"))
_SETTLE = delete(outbox).where(outbox.c.agency == bindparam("one_agency"), outbox.c.id == bindparam("one_id"))
_HOLD = update(outbox).where(_ROWS).values(status="waiting", claimed_until=None)
_HELD = select(outbox).where(outbox.c.status == "waiting", _PERSONS).order_by(outbox.c.created_at)
_UNDER_WAY = select(outbox.c.agency, outbox.c.id, outbox.c.person).where(
    outbox.c.status == "sending", outbox.c.created_at > bindparam("since"), _PERSONS
)


class SqlOutbox:
    """Messages on their way. A row exists from the commit of its reason until its outcome is known."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._db = connection
        self._vault = vault

    def put_many(self, outgoing: Sequence[Outgoing], *, claimed_until: datetime | None) -> None:
        """Keep messages that this process sends next (lease) or that any worker may pick up (None)."""
        if not outgoing:
            return
        rows = [
            {
                "agency": message.agency,
                "id": message.id,
                "person": message.person,
                "body": message.sealed or seal_body(self._vault, message),
                "status": "sending",
                "created_at": message.created_at,
                "claimed_until": claimed_until,
            }
            for message in outgoing
        ]
        self._db.execute(_PUT, rows)

    def _open_all(self, rows: Sequence[Any]) -> list[Outgoing]:
        """The rows that open. One damaged row must not stop everybody: it is left out, and said so."""
        opened = []
        for row in rows:
            try:
                body = open_body(self._vault, row.agency, row.id, row.body)
            except Unreadable:
                log.error("outbox.unreadable", extra={"agency": row.agency})
            else:
                opened.append(Outgoing(row.agency, row.id, row.person, body, row.created_at))
        return opened

    def claim_stale(self, now: datetime, limit: int) -> list[Outgoing]:
        """Take over messages whose sender has not come back, and those nobody has tried yet."""
        query = (
            select(outbox)
            .where(outbox.c.status == "sending")
            .where(or_(outbox.c.claimed_until.is_(None), outbox.c.claimed_until <= now))
            .order_by(outbox.c.created_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        rows = self._db.execute(query).all()
        if rows:
            pairs = these([(row.agency, row.id) for row in rows])
            self._db.execute(_RENEW, {**pairs, "until": now + LEASE})
        return self._open_all(rows)

    def rewrite(self, message: Outgoing, claimed_until: datetime) -> None:
        """Keep a changed body and a new lease: written down before a step that must not be done twice."""
        self._db.execute(
            update(outbox)
            .where(outbox.c.agency == message.agency, outbox.c.id == message.id)
            .values(body=seal_body(self._vault, message), claimed_until=claimed_until)
        )

    def settle(self, ids: Sequence[tuple[str, str]]) -> None:
        """Drop messages whose outcome is final."""
        if ids:
            self._db.execute(_SETTLE, [{"one_agency": agency, "one_id": row_id} for agency, row_id in ids])

    def hold(self, ids: Sequence[tuple[str, str]]) -> None:
        """Keep messages until the person writes again: they ride on that reply, for free, and name nobody."""
        if not ids:
            return
        for message in self._open_all(self._db.execute(select(outbox).where(_ROWS), these(ids)).all()):
            mine = (outbox.c.agency == message.agency) & (outbox.c.id == message.id)
            self._db.execute(update(outbox).where(mine).values(body=seal_body(self._vault, nameless(message))))
        self._db.execute(_HOLD, these(ids))

    def held(self, persons: Sequence[tuple[str, str]]) -> list[Outgoing]:
        """What waits for these (agency code, person) pairs, oldest first."""
        if not persons:
            return []
        rows = self._db.execute(_HELD, these(persons)).all()
        return self._open_all(rows)

    def under_way(self, persons: Sequence[tuple[str, str]], since: datetime) -> list[tuple[str, str, str]]:
        """(agency code, id, person) of what is being sent to these (agency code, person) pairs, kept since then."""
        if not persons:
            return []
        rows = self._db.execute(_UNDER_WAY, {**these(persons), "since": since})
        return [(row.agency, row.id, row.person) for row in rows]

    def forget_person(self, agency: Agency, person: str) -> None:
        """Drop everything meant for a person who blocked the account."""
        self._db.execute(delete(outbox).where(outbox.c.agency == agency.code, outbox.c.person == person))

    def forget_before(self, moment: datetime) -> int:
        """Drop held messages nobody came back for."""
        return self._db.execute(
            delete(outbox).where(outbox.c.status == "waiting", outbox.c.created_at < moment)
        ).rowcount


class SqlPushes:
    """Paid messages by month, so that the agency's own limit holds."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def sent(self, agency: Agency, month: str) -> int:
        """How many were paid for in a Bangkok month ("2026-11")."""
        count = self._db.execute(
            select(push_counts.c.count).where(push_counts.c.agency == agency.code, push_counts.c.month == month)
        ).scalar_one_or_none()
        return count or 0

    def add(self, agency: Agency, month: str, by: int = 1) -> None:
        """Count one more (or give back a refused one with -1)."""
        count_up(self._db, push_counts, {"agency": agency.code, "month": month}, by)
