"""What staff do to the spreadsheet, and how it is put right: in place, with their version kept."""

from collections.abc import Callable
from typing import Any

import pytest

from sheets_sync import mending
from sheets_sync.model import Tab
from tests.fakes.clock import FrozenClock
from tests.sheets_sync.near import BOOK, COLUMNS, Near, growing, open_near, small
from tests.sheets_sync.projected import wanted

ROWS = growing(12)
FIGURES = small((1, "a", 5), (2, "b", 7))


@pytest.fixture
def near(clock: FrozenClock) -> Near:
    made = open_near(clock)
    made.run(ROWS, FIGURES)
    # staff keep notes right of our columns, and a tab of their own over our named range
    for tab in (ROWS, FIGURES):
        grid = {"sheetId": tab.sheet_id, "gridProperties": {"rowCount": 60, "columnCount": len(tab.columns) + 12}}
        fields = "gridProperties.rowCount,gridProperties.columnCount"
        made.by_hand({"updateSheetProperties": {"properties": grid, "fields": fields}})
    made.by_hand({"addSheet": {"properties": {"sheetId": 5, "title": "ของเรา"}}})
    made.sheet.emulator.type_in(BOOK, "เพิ่ม", 0, 3, "บันทึก")
    made.sheet.emulator.type_in(BOOK, "เพิ่ม", 2, 3, "โทรแล้ว")
    made.sheet.emulator.type_in(BOOK, "ของเรา", 0, 0, "=SUM(data_grow)")
    return made


def block(column: int, past: int | None = None) -> dict[str, Any]:
    return {"sheetId": ROWS.sheet_id, "startColumnIndex": column, "endColumnIndex": past or column + 1}


