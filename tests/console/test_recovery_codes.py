"""Ten codes on paper, each in place of one second step."""

import re

import pyotp
import pytest

from console import accounts
from tests.cast import BAN_MAI, NONG_BUA
from tests.console.desk import PASSWORD, SECRET, Browser, Desk, Page


def _codes(page: Page) -> list[str]:
    """The codes on the page, as shown."""
    return re.findall(r'recovery-code">(\d{5} \d{5})<', page.text)


def _new_codes(browser: Browser) -> list[str]:
    return _codes(browser.fill("/own", "/own/codes", old=PASSWORD))


def _at_the_second_step(desk: Desk) -> Browser:
    browser = desk.browser()
    browser.sign_in("officer")
    return browser


def test_enrolment_shows_ten_codes_once(desk: Desk) -> None:
    browser = desk.browser("clerk")
    page = browser.get("/own/second-step")
    secret = page.text.split('class="code secret-text">')[1].split("<")[0].replace(" ", "")
    code = pyotp.TOTP(secret).at(desk.clock.now())
    shown = _codes(browser.post("/own/second-step", code=code, old=PASSWORD))
    assert (len(shown), len(set(shown))) == (10, 10)
    assert "เหลือ 10 รหัส" in browser.get("/own").words
    assert not [one for one in shown for path in ("/own", "/own/second-step") if one in browser.get(path).text]


def test_code_lets_in_once_instead_of_the_telephone(desk: Desk) -> None:
    code = _new_codes(desk.browser("officer"))[3]
    assert _at_the_second_step(desk).type_code(SECRET, code).to == "/console/"
    assert _at_the_second_step(desk).type_code(SECRET, code).status == 403


def test_code_is_read_in_thai_digits_and_with_a_hyphen(desk: Desk) -> None:
    code = _new_codes(desk.browser("officer"))[0].replace(" ", "-").translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert _at_the_second_step(desk).type_code(SECRET, code).to == "/console/"


def test_code_of_somebody_else_opens_nothing(desk: Desk) -> None:
    theirs = _new_codes(desk.browser("officer", NONG_BUA))
    desk.clock.pass_time(minutes=1)
    assert _at_the_second_step(desk).type_code(SECRET, theirs[0]).status == 403


def test_use_and_renewal_are_in_the_log_without_the_code(desk: Desk) -> None:
    codes = _new_codes(desk.browser("officer"))
    _at_the_second_step(desk).type_code(SECRET, codes[0])
    _at_the_second_step(desk).type_code(SECRET, codes[0])
    log = desk.browser("admin").get("/log").words
    assert ("officer เข้าระบบด้วยรหัสสำรอง 9 left" in log, "officer ออกรหัสสำรองชุดใหม่" in log) == (True, True)
    assert "officer ใส่รหัส 6 หลักผิด" in log
    assert not [code for code in codes if code in log or code.replace(" ", "") in log]


def test_new_codes_end_the_old_ones_and_need_the_password(desk: Desk) -> None:
    browser = desk.browser("officer")
    old = _new_codes(browser)
    assert browser.fill("/own", "/own/codes", old="ไม่ใช่รหัสผ่าน").status == 403
    assert _at_the_second_step(desk).type_code(SECRET, old[0]).to == "/console/"
    new = _new_codes(browser)
    assert _at_the_second_step(desk).type_code(SECRET, old[1]).status == 403
    assert _at_the_second_step(desk).type_code(SECRET, new[1]).to == "/console/"


def test_guessing_codes_has_to_wait(desk: Desk) -> None:
    code = _new_codes(desk.browser("officer"))[0]
    guesser = _at_the_second_step(desk)
    assert [guesser.type_code(SECRET, f"{n:010}").status for n in range(5)] == [403] * 5
    assert guesser.type_code(SECRET, code).status == 429


@pytest.mark.parametrize("lost, left", [(True, 0), (False, 10)])
def test_reset_takes_the_codes_with_the_telephone(desk: Desk, lost: bool, left: int) -> None:
    officer = desk.members["banmai", "officer"].id
    with desk.workplace.begin() as work:
        accounts.new_codes(work, BAN_MAI, officer)
        accounts.reset(work, BAN_MAI, officer, desk.clock, second_step=lost)
        assert work.staff_codes.left(BAN_MAI, officer) == left


def test_leaving_takes_the_codes(desk: Desk) -> None:
    officer = desk.members["banmai", "officer"].id
    with desk.workplace.begin() as work:
        accounts.new_codes(work, BAN_MAI, officer)
        accounts.leave(work, BAN_MAI, officer, desk.clock)
        assert work.staff_codes.left(BAN_MAI, officer) == 0


def test_clerk_without_a_telephone_is_offered_no_codes(desk: Desk) -> None:
    browser = desk.browser("clerk")
    assert "รหัสสำรอง" not in browser.get("/own").words
    assert browser.post("/own/codes", old=PASSWORD).status == 403
