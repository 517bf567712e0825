"""The worker process: handles LINE events, runs jobs when they are due, keeps the calendar, shows it is alive."""

import logging
import os
import signal
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from app import calendar
from app.house import House
from kernel.agency import Agency
from kernel.errors import Later, Unavailable
from kernel.jobs import Job

log = logging.getLogger("worker")

Handler = Callable[[Agency, Job], object]

_IDLE_S = 0.5
_PEOPLE_FIRST_S = 3.0
_BEAT_S = 2.0
_CLEAR_EVERY = timedelta(minutes=1)
"""How long a handled message may be read in the database's write-ahead log by whoever has the key file too."""
_LOOK_EVERY = timedelta(hours=1)
_NICER = 10
"""The webhook has two seconds to answer, the worker a minute: on a small machine the web process goes first."""


class JobRunner:
    """Claims due jobs and runs them one after another; a job that fails comes back later."""

    def __init__(self, house: House, handlers: Mapping[str, Handler]) -> None:
        self._house = house
        self._handlers = dict(handlers)

    def run_once(self) -> bool:
        """Run the most overdue job. False when none was due."""
        now = self._house.clock.now()
        with self._house.workplace.begin() as work:
            claimed = work.jobs.claim(now, tuple(self._handlers))
            agency = work.agencies.get(claimed[0].agency) if claimed else None
        if claimed is None:
            return False
        self.carry_out(*claimed, agency)
        return True

    def carry_out(self, job: Job, claim: str, agency: Agency | None) -> Later | None:
        """Do a job that was claimed, and note what became of it; when it is others' turn, that is returned."""
        if agency is None:  # nobody is left for whom it could be done, today or later
            log.error("job.dropped", extra={"kind": job.kind, "agency": job.agency})
        outcome = self._attempt(agency, job) if agency else None
        with self._house.workplace.begin() as work:
            if outcome is None:
                work.jobs.done(job, claim)
            elif isinstance(outcome, Later):
                work.jobs.later(job, claim, outcome.until, at_the_end=outcome.at_the_end)
            else:
                work.jobs.failed(job, claim, outcome, self._house.clock.now())
        return outcome if isinstance(outcome, Later) else None

    def _attempt(self, agency: Agency, job: Job) -> str | Later | None:
        try:
            self._handlers[job.kind](agency, job)
        except Later as later:
            log.info("job.waits", extra={"kind": job.kind, "agency": agency.code, "reason": str(later)})
            return later
        except Unavailable as trouble:
            log.warning("job.later", extra={"kind": job.kind, "agency": agency.code, "reason": str(trouble)})
            return str(trouble) or "unavailable"
        except Exception as trouble:
            log.exception("job.failed", extra={"kind": job.kind, "agency": agency.code})
            return type(trouble).__name__
        log.info("job.done", extra={"kind": job.kind, "agency": agency.code})
        return None


class Worker:
    """Four loops in one process: events, jobs, syncs, and the pulse that keeps calendar and heartbeat."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._stop = threading.Event()
        self._to_look: list[Agency] = []
        self._looked = datetime.min.replace(tzinfo=UTC)

    def stop(self, *_: object) -> None:
        """Finish what is in hand and end."""
        self._stop.set()

    def run(self) -> None:
        """Work until stopped."""
        threads = [
            threading.Thread(target=self._loop, args=(name, body), name=name)
            for name, body in (
                ("events", self._events),
                ("jobs", self._jobs),
                ("syncs", self._syncs),
                ("pulse", self._pulse),
            )
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _loop(self, name: str, body: Callable[[], None]) -> None:
        while not self._stop.is_set():
            try:
                body()
            except Exception:
                log.exception("worker.stumbled", extra={"loop": name})
                self._stop.wait(1.0)

    def _events(self) -> None:
        self._house.event_worker.run(self._stop)

    def _jobs(self) -> None:
        from app.sync_lane import KINDS

        runner = JobRunner(
            self._house, {kind: run for kind, run in self._house.job_handlers.items() if kind not in KINDS}
        )
        while not self._stop.is_set():
            if not runner.run_once():
                self._stop.wait(_IDLE_S)

    def _syncs(self) -> None:
        # apart from the others: a Google that does not answer may hold one of these for minutes
        from app.sync_lane import SyncLane

        # who waited while no worker ran is answered before workbooks take the processor
        if not self._stop.wait(_PEOPLE_FIRST_S):
            SyncLane(self._house, self._house.job_handlers, self._house.settings.sheets_threads).run(self._stop)

    def _pulse(self) -> None:
        cleared = datetime.min.replace(tzinfo=UTC)
        while not self._stop.is_set():
            now = self._house.clock.now()
            with self._house.workplace.begin() as work:
                work.heartbeats.beat("worker", now)
            calendar.turn(self._house)
            if now - cleared >= _CLEAR_EVERY:
                self._house.database.clear_traces()
                self._forget_drafts()
                cleared = now
            self._look_over(now)
            self._stop.wait(_BEAT_S)

    def _forget_drafts(self) -> None:
        """Fraud reports that somebody began to type in a chat and left lying."""
        with self._house.workplace.read() as work:
            agencies = work.agencies.all()
        for agency in agencies:
            if agency.fraud_chat:
                self._house.fraud.tidy_drafts(agency)
        self._house.fraud.clear_traces()

    def _look_over(self, now: datetime) -> None:
        """Whether somebody changed an office's fraud room by hand: its officers are shown. One office a beat."""
        if not self._to_look and now - self._looked >= _LOOK_EVERY:
            with self._house.workplace.read() as work:
                self._to_look, self._looked = work.agencies.all(), now
        if self._to_look:
            self._house.fraud.look_over(self._to_look.pop())


def run(house: House) -> None:
    """Run until SIGTERM or SIGINT."""
    worker = Worker(house)
    signal.signal(signal.SIGTERM, worker.stop)
    signal.signal(signal.SIGINT, worker.stop)
    os.nice(_NICER)
    log.info("worker.started")
    worker.run()
    log.info("worker.stopped")


ALIVE = timedelta(seconds=30)
"""How old the heartbeat may be before /readyz says no."""
