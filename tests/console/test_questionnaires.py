"""The office's own questionnaires: brought as a file, looked at, chosen, withdrawn."""

import csv
import zipfile
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from console.questionnaire_files import MOST_UNPACKED, read_upload
from surveys import library
from surveys.instruments.sheet import write_rows
from surveys.rounds import current_round
from tests.cast import BAN_MAI, NONG_BUA
from tests.console.desk import Browser, Desk, Page
from tests.surveys.own import TEXT, WATER


def upload(browser: Browser, content: bytes, name: str) -> Page:
    browser.get("/surveys")
    return browser.post("/surveys/upload", file=(BytesIO(content), name))


def kept(desk: Desk, agency: object = BAN_MAI) -> list[str]:
    with desk.workplace.read() as work:
        return [one.id for one in work.questionnaires.all(agency)]  # type: ignore[arg-type]


def as_xlsx(rows: list[list[str]]) -> bytes:
    book, written = Workbook(), BytesIO()
    for row in rows:
        book.active.append([int(cell) if cell.isascii() and cell.isdigit() else cell for cell in row])
    book.save(written)
    return written.getvalue()


def as_csv(rows: list[list[str]]) -> bytes:
    written = StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode("utf-8-sig")


FILES = {
    "own.toml": TEXT.encode(),
    "own.csv": as_csv(write_rows(WATER)),
    "own.xlsx": as_xlsx(write_rows(WATER)),
}


@pytest.mark.parametrize("name", FILES)
def test_every_format_brings_the_same_questionnaire(desk: Desk, name: str) -> None:
    page = upload(desk.browser("clerk"), FILES[name], name)
    assert page.to == "/console/surveys/water-2570.1?done=questionnaire_new"
    with desk.workplace.read() as work:
        assert library.find(work, BAN_MAI, "water-2570.1").items == WATER.items


def test_faulty_file_is_told_line_by_line_and_changes_nothing(desk: Desk) -> None:
    browser = desk.browser("clerk")
    page = upload(browser, TEXT.replace('when = "q4=2"', 'when = "q9=2"', 1).encode(), "own.toml")
    assert (page.status, kept(desk)) == (400, [])
    assert "บรรทัดที่ 54 ข้อ q5" in page.words
    assert "บรรทัดที่ 62 ข้อ q6" not in page.words  # only the first is faulty
    assert upload(browser, TEXT.encode(), "own.toml").status == 302
    assert kept(desk) == ["water-2570.1"]


def test_missing_file_is_asked_for(desk: Desk) -> None:
    browser = desk.browser("clerk")
    browser.get("/surveys")
    assert "เลือกไฟล์ก่อนส่ง" in browser.post("/surveys/upload").words


def test_questionnaire_is_shown_with_its_rules_and_inert(desk: Desk) -> None:
    nasty = TEXT.replace("แบบสำรวจงานน้ำประปา", "<script>alert(1)</script>")
    browser = desk.browser("clerk")
    upload(browser, nasty.encode(), "own.toml")
    page = browser.get("/surveys/water-2570.1")
    assert "<script>" not in page.text
    assert "ถามเฉพาะผู้ที่ตอบข้อ q4 ด้วยตัวเลือก 2" in page.words
    assert "ส่งลิงก์หน้าเว็บให้ผู้ตอบแทน" in page.words


def test_another_offices_questionnaire_is_not_there(desk: Desk) -> None:
    upload(desk.browser("clerk"), TEXT.encode(), "own.toml")
    stranger = desk.browser("admin", NONG_BUA)
    assert "แบบสำรวจงานน้ำประปา" not in stranger.get("/surveys").words
    for path in ("/surveys/water-2570.1", "/surveys/water-2570.1/sheet.csv", "/surveys/unheard-of"):
        assert stranger.get(path).status == 404
    stranger.get("/surveys")
    assert stranger.post("/surveys/water-2570.1/withdraw").status == 404
    assert stranger.post("/surveys/water-2570.1/use").status == 404
    assert desk.browser("clerk").get("/surveys/water-2570.1").status == 200


def test_edit_of_a_used_questionnaire_is_its_next_version(desk: Desk) -> None:
    browser = desk.browser("clerk")
    upload(browser, TEXT.encode(), "own.toml")
    with desk.workplace.begin() as work:
        current_round(work, BAN_MAI, desk.clock, "water-2570.1")
    page = upload(browser, TEXT.replace("น้ำประปาใสสะอาด", "น้ำใสสะอาด").encode(), "own.toml")
    assert page.to == "/console/surveys/water-2570.2?done=questionnaire_version"
    assert "น้ำประปาใสสะอาด" in browser.get("/surveys/water-2570.1").words


