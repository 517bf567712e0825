"""The first page and the log: what staff see of their own office."""

from qa import passing
from tests.cast import BAN_MAI, NONG_BUA
from tests.console.desk import Browser, Desk


def add_point(browser: Browser) -> str:
    page = browser.fill("/points", "/points", name="งานจัดเก็บรายได้", services="ภาษี", purpose="survey")
    return page.to.removeprefix("/console/points/").split("?")[0]


def test_log_names_who_did_what_in_this_office(desk: Desk) -> None:
    code = add_point(desk.browser("clerk"))
    theirs = add_point(desk.browser("clerk", NONG_BUA))
    words = desk.browser("admin").get("/log").words
    assert f"clerk เพิ่มจุดบริการ {code}" in words
    assert theirs not in words


def test_home_shows_waiting_questions_to_clerks(desk: Desk) -> None:
    assert "ไม่มีคำถามค้าง" in desk.browser("clerk").get("/").words
    with desk.workplace.begin() as work:
        passing.pass_on(work, BAN_MAI, "ไฟดับ", None, None, desk.clock)
    assert "รอตอบ 1 ข้อ" in desk.browser("clerk").get("/").words
    assert "คำถามรอตอบ" not in desk.browser("surveyor").get("/").words
