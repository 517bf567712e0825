"""The questionnaire on the web."""

from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient

from storage.work import Workplace
from surveys.rounds import current_round
from surveys.texts import DECLINE, DONT_KNOW
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER, WELFARE_COUNTER
from tests.fakes.clock import FrozenClock
from tests.web.reading import form_of, words

FORM = f"/s/{TAX_COUNTER.code}"
ITEMS = [f"e{number}" for number in range(1, 10)]
ALL = dict.fromkeys(ITEMS, "2")


def opened(client: FlaskClient, path: str = FORM) -> dict[str, str]:
    """The fields of a freshly opened form."""
    return form_of(client.get(path)).fields


def waiting(workplace: Workplace, agency=BAN_MAI) -> int:
    with workplace.begin() as work:
        return len(work.ballots.waiting(agency))


def test_form_asks_nine_questions_with_full_labels(client: FlaskClient):
    page = client.get(FORM)
    assert form_of(page).names == {"token", "round", *ITEMS}
    shown = words(page)
    assert ("ข้อ 1 จาก 9" in shown, "ข้อ 9 จาก 9" in shown) == (True, True)
    assert (shown.count("ไม่ทราบ/ไม่เคยใช้"), shown.count("ไม่ขอตอบ")) == (7, 2)
    assert (shown.count(DONT_KNOW), shown.count(DECLINE)) == (7, 2)


def test_form_states_the_consent_before_the_first_question(client: FlaskClient):
    text = client.get(FORM).text
    assert text.index('id="consent"') < text.index("<fieldset")


def test_form_sets_no_cookie(client: FlaskClient):
    assert "Set-Cookie" not in client.get(FORM).headers


def test_sending_keeps_one_answer_and_says_thank_you(client: FlaskClient, workplace: Workplace):
    sent = client.post(FORM, data={**opened(client), **ALL})
    assert (sent.status_code, sent.headers["Location"]) == (303, f"{FORM}/thanks")
    assert "ได้รับคำตอบแล้ว" in words(client.get(sent.headers["Location"]))
    assert (waiting(workplace), waiting(workplace, NONG_BUA)) == (1, 0)


def test_the_same_form_twice_is_one_answer(client: FlaskClient, workplace: Workplace):
    form = {**opened(client), **ALL}
    assert [client.post(FORM, data=form).status_code for _ in range(3)] == [303, 303, 303]
    assert waiting(workplace) == 1


def test_two_forms_are_two_answers(client: FlaskClient, workplace: Workplace):
    for _ in range(2):
        client.post(FORM, data={**opened(client, f"{FORM}?again=1"), **ALL})
    assert waiting(workplace) == 2


def test_sending_marks_the_device_for_the_round_only(client: FlaskClient):
    cookie = client.post(FORM, data={**opened(client), **ALL}).headers["Set-Cookie"]
    assert cookie.startswith("answered-banmai=")
    for part in ("HttpOnly", "SameSite=Lax", "Path=/s/", "Expires=Thu, 31 Dec 2026 17:00:00 GMT"):
        assert part in cookie


def test_a_marked_device_is_thanked_and_never_locked_out(client: FlaskClient):
    client.post(FORM, data={**opened(client), **ALL})
    page = client.get(FORM)
    assert (page.status_code, "เครื่องนี้ตอบรอบนี้แล้ว" in words(page)) == (200, True)
    assert "31 ธันวาคม 2569" in words(page)
    assert "token" in opened(client, f"{FORM}?again=1")


def test_the_marker_of_one_agency_means_nothing_to_another(client: FlaskClient):
    client.post(FORM, data={**opened(client), **ALL})
    assert "token" in opened(client, f"/s/{WELFARE_COUNTER.code}")


def test_the_marker_never_reaches_the_fraud_door(client: FlaskClient):
    client.post(FORM, data={**opened(client), **ALL})
    with client.application.test_request_context():
        pass
    assert client.get_cookie("answered-banmai", path="/s/") is not None
    assert client.get_cookie("answered-banmai", path="/") is None


