"""From the public door to the officer's page over the real sealed store."""

from collections.abc import Iterator

import pytest

from complaints.report import Report
from storage.crypto import Cost
from storage.keyfile import KeyFile
from storage.sealed import recovery_sheet
from storage.sealed.case_crypto import Costs
from storage.sealed.room import FraudRoom
from storage.sealed.tables import metadata
from tests.cast import BAN_MAI
from tests.console.desk import SECRET, Browser, Desk

CHEAP = Costs(receipt=Cost(1, 8192), officer=Cost(1, 8192))
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


def _open_the_door(desk: Desk, room: FraudRoom) -> None:
    sheet = recovery_sheet.new_sheet()
    room.load_recovery(BAN_MAI, sheet.public)
    room.prove_recovery(BAN_MAI, recovery_sheet.answer(sheet.secret, room.challenge_recovery(BAN_MAI), "banmai"))


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
