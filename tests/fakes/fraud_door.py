"""A fraud door in memory that keeps everything in clear, so that a test can see what reached it."""

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from complaints.crowding import Effort
from complaints.effort import Price
from complaints.evidence import CleanFile
from complaints.figures import take
from complaints.receipt import Receipt, read_receipt, receipt_from
from complaints.report import Report, check
from complaints.statistics import Snapshot
from kernel.agency import Agency
from kernel.clock import bangkok_day
from kernel.errors import Refused, Unavailable, Unreadable
from kernel.thai import thai_date
from tests.fakes.clock import FrozenClock


@dataclass(frozen=True)
class FakeOfficer:
    """An officer's id and what the form shows."""

    id: str
    name: str


@dataclass(frozen=True)
class FakeFile:
    """What a thread shows of a file."""

    name: str


@dataclass(frozen=True)
class FakeMessage:
    """A later message."""

    by_office: bool
    text: str
    day: date
    files: tuple[FakeFile, ...] = ()
    taken_back: bool = False


@dataclass(frozen=True)
class FakeThread:
    """A thread as the receipt opens it."""

    status_label: str
    acknowledgement: str
    messages: tuple[FakeMessage, ...]
    files: tuple[FakeFile, ...] = ()
    first_use: bool = False
    withdrawn: bool = False
    closed: bool = False


@dataclass(frozen=True)
class FakeDoor:
    """Open or closed, and who stands behind it."""

    open: bool
    officers: tuple[FakeOfficer, ...]


PLAENG = FakeOfficer("o1", "นายแปลง ปลัด อบต.")
DAO = FakeOfficer("o2", "นางดาว นิติกร")


class FakeCounters:
    """Complaint counters in a dict."""

    def __init__(self) -> None:
        self.numbers: Counter[tuple[str, str, str, str]] = Counter()

    def move(self, agency: Agency, arrival: str, dimension: str, value: str, by: int) -> None:
        self.numbers[agency.code, arrival, dimension, value] += by

    def of(self, agency: Agency, dimension: str) -> dict[tuple[str, str], int]:
        mine = [(key, n) for key, n in self.numbers.items() if (key[0], key[2]) == (agency.code, dimension)]
        return {(arrival, value): n for (_, arrival, _, value), n in mine}


@dataclass
class FakeCase:
    """A report as it was filed, and what came after."""

    receipt: Receipt
    report: Report
    files: tuple[CleanFile, ...] = ()
    said: list[FakeMessage] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    first_use: bool = False
    withdrawn: bool = False


class FakeFraudDoor:
    """Two officers in every agency; receipts count up."""

    def __init__(self, clock: FrozenClock) -> None:
        self.clock = clock
        self.open = True
        self.crowded = self.away = self.damaged = False
        self.effort = ""
        """The ticket a try has to bring, once tries cost something."""
        self.turn = threading.Event()
        """Cleared: whoever types a receipt has to wait."""
        self.turn.set()
        self.price: Price | None = None
        """What filing costs."""
        self.counters = FakeCounters()
        self.frozen = True
        self.cases: dict[tuple[str, str], FakeCase] = {}
        self.answers: list[str] = []
        self.visits: dict[str, FakeCase] = {}
        self.once: dict[str, Receipt] = {}

    @property
    def filed(self) -> dict[tuple[str, str], tuple[Receipt, Report]]:
        """(agency, form) to what was filed with it."""
        return {key: (case.receipt, case.report) for key, case in self.cases.items()}

    def door(self, agency: Agency) -> FakeDoor:
        if self.away:
            raise Unavailable
        return FakeDoor(self.open, (PLAENG, DAO))

    def published(self, agency: Agency) -> list[Snapshot]:
        return [take(self.counters, agency, bangkok_day(self.clock.now()))] if self.frozen else []

    def come_back(self, agency: Agency) -> date:
        return bangkok_day(self.clock.now()) + timedelta(days=15)

    def crowd(self, agency: Agency) -> Price | None:
        return self.price

    def file(
        self, agency: Agency, report: Report, form: str, files: Sequence[CleanFile] = (), effort: Effort | None = None
    ) -> Receipt:
        check(report)
        if self.price is not None and (effort is None or effort.answer != "solved"):
            raise Refused("effort", bits=self.price.bits, wait_s=self.price.wait_s)
        if self.crowded or self.away:
            raise Unavailable
        if not self.open:
            raise Refused("intake_closed")
        if set(report.exclude) - {PLAENG.id, DAO.id}:
            raise Refused("unknown_officer")
        if set(report.exclude) == {PLAENG.id, DAO.id}:
            raise Refused("no_officer_left")
        fresh = receipt_from((len(self.cases) + 123_456_789).to_bytes(32, "big"))
        return self.cases.setdefault((agency.code, form), FakeCase(fresh, report, tuple(files))).receipt

    def sign_in(self, agency: Agency, typed: str, token: str = "", answer: str = "") -> tuple[str, FakeThread]:
        self.turn.wait(10)
        receipt = read_receipt(typed)
        if self.crowded:
            raise Unavailable
        if self.effort and token != self.effort:
            raise Refused("effort", token=self.effort, bits=8, wait_s=4)
        mine = [case for (code, _), case in self.cases.items() if code == agency.code and case.receipt == receipt]
        if not mine:
            raise Refused("receipt_unknown")
        cookie = f"visit-{len(self.visits)}"
        self.visits[cookie] = mine[0]
        return cookie, self._thread(mine[0])

    def look(self, agency: Agency, cookie: str) -> FakeThread:
        return self._thread(self._case(cookie))

    def say(self, agency: Agency, cookie: str, text: str, form: str, files: Sequence[CleanFile] = ()) -> None:
        case = self._case(cookie)
        if not text.strip() and not files:
            raise Refused("empty_message")
        if len(text) > 20_000:
            raise Refused("too_long", field="text", limit=20_000)
        if form not in case.forms:
            names = tuple(FakeFile(file.name) for file in files)
            case.said.append(FakeMessage(False, text, bangkok_day(self.clock.now()), names))
        case.forms.add(form)

    def withdraw(self, agency: Agency, cookie: str) -> None:
        self._case(cookie).withdrawn = True

    def exchange(self, agency: Agency, cookie: str, form: str) -> Receipt:
        case = self._case(cookie)
        case.receipt, case.first_use = receipt_from(b"9" * 32), False
        return case.receipt

    def notice_code(self, agency: Agency, cookie: str) -> str:
        self._case(cookie)
        return "482913"

    def stop_notice(self, agency: Agency, cookie: str) -> None:
        self._case(cookie)

    def sign_out(self, cookie: str) -> None:
        self.visits.pop(cookie, None)

    def take_one_time(self, agency: Agency, token: str) -> Receipt:
        if token not in self.once:
            raise Refused("visit_over")
        return self.once.pop(token)

    def _case(self, cookie: str) -> FakeCase:
        if cookie not in self.visits:
            raise Refused("visit_over")
        if self.crowded:
            raise Unavailable
        return self.visits[cookie]

    def _thread(self, case: FakeCase) -> FakeThread:
        if self.damaged:
            raise Unreadable
        day = bangkok_day(self.clock.now())
        messages = (*(FakeMessage(True, text, day) for text in self.answers), *case.said)
        files = tuple(FakeFile(file.name) for file in case.files)
        back = thai_date(day + timedelta(days=15))
        said = f"กลับมาดูได้ตั้งแต่วันที่ {back}"
        return FakeThread("รับเรื่องแล้ว", said, messages, files, case.first_use, case.withdrawn)
