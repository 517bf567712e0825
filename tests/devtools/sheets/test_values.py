"""Reading and writing values through gspread."""

from typing import Any

import gspread
import pytest
from gspread.exceptions import APIError
from gspread.utils import ValueInputOption, ValueRenderOption

from tests.devtools.sheets.conftest import batch


def test_values_are_answered_as_google_does(book: gspread.Spreadsheet) -> None:
    filled = {"range": "งาน!A1:Z9", "majorDimension": "ROWS", "values": [["a", "1"], [], ["=b", "2.5"]]}
    assert book.values_get("งาน!A1:Z9") == filled
    assert book.values_get("งาน!D1:E2") == {"range": "งาน!D1:E2", "majorDimension": "ROWS"}
    turned = book.values_get("A:B", {"majorDimension": "COLUMNS"})
    assert (turned["range"], turned["values"]) == ("งาน!A1:B1000", [["a", "", "=b"], ["1", "", "2.5"]])
    assert book.sheet1.batch_get(["A1", "B1:B3"]) == [[["a"]], [["1"], [], ["2.5"]]]
    assert book.sheet1.get_all_values() == [["a", "1"], ["", ""], ["=b", "2.5"]]


@pytest.mark.parametrize(
    ("asked", "echoed"),
    [
        ("A1", "งาน!A1"), ("B2:A1", "งาน!A1:B2"), ("$A$1:$B2", "งาน!A1:B2"), ("A5:B", "งาน!A5:B1000"),
        ("2:3", "งาน!A2:Z3"), ("C:C", "งาน!C1:C1000"), ("Y999:ZZ9999", "งาน!Y999:Z1000"), ("'งาน'!A1", "งาน!A1"),
        ("New tab", "'New tab'!A1:F20"), ("'New tab'!B:B", "'New tab'!B1:B20"), ("new tab!a1", "'New tab'!A1"),
        ("'it''s'!A1", "'it''s'!A1"), ("'D3'", "'D3'!A1:B2"), ("D3", "งาน!D3"), ("here", "'New tab'!B2:C3"),
    ],
)  # fmt: skip
def test_range_is_echoed_whole_and_clipped(
    book: gspread.Spreadsheet, sheet: gspread.Worksheet, asked: str, echoed: str
) -> None:
    for title in ("it's", "D3"):
        book.add_worksheet(title, 2, 2)
    sheet.define_named_range("B2:C3", "here")
    assert book.values_get(asked)["range"] == echoed


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("nothing", "Unable to parse range: nothing"), ("nowhere!A1", "Unable to parse range: nowhere!A1"),
        ("A", "Unable to parse range"), ("A0", "Unable to parse range"), ("A1:B2:C3", "Unable to parse range"),
        ("A1001:B", r"Range \(งาน!A1001:B\) exceeds grid limits. Max rows: 1000, max columns: 26"),
        ("AA:AB", r"Range \(งาน!AA:AB\) exceeds grid limits"),
    ],
)  # fmt: skip
def test_range_that_cannot_be_is_400(book: gspread.Spreadsheet, asked: str, said: str) -> None:
    with pytest.raises(APIError, match=said):
        book.values_get(asked)


def test_update_says_what_it_wrote(sheet: gspread.Worksheet) -> None:
    found = sheet.update([["a", None, "c"], [], ["d", "", None]], "B2")
    assert found == {
        "spreadsheetId": "one", "updatedRange": "'New tab'!B2:D4",
        "updatedRows": 2, "updatedColumns": 3, "updatedCells": 4,
    }  # fmt: skip
    assert sheet.get("A1:F20") == [[], ["", "a", "", "c"], [], ["", "d"]]
    sheet.update([[None, "kept", ""]], "B2")
    assert sheet.row_values(2) == ["", "a", "kept"]


def test_update_by_columns_and_with_values_in_the_answer(book: gspread.Spreadsheet) -> None:
    params = {
        "valueInputOption": "USER_ENTERED",
        "includeValuesInResponse": True,
        "responseValueRenderOption": "FORMULA",
    }
    body = {"majorDimension": "COLUMNS", "values": [["=1+1", "x"], ["5%"]]}
    found = book.values_update("D1:E2", params, body)
    assert (found["updatedCells"], found["updatedData"]["values"]) == (3, [["=1+1", 0.05], ["x"]])


