"""One form is one answer, and what rests on the device afterwards."""

from flask.testing import FlaskClient

from storage.workplace import Workplace
from tests.cast import WELFARE_COUNTER
from tests.web.answering import FORM, answer_all, tap, to_review
from tests.web.ballot_box import waiting
from tests.web.reading import form_of, words


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
