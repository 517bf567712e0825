"""The Google sink through the real gspread, real HTTP and a real service-account sign-in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from devtools.sheets import Running, serve
from kernel.agency import Agency
from kernel.errors import Unavailable
from sheets_sync import plan
from sheets_sync.google_client import GoogleSheet
from sheets_sync.google_sink import Sink
from sheets_sync.model import Tab, Value
from sheets_sync.ports import Layout
from sheets_sync.state import SheetState
from sheets_sync.worker import Outcome, sync_agency, workbook_path
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER
from tests.fakes.clock import FrozenClock
from tests.sheets_sync.office import BOOKS, Office, emulator, model, open_office, service_account


@pytest.fixture
def account(google: Running, private_key: rsa.RSAPrivateKey) -> dict[str, str]:
    return service_account(google, private_key)


def wanted(tab: Tab) -> list[list[Any]]:
    """What the API answers for a tab that is right: text as it is, dates as serial days, blanks at the ends gone."""
    rows = [[as_answered(value) for value in row] for row in ([column.title for column in tab.columns], *tab.rows)]
    for row in rows:
        while row and row[-1] == "":
            row.pop()
    return rows


def as_answered(value: Value) -> Any:
    if value is None or isinstance(value, str | int):
        return "" if value is None else value
    if isinstance(value, date):
        return (value - date(1899, 12, 30)).days
    return int(value) if value == int(value) else float(value)


def assert_equal_to_database(google: Running, office: Office, agency: Agency) -> None:
    """Every tab that is ours alone, cell by cell; FORMULA shows that nothing became one."""
    for tab in (one for one in model(office, agency) if not one.two_way):
        assert google.emulator.values(BOOKS[agency.code], tab.title, "FORMULA") == wanted(tab), tab.title


def until_done(office: Office, agency: Agency, tries: int = 60) -> Outcome:
    """Run as the job queue does: again and again while something is away."""
    for _ in range(tries):
        try:
            return sync_agency(office.parts, agency)
        except Unavailable:
            office.clock.pass_time(seconds=30)
    raise AssertionError("never came through")


def test_sync_first_writes_every_tab(office: Office, google: Running, account: dict[str, str]) -> None:
    office.answer(BAN_MAI, 12, point=TAX_COUNTER.code)
    office.connect(BAN_MAI, account)
    assert sync_agency(office.parts, BAN_MAI) == Outcome(workbook_path(office.parts, BAN_MAI), True, "ok")
    assert_equal_to_database(google, office, BAN_MAI)
    assert office.target(BAN_MAI)["synced_at"] == office.clock.now()


def test_sync_again_writes_nothing(office: Office, google: Running, account: dict[str, str]) -> None:
    office.answer(BAN_MAI, 5)
    office.connect(BAN_MAI, account)
    sync_agency(office.parts, BAN_MAI)
    before = google.emulator.writes()
    assert sync_agency(office.parts, BAN_MAI).written is False
    assert google.emulator.writes() == before


def test_sync_of_bursts_stays_in_its_budget(office: Office, google: Running, account: dict[str, str]) -> None:
    office.connect(BAN_MAI, account)
    for _ in range(10):
        office.answer(BAN_MAI, 100)
        sync_agency(office.parts, BAN_MAI)
    assert_equal_to_database(google, office, BAN_MAI)
    reads = [line for line in google.emulator.log if line.method == "GET"]
    assert (google.emulator.writes(), len(reads)) == (12, 3)


def test_sync_grows_the_grid_when_rows_do_not_fit(office: Office, google: Running, account: dict[str, str]) -> None:
    office.connect(BAN_MAI, account)
    office.answer(BAN_MAI, 1500)
    sync_agency(office.parts, BAN_MAI)
    office.answer(BAN_MAI, 1200)
    sync_agency(office.parts, BAN_MAI)
    assert_equal_to_database(google, office, BAN_MAI)


def test_sync_keeps_agencies_apart(office: Office, google: Running, account: dict[str, str]) -> None:
    office.answer(BAN_MAI, 6)
    office.answer(NONG_BUA, 9)
    for agency in (BAN_MAI, NONG_BUA):
        office.connect(agency, account)
        sync_agency(office.parts, agency)
    assert len(google.emulator.values(BOOKS[NONG_BUA.code], "คำตอบแบบสำรวจ")) == 10  # they are there
    assert_equal_to_database(google, office, BAN_MAI)
    assert_equal_to_database(google, office, NONG_BUA)


def test_sync_refuses_the_spreadsheet_of_another_agency(
    office: Office, google: Running, account: dict[str, str]
) -> None:
    office.answer(BAN_MAI, 6)
    office.connect(BAN_MAI, account)
    sync_agency(office.parts, BAN_MAI)
    office.connect(NONG_BUA, account, BOOKS[BAN_MAI.code])
    assert sync_agency(office.parts, NONG_BUA).reason == "other_agency"
    assert_equal_to_database(google, office, BAN_MAI)


def test_sync_rewrites_rows_whose_point_was_renamed(office: Office, google: Running, account: dict[str, str]) -> None:
    office.answer(BAN_MAI, 6, point=TAX_COUNTER.code)
    office.connect(BAN_MAI, account)
    sync_agency(office.parts, BAN_MAI)
    with office.workplace.begin() as work:
        work.points.change(BAN_MAI, replace(TAX_COUNTER, name="งานภาษี"))
    sync_agency(office.parts, BAN_MAI)
    assert_equal_to_database(google, office, BAN_MAI)


def test_sync_connected_later_projects_the_whole_history(
    office: Office, google: Running, account: dict[str, str]
) -> None:
    office.answer(BAN_MAI, 8)
    assert sync_agency(office.parts, BAN_MAI).google == "off"
    assert google.emulator.log == []
    office.connect(BAN_MAI, account)
    sync_agency(office.parts, BAN_MAI)
    assert_equal_to_database(google, office, BAN_MAI)


def test_sync_of_a_deleted_tab_builds_it_again(office: Office, google: Running, account: dict[str, str]) -> None:
    office.answer(BAN_MAI, 8)
    office.connect(BAN_MAI, account)
    sync_agency(office.parts, BAN_MAI)
    tab = next(tab for tab in model(office, BAN_MAI) if tab.growing)
    google.emulator.batch_update(BOOKS[BAN_MAI.code], {"requests": [{"deleteSheet": {"sheetId": plan.sheet_id(tab)}}]})
    office.answer(BAN_MAI, 3)
    sync_agency(office.parts, BAN_MAI)
    assert_equal_to_database(google, office, BAN_MAI)


def test_sync_leaves_staff_tabs_and_a_renamed_title_alone(
    office: Office, google: Running, account: dict[str, str]
) -> None:
    office.connect(BAN_MAI, account)
    sync_agency(office.parts, BAN_MAI)
    tab = next(tab for tab in model(office, BAN_MAI) if tab.growing)
    renamed = {"properties": {"sheetId": plan.sheet_id(tab), "title": "ของเรา"}, "fields": "title"}
    own = {"addSheet": {"properties": {"sheetId": 5, "title": "แท็บของเจ้าหน้าที่"}}}
    google.emulator.batch_update(BOOKS[BAN_MAI.code], {"requests": [{"updateSheetProperties": renamed}, own]})
    office.answer(BAN_MAI, 4)
    sync_agency(office.parts, BAN_MAI)
    responses = next(tab for tab in model(office, BAN_MAI) if tab.growing)
    assert google.emulator.values(BOOKS[BAN_MAI.code], "ของเรา", "FORMULA") == wanted(responses)
    assert google.emulator.values(BOOKS[BAN_MAI.code], "แท็บของเจ้าหน้าที่") == []


# -- trouble -----------------------------------------------------------------------------------------------


@pytest.fixture
def faulty(tmp_path: Path, clock: FrozenClock, request: pytest.FixtureRequest) -> Iterator[tuple[Office, Running]]:
    """An office and a Google with the faults of the test's parameters."""
    with serve(emulator=emulator(*request.param)) as running:
        made = open_office(tmp_path, clock, running)
        yield made, running
        made.workplace.database.engine.dispose()


