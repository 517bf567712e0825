"""Getting in: password, second step, sessions, and what strangers learn (nothing)."""

import hashlib
from datetime import timedelta
from typing import Literal

import pyotp
import pytest
from argon2 import Parameters, PasswordHasher, extract_parameters
from sqlalchemy import event

from console import accounts, sessions, texts
from console.passwords import Passwords
from console.second_step import PERIOD_S, fitting_step
from tests.cast import BAN_MAI, NONG_BUA, NOON
from tests.console.desk import PASSWORD, SECRET, Browser, Desk


def test_page_without_sign_in_leads_to_the_door(desk: Desk) -> None:
    assert desk.browser().get("/").to == "/console/sign-in"


def test_clerk_gets_in_with_password(desk: Desk) -> None:
    browser = desk.browser()
    assert browser.sign_in("clerk").to == "/console/"
    assert "คุณ clerk" in browser.get("/").words


def test_login_is_read_without_regard_to_case_and_spaces(desk: Desk) -> None:
    assert desk.browser().sign_in("  CLERK ").to == "/console/"


def test_wrong_password_unknown_user_and_unknown_office_get_the_same_answer(desk: Desk) -> None:
    wrong = desk.browser().sign_in("clerk", password="ไม่ใช่รหัสผ่านนี้")
    unknown = desk.browser().sign_in("nobody", password="ไม่ใช่รหัสผ่านนี้")
    browser = desk.browser()
    nowhere = browser.fill("/sign-in", "/sign-in", office="atlantis", login="clerk", password=PASSWORD)
    assert [page.status for page in (wrong, unknown, nowhere)] == [403, 403, 403]
    assert all(texts.SIGN_IN_FAILED in page.words for page in (wrong, unknown, nowhere))


