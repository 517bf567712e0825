"""An office that has been at work for years: a thousand rows of everything, served in this process."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Table, select

from app import demo_seed
from app.demo_seed import OFFICE, DemoSecrets
from app.evidence.screens import served
from app.factories import create_app
from app.house import House
from app.settings import Settings
from complaints.report import Report
from kernel.agency import ServicePoint
from kernel.calendar import Period
from kernel.clock import bangkok_day
from kernel.codes import new_code
from qa import passing
from qa.ports import Kind
from storage.sealed.room import FraudRoom
from storage.sealed.tables import cases
from storage.tables import faq_entries, service_points, staff_log
from storage.work import Work
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import CHEAP
from tests.surveys.answered import a_round, answer

ROWS, LISTED, CASES = 1_000, 200, 12
"""How many of everything; and how many questions the inbox lists, whatever waits behind them; and how many cases."""
LONG = "ขอสอบถามเรื่องการขอใช้น้ำประปาหมู่บ้านและการซ่อมไฟสาธารณะหน้าบ้านเลขที่ 99 หมู่ 4 ซึ่งดับมาหลายวันแล้ว"


@dataclass(frozen=True)
class Plenty:
    """The served office."""

    address: str
    secrets: DemoSecrets
    point: str
    question: str
    case: str


@contextmanager
def plenty(folder: Path, clock: FrozenClock) -> Iterator[Plenty]:
    """The demo office with a thousand questions, counters, answers of its own and lines in the log."""
    house = House(Settings(data=folder / "data"), clock)
    try:
        house.migrate()
        # its locks are not what is looked at
        house.__dict__["fraud"] = FraudRoom(house.sealed, house.keys, clock, CHEAP)
        secrets = demo_seed.seed(house)
        assert secrets is not None
        with house.workplace.begin() as work:
            point, question = _fill(work, clock)
        for n in range(CASES):
            house.fraud.file(OFFICE, Report(LONG, who="หัวหน้างาน", when="เมื่อวาน"), f"{n:032x}")
        with house.sealed.read() as sealed:
            case = str(sealed.connection.execute(select(cases.c.reference)).scalars().first())
        with served(create_app(house)) as address:
            yield Plenty(address, secrets, point, question, case)
    finally:
        house.close()


def _fill(work: Work, clock: FrozenClock) -> tuple[str, str]:
    official = "https://itas.nacc.go.th/go/eit/9x8y7z"
    agency = replace(OFFICE, official_eit_url=official, complaint_ways="ศูนย์ดำรงธรรม 1567")
    work.agencies.change(agency)
    answer(work, agency, a_round(work, agency, Period(2569, "Q1")), 40)
    for n in range(LISTED):
        question = passing.pass_on(work, agency, f"{LONG} ({n})", f"U{n:032}", f"m{n}", clock, Kind.QUESTION)
    work.staff_log.add(agency, "clerk", "question.answered", question, clock.now())
    point = ServicePoint(new_code(), "จุดบริการ อาคารอเนกประสงค์หมู่ที่ 7", "งานทั่วไป", opened_on=bangkok_day(clock.now()))
    work.points.add(agency, point)
    _again(work, service_points, service_points.c.code == point.code, lambda n: {"code": f"N{n:05}"})
    _again(work, staff_log, staff_log.c.action == "question.answered", lambda n: {"id": f"n{n}"})
    own = faq_entries.c.id == work.faq.all(agency)[0].id
    _again(work, faq_entries, own, lambda n: {"id": f"own-{n}", "question": f"{LONG} ({n})"})
    return point.code, question


def _again(work: Work, table: Table, wanted: ColumnElement[bool], change: Callable[[int], dict[str, Any]]) -> None:
    """A row's thousand likenesses, without the verbs that would take a minute over them."""
    row = work.connection.execute(select(table).where(wanted)).mappings().first()
    assert row is not None
    work.connection.execute(table.insert(), [{**row, **change(n)} for n in range(ROWS)])
