"""The staff questionnaire behind a one-time slip, as somebody without an account, cookies or JavaScript meets it."""

from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kernel.calendar import Period
from storage.workplace import Workplace
from surveys import slips
from surveys.rounds import close_ended
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.clock import FrozenClock
from tests.web.answering import fields, tap, to_review
from tests.web.reading import form_of, words

FORM = "/i/banmai"
ALL = "2" * 15
LAST = date(2027, 3, 31)


@pytest.fixture
def tokens(workplace: Workplace, clock: FrozenClock) -> list[str]:
    """Three slips of บ้านใหม่'s; หนองบัว asks its staff too."""
    with workplace.begin() as work:
        slips.open_round(work, NONG_BUA, Period(2570, "Y"), LAST, clock)
        round_ = slips.open_round(work, BAN_MAI, Period(2570, "Y"), LAST, clock)
        return slips.draw(work, BAN_MAI, round_, 3)


def through(client: FlaskClient, token: str, answers: str = ALL) -> TestResponse:
    """Open the slip's link and tap to the review."""
    page = client.get(f"{FORM}/{token}")
    for given in answers:
        page = tap(client, page, FORM, **({"do": "skip"} if given == "0" else {"a": given}))
    return page


def waiting(workplace: Workplace) -> int:
    with workplace.read() as work:
        return work.ballots.waiting_count(BAN_MAI, "iit-2567:2570")


def test_slip_asks_fifteen_questions_one_a_page_and_thanks(client: FlaskClient, workplace, tokens: list[str]):
    first = client.get(f"{FORM}/{tokens[0]}")
    assert ("ข้อ 1 จาก 15" in words(first), "ไม่มีใครรู้ว่าใครได้ใบไหน" in words(first)) == (True, True)
    review = through(client, tokens[0])
    assert "ตรวจคำตอบก่อนส่ง" in words(review)
    sent = tap(client, review, FORM, do="send")
    assert (sent.status_code, sent.headers["Location"]) == (303, "/i/banmai/thanks")
    assert "ได้รับคำตอบแล้ว" in words(client.get("/i/banmai/thanks"))
    assert waiting(workplace) == 1


def test_going_back_skipping_and_changing_work_as_for_citizens(client: FlaskClient, workplace, tokens: list[str]):
    page = through(client, tokens[0], "20")
    assert "ข้อ 2 จาก 15" in words(tap(client, page, FORM, do="back"))
    review = through(client, tokens[0], "2" + "0" * 14)
    again = tap(client, review, FORM, edit="i3")
    assert "ข้อ 3 จาก 15" in words(again)
    assert tap(client, tap(client, again, FORM, a="1"), FORM, do="send").status_code == 303
    assert waiting(workplace) == 1


def test_opening_a_link_uses_nothing_up_and_sending_does(client: FlaskClient, app, workplace, tokens: list[str]):
    review = through(client, tokens[0])
    assert "ข้อ 1 จาก 15" in words(client.get(f"{FORM}/{tokens[0]}"))
    other = app.test_client()
    late = through(other, tokens[0])
    assert tap(client, review, FORM, do="send").status_code == 303
    sent_twice, sent_later = tap(client, review, FORM, do="send"), tap(other, late, FORM, do="send")
    for again in (sent_twice, sent_later, client.get(f"{FORM}/{tokens[0]}")):
        assert (again.status_code, "ลิงก์นี้ใช้ส่งคำตอบแล้ว" in words(again)) == (410, True)
    assert (waiting(workplace), through(client, tokens[1]).status_code) == (1, 200)


@pytest.mark.parametrize("agency", ["nongbua", "NONGBUA"])
def test_link_of_another_office_is_sent_back_kindly(client: FlaskClient, tokens: list[str], agency: str):
    page = client.get(f"/i/{agency}/{tokens[0]}")
    assert (page.status_code, "ใช้กับรอบนี้ไม่ได้" in words(page)) == (404, True)


@pytest.mark.parametrize("token", ["x", "ABCDEFGHJKMN", "%00", "ก" * 400, "2" * 13])
def test_mistyped_links_say_how_to_mend_them(client: FlaskClient, tokens: list[str], token: str):
    page = client.get(f"{FORM}/{token}")
    assert (page.status_code, "พิมพ์ผิด" in words(page)) == (404, True)


def test_printed_address_in_capitals_works(client: FlaskClient, tokens: list[str]):
    assert "ข้อ 1 จาก 15" in words(client.get(f"/I/BANMAI/{tokens[0]}"))


def test_closed_round_thanks_and_keeps_nothing(client: FlaskClient, workplace, clock: FrozenClock, tokens: list[str]):
    review = through(client, tokens[0])
    clock.moment = datetime(2027, 3, 31, 17, tzinfo=UTC)
    with workplace.begin() as work:
        close_ended(work, BAN_MAI, date(2027, 4, 1))
    for page in (client.get(f"{FORM}/{tokens[0]}"), tap(client, review, FORM, do="send")):
        assert (page.status_code, "ไม่มีแบบสำรวจบุคลากรที่เปิดอยู่" in words(page)) == (410, True)
    assert waiting(workplace) == 0


@pytest.mark.parametrize("draft", ["", "x", "AAAA"])
def test_tampered_page_says_the_slip_is_still_good(client: FlaskClient, workplace, tokens: list[str], draft: str):
    page = client.post(FORM, data={"draft": draft, "do": "send"})
    assert (page.status_code, "ใบของท่านยังใช้ได้" in words(page)) == (422, True)
    assert through(client, tokens[0]).status_code == 200


def test_page_left_open_for_a_day_says_the_slip_is_still_good(client, clock: FrozenClock, tokens: list[str]):
    review = through(client, tokens[0])
    clock.pass_time(days=1, seconds=1)
    page = tap(client, review, FORM, do="send")
    assert (page.status_code, "24 ชั่วโมง" in words(page)) == (422, True)
    assert through(client, tokens[0]).status_code == 200


def test_answer_that_cannot_be_taken_is_asked_again(client: FlaskClient, tokens: list[str]):
    page = client.get(f"{FORM}/{tokens[0]}")
    wrong = tap(client, page, FORM, a="9")
    assert (wrong.status_code, "เลือกใหม่" in words(wrong), "ข้อ 1 จาก 15" in words(wrong)) == (422, True, True)


def test_citizens_draft_is_no_slip_and_a_slip_no_citizens_draft(client: FlaskClient, tokens: list[str]):
    citizen = to_review(client)
    assert client.post(FORM, data={**fields(citizen), "do": "send"}).status_code == 422
    staff = through(client, tokens[0])
    assert client.post("/s/agency/banmai", data={**fields(staff), "do": "send"}).status_code == 422


def test_pages_leave_no_trace_on_a_shared_computer_and_no_token_behind(client: FlaskClient, tokens: list[str]):
    first = client.get(f"{FORM}/{tokens[0]}")
    review = through(client, tokens[0])
    sent = tap(client, review, FORM, do="send")
    for page in (first, review, sent, client.get(f"{FORM}/{tokens[0]}")):
        assert (page.headers["Cache-Control"], page.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
        assert "Set-Cookie" not in page.headers
        assert tokens[0] not in page.text
    assert form_of(review).action == FORM