@pytest.mark.parametrize(
    ("where", "values", "said"),
    [
        (
            "A1:B2",
            [[1], [2], [3]],
            r"Requested writing within range \['New tab'!A1:B2\], but tried writing to row \[3\]",
        ),
        ("A1:B2", [[1, 2, 3]], r"but tried writing to column \[C\]"),
        ("A20", [[1], [2]], r"Requested writing within range \['New tab'!A20\], but tried writing to row \[21\]"),
        ("A21", [[1]], r"Range \('New tab'!A21\) exceeds grid limits. Max rows: 20, max columns: 6"),
        ("A1", [["x" * 50_001]], "more than the maximum of 50000 characters"),
    ],
)
def test_update_that_does_not_fit_writes_nothing(
    sheet: gspread.Worksheet, where: str, values: list[list[Any]], said: str
) -> None:
    with pytest.raises(APIError, match=said):
        sheet.update(values, where)
    assert sheet.get_all_values() == [[]]


def test_batches_of_values(book: gspread.Spreadsheet, sheet: gspread.Worksheet) -> None:
    found = sheet.batch_update(
        [{"range": "A1:B1", "values": [["a", 1]]}, {"range": "A3", "values": [["=A1&B1"]]}], raw=False
    )
    assert {name: number for name, number in found.items() if name.startswith("total")} == {
        "totalUpdatedRows": 2, "totalUpdatedColumns": 2, "totalUpdatedCells": 3, "totalUpdatedSheets": 1,
    }  # fmt: skip
    assert sheet.get_all_values() == [["a", "1"], ["", ""], ["a1", ""]]
    assert sheet.batch_clear(["A1", "A3:B"])["clearedRanges"] == ["'New tab'!A1", "'New tab'!A3:B20"]
    assert sheet.get_all_values() == [["", "1"]]
    assert sheet.clear() == {"spreadsheetId": "one", "clearedRange": "'New tab'!A1:F20"}
    assert sheet.get_all_values() == [[]]
    with pytest.raises(APIError, match=r"Invalid data\[1\]: Unable to parse range: no"):
        book.values_batch_update(
            {"valueInputOption": "RAW", "data": [{"range": "A1", "values": [[9]]}, {"range": "no"}]}
        )
    assert book.sheet1.acell("A1").value == "a"


def test_cell_methods_find_and_write(sheet: gspread.Worksheet) -> None:
    sheet.update([["apple", "pear"], ["Apple", "3"]], "A1")
    assert [cell.address for cell in sheet.findall("pple", in_row=1)] == []
    assert (sheet.find("3").address, sheet.find("apple", case_sensitive=False, in_row=2).address) == ("B2", "A2")
    cells = sheet.range("A1:B2")
    for cell in cells:
        cell.value = cell.address
    sheet.update_cells(cells)
    sheet.update_acell("A3", "=A1&B1")
    sheet.update_cell(3, 2, "0042")  # gspread's own trap: this one is USER_ENTERED
    assert sheet.get_all_values() == [["A1", "B1"], ["A2", "B2"], ["A1B1", "42"]]
    assert (sheet.col_values(1), sheet.cell(3, 2, value_render_option=ValueRenderOption.unformatted).numeric_value) == (
        ["A1", "A2", "A1B1"], 42,
    )  # fmt: skip


def test_raw_keeps_and_user_entered_reads(sheet: gspread.Worksheet) -> None:
    values = [["=1+1", "0042", "TRUE", "1/2/2026", "50%", "'x"]]
    sheet.update(values, "A1", value_input_option=ValueInputOption.raw)
    sheet.update(values, "A2", value_input_option=ValueInputOption.user_entered)
    assert sheet.get("A1:F2") == [values[0], ["2", "42", "TRUE", "1/2/2026", "50%", "x"]]
    unformatted = sheet.get("A1:F2", value_render_option=ValueRenderOption.unformatted)
    assert unformatted == [values[0], [2, 42, True, 46024, 0.5, "x"]]
    dates = {"valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "FORMATTED_STRING"}
    assert sheet.spreadsheet.values_get("'New tab'!B2:E2", dates)["values"] == [[42, True, "1/2/2026", 0.5]]


@pytest.mark.parametrize(
    "text",
    ["=HYPERLINK(1)", "+66812345678", "-1", "@x", "'x", "\t=1", "0812345678", "1101700203451", "๐๘๑", "👩‍👩‍👧", "น้ำ"],
)
def test_text_written_as_a_string_value_comes_back_identical(book: gspread.Spreadsheet, text: str) -> None:
    rows = [{"values": [{"userEnteredValue": {"stringValue": text}}]}]
    batch(book, {"updateCells": {"start": {"rowIndex": 9}, "rows": rows, "fields": "userEnteredValue"}})
    found = [book.sheet1.get("A10", value_render_option=option) for option in ValueRenderOption]
    assert found == [[[text]]] * 3


def test_text_format_keeps_what_is_typed(sheet: gspread.Worksheet) -> None:
    sheet.format("A1:A9", {"numberFormat": {"type": "TEXT"}})
    sheet.update([["0042", "0042"]], "A1", raw=False)
    assert sheet.row_values(1) == ["0042", "42"]
