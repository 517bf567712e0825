"""Our SPSS files, read back by ReadStat, which knows nothing of us."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyreadstat
import pytest

from console.sav import Cell, Variable, cut, write

MADE = datetime(2026, 11, 21, 12, 5, 9, tzinfo=UTC)
LEVELS = {1: "น้อยที่สุดหรือไม่มีเลย", 6: "มากที่สุด"}


def read(path: Path, variables: list[Variable], rows: list[list[Cell]], title: str = "ก") -> tuple[dict[str, Any], Any]:
    file = path / "a.sav"
    file.write_bytes(write(variables, rows, title, MADE))
    return pyreadstat.read_sav(file, output_format="dict")


def test_numbers_days_and_thai_text_come_back(tmp_path: Path):
    shown = [Variable("day", "วันที่", "day"), Variable("point", "จุด", "text"), Variable("e1", "ข้อ", labels=LEVELS)]
    data, about = read(
        tmp_path, shown, [[date(2026, 11, 21), "งานภาษีและค่าธรรมเนียม", 6], [date(2026, 2, 1), None, None]]
    )
    assert data == {
        "day": [date(2026, 11, 21), date(2026, 2, 1)],
        "point": ["งานภาษีและค่าธรรมเนียม", ""],
        "e1": [6.0, None],
    }
    assert about.column_names_to_labels == {"day": "วันที่", "point": "จุด", "e1": "ข้อ"}
    assert about.variable_value_labels == {"e1": {1.0: "น้อยที่สุดหรือไม่มีเลย", 6.0: "มากที่สุด"}}
    assert about.variable_measure == {"day": "scale", "point": "nominal", "e1": "ordinal"}
    assert (about.file_encoding, about.number_rows, about.creation_time) == (
        "UTF-8",
        2,
        MADE.replace(tzinfo=None),
    )


def test_labels_belong_to_the_right_variables_behind_a_long_text(tmp_path: Path):
    yes = {1: "เคย", 2: "ไม่เคย"}
    shown = [
        Variable("note", "n", "text"), Variable("e1", "a", labels=LEVELS), Variable("plain", "p"),
        Variable("e3", "b", labels=yes), Variable("e2", "c", labels=LEVELS),
    ]  # fmt: skip
    _, about = read(tmp_path, shown, [["ก" * 80, 1, 7, 2, 6]])
    assert about.variable_to_label.keys() == {"e1", "e2", "e3"}
    assert about.variable_value_labels["e3"] == {1.0: "เคย", 2.0: "ไม่เคย"}
    assert about.variable_value_labels["e2"] == about.variable_value_labels["e1"]


@pytest.mark.parametrize("length", [1, 7, 8, 9, 16, 84, 85])
def test_text_of_any_width_comes_back(tmp_path: Path, length: int):
    data, _ = read(tmp_path, [Variable("t", "t", "text"), Variable("n", "n")], [["ก" * length, 5], ["x", -1]])
    assert data == {"t": ["ก" * length, "x"], "n": [5.0, -1.0]}


def test_long_text_and_labels_end_at_a_whole_letter(tmp_path: Path):
    long = "ที่น้ำ" * 60
    data, about = read(tmp_path, [Variable("t", long, "text"), Variable("e", "e", labels={1: long})], [[long, 1]], long)
    assert data["t"][0] == cut(long, 255).decode()
    assert about.column_names_to_labels["t"] == cut(long, 255).decode()
    assert about.variable_value_labels["e"][1.0] == cut(long, 120).decode()
    assert about.file_label == cut(long, 64).decode()


@pytest.mark.parametrize(
    ("text", "limit", "kept"),
    [("ที่", 9, "ที่"), ("ที่", 8, ""), ("กน้ำ", 9, "ก"), ("กน้ำ", 12, "กน้ำ"), ("กข", 5, "ก"), ("abc", 2, "ab")],
)
def test_cut_never_tears_a_letter(text: str, limit: int, kept: str):
    assert cut(text, limit).decode() == kept


def test_file_without_rows_can_be_opened(tmp_path: Path):
    data, about = read(tmp_path, [Variable("e1", "ข้อ", labels=LEVELS), Variable("t", "t", "text")], [])
    assert (data, about.column_names) == ({"e1": [], "t": []}, ["e1", "t"])
