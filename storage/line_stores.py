"""LINE's side of the database: inbox, conversations, outbox, paid messages."""

import json
import logging
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, or_, select, text, tuple_, update
from sqlalchemy.exc import IntegrityError

from kernel.agency import Agency
from kernel.errors import Unreadable
from kernel.post import ClaimedEvent, NewEvent, Outgoing
from kernel.vault import Vault
from storage.pairs import among
from storage.tables import conversations, events, outbox, push_counts
from storage.upsert import count_up, insert_for

log = logging.getLogger("storage.line")

LEASE = timedelta(seconds=8)
"""How long a worker may keep an event or a message before another may take over. Reply tokens live for a minute, and
`make prove ONLY=kills` kills workers in a row: with 20 s some replies came too late."""

_CLAIM_LOCK = 0x50524F4E
"""PostgreSQL advisory lock: claims are short and take turns, so that no two workers share a person's lane."""


_KEEP: dict[str, Any] = {}
"""The webhook's one statement by dialect, built once: building it costs as much as running it."""


class SqlInbox:
    """Events, durable before the 200 and wiped when handled. Workers serve all agencies at once."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def keep(self, new: Sequence[NewEvent]) -> None:
        """Store each event once; one that is already known, even if handled long ago, changes nothing."""
        if new:
            rows = [vars(event) for event in new]
            try:
                with self._db.begin_nested():
                    self._db.execute(insert_for(self._db, events).on_conflict_do_nothing(), rows)
            except IntegrityError:  # one of them names an agency that has just been removed
                for row in rows:
                    self._keep_one(row)

    def keep_quickly(self, new: Sequence[NewEvent]) -> None:
        """The same without a savepoint. An unknown agency spoils the transaction: raises IntegrityError."""
        statement = _KEEP.get(self._db.dialect.name)
        if statement is None:
            statement = _KEEP[self._db.dialect.name] = insert_for(self._db, events).on_conflict_do_nothing()
        self._db.execute(statement, [vars(event) for event in new])

    def _keep_one(self, row: dict[str, Any]) -> None:
        try:
            with self._db.begin_nested():
                self._db.execute(insert_for(self._db, events).values(row).on_conflict_do_nothing())
        except IntegrityError:
            return

    def claim(self, claim: str, now: datetime, limit: int) -> list[ClaimedEvent]:
        """Take up to `limit` waiting events, oldest first, of persons whom no other worker is serving."""
        if self._db.dialect.name == "postgresql":
            self._db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CLAIM_LOCK})
        waiting = events.c.handled_on.is_(None)
        served = select(events.c.agency, events.c.lane).where(
            waiting, events.c.claim.is_not(None), events.c.claimed_until > now
        )
        rows = self._db.execute(
            select(events.c.agency, events.c.mark, events.c.lane, events.c.at, events.c.body, events.c.attempts)
            .where(
                waiting,
                or_(events.c.claimed_until.is_(None), events.c.claimed_until <= now),
                tuple_(events.c.agency, events.c.lane).not_in(served),
            )
            .order_by(events.c.at)
            .limit(limit)
        ).all()
        if rows:
            self._db.execute(
                update(events)
                .where(among(events.c.agency, events.c.mark, [(row.agency, row.mark) for row in rows]))
                .values(claim=claim, claimed_until=now + LEASE)
            )
        return [ClaimedEvent(*row) for row in rows]

    def finish(self, claim: str, done: Sequence[ClaimedEvent], today: date) -> bool:
        """Wipe handled events. False when any was no longer ours: the caller must roll back."""
        if not done:
            return True
        result = self._db.execute(
            update(events)
            .where(
                among(events.c.agency, events.c.mark, [(event.agency, event.mark) for event in done]),
                events.c.claim == claim,
            )
            .values(handled_on=today, body=None, at=None, lane="", claim=None, claimed_until=None)
        )
        return result.rowcount == len(done)

    def postpone(self, event: ClaimedEvent, until: datetime) -> None:
        """Give an event that failed another try later."""
        self._db.execute(
            update(events)
            .where(events.c.agency == event.agency, events.c.mark == event.mark)
            .values(attempts=event.attempts + 1, claim=None, claimed_until=until)
        )

    def release(self, claim: str, given_back: Sequence[ClaimedEvent]) -> None:
        """Give events back as they were: at once anybody's again."""
        if given_back:
            marks = [(event.agency, event.mark) for event in given_back]
            mine = among(events.c.agency, events.c.mark, marks) & (events.c.claim == claim)
            self._db.execute(update(events).where(mine).values(claim=None, claimed_until=None))

    def waiting(self) -> int:
        """How many events wait or are being worked on."""
        return self._db.execute(
            select(func.count()).select_from(events).where(events.c.handled_on.is_(None))
        ).scalar_one()

    def has_work(self, now: datetime) -> bool:
        """Whether a claim might find something."""
        free = or_(events.c.claimed_until.is_(None), events.c.claimed_until <= now)
        found = select(events.c.mark).where(events.c.handled_on.is_(None), free).limit(1)
        return self._db.execute(found).first() is not None

    def forget_before(self, day: date) -> int:
        """Drop the marks of events handled before `day`."""
        return self._db.execute(delete(events).where(events.c.handled_on < day)).rowcount


