"""The questionnaire on the web: one question a page, review, one submission."""

from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient

from storage.workplace import Workplace
from surveys.texts import DECLINE, DONT_KNOW
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER, WELFARE_COUNTER
from tests.fakes.clock import FrozenClock
from tests.web.answering import FORM, answer_all, fields, tap, to_review
from tests.web.ballot_box import published, waiting
from tests.web.reading import words

# -- the way through


def test_first_page_asks_one_question_with_full_labels(client: FlaskClient):
    shown = words(client.get(FORM))
    assert "ข้อ 1 จาก 9" in shown
    assert "ข้อ 2 จาก 9" not in shown
    for label in ("ไม่เห็นด้วยอย่างยิ่ง", "ค่อนข้างเห็นด้วย", "เห็นด้วยอย่างยิ่ง", DONT_KNOW):
        assert label in shown


def test_yes_no_items_are_declined_not_unknown(client: FlaskClient):
    page = to_review(client, answers="22")
    assert ("ข้อ 3 จาก 9" in words(page), DECLINE in words(page), DONT_KNOW in words(page)) == (True, True, False)


def test_consent_in_two_lines_stands_above_the_first_question_and_nowhere_else(client: FlaskClient):
    first = client.get(FORM)
    assert first.text.index('id="consent"') < first.text.index('id="question"')
    assert "ตอบข้อแรกถือว่ายินยอม" in words(first)
    assert 'id="consent"' not in tap(client, first, a="2").text


def test_nothing_rests_on_the_device_before_the_first_answer(client: FlaskClient):
    page = client.get(FORM)
    assert "Set-Cookie" not in page.headers
    assert tap(client, page, a="2").headers["Set-Cookie"].startswith("draft-banmai=")


def test_nine_taps_lead_to_the_review_and_the_tenth_sends(client: FlaskClient, workplace: Workplace):
    review = to_review(client, answers="652321212")
    assert "ตรวจคำตอบก่อนส่ง" in words(review)
    assert waiting(workplace) == 0
    sent = tap(client, review, do="send")
    assert (sent.status_code, sent.headers["Location"]) == (303, f"{FORM}/thanks")
    assert "ได้รับคำตอบแล้ว" in words(client.get(sent.headers["Location"]))
    assert (waiting(workplace), waiting(workplace, NONG_BUA)) == (1, 0)


def test_what_was_tapped_is_what_is_published(client: FlaskClient, workplace: Workplace, clock: FrozenClock):
    answer_all(client, answers="652001202")
    assert published(workplace, clock) == [("web", {"e1": 6, "e2": 5, "e3": 2, "e6": 1, "e7": 2, "e9": 2})]


def test_review_names_every_answer_and_every_skip(client: FlaskClient):
    shown = words(to_review(client, answers="620222222"))
    assert ("เห็นด้วยอย่างยิ่ง" in shown, "ข้าม" in shown, shown.count("แก้")) == (True, True, 9 + shown.count("แก้ไม่ได้"))


def test_back_shows_the_answer_given_and_keeps_the_later_ones(client: FlaskClient):
    page = to_review(client, answers="62")
    back = tap(client, tap(client, page, do="back"), do="back")
    assert ("ข้อ 1 จาก 9" in words(back), "เห็นด้วยอย่างยิ่ง ตอบไว้" in words(back)) == (True, True)
    assert "ข้อ 3 จาก 9" in words(tap(client, back, a="5"))


def test_an_answer_is_changed_from_the_review(client: FlaskClient, workplace: Workplace, clock: FrozenClock):
    changed = tap(client, tap(client, to_review(client), edit="e4"), a="6")
    assert "ตรวจคำตอบก่อนส่ง" in words(changed)
    tap(client, changed, do="send")
    ((_, answers),) = published(workplace, clock)
    assert answers["e4"] == 6


def test_a_page_left_by_the_browsers_back_button_loses_no_later_answer(client: FlaskClient):
    second = tap(client, client.get(FORM), a="2")
    tap(client, tap(client, second, a="2"), a="2")  # items 2 and 3
    assert "ข้อ 4 จาก 9" in words(tap(client, second, a="5"))


# -- interruption


def test_an_interrupted_form_goes_on_where_it_stopped_for_24_hours(client: FlaskClient, clock: FrozenClock):
    to_review(client, answers="6523")
    clock.pass_time(hours=23)
    page = client.get(FORM)
    assert ("ข้อ 5 จาก 9" in words(page), "ทำต่อจากเดิม" in words(page)) == (True, True)


def test_a_form_left_for_longer_begins_anew(client: FlaskClient, clock: FrozenClock):
    to_review(client, answers="6523")
    clock.pass_time(hours=25)
    assert "ข้อ 1 จาก 9" in words(client.get(FORM))


def test_two_posters_one_person_is_one_form_of_the_last_poster(client: FlaskClient, workplace: Workplace, clock):
    other = replace(WELFARE_COUNTER, code="EB99")
    with workplace.begin() as work:
        for table in ("point_signs", "service_points"):
            work.connection.exec_driver_sql(f"DELETE FROM {table} WHERE agency = 'nongbua'")
        work.points.add(BAN_MAI, WELFARE_COUNTER)
    assert other.code != WELFARE_COUNTER.code
    to_review(client, answers="6523")
    second = f"/s/{WELFARE_COUNTER.code}"
    page = client.get(second)
    assert "ข้อ 5 จาก 9" in words(page)
    for given in "22222":
        page = tap(client, page, second, a=given)
    assert tap(client, page, second, do="send").status_code == 303
    assert waiting(workplace) == 1
    assert "เครื่องนี้ตอบรอบนี้แล้ว" in words(client.get(FORM))


def test_starting_over_forgets_the_draft(client: FlaskClient):
    to_review(client, answers="6523")
    again = tap(client, client.get(FORM), do="restart")
    assert "ข้อ 1 จาก 9" in words(again)
    assert client.get_cookie("draft-banmai", path="/s/") is None


def test_the_form_works_without_any_cookie(app, workplace: Workplace):
    client = app.test_client(use_cookies=False)
    assert answer_all(client).status_code == 303
    assert waiting(workplace) == 1


def test_a_draft_is_never_in_an_address(client: FlaskClient):
    page = to_review(client, answers="65")
    assert page.request.query_string == b""
    assert fields(page)["draft"] not in page.text.replace(f'value="{fields(page)["draft"]}"', "")


def test_sending_without_a_point_belongs_to_the_agency(client: FlaskClient, workplace: Workplace):
    path = "/s/agency/banmai"
    sent = answer_all(client, path)
    assert sent.headers["Location"] == f"{path}/thanks"
    assert client.get(sent.headers["Location"]).status_code == 200
    assert waiting(workplace) == 1


def test_form_of_a_retired_point_is_friendly(client: FlaskClient, workplace: Workplace):
    review = to_review(client)
    with workplace.begin() as work:
        work.points.change(BAN_MAI, replace(TAX_COUNTER, retired_on=date(2026, 11, 21)))
    assert (client.get(FORM).status_code, tap(client, review, do="send").status_code) == (410, 410)
    assert waiting(workplace) == 0


@pytest.mark.parametrize(
    "path", ["/s/EA7A", "/s/EA7A/thanks", "/s/agency/nobody", "/s/agency/nobody/thanks", "/s/kiosk/EA7A", "/s/fax/EA7A"]
)
def test_forms_of_nothing_are_missing(client: FlaskClient, path: str):
    assert client.get(path).status_code == 404
