"""Tabs from figures: equal figures, equal tabs."""

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kernel.agency import Purpose
from kernel.calendar import Period
from kernel.version import VERSION
from qa.entries import Entry, Status
from qa.ports import Count
from qa.service import COUNTED, Line, Service
from sheets_sync import tabs, xlsx_charts
from sheets_sync.digests import digest
from sheets_sync.model import BadTitle, Chart, ChartKind, Kind, Tab, check_title
from sheets_sync.sources import Figures, RoundFigures
from surveys.records import Response
from surveys.results import summarise
from surveys.texts import CHANNELS
from tests.cast import BAN_MAI, TAX_COUNTER, WELFARE_COUNTER
from tests.sheets_sync.office import DAY, ROUND, response
from tests.surveys.own import WATER

TODAY = date(2026, 11, 21)


def figures(answers: int = 12) -> Figures:
    """A round with `answers` responses from the tax counter."""
    rows = [response(BAN_MAI, place, TAX_COUNTER.code) for place in range(1, answers + 1)]
    whole = summarise(BAN_MAI, ROUND, rows, 3)
    by_point = {TAX_COUNTER.code: summarise(BAN_MAI, ROUND, rows, 0)}
    return Figures(
        agency=BAN_MAI,
        today=TODAY,
        base_url="https://desk.example",
        rounds=(RoundFigures(whole, by_point),),
        responses=rows,
        points=(TAX_COUNTER, replace(WELFARE_COUNTER, retired_on=DAY, purpose=Purpose.QUESTION)),
        visits={TAX_COUNTER.code: 31},
        counts=(),
        complaints=None,
        faq=(),
    )


def the(key: str, given: Figures) -> Tab:
    return next(tab for tab in tabs.build(given) if tab.key == key)


def test_tabs_stand_in_the_order_of_the_workbook() -> None:
    assert [tab.title for tab in tabs.build(figures())] == [
        "สรุป", "คำตอบแบบสำรวจ", "ข้อมูลยาว", "ผลรายข้อ", "ผลตัวชี้วัด", "ตารางประชากร", "สถิติการให้บริการ", "สถิติการถามตอบ",
        "สถิติเรื่องร้องเรียน", "จุดบริการ", "คำถามที่พบบ่อย", "พจนานุกรมข้อมูล",
    ]  # fmt: skip


def test_tabs_have_one_cell_for_each_column() -> None:
    filled = [tab for tab in tabs.build(figures()) if tab.rows]
    assert len(filled) >= 7
    assert [tab.title for tab in filled if {len(row) for row in tab.rows} != {len(tab.columns)}] == []


def test_tabs_of_equal_figures_are_equal() -> None:
    assert digest(tabs.build(figures())) == digest(tabs.build(figures()))
    assert digest(tabs.build(figures())) != digest(tabs.build(figures(13)))


def test_responses_tab_has_a_row_in_each_place() -> None:
    row = the("responses:eit-2567", figures(1)).rows[0]
    head = (1, "ไตรมาส 1/2570", 2570, 1, DAY, "20 พ.ย. 2569", "eit-2567", "งานจัดเก็บรายได้")
    assert row == (*head, 20, 40, 100, 60, 80, 100, 0, 20, None)


def test_responses_tab_leaves_a_suppressed_point_blank() -> None:
    given = replace(figures(), responses=[response(BAN_MAI, 1, None)])
    assert the("responses:eit-2567", given).rows[0][7] is None


def test_responses_tab_has_nothing_that_names_a_person() -> None:
    row = response(BAN_MAI, 1, None)
    cells = [str(cell) for cell in the("responses:eit-2567", replace(figures(), responses=[row])).rows[0]]
    assert row.key not in " ".join(cells)


def test_each_questionnaire_has_a_responses_tab_of_its_own() -> None:
    other: Response = replace(response(BAN_MAI, 13, None), instrument="iit-2567", round="iit-2567:2570Q1", answers={})
    given = replace(figures(), responses=[*figures().responses, other])
    kept = {tab.title: len(tab.rows) for tab in tabs.build(given) if tab.key.startswith("responses:")}
    assert kept == {"คำตอบแบบสำรวจ": 12, "คำตอบแบบสำรวจ iit-2567": 1}