def test_skipped_and_unknown_items_are_accepted(client: FlaskClient, workplace: Workplace):
    assert client.post(FORM, data={**opened(client), "e1": "6", "e2": "0"}).status_code == 303
    assert waiting(workplace) == 1


@pytest.mark.parametrize("given", [{}, dict.fromkeys(ITEMS, "0")])
def test_nothing_answered_is_refused_kindly(client: FlaskClient, workplace: Workplace, given: dict[str, str]):
    page = client.post(FORM, data={**opened(client), **given})
    assert (page.status_code, "โปรดเลือกคำตอบอย่างน้อย 1 ข้อ" in words(page)) == (422, True)
    assert waiting(workplace) == 0


@pytest.mark.parametrize("bad", ["7", "99", "-1", "abc", "๙", "9" * 10_000, "<script>", "2\x00"])
def test_an_impossible_answer_is_refused_and_the_others_stay(client, workplace, bad: str):
    page = client.post(FORM, data={**opened(client), **ALL, "e1": bad})
    assert page.status_code == 422
    assert form_of(page).fields["e2"] == "2"
    assert "<script>" not in page.text
    assert waiting(workplace) == 0


def test_an_expired_form_keeps_the_answers_and_asks_once_more(client, workplace, clock: FrozenClock):
    form = {**opened(client), **ALL}
    clock.pass_time(hours=13)
    page = client.post(FORM, data=form)
    assert (page.status_code, "คำตอบของท่านยังอยู่" in words(page)) == (422, True)
    assert client.post(FORM, data=form_of(page).fields).status_code == 303
    assert waiting(workplace) == 1


def test_a_round_that_ends_while_the_form_is_open_asks_for_the_new_one(client, workplace, clock: FrozenClock):
    clock.moment = clock.moment.replace(month=12, day=31, hour=16, minute=59)
    form = {**opened(client), **ALL}
    clock.pass_time(minutes=2)  # Bangkok midnight: 1 January 2570
    page = client.post(FORM, data=form)
    assert (page.status_code, "รอบประเมินเดิมปิดแล้ว" in words(page)) == (422, True)
    assert client.post(FORM, data=form_of(page).fields).status_code == 303
    with workplace.begin() as work:
        assert [ballot.round for ballot in work.ballots.waiting(BAN_MAI)] == [current_round(work, BAN_MAI, clock).id]


@pytest.mark.parametrize("token", ["", "x", "..", "a.9999999999.b", "0" * 10_000, "a.²3.c", "ก.1.ข"])
def test_a_forged_token_keeps_nothing(client: FlaskClient, workplace: Workplace, token: str):
    assert client.post(FORM, data={**opened(client), **ALL, "token": token}).status_code == 422
    assert waiting(workplace) == 0


def test_a_token_of_another_agencys_form_keeps_nothing(client: FlaskClient, workplace: Workplace):
    foreign = opened(client, f"/s/{WELFARE_COUNTER.code}")
    assert client.post(f"/s/{WELFARE_COUNTER.code}", data={**foreign, **ALL}).status_code == 303  # good there
    assert client.post(FORM, data={**foreign, **ALL}).status_code == 422
    assert waiting(workplace) == 0


def test_sending_without_a_point_belongs_to_the_agency(client: FlaskClient, workplace: Workplace):
    path = "/s/agency/banmai"
    sent = client.post(path, data={**opened(client, path), **ALL})
    assert sent.headers["Location"] == f"{path}/thanks"
    assert client.get(sent.headers["Location"]).status_code == 200
    assert waiting(workplace) == 1


def test_form_of_a_retired_point_is_friendly(client: FlaskClient, workplace: Workplace):
    form = {**opened(client), **ALL}
    with workplace.begin() as work:
        work.points.change(BAN_MAI, replace(TAX_COUNTER, retired_on=date(2026, 11, 21)))
    assert (client.get(FORM).status_code, client.post(FORM, data=form).status_code) == (410, 410)
    assert waiting(workplace) == 0


@pytest.mark.parametrize("path", ["/s/EA7A", "/s/EA7A/thanks", "/s/agency/nobody", "/s/agency/nobody/thanks"])
def test_forms_of_nothing_are_missing(client: FlaskClient, path: str):
    assert client.get(path).status_code == 404
