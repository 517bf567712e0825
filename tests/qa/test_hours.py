"""Office hours are true: lunch, weekends, holidays, the office's own days off."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kernel.clock import BANGKOK
from kernel.errors import Refused
from qa import holidays, hours
from qa import thread_texts as said
from qa.ports import Kind
from tests.cast import BAN_MAI

USUAL = hours.of(BAN_MAI)


def at(day: int, clock: str, month: int = 11, year: int = 2026) -> datetime:
    hour, minute = clock.split(":")
    return datetime(year, month, day, int(hour), int(minute), tzinfo=BANGKOK).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "there"),
    [
        (at(23, "08:29"), False),
        (at(23, "08:30"), True),
        (at(23, "11:59"), True),
        (at(23, "12:00"), False),
        (at(23, "13:00"), True),
        (at(23, "16:30"), False),
        (at(21, "10:00"), False),  # Saturday
        (at(7, "10:00", 12), False),  # instead of Father's Day, which is a Saturday
        (at(10, "10:00", 12), False),
    ],
)
def test_office_is_open_when_it_says_so(moment, there):
    assert hours.is_open(USUAL, moment) is there


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (at(23, "10:00"), at(23, "10:00")),
        (at(23, "12:30"), at(23, "13:00")),
        (at(20, "17:00"), at(23, "08:30")),
        (at(4, "16:30", 12), at(8, "08:30", 12)),  # Friday evening, a weekend and a holiday on Monday
        (at(30, "17:00", 12), at(4, "08:30", 1, 2027)),  # over the new year
    ],
)
def test_next_opening_passes_over_what_is_closed(moment, opens):
    assert hours.next_opening(USUAL, moment) == opens


def test_office_that_never_opens_promises_no_day():
    closed = replace(BAN_MAI, opening="||||||")
    assert hours.next_opening(hours.of(closed), at(23, "10:00")) is None
    assert said.when(closed, Kind.QUESTION, at(23, "10:00")) == "วันนี้สำนักงานปิดทำการ เจ้าหน้าที่จะตอบเมื่อเปิดทำการ"


def test_worked_counts_office_time_only():
    assert hours.worked(USUAL, at(20, "16:00"), at(23, "13:30")) == timedelta(hours=4, minutes=30)
    assert hours.worked(USUAL, at(23, "12:00"), at(23, "13:00")) == timedelta(0)
    assert hours.worked(USUAL, at(23, "13:00"), at(20, "13:00")) == timedelta(0)


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        (at(23, "10:00"), "เจ้าหน้าที่จะตอบภายในวันอังคารที่ 24 พ.ย. 2569"),
        (at(23, "12:10"), "ขณะนี้พักเที่ยง เริ่มงานอีกครั้งเวลา 13.00 น. เจ้าหน้าที่จะตอบภายในวันอังคารที่ 24 พ.ย. 2569"),
        (at(23, "07:00"), "ขณะนี้นอกเวลาทำการ เริ่มงานอีกครั้งเวลา 08.30 น. เจ้าหน้าที่จะตอบภายในวันอังคารที่ 24 พ.ย. 2569"),
        (
            at(21, "12:00"),
            "วันนี้สำนักงานปิดทำการ เริ่มงานวันจันทร์ที่ 23 พ.ย. 2569 เวลา 08.30 น. เจ้าหน้าที่จะตอบภายในวันจันทร์ที่ 23 พ.ย. 2569",
        ),
        (
            at(10, "10:00", 12),
            "วันนี้หยุดราชการ (วันรัฐธรรมนูญ) เริ่มงานวันศุกร์ที่ 11 ธ.ค. 2569 เวลา 08.30 น. เจ้าหน้าที่จะตอบภายในวันศุกร์ที่ 11 ธ.ค. 2569",
        ),
    ],
)
def test_promise_says_why_nobody_is_there_and_when_somebody_answers(moment, sentence):
    assert said.when(BAN_MAI, Kind.QUESTION, moment) == sentence


def test_complaint_is_promised_by_its_own_days_and_a_suggestion_not_at_all():
    assert said.when(BAN_MAI, Kind.COMPLAINT, at(23, "10:00")) == "เจ้าหน้าที่จะตอบภายในวันอังคารที่ 8 ธ.ค. 2569"
    assert said.when(BAN_MAI, Kind.SUGGESTION, at(23, "10:00")) == ""


def test_late_begins_the_day_after_the_promise():
    asked = at(20, "10:00")
    assert said.late(BAN_MAI, Kind.QUESTION, asked, at(23, "16:00")) is False
    assert said.late(BAN_MAI, Kind.QUESTION, asked, at(24, "08:30")) is True
    assert said.late(BAN_MAI, Kind.SUGGESTION, asked, at(24, "08:30", 12)) is False


def test_own_day_off_closes_and_is_named():
    own = replace(BAN_MAI, closed_days="2026-11-24 ซ่อมอาคาร")
    assert hours.is_open(hours.of(own), at(24, "10:00")) is False
    assert said.closed_now(hours.of(own), at(24, "10:00")).startswith("วันนี้สำนักงานปิดทำการ (ซ่อมอาคาร) เริ่มงาน")
    assert said.when(own, Kind.QUESTION, at(23, "10:00")) == "เจ้าหน้าที่จะตอบภายในวันพุธที่ 25 พ.ย. 2569"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("08.30-16.30", "08:30-16:30"),
        ("๐๘.๓๐ – ๑๒.๐๐ น., 13:00-16:30 น.", "08:30-12:00 13:00-16:30"),
        ("", ""),
    ],
)
def test_hours_are_read_as_people_type_them(typed, kept):
    assert hours.write_week(hours.read_week([typed])).split("|")[0] == kept


@pytest.mark.parametrize(
    "typed", ["เช้าถึงเย็น", "16.30-08.30", "08.30-13.00 12.00-16.30", "25.00-26.00", "08.30", "8-16"]
)
def test_hours_that_cannot_be_read_name_their_day(typed):
    with pytest.raises(Refused) as refused:
        hours.read_week(["", "", typed])
    assert (refused.value.reason, refused.value.facts) == ("hours_day", {"weekday": 2})


def test_usual_hours_are_kept_as_nothing():
    assert hours.write_week(USUAL.week) == ""


def test_days_off_are_read_in_either_calendar():
    read = hours.read_days_off("30/12/2569 ปิดทำการพิเศษ\n\n2026-12-29\n๒๘/๑๒/๒๕๖๙ ประชุม ทั้งวัน")
    assert read == {date(2026, 12, 30): "ปิดทำการพิเศษ", date(2026, 12, 29): "", date(2026, 12, 28): "ประชุม ทั้งวัน"}
    assert hours.read_days_off(hours.write_days_off(read)) == read


@pytest.mark.parametrize("line", ["พรุ่งนี้ หยุด", "31/2/2569", "2569", "1/2/3/4", "-", f"{'9' * 30}/12/2569"])
def test_day_off_that_cannot_be_read_names_its_line(line):
    with pytest.raises(Refused) as refused:
        hours.read_days_off(f"30/12/2569 ก\n{line}")
    assert (refused.value.reason, refused.value.facts) == ("day_off", {"line": 2})


def test_shipped_holidays_cover_two_fiscal_years_on_working_days_only():
    known = holidays.shipped()
    assert (known.first, known.last) == (date(2025, 10, 1), date(2027, 9, 30))
    assert [day for day in known.days if day.weekday() > 4 or not known.first <= day <= known.last] == []
    assert {one.source for one in known.days.values()} == {"fixed", "extra", "lunar", "royal", "made_up"}


def test_holidays_on_weekends_are_made_up_for():
    """Every fixed day of each year is there, or the next working day that is no holiday itself."""
    known = holidays.shipped().days
    for year in (2026, 2027):
        for month, day in ((1, 1), (4, 6), (4, 13), (4, 14), (4, 15), (5, 4), (6, 3), (7, 28), (8, 12)):
            fixed = date(year, month, day)
            assert fixed in known or fixed.weekday() > 4
    assert known[date(2026, 12, 7)].source == "made_up"
    assert date(2026, 12, 5).weekday() == 5
