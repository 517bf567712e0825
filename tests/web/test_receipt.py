"""The receipt: shown once, confirmed, and used to look again."""

import re

import pytest
from flask.testing import FlaskClient

from complaints.receipt import Receipt
from tests.fakes.fraud_door import FakeFraudDoor
from tests.web.reading import form_of, words
from tests.web.reporting import FOLLOW, send, typed
from web import Parts


def test_receipt_page_says_when_to_come_back(client: FlaskClient):
    shown = words(send(client))
    assert "รหัสรับเรื่อง 24 หลักนี้แสดงครั้งเดียว" in shown
    assert "ตั้งแต่วันที่ 6 ธันวาคม 2569" in shown
    assert "banmai.example/f/banmai/receipt" in shown


def test_receipt_is_seen_in_groups_and_heard_digit_by_digit(client: FlaskClient):
    page = send(client)
    groups = re.findall("....", form_of(page).fields["receipt"])
    assert len(groups) == 6
    assert "".join(f"<span>{group}</span>" for group in groups) in page.text
    assert f'aria-label="{", ".join(" ".join(group) for group in groups)}"' in page.text


def test_receipt_is_confirmed_by_its_last_digits(client: FlaskClient, receipt: Receipt):
    form = form_of(send(client))
    last = form.fields["receipt"][-4:]
    done = client.post(form.action, data={**form.fields, "last": last})
    assert (done.status_code, "เรียบร้อยแล้ว" in words(done)) == (200, True)
    assert last not in words(done)


@pytest.mark.parametrize("last", ["", "0000", "abcd", "9" * 1000])
def test_wrong_last_digits_show_the_receipt_again(client: FlaskClient, receipt: Receipt, last: str):
    page = client.post(f"{FOLLOW}/noted", data={**typed(receipt), "last": last})
    assert page.status_code == 422
    assert " ".join(receipt.groups) in words(page)


def test_thai_digits_confirm_too(client: FlaskClient, receipt: Receipt):
    thai = receipt.digits[-4:].translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert client.post(f"{FOLLOW}/noted", data={**typed(receipt), "last": thai}).status_code == 200


def test_following_shows_status_and_the_offices_messages(client, door: FakeFraudDoor, receipt: Receipt):
    door.answers.append("ขอวันที่เกิดเหตุ <b>โดยประมาณ</b>")
    page = client.post(FOLLOW, data={"receipt": "-".join(receipt.groups)})
    shown = words(page)
    assert (page.status_code, "รับเรื่องแล้ว" in shown, "6 ธันวาคม 2569" in shown) == (200, True, True)
    assert "ขอวันที่เกิดเหตุ <b>โดยประมาณ</b>" in shown
    assert "<b>" not in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_wrong_and_foreign_receipts_read_alike(client: FlaskClient, receipt: Receipt):
    foreign = client.post("/f/nongbua/receipt", data=typed(receipt))
    unknown = client.post(FOLLOW, data={"receipt": "0" * 24})
    assert (foreign.status_code, unknown.status_code) == (422, 422)
    assert "ไม่พบเรื่องของรหัสนี้" in words(foreign)
    assert words(foreign).replace("หนองบัว", "บ้านใหม่") == words(unknown)


@pytest.mark.parametrize("text", ["", "1", "1" * 24, "ก" * 10_000, "1" * 10_000, "<b>", "\x00" * 24])
def test_what_cannot_be_a_receipt_is_told_so_and_not_echoed(client: FlaskClient, text: str):
    page = client.post(FOLLOW, data={"receipt": text})
    assert (page.status_code, "โปรดตรวจตัวเลขทั้ง 24 หลัก" in words(page)) == (422, True)
    assert form_of(page).fields == {"receipt": ""}
    assert "Set-Cookie" not in page.headers


def test_receipt_is_never_taken_from_an_address(client: FlaskClient, receipt: Receipt):
    page = client.get(f"{FOLLOW}?receipt={receipt.digits}")
    assert receipt.digits not in page.text
    assert "รับเรื่องแล้ว" not in words(page)
    assert client.get(f"{FOLLOW}/noted").status_code == 405


def test_a_crowd_is_asked_to_look_again_later(client: FlaskClient, door: FakeFraudDoor, receipt: Receipt):
    door.crowded = True
    page = client.post(FOLLOW, data=typed(receipt))
    assert (page.status_code, page.headers["Retry-After"]) == (503, "10")


def test_whoever_comes_while_many_look_gets_a_place_and_types_nothing_anew(
    client: FlaskClient, door: FakeFraudDoor, parts: Parts, receipt: Receipt
):
    parts.receipts._patience = 0
    door.turn.clear()
    page = client.post(FOLLOW, data=typed(receipt))
    again = form_of(page).fields
    assert (page.status_code, page.headers["Retry-After"], page.headers.get("Set-Cookie")) == (202, "2", None)
    assert (again["receipt"], receipt.digits in page.request.url) == (typed(receipt)["receipt"], False)
    place = parts.receipts.find(f"banmai {again['place']}")
    assert place is not None
    door.turn.set()
    assert place.done.wait(10)
    assert client.post("/f/nongbua/receipt", data={**again, "receipt": ""}).status_code != 200  # another office's page
    assert client.post(FOLLOW, data={**again, "receipt": ""}).status_code == 200
    assert parts.receipts.find(f"banmai {again['place']}") is None


def test_a_link_from_the_chat_shows_the_receipt_once_and_only_when_pressed(client, door: FakeFraudDoor, receipt):
    door.once["t" * 22] = receipt
    address = f"/f/banmai/once/{'t' * 22}"
    looked = client.get(address)
    assert (looked.status_code, receipt.groups[0] in looked.text) == (200, False)
    assert " ".join(receipt.groups) in words(client.post(address))
    assert (client.post(address).status_code, "ใช้ไปแล้ว" in words(client.post(address))) == (422, True)
