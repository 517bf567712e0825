"""The questionnaire on the web: one question a page, review, one submission."""

from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient

from kernel.agency import Agency
from storage.work import Workplace
from surveys import publish_batch
from surveys.library import Questionnaire
from surveys.rounds import current_round
from surveys.texts import DECLINE, DONT_KNOW
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER, WELFARE_COUNTER
from tests.fakes.clock import FrozenClock
from tests.web.answering import FORM, answer_all, fields, tap, to_review
from tests.web.reading import form_of, words


def waiting(workplace: Workplace, agency: Agency = BAN_MAI) -> int:
    with workplace.begin() as work:
        return len(work.ballots.waiting(agency))


def published(
    workplace: Workplace, clock: FrozenClock, agency: Agency = BAN_MAI
) -> list[tuple[str, dict[str, object]]]:
    """(channel, answers) of everything that waits."""
    with workplace.begin() as work:
        publish_batch(work, agency, clock, day_end=True)
        return [(row.channel, dict(row.answers)) for row in work.responses.all(agency)]


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


# -- one submission


def test_the_same_form_twice_is_one_answer(client: FlaskClient, workplace: Workplace):
    review = to_review(client)
    assert [tap(client, review, do="send").status_code for _ in range(3)] == [303, 303, 303]
    assert waiting(workplace) == 1


def test_a_double_tap_on_an_option_is_one_answer(client: FlaskClient):
    first = client.get(FORM)
    assert ["ข้อ 2 จาก 9" in words(tap(client, first, a="4")) for _ in range(2)] == [True, True]


def test_two_forms_are_two_answers(client: FlaskClient, workplace: Workplace):
    for _ in range(2):
        answer_all(client, f"{FORM}?again=1")
    assert waiting(workplace) == 2


def test_sending_marks_the_device_for_the_round_only_and_drops_the_draft(client: FlaskClient):
    cookies = answer_all(client).headers.getlist("Set-Cookie")
    marker = next(one for one in cookies if one.startswith("answered-banmai="))
    for part in ("HttpOnly", "SameSite=Lax", "Path=/s/", "Expires=Thu, 31 Dec 2026 17:00:00 GMT"):
        assert part in marker
    assert client.get_cookie("draft-banmai", path="/s/") is None


def test_a_marked_device_is_thanked_and_never_locked_out(client: FlaskClient):
    answer_all(client)
    page = client.get(FORM)
    assert (page.status_code, "เครื่องนี้ตอบรอบนี้แล้ว" in words(page)) == (200, True)
    assert "31 ธันวาคม 2569" in words(page)
    assert "draft" in form_of(client.get(f"{FORM}?again=1")).fields


def test_marker_and_draft_of_one_agency_mean_nothing_to_another(client: FlaskClient):
    answer_all(client)
    to_review(client, f"{FORM}?again=1", "65")
    assert "ข้อ 1 จาก 9" in words(client.get(f"/s/{WELFARE_COUNTER.code}"))


def test_cookies_never_reach_the_fraud_door(client: FlaskClient):
    answer_all(client)
    to_review(client, f"{FORM}?again=1", "65")
    for name in ("answered-banmai", "draft-banmai"):
        assert client.get_cookie(name, path="/s/") is not None
        assert client.get_cookie(name, path="/") is None


def test_best_and_worst_answers_lead_to_the_same_page(app):
    pages = []
    for answers in ("662666662", "111111111"):
        client = app.test_client()
        sent = answer_all(client, answers=answers)
        thanked = client.get(sent.headers["Location"])
        pages.append((sent.headers["Location"], thanked.text.replace(form_of(thanked).fields["token"], "")))
    assert pages[0] == pages[1]


# -- bad input


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


OWN = """{"id": "hall", "title": "ศาลาประชาคม", "fiscal_year": 2570,
 "items": [{"id": "q1", "text": "มาทำอะไร", "kind": "multiple", "options": ["ภาษี", "ทะเบียน", "อื่นๆ"]},
           {"id": "q2", "text": "มากี่ครั้ง", "kind": "number", "least": 1, "most": 99},
           {"id": "q3", "text": "อยากบอกอะไร", "kind": "text"}]}"""


def put_own(workplace: Workplace, **change: object) -> None:
    with workplace.begin() as work:
        work.questionnaires.put(BAN_MAI, replace(Questionnaire("hall", 1, OWN, date(2026, 11, 1)), **change))
        work.agencies.change(replace(BAN_MAI, survey_instrument="hall.1"))


def test_every_kind_of_question_can_be_answered(client: FlaskClient, workplace: Workplace, clock: FrozenClock):
    put_own(workplace)
    page = client.post(FORM, data={**fields(client.get(FORM)), "a": ["1", "3"]})
    assert "ใส่ตัวเลขตั้งแต่ 1 ถึง 99" in words(tap(client, page, a="1000"))
    page = tap(client, tap(client, page, a="๑๒"), a="ขอที่จอดรถ")
    assert [shown in words(page) for shown in ("ภาษี, อื่นๆ", "12", "ขอที่จอดรถ")] == [True] * 3
    assert tap(client, page, do="send").status_code == 303
    assert published(workplace, clock) == [("web", {"q1": (1, 3), "q2": 12})]  # words never rest on a row


def test_ten_thousand_characters_are_refused_and_stay_on_the_page(client: FlaskClient, workplace: Workplace):
    put_own(workplace)
    page = tap(client, tap(client, client.get(FORM), a="1"), a="3")
    long = tap(client, page, a="ก" * 10_000)
    assert (long.status_code, "ข้อความยาวไป ใช้ไม่เกิน 1000" in words(long)) == (422, True)
    assert fields(long)["a"] == "ก" * 10_000


def test_a_questionnaire_withdrawn_meanwhile_gives_way_to_the_one_in_use(client: FlaskClient, workplace: Workplace):
    put_own(workplace)
    page = tap(client, client.get(FORM), a="1")
    put_own(workplace, withdrawn_on=date(2026, 11, 21))
    now = tap(client, page, a="3")
    assert (now.status_code, "เลิกใช้แล้ว" in words(now), "ข้อ 1 จาก 9" in words(now)) == (422, True, True)
    assert waiting(workplace) == 0


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
