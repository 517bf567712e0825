"""Working on a fraud case: talking, noting, handing on, and what comes back when it is refused."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest

from complaints.opened import FileFact, OpenedFile
from complaints.status import Outcome, Status
from tests.cast import BAN_MAI
from tests.console.desk import Browser, Desk
from tests.console.fraud_desk import FakeOfficers, a_case

CASE = "/cases/AB2C"
LONG = "คำให้การ <b> " * 3


@pytest.fixture
def fraud(desk: Desk) -> FakeOfficers:
    """One case at บ้านใหม่."""
    assert isinstance(desk.fraud, FakeOfficers)
    desk.fraud.cases["banmai", "AB2C"] = a_case("AB2C", date(2026, 11, 21) + timedelta(days=9))
    return desk.fraud


@pytest.fixture
def officer(desk: Desk, fraud: FakeOfficers) -> Browser:
    """On the case's page."""
    browser = desk.browser("officer")
    browser.get(CASE)
    return browser


def test_message_goes_to_the_informer_as_typed(officer: Browser, fraud: FakeOfficers) -> None:
    assert officer.post(f"{CASE}/message", text=LONG).to == f"/console{CASE}?done=case_written"
    page = officer.get(CASE)
    assert ("คำให้การ &lt;b&gt;" in page.text, fraud.cases["banmai", "AB2C"].messages[0].text) == (True, LONG)


def test_note_is_for_colleagues_and_names_its_author(officer: Browser, fraud: FakeOfficers) -> None:
    officer.post(f"{CASE}/note", note="ขอเอกสารกองคลัง")
    assert "ขอเอกสารกองคลัง คุณ officer (คุณ)" in officer.get(CASE).words
    assert fraud.cases["banmai", "AB2C"].messages == ()


def test_case_is_assigned_shared_and_never_to_a_stranger(officer: Browser, fraud: FakeOfficers) -> None:
    officer.post(f"{CASE}/assign", officer="o2")
    assert fraud.cases["banmai", "AB2C"].inside.assignee == "o2"
    assert officer.post(f"{CASE}/assign", officer="o9").status == 409
    assert officer.post(f"{CASE}/share", officer="o3").to.endswith("case_shared")
    assert officer.post(f"{CASE}/share", officer="o2").status == 409


def test_forwarding_names_the_other_body(officer: Browser, fraud: FakeOfficers) -> None:
    refused = officer.post(f"{CASE}/forward", to=" ", told="ส่งหนังสือแล้ว")
    assert (refused.status, "ส่งหนังสือแล้ว" in refused.words) == (400, True)
    officer.post(f"{CASE}/forward", to="ป.ป.ช. จังหวัด", told="ส่งหนังสือแล้ว")
    case = fraud.cases["banmai", "AB2C"]
    assert (case.status, case.header.outcome) == (Status.CLOSED, Outcome.FORWARDED)
    assert "ส่งต่อหน่วยงานอื่น (ป.ป.ช. จังหวัด)" in officer.get(CASE).words


def test_forwarded_is_no_outcome_without_a_name(officer: Browser, fraud: FakeOfficers) -> None:
    assert officer.post(f"{CASE}/close", outcome="forwarded").status == 400
    assert fraud.cases["banmai", "AB2C"].status is Status.RECEIVED


def test_last_officer_cannot_step_back_and_is_told_what_to_do(officer: Browser) -> None:
    page = officer.post(f"{CASE}/recuse")
    assert (page.status, "ส่งต่ออำเภอหรือ ป.ป.ช." in page.words) == (409, True)


def test_spam_needs_a_reason_and_can_be_taken_back(officer: Browser, fraud: FakeOfficers) -> None:
    assert officer.post(f"{CASE}/spam", spam_reason=" ").status == 400
    officer.post(f"{CASE}/spam", spam_reason="โฆษณา")
    assert "เหตุผล: โฆษณา" in officer.get(CASE).words
    officer.post(f"{CASE}/unspam")
    assert not fraud.cases["banmai", "AB2C"].inside.spam


def test_what_was_typed_comes_back_when_refused(officer: Browser) -> None:
    page = officer.post(f"{CASE}/contact", reason="")
    assert page.status == 400
    page = officer.post(f"{CASE}/message", text="  ")
    assert (page.status, "พิมพ์ข้อความก่อนส่ง" in page.words) == (400, True)


def test_evidence_is_saved_and_never_shown_by_the_browser(officer: Browser, fraud: FakeOfficers) -> None:
    fact = FileFact("f1f1f1f1", '"><script>.svg', "jpeg", 3, cleaned=True, original=False, orientation=1)
    fraud.files["f1f1f1f1"] = OpenedFile(fact, b"\xff\xd8\xff")
    page = officer.get(f"{CASE}/files/f1f1f1f1")
    assert (page.status, page.body) == (200, b"\xff\xd8\xff")
    assert page.headers["Content-Type"] == "application/octet-stream"
    assert page.headers["Content-Disposition"] == 'attachment; filename="AB2C-f1f1f1.jpg"'
    assert page.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert (page.headers["X-Content-Type-Options"], page.headers["Cache-Control"]) == ("nosniff", "no-store")
    assert officer.get(f"{CASE}/files/none").status == 404


