"""From answered surveys to the workbook and the spreadsheet: the real house, its job queue, and a Google that fails."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from app.handlers import handlers
from app.house import House
from app.settings import Settings
from app.worker import JobRunner
from devtools.sheets import Running, serve
from devtools.sheets.faults import Faults
from kernel.agency import Agency
from kernel.jobs import Job
from surveys import submit
from surveys.records import Answers
from surveys.rounds import current_round
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER, WELFARE_COUNTER
from tests.fakes.clock import FrozenClock
from tests.sheets_sync.office import BOOKS, emulator, service_account

RESPONSES = "คำตอบแบบสำรวจ"
OUR_JOBS = ("publish_batch", "sync")


@pytest.fixture
def google() -> Iterator[Running]:
    with serve(emulator=emulator()) as running:
        yield running


@pytest.fixture
def house(tmp_path: Path, clock: FrozenClock, google: Running) -> Iterator[House]:
    made = House(Settings(data=tmp_path, sheets_api=google.url), clock)
    made.migrate()
    with made.workplace.begin() as work:
        for agency, point in ((BAN_MAI, TAX_COUNTER), (NONG_BUA, WELFARE_COUNTER)):
            work.agencies.add(agency)
            work.points.add(agency, point)
    yield made
    made.close()


def connect(house: House, google: Running, agency: Agency) -> None:
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    key = service_account(google, made, f"{agency.code}@project.example")
    with house.workplace.begin() as work:
        work.credentials.put(agency, "sheets", {"service_account": key, "spreadsheet_id": BOOKS[agency.code]})


def answer(house: House, agency: Agency, point: str, people: range) -> None:
    """Each person in a transaction of their own, as from the webhook."""
    for person in people:
        with house.workplace.begin() as work:
            round_ = current_round(work, agency, house.clock)
            given = Answers(round_.id, round_.instrument, point, "line", {"e1": person % 6 + 1, "e2": 6})
            submit(work, agency, given, person=f"U{person}", clock=house.clock)


def work_off(house: House, clock: FrozenClock, seconds: float = 0) -> None:
    """What the worker does in that time, on a clock that a test moves."""
    every = handlers(house)
    runner = JobRunner(house, {kind: every[kind] for kind in OUR_JOBS})
    end = clock.now().timestamp() + seconds
    while True:
        while runner.run_once():
            pass
        if clock.now().timestamp() >= end:
            return
        clock.pass_time(seconds=10)


def due_jobs(house: House, agency: Agency) -> list[Job]:
    """Sync jobs that could run now; the hourly look at the sheet always waits for its hour."""
    with house.workplace.read() as work:
        waiting = [job for job in work.jobs.waiting(agency) if job.kind == "sync"]
    return [job for job in waiting if job.run_at <= house.clock.now()]


def sheet_rows(google: Running, agency: Agency) -> list[list[object]]:
    return google.emulator.values(BOOKS[agency.code], RESPONSES)[1:]


def workbook_rows(house: House, agency: Agency) -> int:
    book = openpyxl.load_workbook(house.settings.workbooks / f"{agency.code}.xlsx", read_only=True)
    rows = len(list(book[RESPONSES].iter_rows(min_row=2)))
    book.close()
    return rows


def test_five_answers_reach_workbook_and_spreadsheet(house: House, google: Running, clock: FrozenClock) -> None:
    connect(house, google, BAN_MAI)
    answer(house, BAN_MAI, TAX_COUNTER.code, range(4))
    work_off(house, clock)
    assert not (house.settings.workbooks / "banmai.xlsx").exists()  # four are too few to publish
    answer(house, BAN_MAI, TAX_COUNTER.code, range(4, 5))
    work_off(house, clock)
    rows = sheet_rows(google, BAN_MAI)
    assert (len(rows), workbook_rows(house, BAN_MAI), due_jobs(house, BAN_MAI)) == (5, 5, [])
    assert sorted(row[8] for row in rows) == [0, 20, 40, 60, 80]
    assert {row[7] for row in rows} == {TAX_COUNTER.name}


def test_answers_of_two_agencies_never_mix(house: House, google: Running, clock: FrozenClock) -> None:
    for agency, point, people in ((BAN_MAI, TAX_COUNTER, 5), (NONG_BUA, WELFARE_COUNTER, 7)):
        connect(house, google, agency)
        answer(house, agency, point.code, range(people))
    work_off(house, clock)
    assert {row[7] for row in sheet_rows(google, NONG_BUA)} == {WELFARE_COUNTER.name}
    assert {row[7] for row in sheet_rows(google, BAN_MAI)} == {TAX_COUNTER.name}
    assert (len(sheet_rows(google, BAN_MAI)), len(sheet_rows(google, NONG_BUA))) == (5, 7)


def test_google_down_for_an_hour_loses_nothing_and_catches_up(
    house: House, google: Running, clock: FrozenClock
) -> None:
    connect(house, google, BAN_MAI)
    google.emulator.faults = Faults(["before:503:0.5:all", "drop:0.5:all"], 3)
    for hour_part in range(4):
        answer(house, BAN_MAI, TAX_COUNTER.code, range(hour_part * 5, hour_part * 5 + 5))
        work_off(house, clock, 900)
    assert workbook_rows(house, BAN_MAI) == 20  # the workbook needs no Google
    google.emulator.faults = Faults()
    work_off(house, clock, 4000)
    places = [row[0] for row in sheet_rows(google, BAN_MAI)]
    assert (places, due_jobs(house, BAN_MAI)) == (list(range(1, 21)), [])


def test_no_person_and_no_key_is_in_logs_or_files(
    house: House, google: Running, clock: FrozenClock, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    connect(house, google, BAN_MAI)
    answer(house, BAN_MAI, TAX_COUNTER.code, range(700_001, 700_006))
    google.emulator.tokens.revoke("banmai@project.example")
    with caplog.at_level("DEBUG"):
        work_off(house, clock)
    assert "key_refused" in str([vars(record) for record in caplog.records])  # it was logged that the key fails
    logged = str([vars(record) for record in caplog.records])
    assert [word for word in ("U70000", "BEGIN PRIVATE", "assertion=", "eyJ") if word in logged] == []