EVERY_FAULT = [
    ("before:503:0.3",),
    ("after:503:0.3",),
    ("drop:0.3",),
    ("late:2:0.3",),
    ("html:502:0.3",),
    ("truncated:0.3",),
    ("empty:0.3",),
    ("before:429:0.3",),
    ("before:503:0.05", "after:500:0.05", "drop:0.05", "drop_before:0.05", "late:2:0.05", "before:503:0.2:reads"),
]


@pytest.mark.parametrize("faulty", EVERY_FAULT, indirect=True, ids=lambda faults: faults[0])
def test_sync_under_faults_ends_equal_to_the_database(
    faulty: tuple[Office, Running], private_key: rsa.RSAPrivateKey
) -> None:
    office, google = faulty
    office.connect(BAN_MAI, service_account(google, private_key))
    for burst in range(8):
        office.answer(BAN_MAI, burst + 1)
        until_done(office, BAN_MAI)
    assert any(line.fault for line in google.emulator.log)  # something did go wrong
    google.emulator.faults = type(google.emulator.faults)()
    google.emulator.carry_out_late()
    office.clock.pass_time(seconds=200)
    until_done(office, BAN_MAI)
    assert_equal_to_database(google, office, BAN_MAI)


@pytest.mark.parametrize("faulty", [("late:4:@2",)], indirect=True)
def test_sync_mends_what_a_late_request_overwrote(
    faulty: tuple[Office, Running], private_key: rsa.RSAPrivateKey
) -> None:
    office, google = faulty
    office.connect(BAN_MAI, service_account(google, private_key))
    for _ in range(3):
        office.answer(BAN_MAI, 1)
        until_done(office, BAN_MAI)
    with pytest.raises(AssertionError):  # the lost first request arrived after newer ones
        assert_equal_to_database(google, office, BAN_MAI)
    (key,) = office.jobs(BAN_MAI)  # a run is asked for when nothing can arrive any more
    assert key.startswith("settle:")
    office.clock.pass_time(seconds=200)
    sync_agency(office.parts, BAN_MAI)
    assert_equal_to_database(google, office, BAN_MAI)