def test_report_from_the_telephone_is_kept_and_its_code_shown_once(officer: Browser, fraud: FakeOfficers) -> None:
    page = officer.fill("/cases/new", "/cases/new", what=LONG, contact="ป้าแดง", form="x" * 32)
    assert (page.status, "มอบรหัสนี้ให้ผู้แจ้ง" in page.words) == (200, True)
    assert [(report.what, report.contact) for report in fraud.entered] == [(LONG, "ป้าแดง")]


def test_refused_report_from_the_telephone_comes_back(officer: Browser, fraud: FakeOfficers) -> None:
    page = officer.fill("/cases/new", "/cases/new", what=" ", where="ตลาด", form="x" * 32)
    assert (page.status, 'name="where">ตลาด' in page.text, fraud.entered) == (400, True, [])
    file = (io.BytesIO(b"MZ"), "x.exe")
    page = officer.post("/cases/new", what=LONG, form="x" * 32, files=file)
    assert (page.status, "รับเฉพาะภาพ" in page.words, "คำให้การ" in page.words) == (400, True, True)


def test_tampering_and_a_closed_door_are_shown_to_officers(desk: Desk, fraud: FakeOfficers, officer: Browser) -> None:
    fraud.tampered = ("audit", "counters")
    page = officer.get("/cases")
    assert "สมุดตรวจสอบถูกแก้หรือขาดหาย" in page.words
    assert "ยังมีผู้รับเรื่องที่ตั้งกุญแจแล้วไม่ถึง 2 คน" in page.words  # only one officer has signed in here


def test_mass_erase_waits_for_an_officer(fraud: FakeOfficers, officer: Browser) -> None:
    fraud.erasing = 40
    assert "ยืนยันให้ลบ" not in officer.get("/cases").words  # none of them is this officer's
    case = fraud.cases["banmai", "AB2C"]
    over = replace(case.header, kept_until=date(2026, 9, 30))
    fraud.cases["banmai", "AB2C"] = replace(case, header=over)
    page = officer.get("/cases")
    assert ("ยืนยันให้ลบ" in page.words, "40" in page.words) == (True, False)
    officer.post("/cases/erasures")
    assert fraud.erasing == 0


@pytest.mark.parametrize(
    "act", ["message", "note", "assign", "share", "recuse", "forward", "spam", "unspam", "hold", "close", "status"]
)
def test_nothing_is_done_to_a_case_that_is_not_ones_own(desk: Desk, fraud: FakeOfficers, act: str) -> None:
    officer = desk.browser("officer")
    officer.get("/cases")
    given = {"text": "x", "note": "x", "to": "x", "spam_reason": "x", "officer": "o3", "outcome": "done"}
    pages = [officer.post(f"/cases/{reference}/{act}", **given) for reference in ("ZZ9Z", "zz9z", "<b>")]
    clerk = desk.browser("admin")
    clerk.get("/own")
    pages.append(clerk.post(f"{CASE}/{act}", **given))
    assert {page.status for page in pages} == {404}


def test_officer_with_a_lost_password_opens_the_key_with_its_code(desk: Desk, fraud: FakeOfficers) -> None:
    browser, new = desk.browser("officer"), "มะละกอ-ปลาร้า-ถั่ว"
    assert browser.fill("/keys", "/keys/own/code", old="wrong").status == 403
    code = browser.fill("/keys", "/keys/own/code", old="ข้าวเหนียว-มะม่วง-สุก")
    assert "KEY-CODE" in code.words
    stranger = desk.browser()
    given = {"office": "banmai", "login": "officer", "password": new, "again": new}
    assert stranger.fill("/sign-in/code", "/sign-in/code", key_code="GUESS", **given).status == 403
    assert stranger.fill("/sign-in/code", "/sign-in/code", key_code="KEY-CODE", **given).to.endswith("done=password")
    assert stranger.sign_in("officer", password=new).to == "/console/second-step"
    assert fraud.enrolled(BAN_MAI, desk.members["banmai", "officer"].id)


def test_code_of_the_key_is_nothing_for_other_staff(desk: Desk, fraud: FakeOfficers) -> None:
    fraud.codes["banmai", desk.members["banmai", "admin"].id] = "KEY-CODE"
    new = "มะละกอ-ปลาร้า-ถั่ว"
    given = {"office": "banmai", "password": new, "again": new, "key_code": "KEY-CODE"}
    for login in ("admin", "nobody"):
        assert desk.browser().fill("/sign-in/code", "/sign-in/code", login=login, **given).status == 403


def test_officer_has_no_other_duty(desk: Desk) -> None:
    admin, officer = desk.browser("admin"), desk.members["banmai", "officer"].id
    page = admin.fill(f"/staff/{officer}", f"/staff/{officer}/roles", role=["officer", "clerk"])
    assert "ต้องแยกจากหน้าที่อื่น" in page.words
