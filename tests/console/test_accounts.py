"""The verbs on accounts, without a web page in sight."""

import pytest

from console import accounts, passwords
from kernel.errors import Refused
from storage.work import Work
from tests.cast import BAN_MAI, NONG_BUA
from tests.console.desk import Desk


def _invite(work: Work, desk: Desk, login: str = "somying", roles: tuple[str, ...] = ("clerk",)) -> str:
    return accounts.invite(work, BAN_MAI, "สมหญิง", login, roles, desk.clock)


def test_invitation_works_once(desk: Desk) -> None:
    with desk.workplace.begin() as work:
        token = _invite(work, desk)
        member = accounts.join(work, BAN_MAI, token, "hash", desk.clock)
        assert (member.login, member.password_hash) == ("somying", "hash")
        with pytest.raises(Refused, match="token_spent"):
            accounts.join(work, BAN_MAI, token, "other", desk.clock)


def test_invitation_belongs_to_its_office(desk: Desk) -> None:
    with desk.workplace.begin() as work:
        token = _invite(work, desk)
        assert accounts.whose(work, NONG_BUA, token, desk.clock) is None
        assert accounts.whose(work, BAN_MAI, token, desk.clock) is not None


@pytest.mark.parametrize("purpose, days", [("invite", 7), ("reset", 1)])
def test_link_ends(desk: Desk, purpose: str, days: int) -> None:
    with desk.workplace.begin() as work:
        clerk = desk.members["banmai", "clerk"].id
        token = _invite(work, desk) if purpose == "invite" else accounts.reset(work, BAN_MAI, clerk, desk.clock)
        desk.clock.pass_time(days=days, seconds=-1)
        assert accounts.whose(work, BAN_MAI, token, desk.clock) is not None
        desk.clock.pass_time(seconds=1)
        assert accounts.whose(work, BAN_MAI, token, desk.clock) is None


@pytest.mark.parametrize(
    "name, login, roles, reason",
    [
        ("", "somying", ("clerk",), "staff_name"),
        ("สมหญิง", "สมหญิง", ("clerk",), "staff_login"),
        ("สมหญิง", "ab", ("clerk",), "staff_login"),
        ("สมหญิง", "somying", (), "staff_roles"),
        ("สมหญิง", "somying", ("king",), "staff_roles"),
        ("สมหญิง", "Clerk", ("clerk",), "login_taken"),
    ],
)
def test_bad_invitation_is_refused(desk: Desk, name: str, login: str, roles: tuple[str, ...], reason: str) -> None:
    with desk.workplace.begin() as work, pytest.raises(Refused, match=reason):
        accounts.invite(work, BAN_MAI, name, login, roles, desk.clock)


def test_reset_ends_password_and_sessions_and_keeps_the_second_step(desk: Desk) -> None:
    officer = desk.browser("officer")
    with desk.workplace.begin() as work:
        accounts.reset(work, BAN_MAI, desk.members["banmai", "officer"].id, desk.clock)
    assert officer.get("/").to == "/console/sign-in"
    with desk.workplace.read() as work:
        member = work.staff.by_login(BAN_MAI, "officer")
    assert member is not None
    assert (member.password_hash, member.totp_secret is not None) == (None, True)


def test_reset_can_take_the_second_step_too(desk: Desk) -> None:
    with desk.workplace.begin() as work:
        member_id = desk.members["banmai", "officer"].id
        accounts.reset(work, BAN_MAI, member_id, desk.clock, second_step=True)
        assert accounts.present(work, BAN_MAI, member_id).totp_secret is None


def test_leaving_frees_the_login_and_keeps_the_row(desk: Desk) -> None:
    with desk.workplace.begin() as work:
        gone = accounts.leave(work, BAN_MAI, desk.members["banmai", "clerk"].id, desk.clock)
        assert gone.left_on is not None
        _invite(work, desk, "clerk")
        assert work.staff.get(BAN_MAI, gone.id) == gone
        with pytest.raises(Refused, match="staff_unknown"):
            accounts.leave(work, BAN_MAI, gone.id, desk.clock)


def test_last_admin_can_neither_leave_nor_step_down(desk: Desk) -> None:
    admin = desk.members["banmai", "admin"].id
    with desk.workplace.begin() as work:
        with pytest.raises(Refused, match="last_admin"):
            accounts.leave(work, BAN_MAI, admin, desk.clock)
        with pytest.raises(Refused, match="last_admin"):
            accounts.change_roles(work, BAN_MAI, admin, ("clerk",), desk.clock)
        accounts.invite(work, BAN_MAI, "ยังไม่มา", "notyet", ("admin",), desk.clock)
        with pytest.raises(Refused, match="last_admin"):
            accounts.leave(work, BAN_MAI, admin, desk.clock)
    desk.hire(BAN_MAI, "second", ("admin",))
    with desk.workplace.begin() as work:
        assert accounts.leave(work, BAN_MAI, admin, desk.clock).left_on is not None


def test_line_code_is_six_digits_and_lives_ten_minutes(desk: Desk) -> None:
    clerk = desk.members["banmai", "clerk"].id
    with desk.workplace.begin() as work:
        code = accounts.line_code(work, BAN_MAI, clerk, desk.clock)
        assert (len(code), code.isdigit()) == (6, True)
        assert work.staff_tokens.find(NONG_BUA, code, ("line",), desk.clock.now()) is None
        assert work.staff_tokens.find(BAN_MAI, code, ("line",), desk.clock.now()) == (clerk, "line")
        desk.clock.pass_time(minutes=10)
        assert work.staff_tokens.find(BAN_MAI, code, ("line",), desk.clock.now()) is None


@pytest.mark.parametrize(
    "password, reason",
    [
        ("สั้นไป", "password_short"),
        ("ก" * 3 + "ข" * 300, "password_long"),
        ("0812345678", "password_digits"),
        ("xxSOMYINGxx99", "password_login"),
        ("MyPassword2569", "password_plain"),
        ("aaaaaaaaaab", "password_plain"),
    ],
)
def test_guessable_password_is_refused(password: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        passwords.check(password, "somying")


def test_good_password_is_taken() -> None:
    good = "ข้าวเหนียว-มะม่วง"
    passwords.check(good, "somying")
    with pytest.raises(Refused, match="password_login"):
        passwords.check(f"{good}-somying", "somying")
