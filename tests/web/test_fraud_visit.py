"""A visit with the receipt: one cookie, messages both ways, and its end."""

import io

import pytest
from flask.testing import FlaskClient

from complaints.receipt import Receipt
from tests.fakes.fraud_door import FakeFraudDoor
from tests.web.reading import form_of, forms_of, words
from tests.web.reporting import FOLLOW, picture, typed

THREAD = "/f/banmai/thread"


def entered(client: FlaskClient, receipt: Receipt):
    """A visit that has just begun; the fields of its first form."""
    page = client.post(FOLLOW, data=typed(receipt))
    assert page.status_code == 200
    return {"token": forms_of(page)[0].fields["token"]}


def test_the_only_cookie_comes_after_the_receipt_and_is_a_strict_one(client: FlaskClient, receipt: Receipt):
    (cookie,) = client.post(FOLLOW, data=typed(receipt)).headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-visit=")
    for rule in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
        assert rule in cookie
    assert ("Expires" in cookie, "Max-Age" in cookie, "Domain" in cookie) == (False, False, False)


@pytest.mark.parametrize(("site", "visits"), [("cross-site", 0), ("same-site", 0), ("same-origin", 1)])
def test_no_other_site_begins_a_visit(client: FlaskClient, receipt: Receipt, site: str, visits: int):
    shown = client.post(FOLLOW, data=typed(receipt), headers={"Sec-Fetch-Site": site})
    assert (shown.status_code, len(shown.headers.getlist("Set-Cookie"))) == (200, visits)


def test_messages_go_both_ways_and_one_form_is_one_message(client: FlaskClient, door: FakeFraudDoor, receipt: Receipt):
    door.answers.append("ขอวันที่เกิดเหตุ")
    form = {**entered(client, receipt), "do": "say", "text": "วันที่ 3 <b>"}
    for _ in range(2):
        assert client.post(THREAD, data=form).headers["Location"] == f"{THREAD}?done=said"
    page = client.get(f"{THREAD}?done=said")
    shown = words(page)
    assert (shown.count("วันที่ 3 <b>"), "ขอวันที่เกิดเหตุ" in shown, "ส่งข้อความถึงเจ้าหน้าที่แล้ว" in shown) == (1, True, True)
    assert "<b>" not in page.text


def test_evidence_can_be_added_without_a_word(client: FlaskClient, door: FakeFraudDoor, receipt: Receipt):
    form = {**entered(client, receipt), "do": "say", "text": "", "files": [(io.BytesIO(picture()), "ใบเสร็จ.jpg")]}
    assert client.post(THREAD, data=form, content_type="multipart/form-data").status_code == 303
    assert "ใบเสร็จ.jpg" in words(client.get(THREAD))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": " "}, "ยังไม่มีข้อความหรือไฟล์"),
        ({"text": "ก" * 20_001}, "ข้อความยาวเกิน 20,000 ตัวอักษร"),
        ({"text": "ต่อ", "token": "forged"}, "โปรดกดส่งอีกครั้ง"),
        ({"text": "ต่อ", "files": [(io.BytesIO(b"MZ"), "x.exe")]}, "x.exe: ไม่ใช่ภาพ"),
    ],
    ids=["empty", "long", "forged", "file"],
)
def test_what_was_typed_in_the_thread_comes_back(client, receipt: Receipt, given: dict, said: str):
    form = {**entered(client, receipt), "do": "say", **given}
    page = client.post(THREAD, data=form, content_type="multipart/form-data")
    assert (page.status_code, said in words(page)) == (422, True)
    assert forms_of(page)[0].fields["text"] == given["text"]


def test_withdrawing_needs_a_tick(client: FlaskClient, door: FakeFraudDoor, receipt: Receipt):
    form = {**entered(client, receipt), "do": "withdraw"}
    assert client.post(THREAD, data=form).status_code == 422
    assert client.post(THREAD, data={**form, "sure": "1"}).status_code == 303
    assert [case.withdrawn for case in door.cases.values()] == [True]
    assert "ท่านถอนเรื่องนี้แล้ว" in words(client.get(THREAD))


