"""Follow-up work as rows, and the signs of life of those who do it."""

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, case, delete, func, literal, or_, select, update

from kernel.agency import Agency
from kernel.clock import Clock
from kernel.codes import new_id
from kernel.jobs import Job
from storage.tables import heartbeats, jobs
from storage.upsert import insert_for, put

JOB_LEASE = timedelta(minutes=5)
PATIENCE = timedelta(hours=3)
"""How long what nobody waits for may be put off by what somebody waits for."""
_BACKOFF_S = (2, 10, 60, 300, 1800)


class SqlJobs:
    """The queue. `put` runs in the transaction of the job's reason; workers claim by a conditional update."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._db = connection
        self._clock = clock

    def put(
        self,
        agency: Agency,
        kind: str,
        *,
        key: str = "",
        run_at: datetime | None = None,
        payload: dict[str, str] | None = None,
    ) -> None:
        """Ask for a job. An equal one that waits is kept at the earlier time; one that runs is asked for again, behind
        those who wait already: it has just had its turn.
        """
        now = self._clock.now()
        due = run_at or now
        statement = insert_for(self._db, jobs).values(
            agency=agency.code, kind=kind, key=key, run_at=due, payload=json.dumps(payload or {}), attempts=0
        )
        asked, running = statement.excluded.run_at, and_(jobs.c.claim.is_not(None), jobs.c.claimed_until > now)
        # no later than now: what runs may be dead, and its work is still to be done
        again = case((asked < now, asked), else_=literal(now, jobs.c.run_at.type))
        place = case((running, again), (jobs.c.run_at < asked, jobs.c.run_at), else_=asked)
        self._db.execute(
            statement.on_conflict_do_update(
                index_elements=["agency", "kind", "key"],
                # dropping the claim makes a running job's `done` miss, so the new request is not swallowed
                set_={"run_at": place, "payload": statement.excluded.payload, "claim": None, "claimed_until": None},
            )
        )

    def claim(
        self,
        now: datetime,
        kinds: tuple[str, ...] | None = None,
        *,
        without: Collection[str] = (),
        patient: Collection[str] = (),
    ) -> tuple[Job, str] | None:
        """Take the most overdue job (of these kinds) for this worker, with the proof of ownership; or nothing.

        without -- codes of agencies whose jobs are left alone
        patient -- beginnings of the keys of jobs that let others go first, until they are overdue by `PATIENCE`
        """
        due = and_(jobs.c.run_at <= now, or_(jobs.c.claimed_until.is_(None), jobs.c.claimed_until <= now))
        query = select(jobs).where(due).order_by(jobs.c.run_at).limit(1).with_for_update(skip_locked=True)
        if kinds is not None:
            query = query.where(jobs.c.kind.in_(kinds))
        if without:
            query = query.where(jobs.c.agency.not_in(without))
        row = None
        if patient:
            waits = or_(*(jobs.c.key.startswith(one, autoescape=True) for one in patient))
            row = self._db.execute(query.where(or_(~waits, jobs.c.run_at <= now - PATIENCE))).one_or_none()
        if row is None:
            row = self._db.execute(query).one_or_none()
        if row is None:
            return None
        claim = new_id()
        self._db.execute(
            update(jobs)
            .where(jobs.c.agency == row.agency, jobs.c.kind == row.kind, jobs.c.key == row.key)
            .values(claim=claim, claimed_until=now + JOB_LEASE)
        )
        return Job(row.agency, row.kind, row.key, row.run_at, json.loads(row.payload), row.attempts), claim

    def done(self, job: Job, claim: str) -> None:
        """Drop a finished job, unless it was asked for again meanwhile."""
        self._db.execute(delete(jobs).where(_is(job), jobs.c.claim == claim))

    def failed(self, job: Job, claim: str, error: str, now: datetime) -> None:
        """Try again later, ever more slowly. `error` is a type or reason, never a person's words."""
        wait = _BACKOFF_S[min(job.attempts, len(_BACKOFF_S) - 1)]
        self._db.execute(
            update(jobs)
            .where(_is(job), jobs.c.claim == claim)
            .values(
                attempts=job.attempts + 1,
                error=error[:200],
                run_at=now + timedelta(seconds=wait),
                claim=None,
                claimed_until=None,
            )
        )

    def later(self, job: Job, claim: str, until: datetime, *, at_the_end: bool = False) -> None:
        """Nothing was wrong: leave it alone until then. It keeps its place in the queue, or goes to the end."""
        place = {"run_at": until} if at_the_end else {}
        self._db.execute(
            update(jobs).where(_is(job), jobs.c.claim == claim).values(claim=None, claimed_until=until, **place)
        )

    def waiting(self, agency: Agency) -> list[Job]:
        """The agency's jobs, the most urgent first; one that was put off at the moment until which it was."""
        rows = self._db.execute(select(jobs).where(jobs.c.agency == agency.code))
        found = [Job(row.agency, row.kind, row.key, _due(row), json.loads(row.payload), row.attempts) for row in rows]
        return sorted(found, key=lambda job: job.run_at)

    def overdue(self, kind: str, now: datetime) -> tuple[int, datetime | None]:
        """How many of all agencies' jobs of this kind are due, and since when the oldest of them."""
        due = (jobs.c.kind == kind) & (jobs.c.run_at <= now)
        row = self._db.execute(select(func.count(), func.min(jobs.c.run_at)).where(due)).one()
        return row[0], row[1]

    def count(self) -> int:
        """How many jobs exist, of all agencies."""
        return self._db.execute(select(func.count()).select_from(jobs)).scalar_one()


def _due(row: Any) -> datetime:
    """As far as is known; of a job that runs, `claimed_until` is the end of its worker's lease."""
    due: datetime = row.run_at if row.claim is not None else max(row.run_at, row.claimed_until or row.run_at)
    return due


def _is(job: Job) -> Any:
    return and_(jobs.c.agency == job.agency, jobs.c.kind == job.kind, jobs.c.key == job.key)


class SqlHeartbeats:
    """When each process last gave a sign of life."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def beat(self, name: str, now: datetime) -> None:
        """I am alive."""
        put(self._db, heartbeats, {"agency": "*", "name": name, "at": now})

    def last(self, name: str) -> datetime | None:
        """The last sign of life."""
        return self._db.execute(select(heartbeats.c.at).where(heartbeats.c.name == name)).scalar_one_or_none()
