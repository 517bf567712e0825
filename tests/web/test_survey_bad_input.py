"""What the survey's form cannot take: said kindly, and nothing answered is lost."""

import pytest
from flask.testing import FlaskClient

from storage.workplace import Workplace
from surveys.rounds import current_round
from tests.cast import BAN_MAI, WELFARE_COUNTER
from tests.fakes.clock import FrozenClock
from tests.web.answering import FORM, tap, to_review
from tests.web.ballot_box import waiting
from tests.web.reading import words


def test_nothing_answered_is_refused_kindly(client: FlaskClient, workplace: Workplace):
    page = tap(client, to_review(client, answers="000000000"), do="send")
    assert (page.status_code, "โปรดเลือกคำตอบอย่างน้อย 1 ข้อ" in words(page)) == (422, True)
    assert waiting(workplace) == 0


@pytest.mark.parametrize("bad", ["7", "99", "-1", "abc", "๙", "9" * 10_000, "<script>", "2\x00", "0"])
def test_an_impossible_answer_is_refused_and_the_others_stay(client: FlaskClient, bad: str):
    page = tap(client, to_review(client, answers="22"), a=bad)
    assert (page.status_code, "ข้อ 3 จาก 9" in words(page), "คำตอบนี้อ่านไม่ได้" in words(page)) == (422, True, True)
    assert "<script>" not in page.text
    assert "ข้อ 4 จาก 9" in words(tap(client, page, a="2"))


def test_an_empty_post_asks_to_choose(client: FlaskClient):
    page = tap(client, client.get(FORM))
    assert (page.status_code, "ยังไม่ได้เลือกคำตอบ" in words(page)) == (422, True)


@pytest.mark.parametrize("item", ["e9", "zz", "", "e1\x00"])
def test_a_button_of_another_item_changes_nothing(client: FlaskClient, item: str):
    page = tap(client, to_review(client, answers="22"), q=item, a="2")
    assert (page.status_code, "หน้านี้เป็นของข้ออื่น" in words(page), "ข้อ 3 จาก 9" in words(page)) == (422, True, True)


def test_sending_before_the_review_keeps_nothing(client: FlaskClient, workplace: Workplace):
    page = tap(client, to_review(client, answers="22"), do="send")
    assert (page.status_code, "ยังมีข้อที่ไม่ได้ตอบ" in words(page)) == (422, True)
    assert waiting(workplace) == 0


@pytest.mark.parametrize("draft", ["", "x", "AAAA", "0" * 100_000, "ก", "===", "a.²3.c"])
def test_a_forged_draft_keeps_nothing_and_starts_afresh(client: FlaskClient, workplace: Workplace, draft: str):
    page = tap(client, to_review(client), draft=draft, do="send")
    assert (page.status_code, "โปรดเริ่มใหม่" in words(page), "ข้อ 1 จาก 9" in words(page)) == (422, True, True)
    assert waiting(workplace) == 0


def test_a_draft_of_another_agencys_form_keeps_nothing(client: FlaskClient, workplace: Workplace):
    theirs = f"/s/{WELFARE_COUNTER.code}"
    foreign = to_review(client, theirs)
    assert tap(client, foreign, do="send").status_code == 422
    assert waiting(workplace) == 0
    assert tap(client, foreign, theirs, do="send").status_code == 303  # good there


def test_a_page_left_open_for_more_than_24_hours_says_so(client: FlaskClient, workplace: Workplace, clock: FrozenClock):
    review = to_review(client)
    clock.pass_time(hours=25)
    page = tap(client, review, do="send")
    assert (page.status_code, "เกิน 24 ชั่วโมง" in words(page)) == (422, True)
    assert waiting(workplace) == 0


def test_a_round_that_ends_meanwhile_keeps_the_answers_and_asks_once_more(client, workplace, clock: FrozenClock):
    clock.moment = clock.moment.replace(month=9, day=30, hour=16, minute=59)  # the fiscal year's last minute
    review = to_review(client)
    clock.pass_time(minutes=2)
    page = tap(client, review, do="send")
    assert (page.status_code, "รอบประเมินเดิมปิดแล้ว" in words(page)) == (422, True)
    assert waiting(workplace) == 0
    assert tap(client, page, do="send").status_code == 303
    with workplace.begin() as work:
        assert [one.round for one in work.ballots.waiting(BAN_MAI)] == ["eit-2567:2570Q1"]
        assert current_round(work, BAN_MAI, clock).id == "eit-2567:2570Q1"


def test_a_round_that_ends_mid_question_keeps_that_answer_too(client: FlaskClient, clock: FrozenClock):
    clock.moment = clock.moment.replace(month=9, day=30, hour=16, minute=59)
    page = to_review(client, answers="652")
    clock.pass_time(minutes=2)
    assert "ข้อ 5 จาก 9" in words(tap(client, page, a="4"))
