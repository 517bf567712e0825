"""From the public door to the officer's page over the real sealed store."""

import io
import re

import pytest
from PIL import Image

from complaints import evidence
from complaints.report import Report
from kernel.errors import Refused
from storage.sealed import recovery_sheet
from storage.sealed.room import FraudRoom
from tests.cast import BAN_MAI
from tests.console.desk import Browser, Desk, Page
from tests.console.real_room import open_the_door, references, signed_in

WORDS = "เรียกรับเงินค่าออกใบอนุญาต <script>alert(1)</script>"


def test_report_reaches_the_officers_who_were_not_excluded(desk: Desk, room: FraudRoom) -> None:
    accused = desk.hire(BAN_MAI, "accused", ("officer",))
    first, second = signed_in(desk, "officer"), signed_in(desk, "accused")
    open_the_door(room)
    room.file(BAN_MAI, Report(WORDS, who="นายช่าง", exclude=(accused.id,), contact="0899999999"), "f" * 32)
    (reference,) = references(first)
    assert "&lt;script&gt;" in first.get(f"/cases/{reference}").text
    assert "0899999999" in first.post(f"/cases/{reference}/contact", reason="นัดหมาย").words
    assert "ยังไม่มีเรื่อง" in second.get("/cases").words
    assert second.get(f"/cases/{reference}").status == 404


def test_case_is_closed_and_counted(desk: Desk, room: FraudRoom) -> None:
    desk.hire(BAN_MAI, "second", ("officer",))
    browser, _ = signed_in(desk, "officer"), signed_in(desk, "second")
    open_the_door(room)
    room.file(BAN_MAI, Report(WORDS), "f" * 32)
    (reference,) = references(browser)
    browser.fill(f"/cases/{reference}", f"/cases/{reference}/close", outcome="unfounded")
    assert "ตรวจสอบแล้วไม่พบมูล" in browser.get(f"/cases/{reference}").words
    assert room.check_audit(BAN_MAI).holds


def test_session_row_opens_no_case_without_the_cookie(desk: Desk, room: FraudRoom) -> None:
    browser = signed_in(desk, "officer")
    key = room.unwrap_from_session(_key_in_row(desk), browser.cookie() or "")
    assert key.officer == desk.members["banmai", "officer"].id
    stored = b"".join(path.read_bytes() for path in desk.folder.glob("*.db*"))
    assert key.secret not in stored


def _key_in_row(desk: Desk) -> bytes:
    with desk.database.read() as connection:
        return bytes(connection.exec_driver_sql("SELECT key FROM sessions").scalar_one())


def _number(page: Page) -> str:
    return page.text.split('class="code">')[1].split("<")[0]


def _second_officer(desk: Desk, room: FraudRoom) -> tuple[Browser, str]:
    """An open door, then an admin resets the second officer and uses the link; the new browser and the id."""
    second = desk.hire(BAN_MAI, "second", ("officer",))
    signed_in(desk, "officer"), signed_in(desk, "second")
    open_the_door(room)
    room.leave(BAN_MAI, second.id)
    desk.clock.pass_time(minutes=1)
    return signed_in(desk, "second"), second.id


def test_reset_officer_reads_new_cases_only_after_a_colleague_compared_the_number(desk: Desk, room: FraudRoom) -> None:
    desk.hire(BAN_MAI, "third", ("officer",))
    signed_in(desk, "third")
    renewed, officer = _second_officer(desk, room)
    first = signed_in(desk, "officer")
    room.file(BAN_MAI, Report("ก่อนยืนยัน"), "a" * 32)
    assert "รอการยืนยัน" in first.get("/cases").words
    assert "ยังอ่านเรื่องใหม่ไม่ได้" in renewed.get("/cases").words
    assert _number(renewed.get("/keys")) == _number(first.get("/keys"))
    assert (
        first.post(f"/keys/{officer}/approve", number=_number(first.get("/keys"))).to
        == "/console/keys?done=key_approved"
    )
    room.file(BAN_MAI, Report("หลังยืนยัน"), "b" * 32)
    assert len(references(renewed)) == 1
    assert "officer ยืนยันกุญแจของผู้รับเรื่อง second" in desk.browser("admin").get("/log").words


def test_waiting_officer_and_wrong_number_approve_nothing(desk: Desk, room: FraudRoom) -> None:
    renewed, officer = _second_officer(desk, room)
    number = _number(renewed.get("/keys"))
    assert renewed.post(f"/keys/{officer}/approve", number=number).status == 409
    first = signed_in(desk, "officer")
    assert first.fill("/keys", f"/keys/{officer}/approve", number="00000 00000 00000 00000").status == 409
    admin = Browser(desk.app, desk.clock)
    admin.sign_in("admin")
    assert admin.fill("/own", f"/keys/{officer}/approve", number=number).status == 404
    assert [one.officer for one in room.waiting_keys(BAN_MAI)] == [officer]