class SqlConversations:
    """Where each person's dialogue stands, sealed, under a keyed hash of the person."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._db = connection
        self._vault = vault

    def many(self, persons: Sequence[tuple[str, str]]) -> dict[tuple[str, str], dict[str, Any]]:
        """The opened states of (agency code, person) pairs; unknown persons are absent."""
        if not persons:
            return {}
        rows = self._db.execute(
            select(conversations.c.agency, conversations.c.person, conversations.c.state).where(
                among(conversations.c.agency, conversations.c.person, persons)
            )
        )
        states = {(row.agency, row.person): self._open(row) for row in rows}
        return {person: state for person, state in states.items() if state is not None}

    def _open(self, row: Any) -> dict[str, Any] | None:
        try:
            state: dict[str, Any] = json.loads(self._vault.unseal("state", f"{row.agency}/{row.person}", row.state))
        except Unreadable:  # one damaged row must not stop everybody: this person starts afresh
            log.error("conversation.unreadable", extra={"agency": row.agency})
            return None
        return state

    def put_many(self, states: dict[tuple[str, str], dict[str, Any]], today: date) -> None:
        """Keep the states."""
        if not states:
            return
        rows = [
            {
                "agency": agency,
                "person": person,
                "state": self._vault.seal(
                    "state", f"{agency}/{person}", json.dumps(state, ensure_ascii=False).encode()
                ),
                "updated_on": today,
            }
            for (agency, person), state in states.items()
        ]
        statement = insert_for(self._db, conversations)
        self._db.execute(
            statement.on_conflict_do_update(
                index_elements=["agency", "person"],
                set_={"state": statement.excluded.state, "updated_on": statement.excluded.updated_on},
            ),
            rows,
        )

    def forget(self, agency: Agency, person: str) -> None:
        """Drop a person's state: they blocked the account or asked for it."""
        self._db.execute(
            delete(conversations).where(conversations.c.agency == agency.code, conversations.c.person == person)
        )

    def forget_before(self, day: date) -> int:
        """Drop states nobody has touched since before `day`."""
        return self._db.execute(delete(conversations).where(conversations.c.updated_on < day)).rowcount


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
                "body": self._seal(message),
                "status": "sending",
                "created_at": message.created_at,
                "claimed_until": claimed_until,
            }
            for message in outgoing
        ]
        self._db.execute(outbox.insert(), rows)

    def _seal(self, message: Outgoing) -> bytes:
        plain = json.dumps(message.body, ensure_ascii=False).encode()
        return self._vault.seal("outbox", f"{message.agency}/{message.id}", plain)

    def _open_all(self, rows: Sequence[Any]) -> list[Outgoing]:
        """The rows that open. One damaged row must not stop everybody: it is left out, and said so."""
        opened = []
        for row in rows:
            try:
                body = json.loads(self._vault.unseal("outbox", f"{row.agency}/{row.id}", row.body))
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
            self._db.execute(
                update(outbox)
                .where(among(outbox.c.agency, outbox.c.id, [(row.agency, row.id) for row in rows]))
                .values(claimed_until=now + LEASE)
            )
        return self._open_all(rows)

    def rewrite(self, message: Outgoing, claimed_until: datetime) -> None:
        """Keep a changed body and a new lease: written down before a step that must not be done twice."""
        self._db.execute(
            update(outbox)
            .where(outbox.c.agency == message.agency, outbox.c.id == message.id)
            .values(body=self._seal(message), claimed_until=claimed_until)
        )

    def settle(self, ids: Sequence[tuple[str, str]]) -> None:
        """Drop messages whose outcome is final."""
        if ids:
            self._db.execute(delete(outbox).where(among(outbox.c.agency, outbox.c.id, ids)))

    def hold(self, ids: Sequence[tuple[str, str]]) -> None:
        """Keep messages until the person writes again: they ride on that reply, for free."""
        if ids:
            self._db.execute(
                update(outbox)
                .where(among(outbox.c.agency, outbox.c.id, ids))
                .values(status="waiting", claimed_until=None)
            )

    def held(self, persons: Sequence[tuple[str, str]]) -> list[Outgoing]:
        """What waits for these (agency code, person) pairs, oldest first."""
        if not persons:
            return []
        rows = self._db.execute(
            select(outbox)
            .where(
                outbox.c.status == "waiting",
                among(outbox.c.agency, outbox.c.person, persons),
            )
            .order_by(outbox.c.created_at)
        ).all()
        return self._open_all(rows)

    def under_way(self, persons: Sequence[tuple[str, str]], since: datetime) -> list[tuple[str, str, str]]:
        """(agency code, id, person) of what is being sent to these (agency code, person) pairs, kept since then."""
        if not persons:
            return []
        rows = self._db.execute(
            select(outbox.c.agency, outbox.c.id, outbox.c.person).where(
                outbox.c.status == "sending",
                outbox.c.created_at > since,
                among(outbox.c.agency, outbox.c.person, persons),
            )
        )
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
