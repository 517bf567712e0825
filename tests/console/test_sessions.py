"""Sessions and their cookies: whose they are, and when they end."""

import hashlib
from datetime import timedelta

from console import sessions
from tests.cast import BAN_MAI, NONG_BUA
from tests.console.desk import PASSWORD, SECRET, Browser, Desk


def test_session_of_one_office_shows_that_office_only(desk: Desk) -> None:
    assert NONG_BUA.spoken_name in desk.browser("clerk", NONG_BUA).get("/").words
    assert NONG_BUA.spoken_name not in desk.browser("clerk", BAN_MAI).get("/").words


def test_planted_cookie_is_not_adopted(desk: Desk) -> None:
    browser = desk.browser()
    browser.client.set_cookie("prongsai", "planted-by-somebody", path="/console")
    browser.sign_in("clerk")
    assert browser.cookie() not in (None, "planted-by-somebody")


def test_signing_in_again_ends_the_earlier_session(desk: Desk) -> None:
    browser = desk.browser("clerk")
    before = browser.cookie()
    browser.sign_in("admin")
    thief = desk.browser()
    thief.client.set_cookie("prongsai", before or "", path="/console")
    assert thief.get("/").to == "/console/sign-in"


def test_session_id_changes_at_both_steps(desk: Desk) -> None:
    browser = desk.browser()
    browser.get("/sign-in")
    browser.sign_in("officer")
    halfway = browser.cookie()
    browser.type_code(SECRET)
    assert None not in (halfway, browser.cookie())
    assert halfway != browser.cookie()
    with desk.workplace.read() as work:
        assert work.sessions.get(hashlib.sha256((halfway or "").encode()).hexdigest()) is None


def test_database_knows_no_cookie(desk: Desk) -> None:
    cookie = desk.browser("clerk").cookie() or ""
    stored = b"".join(path.read_bytes() for path in desk.folder.glob("console.db*"))
    assert hashlib.sha256(cookie.encode()).hexdigest().encode() in stored
    assert cookie.encode() not in stored


def test_cookie_is_strict_http_only_and_host_bound_over_https(desk: Desk) -> None:
    browser = Browser(desk.over("https://desk.example"), desk.clock)
    page = browser.client.get("/console/sign-in", base_url="https://desk.example")
    token = page.get_data(as_text=True).split('name="csrf_token" value="')[1].split('"')[0]
    form = {"csrf_token": token, "office": "banmai", "login": "clerk", "password": PASSWORD}
    answer = browser.client.post("/console/sign-in", data=form, base_url="https://desk.example")
    own = [line for line in answer.headers.getlist("Set-Cookie") if line.startswith("__Host-prongsai=")]
    assert len(own) == 1
    assert own[0].split("; ", 1)[1] == "Secure; HttpOnly; Path=/; SameSite=Strict"


def test_officer_session_ends_after_fifteen_idle_minutes(desk: Desk) -> None:
    officer, clerk = desk.browser("officer"), desk.browser("clerk")
    desk.clock.pass_time(minutes=14)
    assert officer.get("/").status == 200
    desk.clock.pass_time(minutes=15)
    assert (officer.get("/").to, clerk.get("/").status) == ("/console/sign-in", 200)


def test_clerk_session_ends_after_eight_idle_hours(desk: Desk) -> None:
    clerk = desk.browser("clerk")
    desk.clock.pass_time(hours=7, minutes=59)
    assert clerk.get("/").status == 200
    desk.clock.pass_time(hours=8)
    assert clerk.get("/").to == "/console/sign-in"


def test_halfway_session_is_not_prolonged_by_use(desk: Desk) -> None:
    browser = desk.browser()
    browser.sign_in("officer")
    for _ in range(2):
        desk.clock.pass_time(minutes=6)
        page = browser.get("/second-step")
    assert page.to == "/console/sign-in"
    assert timedelta(minutes=10) == sessions.IDLE_HALFWAY


def test_sign_out_ends_the_session_and_clears_the_browser(desk: Desk) -> None:
    browser = desk.browser("clerk")
    cookie = browser.cookie()
    page = browser.fill("/own", "/sign-out")
    assert page.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    browser.client.set_cookie("prongsai", cookie or "", path="/console")
    assert browser.get("/").to == "/console/sign-in"


def test_busy_session_ends_twelve_hours_after_it_began(desk: Desk) -> None:
    clerk = desk.browser("clerk")
    for _ in range(11):
        desk.clock.pass_time(hours=1)
        assert clerk.get("/").status == 200
    desk.clock.pass_time(minutes=59, seconds=59)
    assert clerk.get("/").status == 200
    desk.clock.pass_time(seconds=1)
    assert clerk.get("/").to == "/console/sign-in"


def test_typed_text_survives_an_ended_session(desk: Desk) -> None:
    browser = desk.browser("clerk")
    browser.get("/faq/new")
    desk.clock.pass_time(hours=9)
    page = browser.post("/faq/save", question="ถนนพังแจ้งที่ไหน", answer="แจ้งกองช่าง <b>", password="secret-word")
    assert page.status == 401
    assert "ถนนพังแจ้งที่ไหน" in page.words
    assert "แจ้งกองช่าง &lt;b&gt;" in page.text
    assert "secret-word" not in page.text