def test_withdrawn_questionnaire_says_so(desk: Desk) -> None:
    browser = desk.browser("clerk")
    upload(browser, TEXT.encode(), "own.toml")
    page = browser.fill("/surveys/water-2570.1", "/surveys/water-2570.1/withdraw")
    assert page.to == "/console/surveys?done=questionnaire_withdrawn"
    assert "ถอนเมื่อ 21 พฤศจิกายน 2569" in browser.get("/surveys/water-2570.1").words
    assert desk.browser("admin").get("/log").words.count("ถอนแบบสำรวจ") == 1


def test_admin_chooses_what_posters_ask(desk: Desk) -> None:
    upload(desk.browser("clerk"), TEXT.encode(), "own.toml")
    clerk, admin = desk.browser("clerk"), desk.browser("admin")
    clerk.get("/surveys")
    assert clerk.post("/surveys/water-2570.1/use").status == 404
    assert admin.fill("/surveys/water-2570.1", "/surveys/water-2570.1/use").status == 302
    with desk.workplace.read() as work:
        chosen, other = work.agencies.get("banmai"), work.agencies.get("nongbua")
    assert chosen is not None
    assert other is not None
    assert (chosen.survey_instrument, other.survey_instrument) == ("water-2570.1", "")


def test_survey_of_staff_never_stands_on_a_poster(desk: Desk) -> None:
    assert desk.browser("admin").fill("/surveys/iit-2567", "/surveys/iit-2567/use").status == 404
    assert desk.browser("admin").fill("/surveys/eit-2563", "/surveys/eit-2563/use").status == 302


def test_satisfaction_survey_is_made_from_a_list_of_services(desk: Desk) -> None:
    browser = desk.browser("clerk")
    page = browser.fill("/surveys", "/surveys/satisfaction", services="ภาษี\n\nน้ำประปา", title="")
    assert page.to == "/console/surveys/satisfaction-2570.1?done=questionnaire_new"
    shown = browser.get("/surveys/satisfaction-2570.1").words
    assert "ปีงบประมาณ พ.ศ. 2570" in shown
    assert "ภาษี น้ำประปา" in shown


def test_unfit_services_are_given_back(desk: Desk) -> None:
    page = desk.browser("clerk").fill("/surveys", "/surveys/satisfaction", services="ภาษี\nภาษี", title="ของเรา")
    assert (page.status, "ไม่ซ้ำกัน" in page.words, "ภาษี\nภาษี" in page.text) == (400, True, True)
    assert kept(desk) == []


@pytest.mark.parametrize("path", ["/surveys/sample.toml", "/surveys/sample.csv", "/surveys/eit-2567/sheet.csv"])
def test_downloaded_files_can_be_sent_back(desk: Desk, path: str) -> None:
    browser = desk.browser("clerk")
    found = browser.get(path)
    assert "attachment" in found.headers["Content-Disposition"]
    assert upload(browser, found.body, path.rsplit("/", 1)[-1]).status == 302
    assert len(kept(desk)) == 1


# -- files that are not what they say


def test_workbook_that_unpacks_to_a_flood_is_refused() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", b"0" * (MOST_UNPACKED + 1))
    assert len(packed.getvalue()) < 100_000
    assert "ใหญ่เกินไป" in read_upload("a.xlsx", packed.getvalue()).faults[0].said


def test_workbook_with_entities_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    sound, hostile = BytesIO(FILES["own.xlsx"]), BytesIO()
    with zipfile.ZipFile(sound) as book, zipfile.ZipFile(hostile, "w") as written:
        for part in book.namelist():
            written.writestr(part, bomb if part == "xl/workbook.xml" else book.read(part))
    assert read_upload("a.xlsx", FILES["own.xlsx"]).instrument is not None
    assert "เปิดไฟล์ตารางนี้ไม่ได้" in read_upload("a.xlsx", hostile.getvalue()).faults[0].said


@pytest.mark.parametrize("cut", [4, 40, 400, -10])
def test_damaged_workbook_is_told_kindly(cut: int) -> None:
    assert read_upload("a.xlsx", FILES["own.xlsx"][:cut]).faults[0].said


def test_empty_parts_of_a_workbook_are_told_kindly() -> None:
    for emptied in zipfile.ZipFile(BytesIO(FILES["own.xlsx"])).namelist():
        hollow = BytesIO()
        with zipfile.ZipFile(BytesIO(FILES["own.xlsx"])) as book, zipfile.ZipFile(hollow, "w") as written:
            for part in book.namelist():
                written.writestr(part, b"" if part == emptied else book.read(part))
        found = read_upload("a.xlsx", hollow.getvalue())
        assert found.instrument is not None or found.faults[0].said


def test_cell_that_became_a_date_is_named(tmp_path: Path) -> None:
    from datetime import date

    book, written = Workbook(), BytesIO()
    for row in write_rows(WATER):
        book.active.append([date(2026, 12, 1) if cell == "0 ถึง 365" else cell for cell in row])
    book.save(written)
    (fault,) = read_upload("a.xlsx", written.getvalue()).faults
    assert (fault.line, "ข้อ q6" in fault.said, "0 ถึง 365" in fault.said or "1 ถึง 120" in fault.said) == (12, True, True)