class Killed(BaseException):
    """Stands for kill -9: nothing after it runs, not even clean-up that the product would do."""


class DyingSheet:
    """A real sheet in a process that dies at one of its writes, before or after Google has it."""

    def __init__(self, sheet: GoogleSheet, dies_at: int, *, applied: bool) -> None:
        self._sheet, self._left, self._applied = sheet, dies_at, applied

    def layout(self) -> Layout:
        return self._sheet.layout()

    def apply(self, changes: Sequence[Mapping[str, Any]]) -> None:
        self._left -= 1
        if self._left > 0 or self._applied:
            self._sheet.apply(changes)
        if self._left == 0:
            raise Killed


@pytest.mark.parametrize("applied", [False, True], ids=["before sending", "after sending"])
@pytest.mark.parametrize("dies_at", [1, 2])
def test_sync_killed_between_storing_and_sending_goes_on(
    office: Office, google: Running, account: dict[str, str], dies_at: int, applied: bool
) -> None:
    office.answer(BAN_MAI, 20)
    office.connect(BAN_MAI, account)
    kept: list[dict[str, Any]] = []
    _killed_run(office, google, account, kept, dies_at, applied=applied)
    with office.workplace.begin() as work:
        work.targets.put(BAN_MAI, "google", status="ok", state=kept[-1] if kept else {}, error=None, synced_at=None)
    office.answer(BAN_MAI, 7)
    sync_agency(office.parts, BAN_MAI)
    assert_equal_to_database(google, office, BAN_MAI)


