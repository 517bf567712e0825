"""The tidy table, and the table of people."""

from collections.abc import Sequence
from dataclasses import replace

from sheets_sync.long_tab import long
from sheets_sync.people_tab import people
from sheets_sync.sources import Figures, RoundFigures
from surveys.asides import Profile
from surveys.records import Response, Round
from surveys.results import summarise
from tests.cast import BAN_MAI, TAX_COUNTER
from tests.sheets_sync.office import DAY, ROUND, response
from tests.sheets_sync.test_tabs import figures
from tests.surveys.own import WATER

OVER = replace(ROUND, closed=True)


def answered(channels: Sequence[str], round_: Round = OVER, point: str | None = None, waiting: int = 0) -> Figures:
    """One answer through each of the channels."""
    rows = [replace(response(BAN_MAI, place, point), channel=one) for place, one in enumerate(channels, 1)]
    whole = summarise(BAN_MAI, round_, rows, waiting)
    return replace(figures(), rounds=(RoundFigures(whole, {}),), responses=rows)


def told(given: Figures) -> set[object]:
    """What the column of channels says."""
    return {row[5] for row in long(given).rows}


def test_long_tab_has_a_row_for_each_answer() -> None:
    row = response(BAN_MAI, 7, TAX_COUNTER.code)
    tab = long(replace(figures(), responses=[row]))
    head = ("banmai-000007", DAY, "20 พ.ย. 2569", 2570, 1, None, TAX_COUNTER.code, "eit-2567")
    assert [line[:8] for line in tab.rows] == [head] * 8
    assert [line[9] for line in tab.rows] == [f"e{number}" for number in range(1, 9)]  # e9 was not answered
    text = "เจ้าหน้าที่ปฏิบัติงานหรือให้บริการแก่ท่าน เป็นไปตามขั้นตอนและระยะเวลา"
    assert tab.rows[0][8:] == ("6", "e1", text, "ไม่เห็นด้วย", 20)
    assert tab.growing


def test_long_tab_keeps_the_ids_that_looker_studio_knows() -> None:
    assert [column.key for column in long(figures()).columns] == [
        "response_id", "submitted_on", "submitted_on_be", "fiscal_year_be", "quarter", "channel", "qr_point",
        "instrument", "indicator", "item_code", "item_label", "answer", "score",
    ]  # fmt: skip


def test_long_tab_names_no_row_as_the_database_does() -> None:
    row = response(BAN_MAI, 1, None)
    assert row.key not in str(long(replace(figures(), responses=[row])).rows)


def test_long_tab_of_an_own_questionnaire_has_choices_one_by_one_and_no_words() -> None:
    own = replace(WATER, id="water.1")
    answers = {"q1": 2, "q2": 5, "q5": (1, 3), "q6": 14, "q7": "=1+1"}
    row: Response = replace(response(BAN_MAI, 1, None), instrument=own.id, round=f"{own.id}:2570Q1", answers=answers)
    tab = long(replace(figures(), responses=[row], instruments={own.id: own}))
    assert [(line[9], *line[11:]) for line in tab.rows] == [
        ("q1", "หมู่ 2", None), ("q2", own.items[1].options[4].label, 100), ("q5", "โทรศัพท์", None),
        ("q5", "มาที่สำนักงาน", None), ("q6", "14", None),
    ]  # fmt: skip


def test_long_tab_tells_channels_of_a_finished_round_with_enough_of_each() -> None:
    assert told(answered(["line"] * 5 + ["web"] * 6)) == {"ไลน์", "หน้าเว็บ"}


def test_long_tab_tells_no_channel_while_a_round_may_still_grow() -> None:
    assert told(answered(["line"] * 8, ROUND)) == {None}
    assert told(answered(["line"] * 8, waiting=1)) == {None}


def test_long_tab_tells_no_channel_where_few_came_through_one() -> None:
    assert told(answered(["line"] * 9 + ["assisted"])) == {None}
    given = answered(["assisted"] * 8)
    moved = [replace(one, point=TAX_COUNTER.code) if one.place > 5 else one for one in given.responses]
    assert told(replace(given, responses=moved)) == {None}


def test_people_are_shown_by_sex_and_withheld_as_in_the_printed_report() -> None:
    told = {
        Profile("31-40", "f", "bachelor"): 12,
        Profile("31-40", "m", "primary"): 9,
        Profile("51-60", "x", "primary"): 1,
    }
    (one,) = figures().rounds
    rows = people(replace(figures(), rounds=(replace(one, people=told),))).rows
    assert {row[:3] for row in rows} == {(2570, "ไตรมาส 1/2570", "eit-2567")}
    ages = {row[4]: row[5:10] for row in rows if row[3] == "อายุ"}
    assert len(ages) == 7
    assert ages["ต่ำกว่า 20 ปี"] == (0, 0, 0, 0, 0)
    assert ages["51 - 60 ปี"][2] is ages["51 - 60 ปี"][4] is None
    assert ages["รวม"][4] == 22
    hidden = [row for row in rows if None in row[5:10]]
    assert {row[10] is None for row in hidden} == {False}
    assert {row[10] for row in rows if None not in row[5:10]} == {None}


def test_people_of_a_round_that_nobody_told_about_have_no_rows() -> None:
    assert people(figures()).rows == []
