"""Where values.append writes."""

import gspread
import pytest
from gspread.utils import ValueRenderOption

APPENDS = [
    ("A1", [], None, "A1:B1"),
    ("A1", [["a", "", "b"]], "C1", "C2:D2"),  # without a table range the row lands right of the last table
    ("A1:A1", [["a", "", "b"]], "A1", "A2:B2"),
    ("A1", [["a", "b"], ["c", "d"]], "A1:B2", "A3:B3"),
    ("E4", [["a", "b"], ["c", "d"]], None, "E4:F4"),
    ("B2", [["a", "b"], ["c", ""]], "A1:B2", "A3:B3"),
]


@pytest.mark.parametrize(("where", "before", "table", "written"), APPENDS)
def test_append_finds_the_table(
    book: gspread.Spreadsheet, where: str, before: list[list[str]], table: str | None, written: str
) -> None:
    made = book.add_worksheet("T", 5, 6)
    if before:
        made.update(before, "A1")
    wide = "T" if where == "A1" else f"T!{where}"
    found = made.append_row(["x", "y"], table_range=where if wide != "T" else None)
    assert (found.get("tableRange"), found["updates"]["updatedRange"]) == (table and f"T!{table}", f"T!{written}")


def test_append_grows_the_grid_and_inserts_rows_when_told(book: gspread.Spreadsheet) -> None:
    made = book.add_worksheet("T", 2, 2)
    made.update([["a", "b"], ["c", "d"]], "A1")
    made.append_rows([["1", "2", "3"], ["4"]], table_range="A1")
    made.append_row(["between"], table_range="A1:A2", insert_data_option="INSERT_ROWS")
    fresh = book.worksheet("T")
    assert fresh.get_all_values() == [
        ["a", "b", ""],
        ["c", "d", ""],
        ["1", "2", "3"],
        ["4", "", ""],
        ["between", "", ""],
    ]
    assert (fresh.row_count, fresh.col_count) == (5, 3)


def test_append_inserts_above_what_follows_the_table(book: gspread.Spreadsheet) -> None:
    made = book.add_worksheet("T", 9, 2)
    made.update([["a"], ["b"], [], ["=A2"]], "A1", raw=False)
    made.append_rows([["x"], ["y"]], table_range="A1", insert_data_option="INSERT_ROWS")
    assert made.get("A1:A9", value_render_option=ValueRenderOption.formula) == [["a"], ["b"], ["x"], ["y"], [], ["=A2"]]
    assert book.worksheet("T").row_count == 11