def test_summary_shows_the_newest_round_with_charts() -> None:
    tab = the("summary", figures())
    assert [row[2] for row in tab.rows[:2]] == [BAN_MAI.name, "21 พฤศจิกายน 2569"]
    assert tab.rows[3:8] == [
        ("ผู้ตอบที่เผยแพร่แล้ว", 12, None),
        ("เป้าหมายผู้ตอบ", 30, None),
        ("ยังขาด", 18, None),
        ("รอเผยแพร่", 3, tab.rows[6][2]),
        ("ผู้ตอบทางไลน์", 12, None),
    ]
    score, total, people = tab.charts
    title = "คะแนนตามตัวชี้วัด ไตรมาส 1/2570 (เต็ม 100)"
    assert score == Chart("indicators", title, ChartKind.BAR, 0, (1,), 8, 10, 100, "คะแนน")
    assert [(one.key, one.first, one.last) for one in (total, people)] == [("rounds", 12, 12), ("answered", 13, 13)]
    assert [row[0] for row in tab.rows[8:11]] == [
        "ตัวชี้วัดที่ 6 คุณภาพการดำเนินงาน", "ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร", "ตัวชี้วัดที่ 8 การปรับปรุงการทำงาน",
    ]  # fmt: skip


def test_summary_without_a_round_says_so() -> None:
    assert the("summary", replace(figures(), rounds=())).rows[2:] == [("ยังไม่มีรอบแบบสำรวจ", None, None)]


def test_charts_without_numbers_say_why_and_those_of_few_have_a_scale_all_the_same() -> None:
    few, more = the("summary", figures(3)), the("summary", figures(6))
    looks = [[(chart.title, chart.highest) for chart in tab.charts] for tab in (few, more)]
    assert looks[0] == looks[1], "else a Google sheet would be dressed anew for every few answers"
    score, total, people = (xlsx_charts.fitted(few, chart) for chart in few.charts)
    assert [one.title.endswith(" · ยังสรุปไม่ได้") for one in (score, total, people)] == [True, True, False]
    assert (people.highest, people.unit) == (5, "คน")
    assert xlsx_charts.fitted(more, more.charts[2]).highest is None


def test_tabs_without_rows_say_so_except_where_rows_are_data() -> None:
    given = replace(figures(), rounds=(), responses=[], points=())
    said = {tab.key: [cell for row in tab.rows for cell in row if cell] for tab in tabs.build(given)}
    assert (said["responses:eit-2567"], said["long"], said["faq"]) == ([], [], [])
    assert said["items"] == said["indicators"] == ["ยังไม่มีผลสำรวจ"]
    assert {len(said[key]) for key in ("people", "service", "points")} == {1}


def test_items_tab_shows_scores_by_point() -> None:
    first = the("items", figures()).rows[0]
    text = "เจ้าหน้าที่ปฏิบัติงานหรือให้บริการแก่ท่าน เป็นไปตามขั้นตอนและระยะเวลา"
    head = (2570, "ไตรมาส 1/2570", "eit-2567")
    assert first == (*head, "ทุกจุดบริการ", "6", "e1", text, Decimal("50.00"), 12, None, "ไลน์ 12")
    assert {row[3] for row in the("items", figures()).rows} == {"ทุกจุดบริการ", "งานจัดเก็บรายได้"}


@pytest.mark.parametrize("key", ["items", "indicators"])
def test_channels_stand_beside_whole_rounds_and_never_beside_a_point(key: str) -> None:
    shown = {(row[3], row[-1]) for row in the(key, figures()).rows}
    assert shown == {("ทุกจุดบริการ", "ไลน์ 12"), ("งานจัดเก็บรายได้", None)}


def test_scores_of_too_few_are_not_shown() -> None:
    nine, nobody = (None, 9, "ยังสรุปไม่ได้"), (None, 0, "ยังสรุปไม่ได้")
    shown = {key: {row[-4:-1] for row in the(key, figures(9)).rows} for key in ("items", "indicators")}
    assert shown == {"items": {nine, nobody}, "indicators": {nine}}


def test_indicators_tab_ends_each_point_with_the_total() -> None:
    names = [row[4] for row in the("indicators", figures()).rows]
    assert (len(names), names[3], names[7]) == (8, "คะแนนรวม", "คะแนนรวม")