def _killed_run(
    office: Office, google: Running, account: dict[str, str], kept: list[dict[str, Any]], dies_at: int, *, applied: bool
) -> None:
    sheet = GoogleSheet(account, BOOKS[BAN_MAI.code], google.url, (2.0, 5.0))
    state = SheetState(spreadsheet=BOOKS[BAN_MAI.code])
    sink = Sink(DyingSheet(sheet, dies_at, applied=applied), BAN_MAI.code, state,
                lambda memory: kept.append(memory.as_json()), office.clock.now)  # fmt: skip
    with pytest.raises(Killed):
        sink.bring_up_to(model(office, BAN_MAI))
    sheet.close()


def test_sync_of_a_forbidden_spreadsheet_tells_staff_and_recovers(
    office: Office, google: Running, account: dict[str, str]
) -> None:
    office.answer(BAN_MAI, 5)
    office.connect(BAN_MAI, account)
    book = google.emulator.books.get(BOOKS[BAN_MAI.code])
    book.forbidden = True
    assert sync_agency(office.parts, BAN_MAI).reason == "not_shared"
    stands = office.target(BAN_MAI)
    assert (stands["status"], stands["error"]) == (
        "parked",
        "ระบบเขียนสเปรดชีตนี้ไม่ได้ เปิดสเปรดชีต กดแชร์ ใส่อีเมล desk@project.example เลือกสิทธิ์ผู้แก้ไข",
    )
    assert office.jobs(BAN_MAI) == ["look:20261121T06"]
    book.forbidden = False
    assert sync_agency(office.parts, BAN_MAI).google == "ok"
    assert office.target(BAN_MAI)["error"] is None
    assert_equal_to_database(google, office, BAN_MAI)


@pytest.mark.parametrize(
    ("break_it", "reason"),
    [
        (lambda google, account: google.emulator.tokens.revoke(account["client_email"]), "key_refused"),
        (lambda google, account: setattr(google.emulator.tokens, "_now", lambda: 5_000_000_000.0), "clock"),
        (lambda google, account: account.update(private_key="-----BEGIN PRIVATE KEY-----\nxx\n"), "key_shape"),
    ],
    ids=["revoked", "clock", "cut"],
)
def test_sync_with_a_bad_key_is_parked(
    office: Office, google: Running, account: dict[str, str], break_it: Any, reason: str
) -> None:
    break_it(google, account)
    office.connect(BAN_MAI, account)
    outcome = sync_agency(office.parts, BAN_MAI)
    assert (outcome.google, outcome.reason, outcome.written) == ("parked", reason, True)


def test_sync_of_an_unknown_spreadsheet_is_parked(office: Office, account: dict[str, str]) -> None:
    office.connect(BAN_MAI, account, "nowhere")
    assert sync_agency(office.parts, BAN_MAI).reason == "not_found"


def test_sync_without_google_is_tried_again_and_staff_hear_of_it_later(office: Office, account: dict[str, str]) -> None:
    office.connect(BAN_MAI, account | {"token_uri": "http://127.0.0.1:9/token"})
    errors = []
    for _ in range(3):
        with pytest.raises(Unavailable):
            sync_agency(office.parts, BAN_MAI)
        errors.append(office.target(BAN_MAI)["error"])
    assert errors == [None, None, "ยังติดต่อ Google ไม่ได้ ข้อมูลไม่หาย ระบบจะลองใหม่เอง"]
    assert workbook_path(office.parts, BAN_MAI).is_file()


def test_sync_of_a_sheet_that_is_ahead_overwrites_nothing(
    office: Office, google: Running, account: dict[str, str]
) -> None:
    office.answer(BAN_MAI, 5)
    office.connect(BAN_MAI, account)
    sync_agency(office.parts, BAN_MAI)
    tab = next(tab for tab in model(office, BAN_MAI) if tab.growing)
    google.emulator.batch_update(BOOKS[BAN_MAI.code], {"requests": [plan._remark(tab, 50)]})
    with office.workplace.begin() as work:  # the memory is lost, as with an older backup
        work.targets.put(BAN_MAI, "google", status="ok", state={}, error=None, synced_at=None)
    assert sync_agency(office.parts, BAN_MAI).reason == "ahead"
