"""What a scan opens."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from flask.testing import FlaskClient

from kernel.agency import Purpose
from qr import register
from storage.workplace import Workplace
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER, WELFARE_COUNTER
from tests.web.reading import links_of, words

CODE = TAX_COUNTER.code
TODAY = date(2026, 11, 21)


def visits(workplace: Workplace) -> dict[str, int]:
    with workplace.read() as work:
        return {**work.visits.totals(BAN_MAI, TODAY, TODAY), **work.visits.totals(NONG_BUA, TODAY, TODAY)}


def strays(workplace: Workplace) -> tuple[int, int]:
    with workplace.read() as work:
        return work.visits.strays(BAN_MAI, TODAY, TODAY)


def change(workplace: Workplace, **details: object) -> None:
    with workplace.begin() as work:
        work.points.change(BAN_MAI, replace(TAX_COUNTER, **details))


@pytest.mark.parametrize(
    "path", [f"/q/{CODE}", f"/Q/{CODE}", f"/q/{CODE.lower()}", f"/Q/{CODE[:2]}-{CODE[2:].lower()}"]
)
def test_landing_opens_in_any_letter_case(client: FlaskClient, path: str):
    page = client.get(path)
    assert page.status_code == 200
    assert f"รหัสจุดนี้คือ {CODE} ตรงกับป้ายไหม" in words(page)


def test_landing_offers_line_and_the_web(client: FlaskClient):
    links = links_of(client.get(f"/q/{CODE}"))
    assert {f"/chat/?channel=banmai&text=EIT%20{CODE}", f"/s/{CODE}"} <= set(links)


def test_landing_without_line_offers_the_web(client: FlaskClient):
    links = links_of(client.get(f"/q/{WELFARE_COUNTER.code}"))
    assert f"/s/{WELFARE_COUNTER.code}" in links
    assert not [link for link in links if "chat" in link]


def test_landing_of_a_question_point_asks_for_no_rating(client: FlaskClient, workplace: Workplace):
    change(workplace, purpose=Purpose.QUESTION)
    links = links_of(client.get(f"/q/{CODE}"))
    assert "/chat/?channel=banmai&text=" in links
    assert f"/s/{CODE}" not in links


def test_landing_counts_the_visit_and_sets_no_cookie(client: FlaskClient, workplace: Workplace):
    answers = [client.get(f"/q/{CODE}"), client.get(f"/Q/{CODE.lower()}"), client.get(f"/q/{WELFARE_COUNTER.code}")]
    assert [answer.headers.get("Set-Cookie") for answer in answers] == [None] * 3
    assert visits(workplace) == {CODE: 2, WELFARE_COUNTER.code: 1}


def test_landing_does_not_count_a_link_preview(client: FlaskClient, workplace: Workplace):
    assert client.head(f"/q/{CODE}").status_code == 200
    assert visits(workplace) == {}


def test_landing_of_a_retired_point_is_friendly_and_counted(client: FlaskClient, workplace: Workplace):
    change(workplace, retired_on=TODAY)
    page = client.get(f"/q/{CODE}")
    assert (page.status_code, "ป้ายนี้เลิกใช้แล้ว" in words(page)) == (410, True)
    assert visits(workplace) == {CODE: 1}


@pytest.mark.parametrize("code", ["EA7A", "ZZZZ", "<script>", "%00", "x" * 3000, "EA7%20M'", "กขค", "....", "1"])
def test_landing_of_an_unknown_code_warns_and_is_missing(client: FlaskClient, code: str):
    page = client.get(f"/q/{code}")
    assert (page.status_code, "แจ้งเจ้าหน้าที่" in words(page)) == (404, True)


def test_unknown_codes_are_counted_for_whom_they_can_be_meant(client, workplace):
    client.get("/q/EA7A")
    assert strays(workplace) == (0, 1)
    with workplace.begin() as work:
        work.connection.exec_driver_sql("DELETE FROM point_signs WHERE agency = 'nongbua'")
        work.connection.exec_driver_sql("DELETE FROM service_points WHERE agency = 'nongbua'")
        work.connection.exec_driver_sql("DELETE FROM agencies WHERE agency = 'nongbua'")
    client.get("/q/EA7A")
    assert (strays(workplace), visits(workplace)) == ((1, 1), {})


def reprint(workplace: Workplace) -> str:
    with workplace.begin() as work:
        return register.reprint(work, BAN_MAI, TAX_COUNTER, TODAY).posted


def test_reprinted_sign_leads_on_and_the_old_one_to_a_friendly_page(client: FlaskClient, workplace: Workplace):
    new = reprint(workplace)
    page, old = client.get(f"/Q/{new.lower()}"), client.get(f"/q/{CODE}")
    assert f"รหัสจุดนี้คือ {new} ตรงกับป้ายไหม" in words(page)
    assert f"/chat/?channel=banmai&text=EIT%20{new}" in links_of(page)
    assert (old.status_code, "ป้ายนี้เลิกใช้แล้ว" in words(old)) == (410, True)
    assert visits(workplace) == {CODE: 1, f"old:{CODE}": 1}
    assert client.get(f"/s/{CODE}").status_code == client.get(f"/s/{new}").status_code == 200


def test_fraud_point_leads_to_the_one_door_and_is_not_counted(client: FlaskClient, workplace: Workplace):
    change(workplace, purpose=Purpose.FRAUD)
    answer = client.get(f"/q/{CODE}")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/f/banmai")
    assert (visits(workplace), strays(workplace)) == ({}, (0, 0))


def test_point_for_everything_offers_rating_asking_and_the_separate_door(client: FlaskClient, workplace: Workplace):
    change(workplace, purpose=Purpose.ALL)
    found = links_of(client.get(f"/q/{CODE}"))
    wanted = [f"/chat/?channel=banmai&text=EIT%20{CODE}", f"/s/{CODE}", "/chat/?channel=banmai&text=", "/f/banmai"]
    assert [link for link in found if link in wanted] == wanted


@pytest.mark.parametrize(
    ("days", "status", "said"),
    [
        ({"opened_on": date(2026, 11, 22)}, 200, "จุดบริการนี้เปิดวันที่ 22 พฤศจิกายน 2569"),
        ({"closes_on": date(2026, 11, 20)}, 410, "ป้ายนี้เลิกใช้แล้ว"),
        ({"closes_on": TODAY}, 200, "ตรงกับป้ายไหม"),
    ],
)
def test_point_is_for_its_own_days(client: FlaskClient, workplace: Workplace, days, status: int, said: str):
    change(workplace, **days)
    page = client.get(f"/q/{CODE}")
    assert (page.status_code, said in words(page)) == (status, True)


def test_visits_at_night_are_counted_apart(client: FlaskClient, workplace: Workplace, clock):
    client.get(f"/q/{CODE}")
    clock.moment = datetime.fromisoformat("2026-11-21T15:30:00+00:00")
    client.get(f"/q/{CODE}")
    with workplace.read() as work:
        assert work.visits.by_day(BAN_MAI, TODAY, TODAY) == {(CODE, TODAY): (2, 1)}


@pytest.mark.parametrize("path", ["/e/banmai", "/E/BANMAI"])
def test_official_poster_leads_on_to_the_form_of_today(client: FlaskClient, workplace: Workplace, path: str):
    official = "https://itas.nacc.example/go/eit/abc"
    assert "ขอบคุณที่ใช้บริการ" in words(client.get(path))
    with workplace.begin() as work:
        work.agencies.change(replace(BAN_MAI, official_eit_url=official))
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Location"], visits(workplace)) == (302, official, {})


def test_landing_shows_names_as_text(client: FlaskClient, workplace: Workplace):
    change(workplace, name="<img src=x onerror=alert(1)>", services="{{7*7}}")
    page = client.get(f"/q/{CODE}")
    assert "<img" not in page.text
    assert "{{7*7}}" in page.text