def test_service_tab_counts_by_month_and_topic() -> None:
    counts = (
        Count(date(2026, 10, 3), "answered", "ภาษี", 4),
        Count(date(2026, 10, 30), "answered", "ภาษี", 1),
        Count(date(2026, 10, 30), "passed_on", "-", 2),
        Count(date(2026, 11, 2), "by_staff", "ภาษี", 3),
    )
    assert the("service", replace(figures(), counts=counts)).rows == [
        (2570, date(2026, 11, 1), "พ.ย. 2569", "ภาษี", 0, 0, 0, 3, 3),
        (2570, date(2026, 10, 1), "ต.ค. 2569", "ภาษี", 5, 0, 0, 0, 5),
        (2570, date(2026, 10, 1), "ต.ค. 2569", "เรื่องอื่น", 0, 0, 2, 0, 2),
    ]


def test_questions_tab_holds_the_figures_of_the_public_page() -> None:
    month, year = date(2026, 10, 1), Period(2570, "Y")
    asked = Line(dict.fromkeys(COUNTED, 2), waiting=1, timed=6, median_minutes=40)
    topic = Line(dict.fromkeys(COUNTED, 1), waiting=None)
    service = Service(year, DAY, [(month, asked)], [], asked, {"2570": [("ภาษี", topic), ("-", topic)]}, {})
    assert the("questions", replace(figures(), questions=(service,))).rows == [
        (2570, "ต.ค. 2569", "ทุกเรื่อง", 2, 2, 2, 2, 2, 1, 6, 40),
        (2570, "ปีงบประมาณ 2570", "ทุกเรื่อง", 2, 2, 2, 2, 2, 1, 6, 40),
        (2570, "ปีงบประมาณ 2570", "ภาษี", 1, 1, 1, 1, 1, None, None, None),
        (2570, "ปีงบประมาณ 2570", "เรื่องอื่น", 1, 1, 1, 1, 1, None, None, None),
    ]


def test_points_tab_is_silent_about_fraud_posters() -> None:
    hung = replace(TAX_COUNTER, purpose=Purpose.FRAUD)
    assert the("points", replace(figures(), points=(hung,))) == the("points", replace(figures(), points=()))


def test_points_tab_links_each_poster() -> None:
    code = TAX_COUNTER.code
    assert the("points", figures()).rows[0] == (
        code, "งานจัดเก็บรายได้", "ภาษีที่ดิน ภาษีป้าย", "ประเมินการให้บริการ", "เปิดใช้", date(2026, 10, 1), "1 ต.ค. 2569",
        None, None, 31, f"https://desk.example/q/{code}", f"EIT {code}",
    )  # fmt: skip
    retired = the("points", figures()).rows[1]
    assert (*retired[3:5], *retired[7:10]) == ("ถามคำถาม", "เลิกใช้", DAY, "20 พ.ย. 2569", 0)


def test_point_without_a_known_beginning_has_none() -> None:
    old = replace(TAX_COUNTER, opened_on=date.min)
    assert the("points", replace(figures(), points=(old,))).rows[0][5:7] == (None, None)


def test_faq_tab_exports_entries() -> None:
    entry = Entry("tax-1", "ภาษี", "จ่ายที่ไหน", "ที่ {phone}", keywords=("จ่าย", "ภาษี"), status=Status.DRAFT, checked_on=DAY)
    rows = the("faq", replace(figures(), faq=(entry,))).rows
    said = ("tax-1", "ภาษี", "จ่ายที่ไหน", "ที่ {phone}", None, "จ่าย\nภาษี", "ร่าง", *[None] * 8, DAY, None)
    assert rows == [said]


def test_dictionary_explains_every_column() -> None:
    built = tabs.build(figures())
    explained = [row[:3] for row in built[-1].rows if row[0] != "ทั้งไฟล์"]
    assert explained == [
        one
        for tab in built
        for one in [(tab.title, "ทั้งแท็บ", None), *((tab.title, column.title, column.key) for column in tab.columns)]
    ]
    assert all(row[4] for row in built[-1].rows)