class Noting(PasswordHasher):
    """Notes every derivation with its cost."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.done: list[tuple[str, Parameters | None]] = []

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        self.done.append(("hash", None))
        return super().hash(password, salt=salt)

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002 - its name there
        self.done.append(("verify", extract_parameters(str(hash))))
        return super().verify(hash, password)


def test_login_that_nobody_has_costs_one_derivation_like_every_other() -> None:
    hasher = Noting()
    passwords = Passwords(hasher)
    known = hasher.hash(PASSWORD)
    hasher.done.clear()
    assert [passwords.verify(known, "ผิด"), passwords.verify(None, PASSWORD), passwords.verify(None, "ผิด")] == [
        False
    ] * 3
    assert hasher.done == [("verify", extract_parameters(known))] * 3


def test_failure_is_one_transaction_whoever_it_was(desk: Desk) -> None:
    written: list[int] = []
    event.listen(
        desk.database.engine, "commit", lambda db: written.append(db.get_execution_options().get("reading", 0))
    )
    strangers = [f"nobody{n}" for n in range(22)]  # from the 21st on there are no more lines in the log
    for login in ("clerk", strangers[0], "clerk", *strangers[1:]):
        written.clear()
        browser = desk.browser().at(f"10.3.0.{len(login)}")
        assert browser.sign_in(login, password="ผิด").status == 403
        assert written.count(0) == 1, login
    with desk.workplace.read() as work:
        assert len([line for line in work.staff_log.latest(BAN_MAI) if line.action == "own.login_unknown"]) == 20


def test_failed_sign_in_keeps_the_login_and_not_the_password(desk: Desk) -> None:
    page = desk.browser().sign_in("clerk", password="ความลับที่พิมพ์ผิด")
    assert 'value="clerk"' in page.text
    assert "ความลับที่พิมพ์ผิด" not in page.text


def test_six_tries_at_one_account_have_to_wait(desk: Desk) -> None:
    browser = desk.browser()
    assert [browser.sign_in("clerk", password="ผิด").status for _ in range(6)] == [403] * 5 + [429]
    assert browser.sign_in("clerk").status == 429
    assert browser.sign_in("admin").to == "/console/"


def test_strangers_guesses_do_not_lock_the_owner_out(desk: Desk) -> None:
    owner, strangers = desk.browser().at("10.0.0.9"), [desk.browser().at(f"10.1.0.{n}") for n in range(13)]
    owner.sign_in("clerk")
    guesses = [one.sign_in("clerk", password="ผิด").status for one in strangers for _ in range(5)]
    assert guesses == [403] * 59 + [429] * 6  # everywhere together, the owner's first included: sixty in an hour
    assert desk.browser().at("10.2.0.1").sign_in("clerk").status == 429
    assert owner.sign_in("clerk").to == "/console/"
    assert desk.browser().at("10.2.0.1").sign_in("admin").to == "/console/"


def test_address_is_known_to_an_account_only_after_the_second_step(desk: Desk) -> None:
    thief = desk.browser().at("10.0.0.9")
    assert thief.sign_in("officer").to == "/console/second-step"
    for n in range(12):
        stranger = desk.browser().at(f"10.1.0.{n}")
        assert [stranger.sign_in("officer", password="ผิด").status for _ in range(5)][:4] == [403] * 4
    assert thief.sign_in("officer").status == 429


def test_guesses_at_the_second_step_are_slowed_everywhere(desk: Desk) -> None:
    right = pyotp.TOTP(SECRET).at(desk.clock.now())
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    statuses = []
    for n in range(7):
        thief = desk.browser().at(f"10.1.0.{n}")
        thief.sign_in("officer")
        statuses += [thief.type_code(SECRET, wrong).status for _ in range(5)]
    assert statuses == [403] * 30 + [429] * 5


def test_success_forgives_earlier_tries(desk: Desk) -> None:
    browser = desk.browser()
    for _ in range(4):
        browser.sign_in("clerk", password="ผิด")
    browser.sign_in("clerk")
    assert browser.fill("/own", "/sign-out").to.startswith("/console/sign-in")
    assert [browser.sign_in("clerk", password="ผิด").status for _ in range(4)] == [403] * 4


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


def test_officer_owes_the_second_step(desk: Desk) -> None:
    browser = desk.browser()
    assert browser.sign_in("officer").to == "/console/second-step"
    assert browser.get("/").to == "/console/second-step"
    assert browser.type_code(SECRET).to == "/console/"
    assert browser.get("/").status == 200


def test_code_cannot_be_used_twice(desk: Desk) -> None:
    code = pyotp.TOTP(SECRET).at(desk.clock.now())
    first, second = desk.browser(), desk.browser()
    first.sign_in("officer")
    second.sign_in("officer")
    assert first.type_code(SECRET, code).to == "/console/"
    assert second.type_code(SECRET, code).status == 403
    desk.clock.pass_time(seconds=30)
    assert second.type_code(SECRET).to == "/console/"


def test_code_in_thai_digits_with_a_space_is_read(desk: Desk) -> None:
    browser = desk.browser()
    browser.sign_in("officer")
    code = pyotp.TOTP(SECRET).at(desk.clock.now()).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert browser.type_code(SECRET, f"{code[:3]} {code[3:]}").to == "/console/"


def test_old_code_is_refused(desk: Desk) -> None:
    browser = desk.browser()
    browser.sign_in("officer")
    old = pyotp.TOTP(SECRET).at(desk.clock.now() - timedelta(minutes=2))
    assert browser.type_code(SECRET, old).status == 403


@pytest.mark.parametrize(("early", "fits"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_telephone_may_be_half_a_minute_early_or_late(early: int, fits: bool) -> None:
    code = pyotp.TOTP(SECRET).at(NOON + timedelta(seconds=PERIOD_S * early))
    step = int(NOON.timestamp()) // PERIOD_S + early
    assert fitting_step(SECRET, code, NOON, 0) == (step if fits else None)
    assert fitting_step(SECRET, code, NOON, step) is None


def test_six_wrong_codes_have_to_wait(desk: Desk) -> None:
    browser = desk.browser()
    browser.sign_in("officer")
    right = pyotp.TOTP(SECRET).at(desk.clock.now())
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    assert [browser.type_code(SECRET, wrong).status for _ in range(5)] == [403] * 5
    assert browser.type_code(SECRET, right).status == 429


def test_wrong_code_is_written_in_the_log(desk: Desk) -> None:
    browser = desk.browser()
    browser.sign_in("officer")
    browser.type_code(SECRET, "12345")
    assert "officer ใส่รหัส 6 หลักผิด" in desk.browser("admin").get("/log").words


def test_wrong_password_is_written_in_the_log_without_the_password(desk: Desk) -> None:
    desk.browser().sign_in("clerk", password="ความลับที่พิมพ์ผิด")
    desk.browser().sign_in("พิมพ์รหัสผ่านผิดช่อง", password="x")
    desk.browser("clerk").fill("/own", "/own/password", old="ความลับที่พิมพ์ผิด", password="x", again="x")
    log = desk.browser("admin").get("/log").words
    assert log.count("clerk ใส่รหัสผ่านผิด") == 2
    assert log.count("- มีผู้ใช้ชื่อที่ไม่มีในระบบพยายามเข้า") == 1
    assert ("ความลับ" in log, "ผิดช่อง" in log) == (False, False)
    assert "ใส่รหัสผ่านผิด" not in desk.browser("admin", NONG_BUA).get("/log").words


def test_stranger_cannot_fill_the_log_with_made_up_logins(desk: Desk) -> None:
    for n in range(25):
        desk.browser().sign_in(f"nobody{n}", password="x")
    with desk.workplace.read() as work:
        noted = [line.action for line in work.staff_log.latest(BAN_MAI)]
    assert noted.count("own.login_unknown") == 20


def test_officer_without_telephone_must_add_one(desk: Desk) -> None:
    with desk.workplace.begin() as work:
        token = accounts.invite(work, BAN_MAI, "คุณใหม่", "newofficer", ("officer",), desk.clock)
        accounts.join(work, BAN_MAI, token, desk.parts.passwords.hash(PASSWORD), desk.clock)
    browser = desk.browser()
    browser.sign_in("newofficer")
    assert browser.get("/second-step").to == "/console/second-step/new"
    page = browser.get("/second-step/new")
    secret = page.text.split('class="code secret-text">')[1].split("<")[0].replace(" ", "")
    assert (len(secret), "<svg" in page.text) == (32, True)
    assert browser.post("/second-step/new", code="000000").status == 403
    shown = browser.post("/second-step/new", code=pyotp.TOTP(secret).at(desk.clock.now()))
    assert (shown.status, "จดรหัสสำรองไว้" in shown.words) == (200, True)
    assert browser.get("/").status == 200
    with desk.workplace.read() as work:
        member = work.staff.by_login(BAN_MAI, "newofficer")
    assert member is not None
    assert member.totp_secret == secret


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


def test_password_hash_cost_is_the_products_own_by_default() -> None:
    assert Passwords().hash("ทดสอบ").startswith("$argon2id$v=19$m=65536,t=3,p=1$")
