"""The whole way: database, real gspread, real HTTP and a real service-account sign-in."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from devtools.sheets import Running
from sheets_sync.worker import Outcome, sync_agency, workbook_path
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER
from tests.sheets_sync.office import BOOKS, Office, service_account
from tests.sheets_sync.projected import assert_equal_to_database, bring, change, responses_tab, wanted


@pytest.fixture
def account(google: Running, private_key: rsa.RSAPrivateKey) -> dict[str, str]:
    return service_account(google, private_key)


def test_sync_writes_every_tab_and_then_nothing(office: Office, google: Running, account: dict[str, str]) -> None:
    office.answer(BAN_MAI, 12, point=TAX_COUNTER.code)
    office.connect(BAN_MAI, account)
    assert sync_agency(office.parts, BAN_MAI) == Outcome(workbook_path(office.parts, BAN_MAI), True, "ok")
    assert_equal_to_database(google, office, BAN_MAI)
    assert office.target(BAN_MAI)["synced_at"] == office.clock.now()
    before = google.emulator.writes(), len(google.emulator.log)
    assert sync_agency(office.parts, BAN_MAI).written is False
    assert (google.emulator.writes(), len(google.emulator.log)) == before


def test_sync_of_a_burst_is_one_write_and_no_read(office: Office, google: Running, account: dict[str, str]) -> None:
    office.connect(BAN_MAI, account)
    office.answer(BAN_MAI, 20)
    bring(office, BAN_MAI)
    first = [line.method for line in google.emulator.log if line.path.startswith("/v4/")]
    assert (first.count("POST"), first.count("GET")) == (3, 3)  # tabs, rows, answers; as it is, then the answers' tab
    office.answer(BAN_MAI, 20)
    bring(office, BAN_MAI)
    assert [line.method for line in google.emulator.log if line.path.startswith("/v4/")][6:] == ["POST"]


def test_sync_keeps_agencies_apart(office: Office, google: Running, account: dict[str, str]) -> None:
    office.answer(BAN_MAI, 6)
    office.answer(NONG_BUA, 9)
    for agency in (BAN_MAI, NONG_BUA):
        office.connect(agency, account)
        bring(office, agency)
    assert len(google.emulator.values(BOOKS[NONG_BUA.code], "คำตอบแบบสำรวจ")) == 10  # they are there
    assert_equal_to_database(google, office, BAN_MAI)
    assert_equal_to_database(google, office, NONG_BUA)
    office.connect(NONG_BUA, account, BOOKS[BAN_MAI.code])
    assert bring(office, NONG_BUA) == ("parked", "other_agency")
    assert_equal_to_database(google, office, BAN_MAI)


def test_sync_rewrites_rows_whose_point_was_renamed(office: Office, google: Running, account: dict[str, str]) -> None:
    office.answer(BAN_MAI, 6, point=TAX_COUNTER.code)
    office.connect(BAN_MAI, account)
    bring(office, BAN_MAI)
    with office.workplace.begin() as work:
        work.points.change(BAN_MAI, replace(TAX_COUNTER, name="งานภาษี"))
    bring(office, BAN_MAI)
    assert_equal_to_database(google, office, BAN_MAI)


def test_sync_connected_later_projects_the_whole_history(
    office: Office, google: Running, account: dict[str, str]
) -> None:
    office.answer(BAN_MAI, 8)
    assert sync_agency(office.parts, BAN_MAI).google == "off"
    assert google.emulator.log == []
    office.connect(BAN_MAI, account)
    bring(office, BAN_MAI)
    assert_equal_to_database(google, office, BAN_MAI)


def test_sync_leaves_staff_tabs_and_a_renamed_title_alone(
    office: Office, google: Running, account: dict[str, str]
) -> None:
    office.connect(BAN_MAI, account)
    bring(office, BAN_MAI)
    tab = responses_tab(office, BAN_MAI)
    own = {"addSheet": {"properties": {"sheetId": 5, "title": "แท็บของเจ้าหน้าที่"}}}
    renamed = {"properties": {"sheetId": tab.sheet_id, "title": "ของเรา"}, "fields": "title"}
    change(google, BAN_MAI, {"updateSheetProperties": renamed}, own)
    office.answer(BAN_MAI, 4)
    bring(office, BAN_MAI, compare=True)
    book = BOOKS[BAN_MAI.code]
    assert google.emulator.values(book, "ของเรา", "FORMULA") == wanted(responses_tab(office, BAN_MAI))
    assert google.emulator.values(book, "แท็บของเจ้าหน้าที่") == []


def test_sync_of_a_restored_database_overwrites_nothing_until_it_is_asked_to(
    office: Office, google: Running, account: dict[str, str]
) -> None:
    office.answer(BAN_MAI, 5)
    office.connect(BAN_MAI, account)
    bring(office, BAN_MAI)
    tab = responses_tab(office, BAN_MAI)
    office.parts.looked.clear()  # a new process
    mark = google.emulator.books.get(BOOKS[BAN_MAI.code])
    _more_rows_than_the_database(google, office)
    assert mark.sheet(tab.sheet_id)
    assert bring(office, BAN_MAI) == ("parked", "ahead")
    assert "เขียนใหม่ทั้งหมด" in office.target(BAN_MAI)["error"]
    assert bring(office, BAN_MAI, rebuild=True) == ("ok", "")
    assert_equal_to_database(google, office, BAN_MAI)
    copies = [sheet.title for sheet in mark.sheets if sheet.title.startswith("สำเนา")]
    assert len(copies) == 1


def _more_rows_than_the_database(google: Running, office: Office) -> None:
    from sheets_sync import plan

    change(google, BAN_MAI, plan.mark(responses_tab(office, BAN_MAI), 50))