def test_dictionary_says_when_and_by_which_release_the_file_was_written() -> None:
    at = datetime(2026, 11, 21, 7, 5, tzinfo=UTC)
    first, second, *_ = the("dictionary", replace(figures(), moment=at)).rows
    assert first == ("ทั้งไฟล์", "ปรับปรุงล่าสุด", None, None, "21 พฤศจิกายน 2569", at)
    assert second[1:5] == ("รุ่นของโปรแกรม", None, None, VERSION)


def test_release_is_the_one_of_the_project_file() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())
    assert project["project"]["version"] == VERSION


def test_moment_of_writing_alone_changes_no_digest() -> None:
    early, late = (replace(figures(), moment=datetime(2026, 11, 21, hour, tzinfo=UTC)) for hour in (3, 4))
    assert digest(tabs.build(early)) == digest(tabs.build(late))
    assert digest(tabs.build(early)) != digest(tabs.build(replace(late, today=DAY)))


def test_columns_have_lasting_names_once_in_each_tab() -> None:
    for tab in tabs.build(figures()):
        keys = [column.key for column in tab.columns]
        assert (len(set(keys)), "" in keys) == (len(keys), False), tab.title


def test_tabs_and_charts_have_ids_and_ranges_of_their_own() -> None:
    built = tabs.build(figures())
    assert len({tab.sheet_id for tab in built}) == len({tab.range_name for tab in built}) == len(built)
    names = [Tab(key, "x", (), ()).range_name for key in ("responses:a-b", "responses:a.b", "responses:a_b")]
    assert names[0] == "data_responses_a_b"
    assert len(set(names)) == 3


def test_years_take_no_thousands_separator() -> None:
    shown = {
        c.number_format for tab in tabs.build(figures()) for c in tab.columns if c.key in ("fiscal_year_be", "quarter")
    }
    assert shown == {"0"}


def test_every_date_has_its_buddhist_year_beside_it() -> None:
    for tab in tabs.build(figures()):
        if tab.two_way:
            continue  # a file that people edit has each date once
        for place, column in enumerate(tab.columns):
            if column.kind is Kind.DATE:
                assert tab.columns[place + 1].key == f"{column.key}_be", (tab.title, column.title)


@pytest.mark.parametrize("title", ["", "ก" * 32, "a:b", "a/b", "'a", "a!b", "[a]"])
def test_title_that_a_sink_refuses_is_refused(title: str) -> None:
    with pytest.raises(BadTitle):
        check_title(title)


def test_own_questionnaire_has_a_tab_with_labels_and_numbers_and_no_words() -> None:
    own = replace(WATER, id="satisfaction-25700.100")  # as long as ids get
    answers = {"q1": 2, "q2": 5, "q4": 2, "q5": (1, 3), "q6": 14, "q7": "=1+1"}
    row = replace(response(BAN_MAI, 1, None), instrument=own.id, round=f"{own.id}:2570Q1", answers=answers)
    tab = the(f"responses:{own.id}", replace(figures(), responses=[row], instruments={own.id: own}))
    assert tab.title == "คำตอบ satisfaction-25700.100"
    assert [column.title.split()[0] for column in tab.columns[8:]] == ["q1", "q2", "q3", "q4", "q5", "q6"]
    assert tab.rows[0][8:] == ("หมู่ 2", 100, None, 100, "โทรศัพท์ | มาที่สำนักงาน", 14)


def test_small_channels_are_withheld_with_what_would_give_them_away() -> None:
    rows = [replace(response(BAN_MAI, place, None), channel=channel) for place, channel in
            enumerate(["line"] * 9 + ["web"] * 6 + ["assisted"], 1)]  # fmt: skip
    given = replace(figures(), rounds=(RoundFigures(summarise(BAN_MAI, ROUND, rows, 0), {}),), responses=rows)
    shown = {
        str(row[0]): row[1] for row in the("summary", given).rows if "มีคนช่วย" in str(row[0]) or "เว็บ" in str(row[0])
    }
    assert list(shown.values()) == [None, None]
    (beside,) = {row[-1] for row in the("items", given).rows}
    assert sorted(str(beside).split(" · ")) == sorted(["ไลน์ 9", "หน้าเว็บ –", f"{CHANNELS['assisted']} –"])
    assert "assisted" not in str(tabs.build(given)[1].rows)
