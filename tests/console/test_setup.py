"""Going live: the office, LINE and the sheet are set up, and what is left to do."""

import json

import pytest

from console.probe_ports import LineReport, SheetReport
from tests.cast import BAN_MAI, NONG_BUA
from tests.console.credentials import ACCOUNT, LINE_TOKEN, SECRET, SHEET
from tests.console.desk import Browser, Desk


def test_office_details_are_changed(desk: Desk) -> None:
    browser = desk.browser("admin")
    fields = {"name": BAN_MAI.name, "phone": "0-4400-9999", "size": "L", "complaint_days": "๓๐", "push_limit": "1,000"}
    fields |= {"false_answers": "๒", "complaint_ways": "ศูนย์ดำรงธรรม 1567\nTraffy https://traffy.example"}
    assert browser.fill("/setup/agency", "/setup/agency", **fields).to == "/console/setup?done=saved"
    with desk.workplace.read() as work:
        kept = work.agencies.get("banmai")
        other = work.agencies.get("nongbua")
    assert kept is not None
    assert (kept.phone, kept.size, kept.complaint_days, kept.push_limit) == ("0-4400-9999", "L", 30, 1000)
    assert (kept.false_answers, kept.complaint_ways.split()[-1]) == (2, "https://traffy.example")
    assert other == NONG_BUA


@pytest.mark.parametrize(
    "field, said",
    [("name", ""), ("email", "no-at"), ("website", "javascript:alert(1)"), ("official_eit_url", "http://itas.example"),
     ("complaint_days", "0"), ("false_answers", "21"), ("complaint_days", "สิบ"), ("push_limit", "-1"),
     ("hours", "x" * 301), ("complaint_ways", "แจ้งที่ https://abt.example/F/banmai")],
)  # fmt: skip
def test_faulty_office_details_are_given_back(desk: Desk, field: str, said: str) -> None:
    good = {"name": "ชื่อใหม่", "address": "หมู่ 9", "complaint_days": "15", "push_limit": "200"}
    page = desk.browser("admin").fill("/setup/agency", "/setup/agency", **good | {field: said})
    assert (page.status, "หมู่ 9" in page.text) == (400, True)
    with desk.workplace.read() as work:
        assert work.agencies.get("banmai") == BAN_MAI


def _save_line(browser: Browser, **changed: str) -> object:
    fields = {"secret": SECRET, "token": LINE_TOKEN, "basic_id": "@123abcde"} | changed
    return browser.fill("/setup/line", "/setup/line", **fields)


def test_line_channel_is_sealed_and_never_shown_again(desk: Desk) -> None:
    browser = desk.browser("admin")
    _save_line(browser)
    page = browser.get("/setup/line")
    assert ("@123abcde" in page.text, SECRET in page.text, LINE_TOKEN in page.text) == (True, False, False)
    stored = b"".join(path.read_bytes() for path in desk.folder.glob("console.db*"))
    assert SECRET.encode() not in stored
    with desk.workplace.read() as work:
        assert work.credentials.get(BAN_MAI, "line") == {
            "secret": SECRET, "token": LINE_TOKEN, "basic_id": "@123abcde"
        }  # fmt: skip
        assert work.credentials.get(NONG_BUA, "line") is None
        assert work.revisions.all()["banmai", "credentials"] == 1


def test_empty_boxes_keep_what_is_saved(desk: Desk) -> None:
    browser = desk.browser("admin")
    _save_line(browser)
    _save_line(browser, secret="", token="", basic_id="@999zzzzz")
    with desk.workplace.read() as work:
        assert work.credentials.get(BAN_MAI, "line") == {
            "secret": SECRET, "token": LINE_TOKEN, "basic_id": "@999zzzzz"
        }  # fmt: skip


def test_old_secret_is_kept_for_an_hour_after_a_change(desk: Desk) -> None:
    browser = desk.browser("admin")
    _save_line(browser)
    _save_line(browser, secret="0" * 32)
    _save_line(browser, secret="")
    with desk.workplace.read() as work:
        kept = work.credentials.get(BAN_MAI, "line")
    assert kept is not None
    assert (kept["secret"], kept["previous_secret"]) == ("0" * 32, SECRET)
    assert kept["previous_until"] == "2026-11-21T06:00:00+00:00"


@pytest.mark.parametrize(
    "field, pasted, said",
    [
        ("token", "1656789012", "ที่วางมาเป็น Channel ID (เลข 10 หลัก)"),
        ("token", SECRET, "ที่วางมาเป็น Channel secret"),
        ("secret", LINE_TOKEN, "ที่วางมาเป็น Channel access token"),
        ("basic_id", "1656789012-AbCdEfGh", "ที่วางมาเป็น LIFF ID"),
    ],
)
def test_wrong_paste_is_named_and_not_echoed(desk: Desk, field: str, pasted: str, said: str) -> None:
    page = _save_line(desk.browser("admin"), **{field: pasted})
    assert (page.status, said in page.words, LINE_TOKEN in page.text, SECRET in page.text) == (400, True, False, False)
    with desk.workplace.read() as work:
        assert work.credentials.get(BAN_MAI, "line") is None


