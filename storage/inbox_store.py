"""Events on their way in: durable before the 200, wiped when handled.

The statements are built once: building one costs as much as running it, and these run for every few events.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Insert, bindparam, delete, func, or_, select, text, tuple_, update
from sqlalchemy.exc import IntegrityError

from kernel.post import ClaimedEvent, NewEvent
from storage.pairs import among, these
from storage.tables import events
from storage.upsert import insert_for

LEASE = timedelta(seconds=8)
"""How long a worker may keep events before another may take over. Reply tokens live for a minute, and workers may
die in a row (`make prove ONLY=kills`): with 20 s some replies came too late."""

_CLAIM_LOCK = 0x50524F4E
"""PostgreSQL advisory lock: claims are short and take turns, so that no two workers share a person's lane."""

_OURS = among(events.c.agency, events.c.mark)
# row by row, where nothing needs to be seen of the others: a fifth of what finding fifty at once costs
_ONE = (events.c.agency == bindparam("one_agency")) & (events.c.mark == bindparam("one_mark"))
_WAITING = events.c.handled_on.is_(None)
_FREE = or_(events.c.claimed_until.is_(None), events.c.claimed_until <= bindparam("now"))
_LANE = tuple_(events.c.agency, events.c.lane)
_SERVED = select(events.c.agency, events.c.lane).where(
    _WAITING, events.c.claim.is_not(None), events.c.claimed_until > bindparam("now")
)
_LOOK = (
    select(events.c.agency, events.c.mark, events.c.lane, events.c.at, events.c.body, events.c.attempts)
    .where(_WAITING, _FREE, _LANE.not_in(_SERVED))
    .order_by(events.c.at)
    .limit(bindparam("limit"))
)
_LOOK_WITHOUT = _LOOK.where(_LANE.not_in(bindparam("without", expanding=True)))
_CLAIM = (
    update(events)
    .where(_OURS, _WAITING, _FREE, _LANE.not_in(_SERVED))
    .values(claim=bindparam("by"), claimed_until=bindparam("until"))
)
_CLAIMED = select(events.c.agency, events.c.mark).where(_OURS, events.c.claim == bindparam("by"))
_FINISH = (
    update(events)
    .where(_ONE, events.c.claim == bindparam("by"))
    .values(handled_on=bindparam("today"), body=None, at=None, lane="", claim=None, claimed_until=None)
)
_RELEASE = update(events).where(_OURS, events.c.claim == bindparam("by")).values(claim=None, claimed_until=None)
_KEEP: dict[str, Insert] = {}


def _keep_for(connection: Connection) -> Insert:
    statement = _KEEP.get(connection.dialect.name)
    if statement is None:
        statement = _KEEP[connection.dialect.name] = insert_for(connection, events).on_conflict_do_nothing()
    return statement


class SqlInbox:
    """Workers serve all agencies at once."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def keep(self, new: Sequence[NewEvent]) -> None:
        """Store each event once; one that is already known, even if handled long ago, changes nothing."""
        if new:
            try:
                with self._db.begin_nested():
                    self.keep_quickly(new)
            except IntegrityError:  # one of them names an agency that has just been removed
                for event in new:
                    self._keep_one(event)

    def knows(self, agency: str, mark: str) -> bool:
        """Whether an event was stored, even if it was handled since."""
        found = select(events.c.mark).where(events.c.agency == agency, events.c.mark == mark)
        return self._db.execute(found).first() is not None

    def keep_quickly(self, new: Sequence[NewEvent]) -> None:
        """The same without a savepoint. An unknown agency spoils the transaction: raises IntegrityError."""
        self._db.execute(_keep_for(self._db), [vars(event) for event in new])

    def _keep_one(self, event: NewEvent) -> None:
        try:
            with self._db.begin_nested():
                self.keep_quickly([event])
        except IntegrityError:
            return

    def look(self, now: datetime, limit: int, without: Sequence[tuple[str, str]] = ()) -> list[ClaimedEvent]:
        """What a claim could take: waiting events, oldest first, of persons whom no worker is serving.

        Needs no write lock. without -- (agency code, lane) pairs to leave alone
        """
        found = {"now": now, "limit": limit}
        if without:
            rows = self._db.execute(_LOOK_WITHOUT, {**found, "without": list(without)})
        else:
            rows = self._db.execute(_LOOK, found)
        return [ClaimedEvent(*row) for row in rows]

    def claim(self, claim: str, now: datetime, found: Sequence[ClaimedEvent]) -> list[ClaimedEvent]:
        """Take what `look` has found. Returns those nobody else has taken meanwhile, nor any of the same person's."""
        if not found:
            return []
        if self._db.dialect.name == "postgresql":
            self._db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CLAIM_LOCK})
        pairs = these([(event.agency, event.mark) for event in found])
        taken = self._db.execute(_CLAIM, {**pairs, "now": now, "by": claim, "until": now + LEASE}).rowcount
        if taken == len(found):
            return list(found)
        ours = {tuple(row) for row in self._db.execute(_CLAIMED, {**pairs, "by": claim})}
        return [event for event in found if (event.agency, event.mark) in ours]

    def finish(self, claim: str, done: Sequence[ClaimedEvent], today: date) -> bool:
        """Wipe handled events. False when any was no longer ours: the caller must roll back."""
        if not done:
            return True
        rows = [{"one_agency": one.agency, "one_mark": one.mark, "by": claim, "today": today} for one in done]
        return self._db.execute(_FINISH, rows).rowcount == len(done)

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
            pairs: dict[str, Any] = these([(event.agency, event.mark) for event in given_back])
            self._db.execute(_RELEASE, {**pairs, "by": claim})

    def waiting(self) -> int:
        """How many events wait or are being worked on."""
        return self._db.execute(select(func.count()).select_from(events).where(_WAITING)).scalar_one()

    def forget_before(self, day: date) -> int:
        """Drop the marks of events handled before `day`."""
        return self._db.execute(delete(events).where(events.c.handled_on < day)).rowcount
