"""From the public door to the officer's page over the real sealed store."""

from collections.abc import Iterator

import pytest

from complaints.report import Report
from storage.keyfile import KeyFile
from storage.sealed import recovery_sheet
from storage.sealed.recovery_sheet import RecoverySheet
from storage.sealed.room import FraudRoom
from storage.sealed.tables import metadata
from tests.cast import BAN_MAI
from tests.console.desk import SECRET, Browser, Desk, Page
from tests.fakes.complaints import CHEAP

WORDS = "เรียกรับเงินค่าออกใบอนุญาต <script>alert(1)</script>"


@pytest.fixture
def room(desk: Desk) -> Iterator[FraudRoom]:
    """The real room behind the console."""
    made = FraudRoom.open(f"sqlite:///{desk.folder}/sealed.db", KeyFile.fresh(), desk.clock, CHEAP)
    metadata.create_all(made.store.engine)
    desk.fraud = made
    yield made
    made.close()


def _officer(desk: Desk, login: str) -> Browser:
    browser = Browser(desk.over("http://127.0.0.1:8000"), desk.clock)
    browser.sign_in(login)
    browser.type_code(SECRET)
    return browser


def _open_the_door(desk: Desk, room: FraudRoom) -> RecoverySheet:
    sheet = recovery_sheet.new_sheet()
    room.load_recovery(BAN_MAI, sheet.public)
    room.prove_recovery(BAN_MAI, recovery_sheet.answer(sheet.secret, room.challenge_recovery(BAN_MAI), "banmai"))
    return sheet


def test_report_reaches_the_officers_who_were_not_excluded(desk: Desk, room: FraudRoom) -> None:
    accused = desk.hire(BAN_MAI, "accused", ("officer",))
    first, second = _officer(desk, "officer"), _officer(desk, "accused")
    _open_the_door(desk, room)
    room.file(BAN_MAI, Report(WORDS, who="นายช่าง", exclude=(accused.id,), contact="0899999999"), "f" * 32)
    reference = first.get("/cases").text.split("/console/cases/")[1].split('"')[0]
    assert "&lt;script&gt;" in first.get(f"/cases/{reference}").text
    assert "0899999999" in first.post(f"/cases/{reference}/contact", reason="นัดหมาย").words
    assert "ยังไม่มีเรื่อง" in second.get("/cases").words
    assert second.get(f"/cases/{reference}").status == 404


def test_case_is_closed_and_counted(desk: Desk, room: FraudRoom) -> None:
    desk.hire(BAN_MAI, "second", ("officer",))
    browser, _ = _officer(desk, "officer"), _officer(desk, "second")
    _open_the_door(desk, room)
    room.file(BAN_MAI, Report(WORDS), "f" * 32)
    reference = browser.get("/cases").text.split("/console/cases/")[1].split('"')[0]
    browser.fill(f"/cases/{reference}", f"/cases/{reference}/close", outcome="unfounded")
    assert "ตรวจสอบแล้วไม่พบมูล" in browser.get(f"/cases/{reference}").words
    assert room.check_audit(BAN_MAI).holds


def test_session_row_opens_no_case_without_the_cookie(desk: Desk, room: FraudRoom) -> None:
    browser = _officer(desk, "officer")
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
    _officer(desk, "officer"), _officer(desk, "second")
    _open_the_door(desk, room)
    room.leave(BAN_MAI, second.id)
    desk.clock.pass_time(minutes=1)
    return _officer(desk, "second"), second.id


def test_reset_officer_reads_new_cases_only_after_a_colleague_compared_the_number(desk: Desk, room: FraudRoom) -> None:
    desk.hire(BAN_MAI, "third", ("officer",))
    _officer(desk, "third")
    renewed, officer = _second_officer(desk, room)
    first = _officer(desk, "officer")
    room.file(BAN_MAI, Report("ก่อนยืนยัน"), "a" * 32)
    assert "รอการยืนยัน" in first.get("/cases").words
    assert "ยังอ่านเรื่องใหม่ไม่ได้" in renewed.get("/cases").words
    assert _number(renewed.get("/keys")) == _number(first.get("/keys"))
    assert (
        first.post(f"/keys/{officer}/approve", number=_number(first.get("/keys"))).to
        == "/console/keys?done=key_approved"
    )
    room.file(BAN_MAI, Report("หลังยืนยัน"), "b" * 32)
    assert len(renewed.get("/cases").text.split('href="/console/cases/')) == 2
    assert "officer ยืนยันกุญแจของผู้รับเรื่อง second" in desk.browser("admin").get("/log").words


def test_waiting_officer_and_wrong_number_approve_nothing(desk: Desk, room: FraudRoom) -> None:
    renewed, officer = _second_officer(desk, room)
    number = _number(renewed.get("/keys"))
    assert renewed.post(f"/keys/{officer}/approve", number=number).status == 409
    first = _officer(desk, "officer")
    assert first.fill("/keys", f"/keys/{officer}/approve", number="00000 00000 00000 00000").status == 409
    admin = Browser(desk.over("http://127.0.0.1:8000"), desk.clock)
    admin.sign_in("admin")
    assert admin.fill("/own", f"/keys/{officer}/approve", number=number).status == 404
    assert [one.officer for one in room.waiting_keys(BAN_MAI)] == [officer]


def test_holder_of_the_recovery_key_approves_in_the_waiting_officers_page(desk: Desk, room: FraudRoom) -> None:
    second = desk.hire(BAN_MAI, "second", ("officer",))
    _officer(desk, "officer"), _officer(desk, "second")
    sheet = _open_the_door(desk, room)
    room.leave(BAN_MAI, second.id)
    desk.clock.pass_time(minutes=1)
    renewed = _officer(desk, "second")
    page = renewed.fill("/keys", "/keys/own/challenge")
    challenge = page.text.split("readonly>")[1].split("<")[0]
    assert renewed.post("/keys/own/answer", answer="WRONG").status == 409
    answer = recovery_sheet.answer(sheet.secret, challenge, "banmai")
    assert renewed.post("/keys/own/answer", answer=answer).to == "/console/keys?done=key_approved"
    assert room.waiting_keys(BAN_MAI) == []
    assert room.door(BAN_MAI).open


def test_page_of_keys_is_empty_for_officers_when_nothing_waits(desk: Desk, room: FraudRoom) -> None:
    browser = _officer(desk, "officer")
    assert "ไม่มีกุญแจที่รอการยืนยัน" in browser.get("/keys").words
    assert browser.post("/keys/own/challenge").status == 409
