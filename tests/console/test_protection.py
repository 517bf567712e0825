"""Forged requests, headers, who may open what."""

import re

import pytest

from console import guards
from console.headers import POLICY
from storage.tables import metadata
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER
from tests.console.desk import PASSWORD, Desk

ROLES = ("clerk", "officer", "auditor", "surveyor", "admin")
PAGES = {
    "/": set(ROLES),
    "/own": set(ROLES),
    "/own/second-step": set(ROLES),
    "/questions": {"clerk"},
    "/faq": {"clerk"},
    "/learning": {"clerk"},
    "/faq/new": {"clerk"},
    "/faq/files": {"clerk"},
    "/faq/synonyms": {"clerk"},
    "/results": {"clerk", "admin"},
    "/what-if": {"clerk", "admin"},
    "/surveys": {"clerk", "admin"},
    "/surveys/eit-2567": {"clerk", "admin"},
    "/points": {"clerk", "admin"},
    "/points/official/studio": {"clerk", "admin"},
    "/patrol": {"clerk", "admin"},
    "/sync": {"clerk", "admin"},
    "/cases": {"officer"},
    "/keys": {"officer"},
    "/setup": {"admin"},
    "/setup/agency": {"admin"},
    "/setup/line": {"admin"},
    "/setup/menu": {"admin"},
    "/setup/fraud": {"admin"},
    "/cases/new": {"officer"},
    "/cases/custodians": {"officer"},
    "/cases/flood": {"officer"},
    "/audit": {"auditor"},
    "/audit/figures": {"auditor"},
    "/setup/sheets": {"admin"},
    "/staff": {"admin"},
    "/log": {"admin"},
}


@pytest.mark.parametrize("role", ROLES)
def test_page_opens_for_its_roles_and_is_not_there_for_others(desk: Desk, role: str) -> None:
    browser = desk.browser(role)
    seen = {path for path in PAGES if browser.get(path).status != 404}
    assert seen == {path for path, roles in PAGES.items() if role in roles}


def test_menu_shows_exactly_what_opens(desk: Desk) -> None:
    for role in ROLES:
        browser = desk.browser(role)
        menu = browser.get("/").text.split("<nav")[1].split("</nav>")[0]
        linked = [part.split('"')[0].removeprefix("/console") for part in menu.split('href="')[1:]]
        assert {browser.get(path).status for path in linked} == {200}
        assert ("/cases" in linked) == (role == "officer" and desk.parts.officers is not None)


def test_every_page_says_who_may_open_it(desk: Desk) -> None:
    assert guards.unguarded(desk.app) == []
    desk.app.view_functions["console.forgotten"] = lambda: ""
    assert guards.unguarded(desk.app) == ["console.forgotten"]


@pytest.mark.parametrize("path", ["/", "/faq", "/own", "/log", "/cases", "/results"])
def test_page_needs_a_session(desk: Desk, path: str) -> None:
    assert desk.browser().get(path).to == "/console/sign-in"


def test_form_without_token_changes_nothing(desk: Desk) -> None:
    browser = desk.browser("clerk")
    for token in ("", "made-up"):
        assert browser.post("/points", csrf=token, name="จุดปลอม").status == 400
    with desk.workplace.read() as work:
        assert work.points.all(BAN_MAI) == []
    assert browser.fill("/points", "/points", name="จุดจริง").status == 302


def test_token_of_another_browser_is_refused(desk: Desk) -> None:
    ours, theirs = desk.browser("clerk"), desk.browser("clerk", NONG_BUA)
    ours.get("/points")
    theirs.get("/points")
    assert ours.post("/points", csrf=theirs.token, name="จุดปลอม").status == 400


def test_sign_in_needs_a_token_too(desk: Desk) -> None:
    assert desk.browser().post("/sign-in", office="banmai", login="clerk", password=PASSWORD).status == 400


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}],
)
def test_request_from_another_site_is_refused(desk: Desk, headers: dict[str, str]) -> None:
    browser = desk.browser("clerk")
    browser.get("/points")
    assert browser.post("/points", headers=headers, name="จุดปลอม").status == 403


