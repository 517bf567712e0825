"""The second step: six digits from a telephone."""

from datetime import timedelta

import pyotp
import pytest

from console import accounts
from console.second_step import PERIOD_S, fitting_step
from tests.cast import BAN_MAI, NOON
from tests.console.desk import PASSWORD, SECRET, Desk


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
