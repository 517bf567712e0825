"""An office's own questionnaire as a sheet: the same as the TOML, and faults by row and column."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.instruments import known, load
from surveys.instruments.sheet import write_rows
from surveys.instruments.upload import Upload, from_csv, from_rows
from tests.surveys.own import WATER

CELLS = [
    "", "q1", "ข้อ", "คำถาม", "ชนิด", "ตัวเลข", "1 ถึง", "ถึง 9", "9" * 5000, "|", "q1=1", "-", "'=1", "2570", "๒๕๗๐",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 12), st.lists(st.sampled_from(CELLS), max_size=12))
def test_no_row_of_a_sheet_is_more_than_a_fault(place: int, cells: list[str]) -> None:
    rows = write_rows(WATER)
    rows[place:place] = [cells]
    found = from_rows(rows)
    assert (found.instrument is None) == bool(found.faults)
    assert all(1 <= fault.line <= len(rows) for fault in found.faults)


def as_csv(rows: list[list[str]], delimiter: str = ",", encoding: str = "utf-8-sig") -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue().encode(encoding)


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8-sig"), (";", "cp874"), ("\t", "utf-8")])
def test_sheet_says_the_same_as_the_toml(delimiter: str, encoding: str) -> None:
    assert from_csv(as_csv(write_rows(WATER), delimiter, encoding)) == Upload(WATER)


@pytest.mark.parametrize("instrument_id", known())
def test_built_in_questionnaires_go_through_a_sheet(instrument_id: str) -> None:
    shipped = load(instrument_id)
    found = from_rows(write_rows(replace(shipped, id="copy-2570"))).instrument
    assert found is not None
    asked = [
        (one.id, one.text, one.kind, one.reverse, [(o.label, o.points) for o in one.options]) for one in found.items
    ]
    assert asked == [
        (one.id, one.text, one.kind, one.reverse, [(o.label, o.points) for o in one.options]) for one in shipped.items
    ]
    names = [shipped.indicators.get(one.indicator) for one in shipped.items]
    assert [found.indicators.get(one.indicator) for one in found.items] == names


@pytest.mark.parametrize(
    ("row", "column", "cell", "shown"),
    [
        (2, 1, "สองพันห้าร้อย", "ปีงบประมาณ"),
        (6, 2, "ดาว", "ชนิด"),
        (7, 4, "20|40", "คะแนน"),
        (7, 3, "น้อย", "ตัวเลือก"),
        (10, 7, "q4=9", "ถามเมื่อ"),
        (12, 1, "", "คำถาม"),
        (8, 6, "บางที", "กลับคะแนน"),
    ],
)
def test_fault_in_a_sheet_is_told_with_its_row_and_column(row: int, column: int, cell: str, shown: str) -> None:
    rows = write_rows(WATER)
    rows[row][column] = cell
    found = from_rows(rows)
    assert found.instrument is None
    said = [fault.said for fault in found.faults if fault.line == row + 1]
    assert said
    assert any(one.startswith(f"แถวที่ {row + 1}") and shown in one for one in said)


def test_sheet_without_its_heading_row_is_told_so() -> None:
    found = from_rows([["รหัส", "water-2570"], ["q1", "ข้อหนึ่ง"]])
    assert any("ข้อ และ คำถาม" in fault.said for fault in found.faults)


def test_cell_beside_the_table_is_not_passed_over() -> None:
    rows = write_rows(WATER)
    assert from_rows(rows).instrument == WATER
    rows[7].append("หมายเหตุ")
    assert [fault.line for fault in from_rows(rows).faults] == [8]


def test_column_that_is_there_twice_is_not_passed_over() -> None:
    rows = write_rows(WATER)
    head = next(place for place, row in enumerate(rows) if "ตัวเลือก" in row)
    rows[head].append("options")
    rows[head + 1].append("ใหม่|เก่า")
    assert [fault.line for fault in from_rows(rows).faults] == [head + 2]


def test_setting_that_is_there_twice_is_not_passed_over() -> None:
    rows = write_rows(WATER)
    assert [fault.line for fault in from_rows([rows[0], *rows]).faults] == [2]
