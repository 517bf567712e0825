"""An installation whose agencies have spreadsheets in an emulated Google. One clock rules both, and it can be moved."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from app.house import House
from app.settings import Settings
from app.shifted_clock import ShiftedClock
from app.sync_lane import UNASKED
from benchmarks.processes import Process, keep_logs
from benchmarks.sheets_agencies import ROUND, response
from benchmarks.sheets_comparing import differing
from devtools.sheets import Emulator, Running, serve
from devtools.sheets.faults import Faults
from devtools.sheets.tokens import Tokens
from kernel.agency import Agency
from kernel.clock import bangkok_day
from kernel.jobs import Job
from qa.knowledge import seed_starter

MORNING = datetime(2026, 11, 20, 1, tzinfo=UTC)
"""Eight o'clock in Bangkok: nothing that is moved here comes near midnight."""
_PROJECTED = {"sync", "faq_sheet", "day_end", "publish_batch", "publish_statistics"}
STUCK_S = 3.0
"""A due job that nobody has begun to carry out by then is waiting for the clock."""


@dataclass
class Desk:
    """The product's processes, its database, and Google's side of it."""

    house: House
    google: Running
    clock: ShiftedClock
    workers: list[Process]
    sync: Process
    agencies: list[Agency] = field(default_factory=list)
    moved_s: float = 0.0

    @property
    def emulator(self) -> Emulator:
        """Google."""
        return self.google.emulator

    def settle_in(self, agency: Agency, *, answers: bool = False) -> None:
        """A new agency; with the starter's answers or without any."""
        with self.house.workplace.begin() as work:
            work.agencies.add(agency)
            work.rounds.add(agency, ROUND, b"secret")
            if answers:
                seed_starter(work, agency)
        self.agencies.append(agency)

    def connect(self, agency: Agency, account: dict[str, str]) -> None:
        """It shares a spreadsheet with the service account."""
        self.emulator.add(f"book-{agency.code}", agency.name)
        with self.house.workplace.begin() as work:
            values = {"service_account": account, "spreadsheet_id": f"book-{agency.code}"}
            work.credentials.put(agency, "sheets", values)

    def open(self, agency: Agency) -> None:
        """One agency in its first hour: the calendar has had its say, the spreadsheet is shared and still empty."""
        self.settle_in(agency, answers=True)
        self.workers[0].start()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not (self.workbook(agency).exists() and self.at_rest()):
            time.sleep(0.2)
        self.connect(agency, self.google.service_account("desk@project.example"))

    def workbook(self, agency: Agency) -> Path:
        """Where its .xlsx is."""
        return self.house.settings.workbooks / f"{agency.code}.xlsx"

    def answer(self, agency: Agency, how_many: int) -> None:
        """So many more published responses, each unlike the one before, and the wish to see them in the sheet."""
        with self.house.workplace.begin() as work:
            first = work.responses.last_place(agency) + 1
            work.responses.add_all(agency, [response(agency, place) for place in range(first, first + how_many)])
            work.jobs.put(agency, "sync")

    def at_rest(self) -> bool:
        """Whether nothing is due or under way that ends in a projection."""
        now = self.clock.now()
        return not any(job.run_at <= now for job in self._projections())

    def nobody_waits(self) -> bool:
        """Whether every wish to see something in a sheet has been carried out; hourly looks are nobody's wish."""
        now = self.clock.now()
        return not any(job.run_at <= now and not job.key.startswith(UNASKED) for job in self._projections())

    def move(self, seconds: float) -> None:
        """Time passes, for the product and for Google."""
        self.clock.set(self.clock.now() + timedelta(seconds=seconds))
        self.moved_s += seconds
        self.emulator.late.carry_out_due()

    def move_on(self) -> None:
        """Where nobody does anything, time goes on to what is due next, or by five minutes."""
        now = self.clock.now()
        due = [job.run_at for job in self._projections() if job.run_at > now]
        self.move(min(300.0, max(1.0, (min(due) - now).total_seconds())) if due else 20.0)

    def _projections(self) -> list[Job]:
        with self.house.workplace.read() as work:
            waiting = [job for agency in self.agencies for job in work.jobs.waiting(agency)]
        return [job for job in waiting if job.kind in _PROJECTED]

    def until_equal(self, agency: Agency, patience_s: float) -> bool:
        """Wait until the sheet holds what the database holds."""
        deadline, compared = time.monotonic() + patience_s, -1
        while time.monotonic() < deadline:
            self._until_still()
            asked = len(self.emulator.log)
            if asked != compared:  # comparing costs more than all the rest: not twice the same
                compared = asked
                if not self.differing(agency):
                    return True
            self.move_on()
        return not self.differing(agency)

    def _until_still(self) -> None:
        """Until nothing is due, or what is due seems to be nobody's any more: a killed worker's, for a while."""
        given_up = time.monotonic() + STUCK_S
        asked = -1
        while time.monotonic() < given_up:
            if asked != len(self.emulator.log):
                asked, given_up = len(self.emulator.log), time.monotonic() + STUCK_S
            elif self.at_rest():
                return
            time.sleep(0.1)

    def differing(self, agency: Agency) -> list[str]:
        """The tabs that do not hold what the database holds, read in both renderings."""
        return differing(self.house, self.emulator, agency, bangkok_day(self.clock.now()))

    def faults(self, faults: Sequence[str], seed: int = 7) -> None:
        """These faults from now on."""
        self.emulator.faults = Faults(faults, seed)

    def writes(self, since: int = 0) -> int:
        """Writes that were asked of the Sheets API, answered or not."""
        return sum(1 for line in self.emulator.log[since:] if line.writing)

    def reads(self, since: int = 0) -> int:
        """Reads of the Sheets API."""
        return sum(
            1 for line in self.emulator.log[since:]
            if line.path.startswith("/v4/") and not line.writing and line.method != "LATE"
        )  # fmt: skip

    def end(self) -> None:
        """Stop every process."""
        for process in self.workers:
            process.end()
        self.house.close()


@contextmanager
def desk(
    *, database: str = "", workers: int = 1, more: Callable[[Path], dict[str, str]] | None = None
) -> Iterator[Desk]:
    """A migrated installation without agencies; no process runs yet."""
    with TemporaryDirectory(prefix="prongsai-sheets-") as name:
        folder = Path(name)
        clock = ShiftedClock(folder / "clock")
        clock.set(MORNING)
        emulator = Emulator(auth=True, check=True, now=lambda: clock.now().timestamp())
        emulator.tokens = Tokens(time.time, strict=True)  # google-auth signs with the machine's own time
        with serve(emulator=emulator) as google:
            env = {
                "PRONGSAI_DATA": name, "PRONGSAI_LINE_API": "http://127.0.0.1:9", "PRONGSAI_ALLOW_TWINS": "true",
                "PRONGSAI_SHEETS_API": google.url, "PRONGSAI_CLOCK_FILE": str(clock.file),
                "PRONGSAI_LOG_LEVEL": "INFO", **(more(folder) if more else {}),
                **({"DATABASE_URL": database} if database else {}),
            }  # fmt: skip
            given = {"DATABASE_URL": database} if database else {}
            settings = Settings(data=folder, sheets_api=google.url, clock_file=clock.file, **given)  # type: ignore[arg-type]
            house = House(settings)
            house.migrate()
            crew = [Process(("worker",), env, folder / f"worker-{number}.log") for number in range(workers)]
            opened = Desk(house, google, clock, crew, Process(("sync",), env, folder / "sync.log"))
            try:
                yield opened
            finally:
                opened.end()
                keep_logs(folder)