def columns(kind: str, at: int, **more: Any) -> dict[str, Any]:
    where = {"sheetId": ROWS.sheet_id, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    return {kind: {"range": where, **more}}


def typed(row: int, column: int, value: Any) -> Callable[[Near], None]:
    return lambda near: near.sheet.emulator.type_in(BOOK, "เพิ่ม", row, column, value)


def sorted_backwards(near: Near) -> None:
    where = {
        "sheetId": ROWS.sheet_id,
        "startRowIndex": 1,
        "endRowIndex": 13,
        "startColumnIndex": 0,
        "endColumnIndex": 3,
    }
    near.by_hand({"sortRange": {"range": where, "sortSpecs": [{"dimensionIndex": 0, "sortOrder": "DESCENDING"}]}})


EDITS: dict[str, Callable[[Near], None]] = {
    "sorted": sorted_backwards,
    "rows deleted": lambda near: near.sheet.emulator.delete_rows(BOOK, "เพิ่ม", 3, 6),
    "cells edited": typed(2, 1, "แก้"),
    "a cell emptied": typed(2, 1, None),
    "a number became text": typed(3, 0, "3"),
    "header removed": lambda near: near.sheet.emulator.delete_rows(BOOK, "เพิ่ม", 0, 1),
    "blank rows above": lambda near: near.sheet.emulator.insert_row(BOOK, "เพิ่ม", 0),
    "something below": typed(20, 1, "ต่อท้าย"),
    "heading edited": typed(0, 1, "ข้อความของเรา"),
}


@pytest.mark.parametrize("name", EDITS)
def test_edit_is_put_right_and_kept_as_a_copy(near: Near, name: str) -> None:
    EDITS[name](near)
    before = near.cells(ROWS)
    near.run(ROWS, FIGURES, compare=True)
    assert ours(near, ROWS) == wanted(ROWS)
    (copy,) = [title for title in near.titles() if title.startswith("สำเนาที่เจ้าหน้าที่แก้ ")]
    assert near.sheet.emulator.values(BOOK, copy) == before


def ours(near: Near, tab: Tab) -> list[list[Any]]:
    """Our columns without what stands right of them."""
    rows = [row[: len(tab.columns)] for row in near.cells(tab)]
    for row in rows:
        while row and row[-1] == "":
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def moved(near: Near, source: int, target: int) -> None:
    near.by_hand(
        columns("insertDimension", target),
        {"cutPaste": {"source": block(source + (source >= target)),
                      "destination": {"sheetId": ROWS.sheet_id, "rowIndex": 0, "columnIndex": target},
                      "pasteType": "PASTE_NORMAL"}},
        columns("deleteDimension", source + (source >= target)),
    )  # fmt: skip


def insert_note(near: Near) -> None:
    near.by_hand(columns("insertDimension", 1))
    near.sheet.emulator.type_in(BOOK, "เพิ่ม", 0, 1, "ของฉัน")
    near.sheet.emulator.type_in(BOOK, "เพิ่ม", 4, 1, "จำไว้")


@pytest.mark.parametrize(
    ("edit", "right"),
    [
        (insert_note, ["ของฉัน", "บันทึก"]),
        (lambda near: near.by_hand(columns("insertDimension", 0)), ["", "บันทึก"]),
        (lambda near: near.by_hand(columns("deleteDimension", 1)), ["บันทึก"]),
        (lambda near: moved(near, 2, 0), ["บันทึก"]),
    ],
    ids=["inserted", "blank inserted", "deleted", "swapped"],
)
def test_columns_come_back_and_those_of_staff_stay(near: Near, edit: Callable[[Near], None], right: list[str]) -> None:
    sheet = near.sheet.emulator.books.get(BOOK).sheet(ROWS.sheet_id)
    edit(near)
    near.run(ROWS, FIGURES, compare=True)
    assert near.cells(ROWS)[0] == [*(column.title for column in COLUMNS), *right]
    assert [row[: len(COLUMNS)] for row in near.cells(ROWS)][1] == [1, "แถว 1"] + [""] * (len(near.cells(ROWS)[1]) > 2)
    notes = [row[3 + right.index("บันทึก")] for row in near.cells(ROWS) if len(row) > 3 + right.index("บันทึก")]
    assert notes == ["บันทึก", "โทรแล้ว"]
    assert near.sheet.emulator.books.get(BOOK).sheet(ROWS.sheet_id).title == sheet.title


def test_repair_keeps_ids_charts_and_tabs_of_staff(near: Near) -> None:
    before = near.sheet.layout()
    EDITS["sorted"](near)
    near.sheet.emulator.type_in(BOOK, "เล็ก", 1, 1, "แก้")
    near.run(ROWS, FIGURES, compare=True)
    after = near.sheet.layout()
    assert {number: after.grids[number].objects for number in before.grids} == {
        number: grid.objects for number, grid in before.grids.items()
    }
    assert after.names == before.names
    assert near.sheet.emulator.values(BOOK, "ของเรา", "FORMULA") == [["=SUM(data_grow)"]]


def test_renamed_tab_keeps_its_name_and_is_written(near: Near) -> None:
    near.by_hand({"updateSheetProperties": {
        "properties": {"sheetId": ROWS.sheet_id, "title": "ชื่อใหม่"}, "fields": "title"}})  # fmt: skip
    near.run(growing(14), FIGURES, compare=True)
    assert ours(near, growing(14)) == wanted(growing(14))
    assert "ชื่อใหม่" in near.titles()


def test_comparison_of_a_sound_sheet_is_two_reads_and_no_write(near: Near) -> None:
    before = near.writes, near.sheet.reads
    near.run(ROWS, FIGURES, compare=True)
    assert (near.writes, near.sheet.reads) == (before[0], before[1] + 2)


def test_comparison_leaves_rows_alone_that_the_database_has_changed(near: Near) -> None:
    near.run(growing(15), small((1, "a", 6)), compare=True)
    assert not any("สำเนา" in title for title in near.titles())


def test_same_edit_again_is_put_right_without_another_copy(near: Near) -> None:
    for _ in range(3):
        EDITS["cells edited"](near)
        near.run(ROWS, FIGURES, compare=True)
        assert ours(near, ROWS) == wanted(ROWS)
    assert len([title for title in near.titles() if title.startswith("สำเนา")]) == 1


def test_lost_chart_and_lifted_protection_come_back(near: Near) -> None:
    objects = near.sheet.layout().grids[FIGURES.sheet_id].objects
    book = near.sheet.emulator.books.get(BOOK).sheet(FIGURES.sheet_id)
    near.by_hand(
        {"deleteEmbeddedObject": {"objectId": book.charts[0]["chartId"]}},
        {"deleteProtectedRange": {"protectedRangeId": book.protected[0]["protectedRangeId"]}},
    )
    near.run(ROWS, FIGURES, compare=True)
    assert near.sheet.layout().grids[FIGURES.sheet_id].objects == objects


def test_copies_do_not_pile_up(near: Near) -> None:
    for number in range(mending.MOST_COPIES + 3):
        near.sheet.emulator.type_in(BOOK, "เพิ่ม", 2, 1, f"แก้ {number}")
        near.run(ROWS, FIGURES, compare=True)
    copies = [title for title in near.titles() if title.startswith("สำเนา")]
    assert len(copies) == mending.MOST_COPIES + 1
    assert near.sheet.emulator.values(BOOK, copies[-1])[2][1] == f"แก้ {mending.MOST_COPIES + 2}"
