"""What a scan opens while the official form has its window."""

from dataclasses import replace
from datetime import datetime

import pytest
from flask.testing import FlaskClient

from storage.workplace import Workplace
from tests.cast import BAN_MAI, TAX_COUNTER, WELFARE_COUNTER
from tests.web.answering import tap, to_review
from tests.web.reading import links_of, words

CODE = TAX_COUNTER.code
OFFICIAL = "https://itas.nacc.example/go/eit/abc"
WINDOW = {
    "official_eit_url": OFFICIAL,
    "official_eit_opens": "2026-11-21",
    "official_eit_closes": "2026-11-30",
}


def set_up(workplace: Workplace, **details: str) -> None:
    with workplace.begin() as work:
        work.agencies.change(replace(BAN_MAI, **{**WINDOW, **details}))


def order(client: FlaskClient) -> list[str]:
    """The ways offered to somebody who scanned, in order."""
    links = links_of(client.get(f"/q/{CODE}"))
    named = {OFFICIAL: "official", f"/s/{CODE}": "web"}
    return [
        named.get(link, "line" if link.startswith("/chat/") else "")
        for link in links
        if link in named or "/chat/" in link
    ]


def test_official_form_comes_first_and_ours_second_in_its_window(client: FlaskClient, workplace: Workplace):
    assert order(client) == ["line", "web"]
    set_up(workplace)
    assert order(client) == ["official", "line", "web"]
    assert client.get(f"/s/{CODE}").status_code == 200


@pytest.mark.parametrize(
    ("mode", "ways"), [("exclusive", ["official"]), ("thanks", []), ("nonsense", ["official", "line", "web"])]
)
def test_agency_may_choose_another_way(client: FlaskClient, workplace: Workplace, mode: str, ways: list[str]):
    set_up(workplace, official_eit_mode=mode)
    assert order(client) == ways


def test_our_form_gives_way_while_the_official_one_is_alone(client: FlaskClient, workplace: Workplace):
    review = to_review(client, f"/s/{CODE}")
    set_up(workplace, official_eit_mode="exclusive")
    for page in (
        client.get(f"/s/{CODE}"),
        tap(client, review, f"/s/{CODE}", do="send"),
        client.get("/s/agency/banmai"),
    ):
        assert (page.status_code, OFFICIAL in links_of(page)) == (200, True)
    set_up(workplace, official_eit_mode="thanks")
    page = client.get(f"/s/{CODE}")
    assert ("ขอบคุณที่ใช้บริการ" in words(page), OFFICIAL in page.text) == (True, False)
    with workplace.read() as work:
        assert work.ballots.waiting(BAN_MAI) == []


@pytest.mark.parametrize(
    ("moment", "ways"),
    [
        ("2026-11-20T16:59:59+00:00", ["line", "web"]),
        ("2026-11-20T17:00:00+00:00", ["official"]),
        ("2026-11-30T16:59:59+00:00", ["official"]),
        ("2026-11-30T17:00:00+00:00", ["line", "web"]),
    ],
)
def test_window_opens_and_closes_at_bangkok_midnight(client, workplace, clock, moment: str, ways: list[str]):
    set_up(workplace, official_eit_mode="exclusive")
    clock.moment = datetime.fromisoformat(moment)
    assert order(client) == ways


@pytest.mark.parametrize(
    "broken",
    [
        {"official_eit_url": ""},
        {"official_eit_url": "javascript:alert(1)"},
        {"official_eit_opens": "soon"},
        {"official_eit_closes": ""},
        {"official_eit_opens": "2026-11-30", "official_eit_closes": "2026-11-21"},
    ],
)
def test_half_a_window_leaves_the_posters_ours(client: FlaskClient, workplace: Workplace, broken: dict[str, str]):
    set_up(workplace, official_eit_mode="exclusive", **broken)
    assert order(client) == ["line", "web"]


def test_window_of_one_agency_moves_no_other_poster(client: FlaskClient, workplace: Workplace):
    set_up(workplace, official_eit_mode="exclusive")
    assert f"/s/{WELFARE_COUNTER.code}" in links_of(client.get(f"/q/{WELFARE_COUNTER.code}"))
