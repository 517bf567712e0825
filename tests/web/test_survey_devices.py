"""Kiosks and surveyors' tablets: devices that many people share."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from storage.workplace import Workplace
from surveys import publish_batch
from surveys.records import Tablet
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER
from tests.fakes.clock import FrozenClock
from tests.web.answering import answer_all, tap, to_review
from tests.web.reading import form_of, links_of, words

KIOSK = f"/s/kiosk/{TAX_COUNTER.code}"
ASSISTED = f"/s/assisted/{TAX_COUNTER.code}"
TOKEN = "t" * 32
KIOSK_TOKEN = "k" * 32


@pytest.fixture
def token(workplace: Workplace) -> str:
    """A link of บ้านใหม่'s."""
    with workplace.begin() as work:
        work.tablets.add(BAN_MAI, Tablet("t1", "เคาน์เตอร์", "admin", date(2026, 11, 1)), TOKEN)
    return TOKEN


@pytest.fixture
def kiosk(workplace: Workplace) -> str:
    """A kiosk's link for the tax counter; the whole agency has another."""
    made = Tablet("k1", TAX_COUNTER.name, "admin", date(2026, 11, 1), kind="kiosk", point=TAX_COUNTER.code,
                  expires_on=date(2026, 11, 30))  # fmt: skip
    with workplace.begin() as work:
        work.tablets.add(BAN_MAI, made, KIOSK_TOKEN)
        work.tablets.add(BAN_MAI, replace(made, id="k2", name="โถง", point=None), "a" * 32)
    return f"/s/device/banmai/{KIOSK_TOKEN}"


@pytest.fixture
def screen(client: FlaskClient, kiosk: str) -> FlaskClient:
    """A device that opened the kiosk's link."""
    assert client.get(kiosk).headers["Location"] == KIOSK
    return client


def channels(workplace: Workplace, clock: FrozenClock) -> list[str]:
    with workplace.begin() as work:
        publish_batch(work, BAN_MAI, clock, day_end=True)
        return sorted(row.channel for row in work.responses.all(BAN_MAI))


def test_kiosk_has_an_address_of_its_own(client: FlaskClient):
    assert client.get(f"/s/{TAX_COUNTER.code}?kiosk").headers["Location"] == KIOSK
    assert client.get(f"/s/{TAX_COUNTER.code}").status_code == 200


def test_kiosk_takes_one_person_after_the_other(screen: FlaskClient, workplace: Workplace, clock: FrozenClock):
    for _ in range(3):
        assert answer_all(screen, KIOSK).headers["Location"] == f"{KIOSK}/thanks"
    assert channels(workplace, clock) == ["kiosk"] * 3


def test_kiosk_remembers_nothing_of_anybody(screen: FlaskClient):
    to_review(screen, KIOSK, "65")
    assert "ข้อ 1 จาก 9" in words(screen.get(KIOSK))
    sent = answer_all(screen, KIOSK)
    assert "Set-Cookie" not in sent.headers
    pages = [screen.get(KIOSK), to_review(screen, KIOSK, "65"), screen.get(f"{KIOSK}/thanks")]
    assert {page.headers["Cache-Control"] for page in pages} == {"no-store"}


@pytest.mark.parametrize("answers", ["", "65", "652222222"])
def test_kiosk_begins_anew_after_30_seconds_with_or_without_script(screen: FlaskClient, answers: str):
    page = to_review(screen, KIOSK, answers)
    assert f'<noscript><meta http-equiv="refresh" content="30;url={KIOSK}"></noscript>' in page.text
    assert f'data-reset-to="{KIOSK}" data-reset-after="30"' in page.text


def test_only_a_kiosk_begins_anew_by_itself(screen: FlaskClient):
    client = screen
    shown = client.get(f"/s/{TAX_COUNTER.code}").text + client.get(f"/s/{TAX_COUNTER.code}/thanks").text
    assert ("http-equiv" in shown, "data-reset-to" in shown) == (False, False)
    assert "http-equiv" in client.get(f"{KIOSK}/thanks").text


def test_script_is_a_file_of_ours(client: FlaskClient):
    page = client.get(f"/s/{TAX_COUNTER.code}")
    assert '<script src="/s/static/survey.js" defer></script>' in page.text
    script = client.get("/s/static/survey.js")
    assert (script.status_code, "javascript" in script.mimetype) == (200, True)
    script.close()


def test_a_draft_of_a_kiosk_is_good_nowhere_else(screen: FlaskClient):
    review = to_review(screen, KIOSK)
    assert tap(screen, review, f"/s/{TAX_COUNTER.code}", do="send").status_code == 422
    assert tap(screen, review, KIOSK, do="send").status_code == 303


