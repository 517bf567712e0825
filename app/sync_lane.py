"""The lane of workbooks and spreadsheets: the agency that has waited longest comes first, and nobody waits for others.

Several runs are under way at a time, for a Google that does not answer holds one of them for minutes. An account whose
budget is used up is left alone until it has some again; the others go on.
"""

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from threading import Event, Lock
from typing import TYPE_CHECKING, Any

from app.worker import JobRunner
from kernel.agency import Agency
from kernel.jobs import Job
from sheets_sync.faq_memory import FAQ_JOB
from surveys import SYNC_JOB

if TYPE_CHECKING:
    from app.house import House
    from app.worker import Handler

KINDS = (SYNC_JOB, FAQ_JOB)
UNASKED = ("verify:", "look:")
"""How the keys of the hourly looks begin. Nobody waits for them: answers that are not in a sheet yet go first, or three
hundred looks that fall due together would use up the reads, and nothing would be written for minutes."""
_IDLE_S = 0.5


class Groups:
    """Which agencies are at work, which share a service account, and which accounts have to wait. Thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of: dict[str, str] = {}
        self._until: dict[str, datetime] = {}
        self._at_work: set[str] = set()

    def wait(self, agency: str, group: str, until: datetime) -> None:
        """This agency's account has nothing left until then."""
        with self._lock:
            self._of[agency] = group
            self._until[group] = until

    def waiting(self, now: datetime) -> list[str]:
        """Agencies that need not be tried now."""
        with self._lock:
            self._until = {group: until for group, until in self._until.items() if until > now}
            return [agency for agency, group in self._of.items() if group in self._until] + list(self._at_work)

    def begin(self, agency: str) -> None:
        """A run of this agency is under way: a second one would only find the first."""
        with self._lock:
            self._at_work.add(agency)

    def end(self, agency: str) -> None:
        """It is over."""
        with self._lock:
            self._at_work.discard(agency)


class SyncLane:
    """Claims the jobs of `KINDS` and runs them on its own threads."""

    def __init__(self, house: "House", handlers: "Mapping[str, Handler]", threads: int) -> None:
        self._house = house
        self._runner = JobRunner(house, {kind: handlers[kind] for kind in KINDS})
        self._threads = threads
        self._groups = Groups()
        self._looked: datetime | None = None

    def run(self, stop: Event) -> None:
        """Work until stopped; what is under way is finished."""
        # one thread more, for the looking: with an account for each office it takes minutes, and the runs go on
        with ThreadPoolExecutor(self._threads + 1, "sync") as pool:
            looking: Future[None] = pool.submit(self.look_around)
            under_way: set[Future[bool]] = set()
            while not stop.is_set():
                under_way = {one for one in under_way if not _over(one)}
                if _over(looking):
                    looking = pool.submit(self.look_around)
                if len(under_way) >= self._threads or not self._begin(pool, under_way):
                    stop.wait(_IDLE_S)

    def _begin(self, pool: ThreadPoolExecutor, under_way: set[Future[bool]]) -> bool:
        claimed = self._claim()
        if claimed is None:
            return False
        under_way.add(pool.submit(self._carry_out, *claimed))
        return True

    def step(self) -> bool:
        """Run the job that has waited longest, here and now. False when none may run."""
        claimed = self._claim()
        return claimed is not None and self._carry_out(*claimed)

    def look_around(self) -> None:
        """Ask Drive for edited spreadsheets, when it is time."""
        from sheets_sync.watch import look_around

        now = self._house.clock.now()
        every = self._house.sync_parts.limits.look_every
        if self._looked is not None and self._looked <= now < self._looked + every:
            return
        self._looked = now
        with self._house.workplace.read() as work:
            agencies = work.agencies.all()
        look_around(self._house.sync_parts, agencies)

    def _claim(self) -> tuple[Job, str, Agency | None] | None:
        now = self._house.clock.now()
        with self._house.workplace.begin() as work:
            claimed = work.jobs.claim(now, KINDS, without=self._groups.waiting(now), patient=UNASKED)
            agency = work.agencies.get(claimed[0].agency) if claimed else None
        if claimed is None:
            return None
        self._groups.begin(claimed[0].agency)  # only what is committed will also end
        return (*claimed, agency)

    def _carry_out(self, job: Job, claim: str, agency: Agency | None) -> bool:
        try:
            later = self._runner.carry_out(job, claim, agency)
        finally:
            self._groups.end(job.agency)
        if later is not None and later.group:
            self._groups.wait(job.agency, later.group, later.until)
        return True


def _over(task: Future[Any]) -> bool:
    """Whether it has ended. Raises what it raised: the worker writes that down and begins the lane anew."""
    if not task.done():
        return False
    task.result()
    return True
