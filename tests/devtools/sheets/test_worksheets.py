"""What gspread's worksheets do with cells."""

from typing import Any

import gspread
import pytest
from gspread.exceptions import APIError
from gspread.utils import MergeType, PasteOrientation, PasteType, ValueRenderOption

from tests.devtools.sheets.conftest import described


def formulas(sheet: gspread.Worksheet, where: str = "A1:F20") -> list[list[Any]]:
    return list(sheet.get(where, value_render_option=ValueRenderOption.formula))


@pytest.mark.parametrize(
    ("specs", "order"),
    [
        ([(2, "asc")], ["c", "b", "a", "a"]),
        ([(1, "asc"), (2, "des")], ["a", "a", "b", "c"]),
        ([(3, "asc")], ["c", "b", "a", "a"]),  # 2 before x before y, the empty cell last
        ([(3, "des")], ["a", "b", "c", "a"]),
    ],
)
def test_sort(table: gspread.Worksheet, specs: list[Any], order: list[str]) -> None:
    table.sort(*specs, range="A1:C4")
    assert [row[0] for row in table.get("A1:C4")] == order
    assert table.find("c").row == order.index("c") + 1
    assert formulas(table, f"C{order.index('c') + 1}") == [[f"=B{order.index('c') + 1}*2"]]


@pytest.mark.parametrize(
    ("kind", "merged", "values"),
    [
        (MergeType.merge_all, 1, [["b", "", "x"], ["", "", ""], ["c", "1", "2"], ["a", "3", "y"]]),
        (MergeType.merge_rows, 2, [["b", "", "x"], ["a", "", ""], ["c", "1", "2"], ["a", "3", "y"]]),
        (MergeType.merge_columns, 2, [["b", "2", "x"], ["", "", ""], ["c", "1", "2"], ["a", "3", "y"]]),
    ],
)
def test_merge_keeps_the_first_value(table: gspread.Worksheet, kind: str, merged: int, values: list[list[str]]) -> None:
    table.merge_cells("A1:B2", kind)
    assert (len(described(table)["merges"]), table.get_all_values()) == (merged, values)
    table.unmerge_cells("A1:B2")
    assert "merges" not in described(table)


def test_merge_is_taken_whole_or_not(table: gspread.Worksheet) -> None:
    table.merge_cells("A1:B2")
    with pytest.raises(APIError, match="You must select all cells in a merged range"):
        table.unmerge_cells("A1:A2")
    table.update([["z"]], "C2")  # gspread fails on a row that is empty at its end
    assert table.get("A1:C3", combine_merged_cells=True)[:2] == [["b", "b", "x"], ["b", "b", "z"]]
    table.insert_rows([["new"]], 2)
    assert described(table)["merges"][0]["endRowIndex"] == 3


@pytest.mark.parametrize(
    ("paste", "turned", "found"),
    [
        (PasteType.normal, PasteOrientation.normal, [["c", 1, "=B8*2"]]),
        (PasteType.values, PasteOrientation.normal, [["c", 1, 2]]),
        (PasteType.format, PasteOrientation.normal, []),
        (PasteType.normal, PasteOrientation.transpose, [["c"], [1], ["=#REF!*2"]]),
    ],
)
def test_copy_range(table: gspread.Worksheet, paste: PasteType, turned: PasteOrientation, found: list[Any]) -> None:
    table.format("A3", {"textFormat": {"bold": True}})
    table.copy_range("A3:C3", "A8", paste, turned)
    kept = formulas(table, "A8:C10")
    assert kept == (found or [[]])
    values = described(table, includeGridData="true", ranges="'New tab'!A8")["data"][0].get("rowData", [{}])[0]
    bold = values.get("values", [{}])[0].get("userEnteredFormat", {}) == {"textFormat": {"bold": True}}
    assert bold == (paste != PasteType.values)


def test_copy_range_fills_a_multiple_of_itself(table: gspread.Worksheet) -> None:
    table.copy_range("A1:B1", "D1:E4")
    assert table.get("D1:E5") == [["b", "2"]] * 4
    with pytest.raises(APIError, match="exceeds grid limits"):
        table.copy_range("A1:B2", "E20")


def test_cut_range(table: gspread.Worksheet) -> None:
    table.cut_range("A3:C3", "B6")
    assert (formulas(table, "A3:C3"), formulas(table, "B6:D6")) == ([[]], [["c", 1, "=B3*2"]])