def test_kiosk_pages_are_for_kiosks_only(client: FlaskClient, app, kiosk: str):
    for path in (KIOSK, f"{KIOSK}/thanks"):
        page = client.get(path)
        assert (page.status_code, "จอนี้ยังไม่ได้เปิดใช้" in words(page)) == (403, True)
    client.get(kiosk)
    review = to_review(client, KIOSK)
    stranger = app.test_client()
    assert stranger.post(KIOSK, data={**form_of(review).fields, "do": "send"}).status_code == 403
    assert tap(client, review, KIOSK, do="send").status_code == 303


def test_kiosk_serves_its_own_counter_alone(screen: FlaskClient, app):
    assert (screen.get(KIOSK).status_code, screen.get("/s/kiosk/agency/banmai").status_code) == (200, 403)
    hall = app.test_client()
    assert hall.get(f"/s/device/banmai/{'a' * 32}").headers["Location"] == "/s/kiosk/agency/banmai"
    assert (hall.get("/s/kiosk/agency/banmai").status_code, hall.get(KIOSK).status_code) == (200, 403)


def test_kiosk_link_expires_and_is_no_tablets(screen: FlaskClient, clock: FrozenClock, kiosk: str, token: str):
    assert screen.get(f"/s/tablet/banmai/{KIOSK_TOKEN}").status_code == 403
    assert screen.get(f"/s/device/banmai/{token}").status_code == 403
    assert screen.get(f"/s/device/nongbua/{KIOSK_TOKEN}").status_code == 403
    clock.moment += timedelta(days=9)  # its last day
    assert screen.get(KIOSK).status_code == 200
    clock.moment += timedelta(days=1)
    assert (screen.get(KIOSK).status_code, screen.get(kiosk).status_code) == (403, 403)


def test_tablet_link_opens_once_and_leaves_no_token_in_addresses(client: FlaskClient, token: str):
    entered = client.get(f"/s/tablet/banmai/{token}")
    assert (entered.status_code, entered.headers["Location"]) == (303, "/s/tablet/banmai")
    assert (entered.headers["Cache-Control"], entered.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    chooser = client.get("/s/tablet/banmai")
    assert ASSISTED in links_of(chooser)
    assert token not in chooser.text


def test_assisted_answers_are_counted_apart_and_not_limited(client, workplace, clock, token: str):
    client.get(f"/s/tablet/banmai/{token}")
    for _ in range(2):
        sent = answer_all(client, ASSISTED)
        thanked = client.get(sent.headers["Location"])
        assert (ASSISTED in links_of(thanked), "คนต่อไป" in words(thanked)) == (True, True)
    assert channels(workplace, clock) == ["assisted"] * 2


@pytest.mark.parametrize("path", [ASSISTED, f"{ASSISTED}/thanks", "/s/assisted/agency/banmai", "/s/tablet/banmai"])
def test_assisted_pages_are_for_tablets_only(client: FlaskClient, token: str, path: str):
    page = client.get(path)
    assert (page.status_code, "ผู้ช่วยเก็บแบบประเมิน" in words(page)) == (403, True)
    client.get(f"/s/tablet/banmai/{token}")
    assert client.get(path).status_code == 200


def test_answers_need_the_tablet_too(client: FlaskClient, app, token: str):
    client.get(f"/s/tablet/banmai/{token}")
    review = to_review(client, ASSISTED)
    stranger = app.test_client()
    assert stranger.post(ASSISTED, data={**form_of(review).fields, "do": "send"}).status_code == 403
    assert tap(client, review, ASSISTED, do="send").status_code == 303


def test_revoked_link_ends_at_once(client: FlaskClient, workplace: Workplace, token: str):
    client.get(f"/s/tablet/banmai/{token}")
    review = to_review(client, ASSISTED)
    with workplace.begin() as work:
        assert work.tablets.revoke(BAN_MAI, "t1", date(2026, 11, 21))
    assert tap(client, review, ASSISTED, do="send").status_code == 403
    assert client.get(f"/s/tablet/banmai/{token}").status_code == 403


def test_link_of_one_agency_opens_nothing_at_another(client: FlaskClient, workplace: Workplace, token: str):
    assert client.get(f"/s/tablet/nongbua/{token}").status_code == 403
    with workplace.read() as work:
        assert (work.tablets.find(NONG_BUA, token), work.tablets.find(BAN_MAI, token) is None) == (None, False)


@pytest.mark.parametrize("bad", ["x", "t" * 31 + "u", "t" * 3000, "%00" * 20])
def test_guessed_links_are_refused_kindly(client: FlaskClient, token: str, bad: str):
    page = client.get(f"/s/tablet/banmai/{bad}")
    assert (page.status_code, "ลิงก์นี้ใช้ไม่ได้" in words(page)) == (403, True)
