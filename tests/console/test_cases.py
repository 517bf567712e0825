"""Fraud cases in the console: officers only, text inert, keys that follow the cookie."""

from datetime import date, timedelta

import pytest

from complaints.status import Outcome, Status
from tests.cast import BAN_MAI, NONG_BUA
from tests.console.desk import PASSWORD, SECRET, Browser, Desk
from tests.console.fraud_desk import FakeOfficers, a_case

TODAY = date(2026, 11, 21)


@pytest.fixture
def fraud(desk: Desk) -> FakeOfficers:
    """Three cases of ours and one of theirs."""
    assert isinstance(desk.fraud, FakeOfficers)
    room = desk.fraud
    for agency, case in (
        (BAN_MAI, a_case("AB2C", TODAY + timedelta(days=9), contact="นายลับ 0812345678")),
        (BAN_MAI, a_case("AC3D", TODAY - timedelta(days=1))),
        (BAN_MAI, a_case("AD4E", TODAY + timedelta(days=2), "<script>alert(1)</script> https://evil.example/x")),
        (NONG_BUA, a_case("ZZ9Z", TODAY, "ของหนองบัว")),
    ):
        room.cases[agency.code, case.reference] = case
    return room


def test_list_shows_dates_and_no_text(desk: Desk, fraud: FakeOfficers) -> None:
    page = desk.browser("officer").get("/cases")
    assert "AB2C เรียกรับสินบน · ครบกำหนด 30 พ.ย. 2569 รับเรื่องแล้ว" in page.words
    assert ("เกินกำหนด" in page.words, "ใกล้ครบกำหนด" in page.words) == (True, True)
    assert not [leak for leak in ("เรียกรับเงินค่าออก", "ZZ9Z", "evil", "นายลับ") if leak in page.text]
    assert fraud.audit == []


def test_home_counts_open_and_late_cases(desk: Desk, fraud: FakeOfficers) -> None:
    assert "ค้าง 3 เรื่อง เกินกำหนด 1 เรื่อง" in desk.browser("officer").get("/").words


def test_opened_case_is_inert_and_audited(desk: Desk, fraud: FakeOfficers) -> None:
    page = desk.browser("officer").get("/cases/AD4E")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; https://evil.example/x" in page.text
    assert ("<script>" in page.text, 'href="https://evil' in page.text) == (False, False)
    assert fraud.audit == [(desk.members["banmai", "officer"].id, "opened", "AD4E")]


@pytest.mark.parametrize("role", ["clerk", "surveyor", "admin"])
def test_case_is_not_there_for_other_staff(desk: Desk, fraud: FakeOfficers, role: str) -> None:
    browser = desk.browser(role)
    browser.get("/own")
    seen = [browser.get("/cases"), browser.get("/cases/AB2C"), browser.post("/cases/AB2C/close", outcome="done")]
    assert [page.status for page in seen] == [404, 404, 404]
    assert fraud.audit == []
    assert fraud.cases["banmai", "AB2C"].status is Status.RECEIVED


def test_case_of_another_office_is_like_no_case(desk: Desk, fraud: FakeOfficers) -> None:
    browser = desk.browser("officer")
    theirs, none = browser.get("/cases/ZZ9Z"), browser.get("/cases/XX1X")
    assert (theirs.status, none.status) == (404, 404)
    assert theirs.words == none.words
    assert desk.browser("officer", NONG_BUA).get("/cases/ZZ9Z").status == 200


def test_case_is_taken_up_closed_and_taken_up_again(desk: Desk, fraud: FakeOfficers) -> None:
    browser = desk.browser("officer")
    browser.fill("/cases/AB2C", "/cases/AB2C/status")
    assert fraud.cases["banmai", "AB2C"].status is Status.WORKING
    assert browser.fill("/cases/AB2C", "/cases/AB2C/close", outcome="").status == 400
    browser.fill("/cases/AB2C", "/cases/AB2C/close", outcome="unfounded")
    closed = fraud.cases["banmai", "AB2C"]
    assert (closed.status, closed.header.outcome) == (Status.CLOSED, Outcome.UNFOUNDED)
    assert "ตรวจสอบแล้วไม่พบมูล" in browser.get("/cases/AB2C").words
    assert browser.post("/cases/AB2C/close", outcome="done").status == 409
    browser.post("/cases/AB2C/status")
    assert fraud.cases["banmai", "AB2C"].status is Status.WORKING