def test_holder_of_the_recovery_key_approves_in_the_waiting_officers_page(desk: Desk, room: FraudRoom) -> None:
    second = desk.hire(BAN_MAI, "second", ("officer",))
    signed_in(desk, "officer"), signed_in(desk, "second")
    sheet = open_the_door(room)
    room.leave(BAN_MAI, second.id)
    desk.clock.pass_time(minutes=1)
    renewed = signed_in(desk, "second")
    page = renewed.fill("/keys", "/keys/own/challenge")
    challenge = page.text.split("readonly>")[1].split("<")[0]
    assert renewed.post("/keys/own/answer", answer="WRONG").status == 409
    answer = recovery_sheet.answer(sheet.secret, challenge, "banmai")
    assert renewed.post("/keys/own/answer", answer=answer).to == "/console/keys?done=key_approved"
    assert room.waiting_keys(BAN_MAI) == []
    assert room.door(BAN_MAI).open


def test_page_of_keys_is_empty_for_officers_when_nothing_waits(desk: Desk, room: FraudRoom) -> None:
    browser = signed_in(desk, "officer")
    assert "ไม่มีกุญแจที่รอการยืนยัน" in browser.get("/keys").words
    assert browser.post("/keys/own/challenge").status == 409


def test_an_officers_whole_work_on_the_real_store(desk: Desk, room: FraudRoom) -> None:
    second = desk.hire(BAN_MAI, "second", ("officer",))
    browser, _ = signed_in(desk, "officer"), signed_in(desk, "second")
    open_the_door(room)
    files = [evidence.clean("a.png", _picture())]
    receipt = room.file(BAN_MAI, Report(WORDS, where="ศาลา"), "f" * 32, files)
    (case,) = references(browser)
    page = browser.get(f"/cases/{case}")
    saved = browser.get(re.search(r'href="/console(/cases/\w+/files/\w+)"', page.text)[1])  # type: ignore[index]
    assert (saved.status, saved.body, saved.headers["X-Content-Type-Options"]) == (200, files[0].data, "nosniff")
    browser.post(f"/cases/{case}/message", text="ขอวันที่เกิดเหตุ")
    browser.post(f"/cases/{case}/note", note="ขอเอกสารกองคลัง")
    browser.post(f"/cases/{case}/assign", officer=second.id)
    assert browser.post(f"/cases/{case}/forward", to="ป.ป.ช.", told="").to.endswith("case_forwarded")
    seen = browser.get(f"/cases/{case}").words
    assert ("ขอเอกสารกองคลัง" in seen, "(ป.ป.ช.)" in seen, "คุณ second" in seen) == (True, True, True)
    told = " ".join(one.text for one in room.follow(BAN_MAI, receipt.digits).messages)
    assert ("ขอวันที่เกิดเหตุ" in told, "ป.ป.ช." in told, "ขอเอกสารกองคลัง" in told) == (True, True, False)


def test_recusing_leaves_no_trace_of_the_case(desk: Desk, room: FraudRoom) -> None:
    desk.hire(BAN_MAI, "second", ("officer",))
    first, second = signed_in(desk, "officer"), signed_in(desk, "second")
    open_the_door(room)
    room.file(BAN_MAI, Report(WORDS), "f" * 32)
    (case,) = references(first)
    first.get(f"/cases/{case}")
    assert first.post(f"/cases/{case}/recuse").to == "/console/cases?done=case_recused"
    assert (references(first), first.get(f"/cases/{case}").status) == ([], 404)
    assert "ไม่มีเรื่องค้าง" in first.get("/").words
    second.get(f"/cases/{case}")
    assert second.post(f"/cases/{case}/recuse").status == 409


def test_report_taken_by_telephone_is_exchanged_by_its_informer(desk: Desk, room: FraudRoom) -> None:
    desk.hire(BAN_MAI, "second", ("officer",))
    browser, _ = signed_in(desk, "officer"), signed_in(desk, "second")
    open_the_door(room)
    page = browser.fill("/cases/new", "/cases/new", what=WORDS, form="x" * 32)
    code = "".join(re.findall(r"<span>(\d{4})</span>", page.text))
    cookie, view = room.reporter.sign_in(BAN_MAI, code)
    assert view.first_use
    own = room.reporter.exchange(BAN_MAI, cookie, "f" * 32)
    assert not room.follow(BAN_MAI, own.digits).first_use
    with pytest.raises(Refused, match="receipt_unknown"):
        room.follow(BAN_MAI, code)


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4), "navy").save(out, "PNG")
    return out.getvalue()
