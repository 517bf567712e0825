"""The office sets its hours, its days off, and how questions are answered and forgotten."""

from datetime import date

import pytest

from kernel.agency import Agency
from qa import hours
from tests.cast import BAN_MAI, NONG_BUA
from tests.console.desk import Desk

USUAL = {f"day{place}": "08.30-12.00 13.00-16.30" for place in range(5)} | {"day5": "", "day6": ""}
GOOD = USUAL | {"closed_days": "", "reply_days": "1", "question_days": "90", "staff_notice": "yes"}


def stored(desk: Desk, agency: Agency = BAN_MAI) -> Agency:
    with desk.workplace.read() as work:
        found = work.agencies.get(agency.code)
    assert found is not None
    return found


def test_page_shows_what_holds_and_the_holidays_to_come(desk: Desk) -> None:
    page = desk.browser("admin").get("/setup/hours")
    assert page.text.count('value="08.30-12.00 13.00-16.30"') == 5
    assert "10 ธันวาคม 2569 วันรัฐธรรมนูญ" in page.words


def test_saving_the_usual_changes_nothing(desk: Desk) -> None:
    assert desk.browser("admin").fill("/setup/hours", "/setup/hours", **GOOD).status == 302
    assert stored(desk) == BAN_MAI


def test_office_keeps_hours_of_its_own(desk: Desk) -> None:
    told = GOOD | {
        "day5": "๐๙.๐๐-๑๒.๐๐",
        "closed_days": "30/12/2569 ปิดทำการพิเศษ",
        "reply_days": "๓",
        "staff_notice": "",
    }
    assert desk.browser("admin").fill("/setup/hours", "/setup/hours", **told).status == 302
    kept = stored(desk)
    assert (kept.reply_days, kept.staff_notice, kept.question_days) == (3, False, 90)
    assert hours.of(kept).spans(date(2026, 11, 28)) != ()
    assert hours.of(kept).holiday(date(2026, 12, 30)) == "ปิดทำการพิเศษ"
    assert stored(desk, NONG_BUA) == NONG_BUA
    again = desk.browser("admin").get("/setup/hours")
    assert ("09.00-12.00" in again.text, "30/12/2569 ปิดทำการพิเศษ" in again.text) == (True, True)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day2": "เช้าถึงเย็น"}, "เวลาทำการของวันพุธอ่านไม่ได้"),
        ({"closed_days": "30/12/2569\nพรุ่งนี้"}, "วันหยุดบรรทัดที่ 2 อ่านไม่ได้"),
        ({"reply_days": "0"}, "จำนวนวันทำการต้องเป็นตัวเลข 1 ถึง 15"),
        ({"question_days": "3"}, "จำนวนวันที่เก็บข้อความต้องเป็นตัวเลข 7 ถึง 365"),
    ],
)
def test_what_cannot_be_read_is_given_back(desk: Desk, wrong: dict[str, str], said: str) -> None:
    page = desk.browser("admin").fill("/setup/hours", "/setup/hours", **GOOD | wrong)
    assert (page.status, said in page.words) == (400, True)
    assert next(iter(wrong.values())).split("\n")[0] in page.text
    assert stored(desk) == BAN_MAI


def test_page_is_for_admins(desk: Desk) -> None:
    assert desk.browser("clerk").get("/setup/hours").status == 404
