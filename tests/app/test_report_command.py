"""`python -m app report`: a period over all agencies, and the check of the kept counts."""

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update

from app.house import House
from kernel.calendar import period
from storage.tables import survey_tallies
from surveys.records import Response
from tests.app.conftest import Run
from tests.cast import BAN_MAI, NONG_BUA
from tests.surveys.answered import a_round

ROW = Response("", "eit-2567:2570Q1", "eit-2567", None, "web", date(2026, 11, 21), {"e1": 6, "e9": 1}, 0)


@pytest.fixture
def answered(house: House) -> House:
    """Twelve answers in one agency, three in the other."""
    with house.workplace.begin() as work:
        for agency, n in ((BAN_MAI, 12), (NONG_BUA, 3)):
            work.responses.add_all(agency, [replace(ROW, key=f"{k:032}", place=k) for k in range(1, n + 1)])
    return house


def spoil(house: House) -> None:
    with house.database.begin() as connection:
        connection.execute(update(survey_tallies).where(survey_tallies.c.agency == BAN_MAI.code).values(n=99))


def test_report_shows_each_agency_and_all(answered: House, run: Run) -> None:
    lines = [line.split("\t") for line in run("report", "--period", "2570Q1").output.splitlines()]
    assert lines == [
        ["", "n", "คะแนนรวม", "ตัวชี้วัดที่ 6", "ตัวชี้วัดที่ 7", "ตัวชี้วัดที่ 8", "ผู้ตอบแต่ละช่องทาง"],
        [BAN_MAI.short_name, "12", "50.00", "100.00", "-", "0.00", "หน้าเว็บ 12"],
        [NONG_BUA.short_name, "3", "ยังสรุปไม่ได้", "-", "-", "-", "ไม่แยกช่องทาง 3"],
        ["ทุกหน่วยงาน", "15", "50.00", "100.00", "-", "0.00", "หน้าเว็บ 12, ไม่แยกช่องทาง 3"],
    ]


def test_report_without_a_period_is_of_the_running_quarter(answered: House, run: Run) -> None:
    assert (
        run("report").output == run("report", "--period", "2570Q1").output != run("report", "--period", "2569").output
    )


def test_report_as_json_has_everything(answered: House, run: Run) -> None:
    got = json.loads(run("report", "--period", "2570Q1", "--json").stdout)
    assert (got["instrument"], got["period"], list(got["agencies"])) == ("eit-2567", "2570Q1", ["banmai", "nongbua"])
    assert got["agencies"]["banmai"]["tables"]["channel"]["web"]["n"] == 12
    assert got["agencies"]["nongbua"]["channels"] == {"told": {}, "rest": 3}
    assert got["whole"]["channels"] == {"told": {"web": 12}, "rest": 3}
    assert (got["whole"]["n"], got["whole"]["total"]["score"]) == (15, "50.00")


def test_report_says_who_answered_and_what_it_leaves_out(answered: House, run: Run) -> None:
    with answered.workplace.begin() as work:
        work.asides.count(BAN_MAI, ROW.round, ("31-40", "f", "primary"), 9)
        a_round(work, NONG_BUA, period("2570H1"))
    said = run("report", "--period", "2570Q1").output
    assert "31 - 40 ปี\t0\t9\t0\t9" in said
    assert "บอกไม่ได้ว่ากลุ่มใดให้คะแนนเท่าใด" in said
    assert "แยกคำตอบเป็นรายวันไม่ได้ จึงไม่รวม: nongbua eit-2567:2570H1" in said
    got = json.loads(run("report", "--period", "2570Q1", "--json").stdout)
    assert ([one["why"] for one in got["left_out"]], len(got["people"]["tables"])) == (["period"], 2)


@pytest.mark.parametrize(("name", "said"), [("water-2570.1", "เทียบข้ามหน่วยงานไม่ได้"), ("eit-9999", "ไม่มีแบบสำรวจรหัสนี้")])
def test_questionnaire_that_cannot_be_compared_is_said_kindly(run: Run, name: str, said: str) -> None:
    result = run("report", "--instrument", name)
    assert (result.exit_code, said in result.output) == (2, True)


@pytest.mark.parametrize("typed", ["2570X", "0001", "0543Q1", "9999H1"])
def test_bad_period_is_said_kindly(run: Run, typed: str) -> None:
    result = run("report", "--period", typed)
    assert (result.exit_code, "2570Q1" in result.output) == (2, True)


def test_check_finds_counts_that_are_not_the_answers_and_rebuild_mends_them(answered: House, run: Run) -> None:
    assert (run("report", "--check").output, run("report", "--check").exit_code) == ("banmai\tok\nnongbua\tok\n", 0)
    spoil(answered)
    found = run("report", "--check")
    assert (found.output, found.exit_code) == ("banmai\teit-2567:2570Q1\nnongbua\tok\n", 1)
    assert run("report", "--rebuild").output == "banmai\t12\nnongbua\t3\n"
    assert run("report", "--check").exit_code == 0


def test_doctor_notices_counts_that_are_not_the_answers(answered: House, run: Run) -> None:
    sound = run("doctor", "--offline").output
    assert sound.count("The kept counts equal the answers.") == 2
    spoil(answered)
    assert "report --rebuild. (eit-2567:2570Q1)" in run("doctor", "--offline").output
