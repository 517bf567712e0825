"""`python -m app instrument score`: stable contracts."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.app.conftest import Run, sentence

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
    assert sentence(score(*lines)) == said


@pytest.mark.parametrize("words", [["instrument", "eit-1999"], ["score", "--instrument", "../x", __file__]])
def test_unknown_instrument_is_said_kindly(run: Run, words: list[str]) -> None:
    assert sentence(run(*words)) == "ไม่มีแบบสำรวจรหัสนี้"


def test_instruments_are_listed_and_shown(run: Run) -> None:
    assert [line.split("\t")[0] for line in run("instrument").output.splitlines()] == ["eit-2567", "iit-2567"]
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
