"""Files of a round's answers: every format says the same, runs nothing, and tells nothing of who."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pyreadstat
import pytest

from console.exports import MIME, inert
from kernel.agency import Agency
from kernel.calendar import Period
from surveys import library
from surveys.asides import Profile
from surveys.instruments import load
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER
from tests.console.desk import Desk, Page
from tests.surveys.answered import MIXED, a_round, answer, told
from tests.surveys.own import WATER

ROUND = "eit-2567:2570Q1"
COMMENT = "=HYPERLINK(1) รอนานมาก"


def fill(desk: Desk, agency: Agency = BAN_MAI, point_name: str = TAX_COUNTER.name) -> None:
    with desk.workplace.begin() as work:
        round_ = a_round(work, agency, Period(2570, "Q1"))
        if agency == BAN_MAI:
            work.points.add(agency, replace(TAX_COUNTER, name=point_name))
            answer(work, agency, round_, 6, point=TAX_COUNTER.code)
        answer(work, agency, round_, 5, channel="kiosk", answers={**MIXED, "e1": 1})
        told(work, agency, round_, desk.clock, {Profile("51-60", "x", "primary"): 6}, *[COMMENT] * 5)


def fetch(desk: Desk, kind: str, login: str = "clerk") -> Page:
    return desk.browser(login).get(f"/results/{ROUND}/export.{kind}")


def rows_of_csv(page: Page) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page.body.decode("utf-8-sig"))))


def test_csv_begins_with_the_mark_excel_needs_and_holds_every_answer(desk: Desk):
    fill(desk)
    page = fetch(desk, "csv")
    rows = rows_of_csv(page)
    assert page.body[:3] == b"\xef\xbb\xbf"
    assert page.headers["Content-Disposition"] == 'attachment; filename="banmai-eit-2567-2570Q1.csv"'
    assert (len(rows), sum(1 for row in rows if row["point"] == TAX_COUNTER.code)) == (11, 6)
    first = next(row for row in rows if row["point"] == "")
    assert (first["e1"], first["e1_points"], first["e9"], first["e9_points"]) == ("ไม่เห็นด้วยอย่างยิ่ง", "0", "ไม่เคย", "0")


def test_rows_carry_answers_round_day_and_point_and_nothing_else(desk: Desk):
    fill(desk)
    items = [name for item in load("eit-2567").items for name in (item.id, f"{item.id}_points")]
    allowed = ["round", "fiscal_year", "period", "day", "point", "point_name", *items]
    assert list(rows_of_csv(fetch(desk, "csv"))[0]) == allowed
    assert list(json.loads(fetch(desk, "json").body)["responses"][0]) == allowed


@pytest.mark.parametrize("kind", MIME)
def test_no_file_holds_a_comment_a_key_or_a_channel_of_a_row(desk: Desk, tmp_path: Path, kind: str):
    fill(desk)
    page = fetch(desk, kind)
    with desk.workplace.read() as work:
        known = [row.key for row in work.responses.of_round(BAN_MAI, ROUND)]
    said = _text(page, kind, tmp_path)
    assert ROUND in said  # the rows are there, so other things could be
    assert [word for word in (*known, "HYPERLINK", "รอนาน", "kiosk", "51-60") if word in said] == []


def _text(page: Page, kind: str, folder: Path) -> str:
    if kind == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(page.body))
        return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    return page.body.decode("utf-8", "replace")


def test_all_formats_hold_the_same_points(desk: Desk, tmp_path: Path):
    fill(desk)
    from_csv = sorted(int(row["e1_points"]) for row in rows_of_csv(fetch(desk, "csv")))
    from_json = sorted(row["e1_points"] for row in json.loads(fetch(desk, "json").body)["responses"])
    book = openpyxl.load_workbook(io.BytesIO(fetch(desk, "xlsx").body))
    heads, *lines = book["คำตอบ"].iter_rows(values_only=True)
    from_xlsx = sorted(line[heads.index("คะแนนข้อ e1")] for line in lines)
    (tmp_path / "a.sav").write_bytes(fetch(desk, "sav").body)
    data, _ = pyreadstat.read_sav(tmp_path / "a.sav", output_format="dict")
    assert [from_csv, from_json, from_xlsx, sorted(data["e1_points"])] == [[0] * 5 + [80] * 6] * 4


def test_sav_names_questions_and_answers_in_thai(desk: Desk, tmp_path: Path):
    fill(desk)
    (tmp_path / "a.sav").write_bytes(fetch(desk, "sav").body)
    data, about = pyreadstat.read_sav(tmp_path / "a.sav", output_format="dict")
    item = load("eit-2567").item("e1")
    assert about.column_names_to_labels["e1"] == item.text
    assert about.variable_value_labels["e1"] == {float(one.position): one.label for one in item.options}
    assert sorted(data["e1"]) == [1.0] * 5 + [5.0] * 6


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", " =cmd|x", "＝1", "\u200b=1"])
def test_formula_like_name_is_harmless_in_both_sheets(desk: Desk, name: str):
    fill(desk, point_name=name)
    named = {row["point_name"] for row in rows_of_csv(fetch(desk, "csv"))}
    assert named == {"", f"'{name}"}
    book = openpyxl.load_workbook(io.BytesIO(fetch(desk, "xlsx").body))
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row if cell.value == name}
    assert kinds == {"s"}


def test_inert_leaves_numbers_and_plain_text_alone():
    assert [inert(value) for value in (-1, None, "ก=1", "5+5")] == [-1, None, "ก=1", "5+5"]


def test_xlsx_has_a_sheet_for_each_table_of_the_report(desk: Desk):
    fill(desk)
    book = openpyxl.load_workbook(io.BytesIO(fetch(desk, "xlsx").body))
    assert book.sheetnames == [
        "คำตอบ", "คำอธิบายคอลัมน์", "ช่องทาง", "คะแนนรายข้อ", "แยกตามจุด", "แยกตามงาน", "จุดและช่องทาง",
        "อายุและเพศ", "การศึกษาและเพศ",
    ]  # fmt: skip


def test_only_staff_of_the_office_may_take_answers_away(desk: Desk):
    fill(desk)
    fill(desk, NONG_BUA)
    theirs = desk.browser("clerk", NONG_BUA).get(f"/results/{ROUND}/export.json")
    assert (json.loads(theirs.body)["n"], json.loads(fetch(desk, "json").body)["n"]) == (5, 11)
    assert [fetch(desk, "csv", login).status for login in ("admin", "surveyor", "officer")] == [200, 404, 404]
    assert desk.browser().get(f"/results/{ROUND}/export.csv").status == 302


@pytest.mark.parametrize("path", [f"{ROUND}/export.exe", "eit-2567:2560Q1/export.csv", "x/export.sav"])
def test_unknown_file_or_round_is_not_there(desk: Desk, path: str):
    fill(desk)
    assert desk.browser("clerk").get(f"/results/{path}").status == 404


def test_taking_answers_away_stands_in_the_log(desk: Desk):
    fill(desk)
    fetch(desk, "sav")
    with desk.workplace.read() as work:
        lines = [line for line in work.staff_log.latest(BAN_MAI) if line.action == "results.exported"]
    assert [(line.actor, line.detail) for line in lines] == [("clerk", f"{ROUND} sav")]


@pytest.mark.parametrize("kind", MIME)
def test_round_without_answers_gives_an_empty_file(desk: Desk, kind: str):
    page = fetch(desk, kind)
    assert (page.status, page.headers["Content-Type"]) == (200, MIME[kind])


def test_question_with_several_answers_has_a_column_for_each(desk: Desk):
    with desk.workplace.begin() as work:
        library.add(work, BAN_MAI, WATER, desk.clock)
        round_ = a_round(work, BAN_MAI, Period(2570, "Q1"), "water-2570.1")
        answer(work, BAN_MAI, round_, 5, answers={"q1": 1, "q5": (1, 3), "q6": 12})
        answer(work, BAN_MAI, round_, 5, answers={"q1": 1})
    said = json.loads(desk.browser("clerk").get("/results/water-2570.1:2570Q1/export.json").body)["responses"]
    ticked = sorted([[row[f"q5_{place}"] for place in (1, 2, 3)] for row in said], key=str)
    assert ticked == [[1, 0, 1]] * 5 + [[None, None, None]] * 5
    assert "q5" not in said[0]
