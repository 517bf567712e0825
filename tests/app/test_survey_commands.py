"""`python -m app instrument score`: stable contracts."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from app.cli import cli
from app.house import House
from app.progress import Progress
from surveys import library
from surveys.instruments import known
from tests.app.conftest import Run, sentence
from tests.cast import BAN_MAI, NONG_BUA
from tests.surveys.own import SAMPLE, TEXT, WATER

ITEMS = [f"e{number}" for number in range(1, 10)]


@pytest.fixture
def score(run: Run, tmp_path: Path) -> Any:
    """Scores the lines of a CSV file."""

    def scored(*lines: str) -> Any:
        path = tmp_path / "answers.csv"
        path.write_text("\n".join(lines), encoding="utf-8-sig")
        return run("score", "--instrument", "eit-2567", path)

    return scored


def figures(result: Any) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    parsed: dict[str, Any] = json.loads(result.stdout)
    return parsed


def test_score_has_the_documented_shape(score: Any) -> None:
    got = figures(score("e1,e2", "6,1", "3,", ",", "5,"))
    silent = {item: {"score": None, "n": 0} for item in ITEMS[2:]}
    items = {"e1": {"score": "73.33", "n": 3}, "e2": {"score": "0.00", "n": 1}, **silent}
    assert list(got) == ["instrument", "n", "items", "indicators", "total", "parts"]
    assert (got["instrument"], got["n"], got["items"]) == ("eit-2567", 3, items)
    assert set(got["parts"]) == {"1"}
    assert got["parts"]["1"]["items"] == items
    assert {type(one["score"]) for one in got["indicators"].values()} <= {str, type(None)}


def test_score_of_nothing_is_null_everywhere(score: Any) -> None:
    got = figures(score("e1,e2"))
    assert (got["n"], got["total"]) == (0, None)
    assert {(one["score"], one["n"]) for one in (*got["items"].values(), *got["indicators"].values())} == {(None, 0)}


def test_labels_and_thai_digits_are_positions_too(score: Any) -> None:
    by_position = figures(score("e1,e3", "6,2", "2,1"))
    assert figures(score("e1,e3", "เห็นด้วยอย่างยิ่ง,ไม่เคย", "๒,๑")) == by_position


def test_indicator_of_two_parts_is_their_mean(score: Any) -> None:
    whole = ",".join(ITEMS)
    best = "6,6,2,6,6,6,6,6,2"
    worst = "1,1,1,1,1,1,1,1,1"
    got = figures(score(f"part,{whole}", f"1,{best}", f"1,{best}", f"2,{worst}"))
    assert [got["parts"][part]["total"] for part in ("1", "2")] == ["100.00", "0.00"]
    assert {(one["score"], one["n"]) for one in got["indicators"].values()} == {("50.00", 3)}
    assert (got["items"]["e1"], got["total"]) == ({"score": "66.67", "n": 3}, "50.00")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["e1,e2", "6,6", "6,9"], "บรรทัดที่ 3 คอลัมน์ e2: คำตอบไม่ตรงกับตัวเลือกใด"),
        (["part,e1", "3,6"], "บรรทัดที่ 2 คอลัมน์ part: ส่วนต้องเป็น 1 หรือ 2"),
        (["e1,zz", "6,6"], "บรรทัดที่ 1: ไม่รู้จักคอลัมน์ zz"),
        (["e1", "6,6"], "บรรทัดที่ 2: ช่องที่ 2 มีข้อมูล แต่หัวตารางไม่มีชื่อคอลัมน์"),
        ([""], "บรรทัดที่ 1: ไม่พบชื่อข้อคำถาม เช่น e1 ในหัวตาราง"),
    ],
)
def test_score_names_the_line_that_is_wrong(score: Any, lines: list[str], said: str) -> None:
    assert sentence(score(*lines)).startswith(f"{said} / This file cannot be scored: ")


@pytest.mark.parametrize("words", [["instrument", "eit-1999"], ["score", "--instrument", "../x", __file__]])
def test_unknown_instrument_is_said_kindly(run: Run, words: list[str]) -> None:
    assert sentence(run(*words)).endswith("No such questionnaire; `instrument` lists them.")


def test_instruments_are_listed_and_shown(run: Run) -> None:
    assert [line.split("\t")[0] for line in run("instrument").output.splitlines()] == list(known())
    shown = run("instrument", "eit-2567").output
    assert "6. เห็นด้วยอย่างยิ่ง = 100" in shown


def test_instrument_json_has_points_turned_where_the_item_is(run: Run) -> None:
    items = json.loads(run("instrument", "--json", "eit-2567").output)["items"]
    assert [item["id"] for item in items] == ITEMS
    assert {tuple(item) for item in items} == {("id", "text", "kind", "reverse", "indicator", "options")}
    assert {tuple(option) for item in items for option in item["options"]} == {("position", "label", "points")}
    points = {item["id"]: [(one["label"], one["points"]) for one in item["options"]] for item in items}
    assert points["e3"] == [("เคย", 0), ("ไม่เคย", 100)]  # asked to pay
    assert points["e9"] == [("ไม่เคย", 0), ("เคย", 100)]  # used the e-service


def test_instruments_are_listed_as_json(run: Run) -> None:
    found = json.loads(run("instrument", "--json").stdout)
    assert [one["id"] for one in found] == list(known())
    assert {tuple(one) for one in found} == {("id", "kind", "title", "fiscal_year")}


@pytest.mark.parametrize("mark", [";", "\t"])
def test_score_takes_other_marks_between_cells(score: Any, mark: str) -> None:
    lines = ["e1,e2", "6,1", "3,"]
    assert figures(score(*(line.replace(",", mark) for line in lines))) == figures(score(*lines))


def test_score_reads_standard_input(house: House, score: Any) -> None:
    typed = CliRunner().invoke(cli, ["score", "-"], obj=house, input="e1,e2\n6,1\n3,\n")
    assert figures(typed) == figures(score("e1,e2", "6,1", "3,"))


def test_score_of_a_missing_file_is_said_plainly(run: Run) -> None:
    missing = run("score", "/nowhere/answers.csv")
    assert (missing.exit_code, missing.stdout) == (2, "")


def test_own_questionnaire_is_shown_and_scored_for_its_office_alone(run: Run, house: House, tmp_path: Path) -> None:
    with house.workplace.begin() as work:
        library.add(work, BAN_MAI, WATER, house.clock)
    answers = tmp_path / "answers.csv"
    answers.write_text('q2,q5,q7\n5,"1,3",ดี\n', encoding="utf-8")
    own = ("--agency", BAN_MAI.code)
    assert json.loads(run("instrument", *own, "--json").stdout)[-1]["id"] == "water-2570.1"
    assert json.loads(run("instrument", *own, "--json", "water-2570.1").stdout)["id"] == "water-2570.1"
    scored = figures(run("score", *own, "--instrument", "water-2570.1", answers))
    assert (scored["items"]["q2"], set(scored["items"])) == ({"score": "100.00", "n": 1}, {"q2", "q3", "q4"})
    assert sentence(run("instrument", "--agency", NONG_BUA.code, "water-2570.1")).startswith("ไม่มีแบบสำรวจรหัสนี้")


def test_check_tells_every_fault_and_keeps_nothing(run: Run, house: House, tmp_path: Path) -> None:
    assert run("instrument", "--check", SAMPLE).output.startswith("ใช้ได้ water-2570 มี 7 ข้อ")
    faulty = tmp_path / "own.toml"
    faulty.write_text(TEXT.replace("most = 365", "most = -1"), encoding="utf-8")
    found = run("instrument", "--check", faulty)
    assert (found.exit_code, found.stdout) == (1, "")
    assert "บรรทัดที่ 61 ข้อ q6" in found.stderr
    with house.workplace.read() as work:
        assert list(work.questionnaires.all(BAN_MAI)) == []


def test_progress_is_silent_at_first_and_then_seldom() -> None:
    now, out = [0.0], StringIO()
    progress = Progress("{percent}%", out, lambda: now[0])
    for now[0] in (0.0, 4.9, 5.0, 6.0, 6.9, 7.0):
        progress(int(now[0] * 10), 100)
    assert out.getvalue().splitlines() == ["50%", "70%"]


def test_score_tells_its_progress_apart_from_its_result(run: Run, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("app.progress.FIRST_S", -1.0)
    path = tmp_path / "answers.csv"
    path.write_text("e1\n6\n", encoding="utf-8")
    result = run("score", path)
    assert "% read" in result.stderr
    assert figures(result)["n"] == 1