def test_rows_and_columns_come_and_go_with_their_formulas(table: gspread.Worksheet) -> None:
    table.update([["=SUM(B1:B4)", "=SUM('New tab'!$B$1:B)", "=B9"]], "D1", raw=False)
    table.insert_rows([["new", 5], ["newer", 6]], 2)
    assert formulas(table, "D1:F1") == [["=SUM(B1:B6)", "=SUM('New tab'!$B$1:B)", "=B11"]]
    table.insert_cols([["left"]], 1)
    assert formulas(table, "E1:G1") == [["=SUM(C1:C6)", "=SUM('New tab'!$C$1:C)", "=C11"]]
    table.delete_rows(1)
    assert formulas(table, "D4") == [["=C4*2"]]
    table.delete_columns(3)
    assert formulas(table, "C4") == [["=#REF!*2"]]
    assert table.get("C4") == [["#REF!"]]


def test_inserted_rows_look_like_their_neighbour(sheet: gspread.Worksheet) -> None:
    sheet.format("A2:A3", {"textFormat": {"bold": True}})
    sheet.insert_rows([["x"]], 4, inherit_from_before=True)
    sheet.insert_rows([["y"]], 4)  # looks like the one after it, which is bold by now
    sheet.insert_rows([["z"]], 1)
    cells = described(sheet, includeGridData="true")["data"][0]["rowData"]
    bold = ["userEnteredFormat" in row.get("values", [{}])[0] for row in cells]
    assert bold == [False, False, True, True, True, True]


def test_formats_are_merged_and_given_back_as_google_does(sheet: gspread.Worksheet) -> None:
    sheet.update([["x"]], "A1")
    sheet.format("A1:B2", {"backgroundColor": {"red": 0.5, "green": 0}, "textFormat": {"bold": True}})
    sheet.format(["A1", "F20"], {"textFormat": {"italic": True}, "backgroundColorStyle": {"rgbColor": {"blue": 1}}})
    sheet.batch_format([{"range": "A1", "format": {"numberFormat": {"type": "NUMBER", "pattern": "0.0"}}}])
    row = described(sheet, includeGridData="true")["data"][0]["rowData"][0]["values"]
    assert row[0]["userEnteredFormat"] == {
        "backgroundColor": {"blue": 1}, "backgroundColorStyle": {"rgbColor": {"blue": 1}},
        "textFormat": {"italic": True}, "numberFormat": {"type": "NUMBER", "pattern": "0.0"},
    }  # fmt: skip
    assert row[0]["effectiveFormat"]["textFormat"]["fontSize"] == 10
    shown = described(sheet, includeGridData="true", ranges="'New tab'!B2")["data"][0]
    half = {"red": 0.49803922}
    assert shown["rowData"][0]["values"][0]["userEnteredFormat"]["backgroundColorStyle"] == {"rgbColor": half}
    assert (shown["startRow"], shown["startColumn"], shown["columnMetadata"]) == (1, 1, [{"pixelSize": 100}])


def test_a_format_alone_makes_a_cell_that_is_shown(sheet: gspread.Worksheet) -> None:
    sheet.format("B3:F9", {"textFormat": {"bold": True}})
    sheet.format("B5:F9", {"textFormat": None})
    laid = {"userEnteredFormat": [0, 0, 3, 3], "effectiveFormat": [0, 0, 3, 3], "note": []}
    for asked, lengths in laid.items():
        grid = described(
            sheet, ranges="'New tab'!A1:C9", fields=f"sheets(properties.sheetId,data.rowData.values.{asked})"
        )["data"][0]
        assert [len(row.get("values", [])) for row in grid.get("rowData", [])] == lengths


def test_notes(sheet: gspread.Worksheet) -> None:
    sheet.insert_notes({"A1": "one", "B2": "two"})
    assert sheet.get_notes() == [["one"], ["", "two"]]
    sheet.update([["x"]], "A1")
    sheet.clear_note("B2")
    assert (sheet.get_note("A1"), sheet.get_notes()) == ("one", [["one"]])


def test_records_and_expand(table: gspread.Worksheet) -> None:
    table.insert_row(["key", "number", "rest"], 1)
    assert table.get_all_records()[0] == {"key": "b", "number": 2, "rest": "x"}
    assert len(table.expand("A1")) == 5