def test_line_test_asks_about_our_webhook(desk: Desk) -> None:
    browser = desk.browser("admin")
    assert browser.fill("/setup/line", "/setup/line/test").status == 409
    _save_line(browser)
    browser.fill("/setup/line", "/setup/line/test")
    assert desk.line.asked[0][0] == "banmai"
    assert desk.line.asked[0][2] == "http://127.0.0.1:8000/line/banmai/webhook"
    page = browser.get("/setup/line")
    assert "ผ่าน: ใช้งานได้" in page.words
    assert "บ้านใหม่บอต @123abcde" in page.words


def test_line_problem_is_explained(desk: Desk) -> None:
    desk.line.report = LineReport(problem="webhook_failed", webhook_reason="<could_not_connect>", chat_mode="chat")
    browser = desk.browser("admin")
    _save_line(browser)
    browser.fill("/setup/line", "/setup/line/test")
    page = browser.get("/setup/line")
    assert ("ยังไม่ผ่าน" in page.words, "&lt;could_not_connect&gt;" in page.text) == (True, True)
    assert "ระบบจึงไม่รับเรื่องทุจริตในแชต" in page.words


def test_line_away_loses_nothing(desk: Desk) -> None:
    desk.line.away = True
    browser = desk.browser("admin")
    _save_line(browser)
    page = browser.fill("/setup/line", "/setup/line/test")
    assert (page.status, "ติดต่อไลน์ไม่ได้" in page.words) == (503, True)
    with desk.workplace.read() as work:
        assert work.credentials.get(BAN_MAI, "line") is not None


def test_sheet_is_set_up_in_two_steps(desk: Desk) -> None:
    browser = desk.browser("admin")
    browser.fill("/setup/sheets", "/setup/sheets", key=json.dumps(ACCOUNT))
    with desk.workplace.read() as work:
        assert work.credentials.get(BAN_MAI, "sheets") is None
    page = browser.get("/setup/sheets")
    assert (ACCOUNT["client_email"] in page.text, "PRIVATE KEY" in page.text) == (True, False)
    browser.post("/setup/sheets", sheet=f"https://docs.google.com/spreadsheets/d/{SHEET}/edit")
    with desk.workplace.read() as work:
        kept = work.credentials.get(BAN_MAI, "sheets")
    assert kept is not None
    assert (kept["spreadsheet_id"], kept["service_account"]["private_key"]) == (SHEET, ACCOUNT["private_key"])


def test_sheet_problem_is_explained(desk: Desk) -> None:
    desk.sheet.report = SheetReport(problem="not_shared", said="กดแชร์ ใส่อีเมล bot@example.test")
    browser = desk.browser("admin")
    assert browser.fill("/setup/sheets", "/setup/sheets/test").status == 409
    browser.fill("/setup/sheets", "/setup/sheets", key=json.dumps(ACCOUNT), sheet=SHEET)
    browser.fill("/setup/sheets", "/setup/sheets/test")
    assert "ยังไม่ผ่าน: กดแชร์ ใส่อีเมล bot@example.test" in browser.get("/setup/sheets").words
    desk.sheet.away = True
    assert browser.fill("/setup/sheets", "/setup/sheets/test").status == 503


def test_faulty_key_is_not_echoed_and_the_link_is_kept(desk: Desk) -> None:
    page = desk.browser("admin").fill(
        "/setup/sheets",
        "/setup/sheets",
        key=json.dumps(ACCOUNT)[:-50],
        sheet=f"https://docs.google.com/spreadsheets/d/{SHEET}",
    )
    assert (page.status, "ไฟล์กุญแจที่วางมาไม่ครบ" in page.words) == (400, True)
    assert ("PRIVATE KEY" in page.text, SHEET in page.text) == (False, True)


def test_setup_counts_what_is_left(desk: Desk) -> None:
    browser = desk.browser("admin")
    assert "เหลืออีก 4 ขั้น" in browser.get("/").words
    browser.fill("/points", "/points", name="งานจัดเก็บรายได้", services="ภาษี", purpose="survey")
    assert "เหลืออีก 3 ขั้น" in browser.get("/").words
    assert browser.get("/setup").words.count("ยังไม่เสร็จ") == 3


def test_setup_leads_clerks_to_the_entries_with_gaps(desk: Desk) -> None:
    desk.seed_faq()
    desk.hire(BAN_MAI, "both", ("clerk", "admin"))
    both = desk.browser("both")
    assert "/console/faq?missing=1" in both.get("/setup").text
    assert "/console/faq" not in desk.browser("admin").get("/setup").text
    shown, every = both.get("/faq?missing=1").words, both.get("/faq").words
    assert "พบ 2 ข้อ" in shown
    assert every.count("ยังไม่ได้เติมข้อมูล") == 2
