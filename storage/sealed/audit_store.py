"""The chained log as rows. The head is locked only for the insert, never during a key derivation."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from complaints.audit import INFORMER, NO_HASH, Entry, Head, Link, add_link
from kernel.agency import Agency
from storage.crypto import new_key
from storage.sealed.tables import audit_heads, audit_log, audit_tallies
from storage.upsert import count_up, put_new


class SqlAudit:
    """`complaints.ports.Audit`."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, agency: Agency, day: date, actor: str, action: str, case: str = "", reason: str = "") -> None:
        """Append one entry, after the sums of earlier days."""
        head = self._locked_head(agency)
        head = self._append_sums(agency, head, day)
        self._keep(agency, self._append(agency, head, day, actor, action, case, reason))

    def tally(self, agency: Agency, day: date, action: str) -> None:
        """Count something an informer did; no entry of its own, so no order and no time."""
        count_up(self._db, audit_tallies, {"agency": agency.code, "day": day, "action": action})

    def waiting(self, agency: Agency, action: str) -> int:
        """What was counted and has not entered the chain."""
        c = audit_tallies.c
        query = select(func.sum(c.count)).where(c.agency == agency.code, c.action == action)
        return int(self._db.execute(query).scalar_one() or 0)

    def settle(self, agency: Agency, today: date) -> None:
        """Enter the sums of days before `today` into the chain."""
        self._keep(agency, self._append_sums(agency, self._locked_head(agency), today))

    def chain(self, agency: Agency) -> tuple[Sequence[Link], Head]:
        """All links in order, and where the store believes the chain stands."""
        rows = self._db.execute(select(audit_log).where(audit_log.c.agency == agency.code).order_by(audit_log.c.n))
        head = self._db.execute(select(audit_heads).where(audit_heads.c.agency == agency.code)).one_or_none()
        return [_link(row) for row in rows], Head() if head is None else Head(head.entries, head.hash, head.key)

    def take_seed(self, agency: Agency) -> bytes | None:
        """The chain's first key, once; afterwards nobody can have it from here."""
        self._locked_head(agency)
        where = audit_heads.c.agency == agency.code
        seed = self._db.execute(select(audit_heads.c.seed).where(where)).scalar_one()
        self._db.execute(update(audit_heads).where(where).values(seed=None))
        return None if seed is None else bytes(seed)

    def _locked_head(self, agency: Agency) -> Head:
        seed = new_key()
        fresh = {"agency": agency.code, "entries": 0, "hash": NO_HASH, "key": seed, "seed": seed}
        put_new(self._db, audit_heads, fresh)
        query = select(audit_heads).where(audit_heads.c.agency == agency.code).with_for_update()
        row = self._db.execute(query).one()
        return Head(row.entries, bytes(row.hash), bytes(row.key))

    def _append_sums(self, agency: Agency, head: Head, today: date) -> Head:
        c = audit_tallies.c
        over = (c.agency == agency.code) & (c.day < today)
        sums = self._db.execute(select(c.day, c.action, c.count).where(over).order_by(c.day, c.action)).all()
        for day, action, count in sums:
            head = self._append(agency, head, day, INFORMER, action, "", str(count))
        self._db.execute(delete(audit_tallies).where(over))
        return head

    def _append(self, agency: Agency, head: Head, day: date, actor: str, action: str, case: str, reason: str) -> Head:
        link, after = add_link(head, Entry(head.count + 1, day, actor, action, case, reason))
        row = {
            "agency": agency.code, "n": link.entry.n, "day": day, "actor": actor, "action": action,
            "reference": case, "reason": reason, "hash": link.hash, "mac": link.mac,
        }  # fmt: skip
        self._db.execute(audit_log.insert().values(row))
        return after

    def _keep(self, agency: Agency, head: Head) -> None:
        self._db.execute(
            update(audit_heads)
            .where(audit_heads.c.agency == agency.code)
            .values(entries=head.count, hash=head.hash, key=head.key)
        )


def _link(row: Any) -> Link:
    entry = Entry(row.n, row.day, row.actor, row.action, row.reference, row.reason)
    return Link(entry, bytes(row.hash), bytes(row.mac))
