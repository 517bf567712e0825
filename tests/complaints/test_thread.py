"""What the holder of a receipt sees, and what everybody else is told."""

from dataclasses import replace
from datetime import date

import pytest

from complaints.desk import Desk
from complaints.opened import OpenedMessage
from complaints.receipt import Receipt, receipt_from
from complaints.status import Outcome, Status
from complaints.thread import Followed
from kernel.codes import luhn_digit
from kernel.errors import Refused
from tests.cast import BAN_MAI
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import PLOY, Staffed, WatchedCrypto, WatchedStore


def wrong_secret_for(receipt: Receipt) -> Receipt:
    body = receipt.locator + str(int(receipt.secret[0] == "0")) + receipt.secret[1:]
    return Receipt(body + luhn_digit(body))


def unknown_locator(receipt: Receipt) -> Receipt:
    other = receipt_from(bytes(31) + b"\x07")
    assert other.locator != receipt.locator
    return other


def test_receipt_shows_where_the_case_stands(banmai: Staffed) -> None:
    receipt = banmai.file()
    view = banmai.room.follow(BAN_MAI, receipt.shown)
    assert (view.status, view.status_label, view.messages) == (Status.RECEIVED, "รับเรื่องแล้ว", ())
    assert view.come_back == date(2026, 12, 6)
    said = "หน่วยงานได้รับเรื่องของท่านแล้ว กลับมาดูความคืบหน้าด้วยรหัสรับเรื่องนี้ได้ตั้งแต่วันที่ 6 ธันวาคม 2569"
    assert view.acknowledgement == said


def test_date_to_come_back_follows_the_agency(banmai: Staffed) -> None:
    hasty = replace(BAN_MAI, complaint_days=7)
    receipt = replace(banmai, agency=hasty).file()
    assert banmai.room.follow(hasty, receipt.digits).come_back == date(2026, 11, 28)


def test_receipt_shows_what_officers_wrote_and_how_it_ended(banmai: Staffed, clock: FrozenClock) -> None:
    receipt = banmai.file()
    (reference,) = banmai.references()
    reader = banmai.room.reader(BAN_MAI, banmai.keys[PLOY])
    reader.write(reference, "ขอทราบวันเวลา")
    clock.pass_time(days=1)
    reader.write(reference, "ตรวจสอบแล้ว ขอบคุณ")
    reader.close(reference, Outcome.FORWARDED)
    view = banmai.room.follow(BAN_MAI, receipt.digits)
    first = OpenedMessage(True, "ขอทราบวันเวลา", date(2026, 11, 21))
    second = OpenedMessage(True, "ตรวจสอบแล้ว ขอบคุณ", date(2026, 11, 22))
    assert view.messages == (first, second)
    assert view.status_label == "ปิดเรื่องแล้ว ผลคือ ส่งต่อหน่วยงานอื่น"


def test_wrong_and_unknown_receipts_get_the_same_answer(banmai: Staffed) -> None:
    receipt = banmai.file()
    answers = []
    for other in (wrong_secret_for(receipt), unknown_locator(receipt)):
        with pytest.raises(Refused) as refused:
            banmai.room.follow(BAN_MAI, other.digits)
        answers.append((refused.value.reason, refused.value.facts))
    assert answers[0] == answers[1] == ("receipt_unknown", {})


def test_right_wrong_and_unknown_receipts_cost_one_derivation_each(banmai: Staffed, clock: FrozenClock) -> None:
    store = WatchedStore(banmai.room.store)
    crypto = WatchedCrypto(store)
    thread = Followed(Desk(store, crypto, clock))
    receipt = banmai.file()
    thread.follow(BAN_MAI, receipt.digits)
    for other in (wrong_secret_for(receipt), unknown_locator(receipt), unknown_locator(receipt)):
        with pytest.raises(Refused, match=r"^receipt_unknown$"):
            thread.follow(BAN_MAI, other.digits)
    assert crypto.open_during == [0, 0, 0, 0]
    assert crypto.salts[0] == crypto.salts[1] != crypto.salts[2] == crypto.salts[3]


def test_slip_is_told_before_any_derivation(banmai: Staffed, clock: FrozenClock) -> None:
    store = WatchedStore(banmai.room.store)
    crypto = WatchedCrypto(store)
    digits = banmai.file().digits
    slipped = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    with pytest.raises(Refused, match=r"^receipt_malformed$"):
        Followed(Desk(store, crypto, clock)).follow(BAN_MAI, slipped)
    assert crypto.open_during == []


def test_wrong_receipts_are_counted_by_day_only(banmai: Staffed, clock: FrozenClock) -> None:
    wrong = wrong_secret_for(banmai.file())
    for _ in range(3):
        with pytest.raises(Refused):
            banmai.room.follow(BAN_MAI, wrong.digits)
    clock.pass_time(days=1)
    banmai.room.tidy(BAN_MAI)
    with banmai.room.store.read() as work:
        last = work.audit.chain(BAN_MAI)[0][-1].entry
    assert (last.action, last.reason, last.case) == ("receipt_wrong", "3", "")


def test_view_hides_messages_from_tracebacks(banmai: Staffed) -> None:
    receipt = banmai.file()
    (reference,) = banmai.references()
    banmai.room.reader(BAN_MAI, banmai.keys[PLOY]).write(reference, "ข้อความลับ")
    assert "ข้อความลับ" not in repr(banmai.room.follow(BAN_MAI, receipt.digits))
