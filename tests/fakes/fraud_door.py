"""A fraud door in memory that keeps everything in clear, so that a test can see what reached it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from complaints.receipt import Receipt, read_receipt, receipt_from
from complaints.report import Report, check
from complaints.statistics import CASES, Snapshot, take
from kernel.agency import Agency
from kernel.clock import bangkok_day
from kernel.errors import Refused, Unavailable
from kernel.thai import thai_date
from tests.fakes.clock import FrozenClock


@dataclass(frozen=True)
class FakeOfficer:
    """An officer's id and what the form shows."""

    id: str
    name: str


@dataclass(frozen=True)
class FakeMessage:
    """A later message."""

    by_office: bool
    text: str
    day: date


@dataclass(frozen=True)
class FakeThread:
    """A thread as the receipt opens it."""

    status_label: str
    acknowledgement: str
    messages: tuple[FakeMessage, ...]


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

    def move(self, agency: Agency, quarter: str, dimension: str, value: str, by: int) -> None:
        self.numbers[agency.code, quarter, dimension, value] += by

    def cases(self, agency: Agency) -> dict[tuple[str, str], int]:
        mine = [(key, n) for key, n in self.numbers.items() if (key[0], key[2]) == (agency.code, CASES)]
        return {(quarter, value): n for (_, quarter, _, value), n in mine}


class FakeFraudDoor:
    """Two officers in every agency; receipts count up."""

    def __init__(self, clock: FrozenClock) -> None:
        self.clock = clock
        self.open = True
        self.crowded = False
        self.counters = FakeCounters()
        self.frozen = True
        self.filed: dict[tuple[str, str], tuple[Receipt, Report]] = {}
        self.answers: list[str] = []

    def door(self, agency: Agency) -> FakeDoor:
        return FakeDoor(self.open, (PLAENG, DAO))

    def published(self, agency: Agency) -> list[Snapshot]:
        return [take(self.counters, agency, bangkok_day(self.clock.now()))] if self.frozen else []

    def file(self, agency: Agency, report: Report, form: str) -> Receipt:
        check(report)
        if self.crowded:
            raise Unavailable
        if not self.open:
            raise Refused("intake_closed")
        if set(report.exclude) - {PLAENG.id, DAO.id}:
            raise Refused("unknown_officer")
        if set(report.exclude) == {PLAENG.id, DAO.id}:
            raise Refused("no_officer_left")
        fresh = receipt_from((len(self.filed) + 123_456_789).to_bytes(32, "big"))
        receipt, _ = self.filed.setdefault((agency.code, form), (fresh, report))
        return receipt

    def follow(self, agency: Agency, typed: str) -> FakeThread:
        receipt = read_receipt(typed)
        if self.crowded:
            raise Unavailable
        if receipt not in [kept for (code, _), (kept, _) in self.filed.items() if code == agency.code]:
            raise Refused("receipt_unknown")
        day = bangkok_day(self.clock.now())
        messages = tuple(FakeMessage(True, text, day) for text in self.answers)
        back = thai_date(day + timedelta(days=15))
        return FakeThread("รับเรื่องแล้ว", f"กลับมาดูได้ตั้งแต่วันที่ {back}", messages)