def test_a_visit_that_is_over_asks_for_the_receipt_and_gives_the_words_back(client, door, receipt: Receipt):
    form = {**entered(client, receipt), "do": "say", "text": "พยานคือลุงมี"}
    door.visits.clear()
    page = client.post(THREAD, data=form)
    assert (page.status_code, "พยานคือลุงมี" in words(page), "หมดเวลาดูแล้ว" in words(page)) == (422, True, True)
    assert client.get(THREAD).status_code == 422


@pytest.mark.parametrize("cookie", ["forged", "x" * 3000, "\u0e01", ""], ids=["one", "long", "thai", "empty"])
def test_a_forged_cookie_opens_nothing(client: FlaskClient, receipt: Receipt, cookie: str):
    client.set_cookie("__Host-visit", cookie, domain="localhost", path="/", secure=True)
    page = client.get(THREAD)
    assert (page.status_code, "รหัสรับเรื่อง 24 หลัก" in words(page)) == (422, True)


def test_another_visits_form_is_not_taken(client: FlaskClient, app, door: FakeFraudDoor, receipt: Receipt):
    foreign = entered(app.test_client(), receipt)
    entered(client, receipt)
    assert client.post(THREAD, data={**foreign, "do": "withdraw", "sure": "1"}).status_code == 422
    assert [case.withdrawn for case in door.cases.values()] == [False]


def test_a_code_from_an_officer_is_exchanged_before_anything_is_shown(client, door: FakeFraudDoor, receipt: Receipt):
    (case,) = door.cases.values()
    case.first_use, door.answers = True, ["ความลับ"]
    page = client.post(FOLLOW, data=typed(receipt))
    assert ("เปลี่ยนรหัสก่อนใช้ครั้งแรก" in words(page), "ความลับ" in words(page)) == (True, False)
    fresh = client.post(THREAD, data={**form_of(page).fields, "do": "exchange"})
    assert (form_of(fresh).fields["receipt"] != receipt.digits, case.first_use) == (True, False)


def test_a_much_tried_receipt_costs_work_or_a_wait_but_is_never_locked(client, door: FakeFraudDoor, receipt: Receipt):
    door.effort = "ticket.1"
    page = client.post(FOLLOW, data=typed(receipt))
    assert (page.status_code, "ต้องรอ 4 วินาที" in words(page), "Set-Cookie" in page.headers) == (422, True, False)
    assert 'data-ticket="ticket.1" data-bits="8"' in page.text
    assert client.post(FOLLOW, data=form_of(page).fields).status_code == 200


def test_leaving_signs_out(client: FlaskClient, door: FakeFraudDoor, receipt: Receipt):
    entered(client, receipt)
    gone = client.get("/f/banmai/leave")
    assert (door.visits, "__Host-visit=;" in gone.headers["Set-Cookie"]) == ({}, True)


def test_having_left_is_said_once_one_has_left(client: FlaskClient, door: FakeFraudDoor, receipt: Receipt):
    form = entered(client, receipt)
    assert "ออกแล้ว" not in words(client.get(THREAD))
    gone = client.post(THREAD, data={**form, "do": "out"})
    assert (gone.status_code, "ออกแล้ว โปรดปิดหน้าต่างนี้" in words(gone), door.visits) == (200, True, {})
    assert ('role="alert"' in gone.text, "aria-invalid" in gone.text) == (False, False)


def test_notices_are_bound_with_a_code_typed_in_the_chat(client: FlaskClient, receipt: Receipt):
    page = client.post(THREAD, data={**entered(client, receipt), "do": "notice"})
    assert "482 913" in words(page)
    assert client.post(THREAD, data={**entered(client, receipt), "do": "stop"}).status_code == 303


def test_a_case_that_was_edited_by_hand_is_said_to_be_damaged(client, door: FakeFraudDoor, receipt: Receipt):
    form = {**entered(client, receipt), "do": "say", "text": "ต่อ"}
    door.damaged = True
    pages = [
        client.get(THREAD),
        client.post(FOLLOW, data=typed(receipt)),
        client.post(THREAD, data={**form, "text": ""}),
    ]
    assert [page.status_code for page in pages[:2]] == [409, 409]
    assert all("เสียหายหรือถูกแก้จากภายนอก" in words(page) for page in pages[:2])
    assert pages[2].status_code < 500
