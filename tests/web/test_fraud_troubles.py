"""A report that cannot be taken now, or not so: nothing is kept, and no word is lost."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from complaints.effort import Price
from tests.fakes.clock import FrozenClock
from tests.fakes.fraud_door import DAO, PLAENG, FakeFraudDoor
from tests.web.reading import form_of, links_of, words
from tests.web.reporting import FORM, STORY, opened, picture, reports, send, with_files
from web import Parts, Rates, install
from web import fraud_texts as texts


def test_a_form_of_another_agency_keeps_nothing_but_shows_the_words(client: FlaskClient, door: FakeFraudDoor):
    page = client.post(FORM, data={**opened(client, "/f/nongbua"), "what": STORY})
    assert (page.status_code, form_of(page).fields["what"]) == (422, STORY)
    assert reports(door) == []


def test_an_expired_form_keeps_the_words_in_the_page(client: FlaskClient, door: FakeFraudDoor, clock: FrozenClock):
    form = {**opened(client), "what": STORY, "where": "ตลาด"}
    clock.pass_time(hours=13)
    page = client.post(FORM, data=form)
    again = form_of(page).fields
    assert (page.status_code, again["what"], again["where"]) == (422, STORY, "ตลาด")
    assert reports(door) == []
    assert client.post(FORM, data=again).status_code == 200
    assert len(reports(door)) == 1


@pytest.mark.parametrize("what", ["", "   \n"])
def test_an_empty_story_is_asked_for(client: FlaskClient, door: FakeFraudDoor, what: str):
    page = send(client, what=what, where="ตลาด")
    assert (page.status_code, "โปรดเล่าว่าเกิดอะไรขึ้น" in words(page)) == (422, True)
    assert form_of(page).fields["where"] == "ตลาด"
    assert reports(door) == []


def test_a_story_over_the_limit_comes_back_whole(client: FlaskClient, door: FakeFraudDoor):
    page = send(client, what="ก" * 20_001)
    assert (page.status_code, len(form_of(page).fields["what"])) == (422, 20_001)
    assert "ข้อความยาวเกิน 20,000 ตัวอักษร" in words(page)
    assert reports(door) == []


def test_a_monstrous_body_is_refused_with_a_sentence(client: FlaskClient, door: FakeFraudDoor):
    page = client.post(FORM, data={"what": "ก" * 1_000_000})
    assert (page.status_code, texts.LARGE_SAID in words(page), FORM in links_of(page)) == (413, True, True)
    late = client.post(f"{FORM}/thread", data={"text": "ก" * 1_000_000})
    assert (late.status_code, f"{FORM}/receipt" in links_of(late)) == (413, True)
    assert (page.headers["Referrer-Policy"], reports(door)) == ("no-referrer", [])


_FIELD = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'


@pytest.mark.parametrize("body", [b"--x\r\n" * 5_000, _FIELD * 300], ids=["edges", "fields"])
def test_a_form_of_countless_fields_is_refused_with_a_page(client: FlaskClient, door: FakeFraudDoor, body: bytes):
    page = client.post(FORM, data=body + b"--x--\r\n", content_type="multipart/form-data; boundary=x")
    assert (page.status_code in {413, 422}, "ยังไม่ได้ส่ง" in words(page)) == (True, True)
    assert reports(door) == []


def test_a_flood_of_reports_has_a_price_and_words_are_kept(client: FlaskClient, door: FakeFraudDoor):
    form = {**opened(client), "what": STORY}
    assert (form["answer"], "data-riddle" in client.get(FORM).text) == ("", False)
    door.price = Price(bits=14, wait_s=40)
    page = client.post(FORM, data=form)
    again = form_of(page).fields
    assert (page.status_code, page.headers["Retry-After"], "โปรดรอ 40 วินาที" in words(page)) == (429, "40", True)
    assert (again["token"], again["what"]) == (form["token"], STORY)
    assert f'data-riddle="{form["token"]}" data-bits="14"' in page.text
    assert client.post(FORM, data={**again, "answer": "solved"}).status_code == 200
    assert len(reports(door)) == 1


@pytest.mark.parametrize("field", [{"category": "nonsense"}, {"exclude": "nobody"}])
def test_tampered_choices_are_refused_with_the_words_kept(client, door, field: dict[str, str]):
    page = send(client, **field)
    assert (page.status_code, form_of(page).fields["what"]) == (422, STORY)
    assert reports(door) == []


def test_excluding_everybody_names_the_other_offices_and_keeps_nothing(client: FlaskClient, door: FakeFraudDoor):
    page = send(client, exclude=[PLAENG.id, DAO.id])
    assert page.status_code == 422
    assert ("สายด่วน 1205" in words(page), "ปลัดเรียกเงิน" in words(page)) == (True, True)
    assert reports(door) == []


def test_a_closed_door_names_the_other_offices(client: FlaskClient, door: FakeFraudDoor):
    form = {**opened(client), "what": STORY}
    door.open = False
    for page in (client.get(FORM), client.post(FORM, data=form)):
        assert page.status_code == 503
        assert ("ยังรับเรื่องทางหน้านี้ไม่ได้" in words(page), "1205" in words(page)) == (True, True)
        assert page.headers["Referrer-Policy"] == "no-referrer"
    assert reports(door) == []


def test_a_crowd_is_asked_to_try_again_with_the_same_form(client: FlaskClient, door: FakeFraudDoor):
    form = {**opened(client), "what": STORY}
    door.crowded = True
    page = client.post(FORM, data=form)
    assert (page.status_code, page.headers["Retry-After"]) == (503, "10")
    again = form_of(page).fields
    assert (again["token"], again["what"]) == (form["token"], STORY)
    door.crowded = False
    assert client.post(FORM, data=again).status_code == 200
    assert len(reports(door)) == 1


def test_words_typed_over_plain_http_are_not_kept(client: FlaskClient, door: FakeFraudDoor):
    form = {**opened(client), "what": STORY}
    assert client.post(FORM, data=form, base_url="http://abt.go.th").status_code == 403
    assert reports(door) == []


def test_a_contact_that_is_too_long_comes_back_whole(client: FlaskClient, door: FakeFraudDoor):
    page = send(client, contact="ก" * 501)
    assert (page.status_code, len(form_of(page).fields["contact"])) == (422, 501)
    assert reports(door) == []


def test_a_network_that_sends_too_often_keeps_its_words(parts: Parts, door: FakeFraudDoor):
    app = Flask("public")
    app.config["PREFERRED_URL_SCHEME"] = "https"
    install(app, replace(parts, rates=Rates(fraud="1/minute")))
    client = app.test_client()
    send(client)
    page = with_files(client, (picture(), "a.jpg"), where="ตลาด")
    assert (page.status_code, page.headers["Retry-After"]) == (429, "60")
    assert (form_of(page).fields["what"], form_of(page).fields["where"]) == (STORY, "ตลาด")
    assert len(reports(door)) == 1


def test_a_door_whose_store_is_away_names_the_other_offices(client: FlaskClient, door: FakeFraudDoor):
    form = opened(client)
    door.away = True
    page = client.get(FORM)
    assert (page.status_code, "สายด่วน 1205" in words(page)) == (503, True)
    for story in (STORY, "ก" * 20_001):  # one that can be kept, and one that is to be shortened first
        page = client.post(FORM, data={**form, "what": story})
        assert (page.status_code, " ".join(story.split()) in words(page), reports(door)) == (503, True, [])
