"""Getting in with a password, and what strangers learn (nothing)."""

from typing import Literal

from argon2 import Parameters, PasswordHasher, extract_parameters
from sqlalchemy import event

from console import texts
from console.passwords import Passwords
from tests.cast import BAN_MAI, NONG_BUA
from tests.console.desk import PASSWORD, Desk


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


def test_success_forgives_earlier_tries(desk: Desk) -> None:
    browser = desk.browser()
    for _ in range(4):
        browser.sign_in("clerk", password="ผิด")
    browser.sign_in("clerk")
    assert browser.fill("/own", "/sign-out").to.startswith("/console/sign-in")
    assert [browser.sign_in("clerk", password="ผิด").status for _ in range(4)] == [403] * 4


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


def test_password_hash_cost_is_the_products_own_by_default() -> None:
    assert Passwords().hash("ทดสอบ").startswith("$argon2id$v=19$m=65536,t=3,p=1$")