def test_contact_needs_a_reason_and_is_shown_once(desk: Desk, fraud: FakeOfficers) -> None:
    browser = desk.browser("officer")
    assert "นายลับ" not in browser.get("/cases/AB2C").text
    assert browser.post("/cases/AB2C/contact", reason=" ").status == 400
    assert "นายลับ 0812345678" in browser.post("/cases/AB2C/contact", reason="นัดให้ข้อมูลเพิ่ม").words
    assert (desk.members["banmai", "officer"].id, "contact_opened", "นัดให้ข้อมูลเพิ่ม") in fraud.audit
    assert "นายลับ" not in browser.get("/cases/AB2C").text


def test_damaged_case_is_said_to_be_damaged(desk: Desk, fraud: FakeOfficers) -> None:
    fraud.damaged.add("AB2C")
    page = desk.browser("officer").get("/cases/AB2C")
    assert (page.status, "เสียหายหรือถูกแก้จากภายนอก" in page.words) == (409, True)


def test_console_log_says_nothing_about_cases(desk: Desk, fraud: FakeOfficers) -> None:
    browser = desk.browser("officer")
    browser.fill("/cases/AB2C", "/cases/AB2C/close", outcome="done")
    words = desk.browser("admin").get("/log").words
    assert ("เข้าระบบ" in words, "AB2C" in words) == (True, False)


def test_key_is_made_at_the_first_sign_in_and_moves_with_the_cookie(desk: Desk, fraud: FakeOfficers) -> None:
    officer = desk.members["banmai", "officer"].id
    assert not fraud.enrolled(BAN_MAI, officer)
    browser = desk.browser()
    browser.sign_in("officer")
    assert fraud.enrolled(BAN_MAI, officer)
    assert browser.get("/cases").to == "/console/second-step"
    browser.type_code(SECRET)
    assert browser.get("/cases/AB2C").status == 200


def test_other_staff_never_get_a_key(desk: Desk, fraud: FakeOfficers) -> None:
    desk.browser("admin")
    desk.browser("clerk")
    assert fraud.passwords == {}


def test_officer_whose_password_does_not_open_the_key_is_told(desk: Desk, fraud: FakeOfficers) -> None:
    fraud.passwords["banmai", desk.members["banmai", "officer"].id] = "another password"
    browser = desk.browser("officer")
    page = browser.get("/cases")
    assert (page.status, "ยังเปิดอ่านเรื่องไม่ได้" in page.words, "AB2C" in page.text) == (200, True, False)
    assert browser.get("/cases/AB2C").status == 404


def test_new_password_opens_the_same_key(desk: Desk, fraud: FakeOfficers) -> None:
    browser, new = desk.browser("officer"), "มะละกอ-ปลาร้า-ถั่ว"
    browser.fill("/own", "/own/password", old=PASSWORD, password=new, again=new)
    desk.clock.pass_time(minutes=1)
    browser.sign_in("officer", password=new)
    browser.type_code(SECRET)
    assert browser.get("/cases/AB2C").status == 200


@pytest.mark.parametrize("end", ["reset", "leave", "roles"])
def test_key_is_dropped_when_the_officer_is_reset_leaves_or_changes(desk: Desk, fraud: FakeOfficers, end: str) -> None:
    officer = desk.members["banmai", "officer"].id
    browser, admin = desk.browser("officer"), desk.browser("admin")
    assert fraud.enrolled(BAN_MAI, officer)
    admin.fill(f"/staff/{officer}", f"/staff/{officer}/{end}", role=["clerk"])
    assert not fraud.enrolled(BAN_MAI, officer)
    assert browser.get("/cases").to == "/console/sign-in"


def test_console_without_fraud_door_has_no_cases(desk: Desk) -> None:
    desk.fraud = None
    browser = Browser(desk.over("http://127.0.0.1:8000"), desk.clock)
    browser.sign_in("officer")
    browser.type_code(SECRET)
    assert (browser.get("/cases").status, "เรื่องแจ้งทุจริต" in browser.get("/").words) == (404, False)
