"""Trying out what an ITA total would be."""

import pytest

from surveys.records import Response
from surveys.rounds import current_round
from tests.cast import BAN_MAI
from tests.console.desk import Desk

ALL = "iit=90.552&eit_part_1=87.78&eit_part_2=77.78&indicator_9=44.17&indicator_10=60"


def test_entered_scores_come_to_the_printed_total(desk: Desk) -> None:
    words = desk.browser("clerk").get(f"/what-if?year=2567&{ALL}").words
    assert "ผลการคำนวณ ปีงบประมาณ 2567 72.84 คะแนนรวม ต้องปรับปรุง ระดับ" in words
    assert "EIT (น้ำหนัก 30) 82.78 OIT (น้ำหนัก 40) 52.09" in words


def test_empty_form_computes_nothing_and_offers_this_year(desk: Desk) -> None:
    page = desk.browser("clerk").get("/what-if")
    assert (page.status, "ผลการคำนวณ" in page.words) == (200, False)
    assert 'value="2570"' in page.text
    assert "ไม่ใช่คะแนนทางการและไม่ใช่คำทำนาย" in page.words


def test_unknown_score_gives_the_least_and_the_most(desk: Desk) -> None:
    words = desk.browser("clerk").get("/what-if?iit=90&eit_part_1=90&indicator_9=90&indicator_10=90").words
    assert "คะแนนรวมอยู่ระหว่าง 76.50 (ต้องปรับปรุง) ถึง 91.50 (ผ่านดี)" in words
    assert "มีผลได้อีก 15.00 คะแนน" in words


def test_thai_digits_are_read(desk: Desk) -> None:
    assert (
        "คะแนนรวม ต้องปรับปรุงโดยด่วน"
        in desk.browser("clerk")
        .get("/what-if?year=๒๕๖๗&iit=๕๐&eit_part_1=๕๐&eit_part_2=๕๐&indicator_9=๕๐&indicator_10=๕๐")
        .words
    )


@pytest.mark.parametrize("typed", ["101", "-1", "x", "1e2", "100.0000001", "9" * 400])
def test_impossible_score_is_refused_by_its_name_and_kept(desk: Desk, typed: str) -> None:
    page = desk.browser("clerk").get(f"/what-if?iit={typed}&indicator_9=77")
    assert page.status == 400
    assert "ช่อง คะแนน IIT ต้องเป็นตัวเลข 0 ถึง 100" in page.words
    assert 'value="77"' in page.text


@pytest.mark.parametrize("year", ["1999", "25670", "ปีนี้"])
def test_impossible_year_is_refused(desk: Desk, year: str) -> None:
    page = desk.browser("clerk").get(f"/what-if?year={year}&iit=90")
    assert (page.status, "ปีงบประมาณต้องเป็น พ.ศ. 4 หลัก" in page.words) == (400, True)


def test_own_survey_is_named_as_not_the_official_one(desk: Desk) -> None:
    browser = desk.browser("clerk")
    assert "ผลสำรวจของเราเอง" not in browser.get("/what-if").words
    with desk.workplace.begin() as work:
        round_ = current_round(work, BAN_MAI, desk.clock)
        day = desk.clock.now().date()
        rows = [Response(f"{n:032}", round_.id, "eit-2567", None, "line", day, {"e1": 6}, n) for n in range(1, 13)]
        work.responses.add_all(BAN_MAI, rows)
    assert "ผลสำรวจของเราเองรอบนี้ได้ 100.00 ซึ่งไม่ใช่คะแนน EIT ทางการ" in browser.get("/what-if").words


def test_results_page_leads_there(desk: Desk) -> None:
    assert "/console/what-if" in desk.browser("clerk").get("/results").text