def test_no_route_changes_anything_without_a_token_from_elsewhere_or_by_following_a_link(desk: Desk) -> None:
    browser = desk.browser("admin")
    browser.get("/own")
    before = everything(desk)
    changing = [rule for rule in desk.app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    answers: dict[str, set[int]] = {"no token": set(), "elsewhere": set(), "a link": set()}
    for rule in changing:
        path = rule.build(dict.fromkeys(rule.arguments, "1"))[1].removeprefix("/console")  # type: ignore[index]
        answers["no token"].add(browser.post(path, csrf="").status)
        answers["elsewhere"].add(browser.post(path, headers={"Origin": "https://evil.example"}).status)
        if "GET" not in (rule.methods or ()):
            answers["a link"].add(browser.get(path).status)
    assert len(changing) > 60
    assert (answers["no token"], answers["elsewhere"], answers["a link"] - {200, 404, 405}) == ({400}, {403}, set())
    assert everything(desk) == before
    assert (browser.fill("/points", "/points", name="จุดจริง").status, everything(desk) != before) == (302, True)


def everything(desk: Desk) -> str:
    """All that the desk knows. A session is touched by every page, and who looks first in a quarter opens its round."""
    kept = [one for one in metadata.sorted_tables if one.name not in {"sessions", "survey_rounds"}]
    with desk.database.read() as connection:
        return repr([connection.execute(one.select()).all() for one in kept])


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin", "Origin": "null"}, {"Origin": "null"}, {"Origin": "http://localhost"}]
)
def test_request_of_our_own_page_is_taken(desk: Desk, headers: dict[str, str]) -> None:
    browser = desk.browser("clerk")
    browser.get("/points")
    assert browser.post("/points", headers=headers, name="จุดจริง").status == 302


@pytest.mark.parametrize("path", ["/sign-in", "/", "/nowhere", "/faq"])
def test_pages_carry_the_strict_headers(desk: Desk, path: str) -> None:
    headers = desk.browser("clerk").get(path).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert "unsafe" not in POLICY


def test_pages_hold_no_inline_script_or_style(desk: Desk) -> None:
    desk.seed_faq()
    for role in ROLES:
        browser = desk.browser(role)
        for path in PAGES:
            text = browser.get(path).text
            assert not [mark for mark in ("<script", "<style", " style=", " onclick=", "javascript:") if mark in text]


def test_own_stylesheet_is_served(desk: Desk) -> None:
    with desk.browser().client.get("/console/static/console.css") as answer:
        assert (answer.status_code, answer.mimetype) == (200, "text/css")
        small = re.findall(r"font-family: monospace(?![^}]*font-size: 1rem)", answer.text)
    assert small == []  # monospace alone is 13/16 as large: telephones zoom into fields under 16 px


def test_unknown_address_below_console_is_a_kind_page(desk: Desk) -> None:
    page = desk.browser().get("/no/such/page")
    assert (page.status, "ไม่พบหน้านี้" in page.words) == (404, True)


def test_foreign_ids_are_not_there(desk: Desk) -> None:
    with desk.workplace.begin() as work:
        work.points.add(NONG_BUA, TAX_COUNTER)
    stranger = desk.members["nongbua", "clerk"].id
    clerk, admin = desk.browser("clerk"), desk.browser("admin")
    assert desk.browser("clerk", NONG_BUA).get(f"/points/{TAX_COUNTER.code}").status == 200
    assert clerk.get(f"/points/{TAX_COUNTER.code}").status == 404
    assert clerk.get(f"/points/{TAX_COUNTER.code}/qr.png").status == 404
    assert clerk.fill("/points", f"/points/{TAX_COUNTER.code}/retire").status == 404
    assert admin.get(f"/staff/{stranger}").status == 404
    assert admin.fill("/staff", f"/staff/{stranger}/leave").status == 404


@pytest.mark.parametrize("named", ["form-data", 'form-data; filename="a.txt"'])
def test_field_without_a_name_is_a_bad_request(desk: Desk, named: str) -> None:
    browser = desk.browser("clerk")
    browser.get("/points")
    part = "--edge\r\nContent-Disposition: {}\r\n\r\n{}\r\n"
    named_parts = part.format('form-data; name="csrf_token"', browser.token) + part.format(
        'form-data; name="name"', "จุด"
    )
    body = f"{named_parts}{part.format(named, 'x')}--edge--\r\n"
    whole = f"{named_parts}--edge--\r\n"
    sent = {"content_type": "multipart/form-data; boundary=edge"}
    assert browser.client.post("/console/points", data=body.encode(), **sent).status_code == 400
    assert browser.client.post("/console/points", data=whole.encode(), **sent).status_code == 302
    with desk.workplace.read() as work:
        assert len(work.points.all(BAN_MAI)) == 1


@pytest.mark.parametrize(
    "fields", [{"name": "x" * 300_000}, {"name": "\x00\ud800".encode("utf-8", "surrogatepass")}, {"purpose": "??"}]
)
def test_strange_input_is_answered_kindly(desk: Desk, fields: dict[str, object]) -> None:
    assert desk.browser("clerk").fill("/points", "/points", **fields).status in {302, 400, 413}


@pytest.mark.parametrize("address", ["/questions?from=a%00", "/questions/a%00", "/join/banmai%00/t"])
def test_address_with_nul_is_missing_before_any_store_is_asked(desk: Desk, address: str) -> None:
    assert desk.browser("clerk").get(address).status == 404
