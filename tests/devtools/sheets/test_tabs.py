"""Tabs, and what hangs on their ranges."""

import gspread
import pytest
from gspread.exceptions import APIError
from gspread.utils import ValidationConditionType

from devtools.sheets import Running
from tests.devtools.sheets.conftest import connect, described


def test_grid_grows_shrinks_and_freezes(book: gspread.Spreadsheet, table: gspread.Worksheet) -> None:
    table.resize(3, 2)
    assert table.get_all_values() == [["b", "2"], ["a", "10"], ["c", "1"]]
    table.add_rows(2)
    table.freeze(rows=1, cols=1)
    fresh = book.worksheet("New tab")
    assert (fresh.row_count, fresh.col_count, fresh.frozen_row_count, fresh.frozen_col_count) == (5, 2, 1, 1)
    with pytest.raises(APIError, match="can't freeze all"):
        table.freeze(rows=5)
    fresh.freeze(rows=0, cols=0)
    assert described(fresh)["properties"]["gridProperties"] == {"rowCount": 5, "columnCount": 2}


def test_tab_properties(book: gspread.Spreadsheet, sheet: gspread.Worksheet) -> None:
    sheet.update_title("Other")
    sheet.update_tab_color("#ff8000")
    sheet.hide()
    sheet.hide_gridlines()
    found = described(sheet)["properties"]
    orange = {"red": 1, "green": 0.50196078}
    assert (found["title"], found["hidden"], found["gridProperties"]["hideGridlines"]) == ("Other", True, True)
    assert (found["tabColor"], found["tabColorStyle"]) == (orange, {"rgbColor": orange})
    assert [one.title for one in book.worksheets(exclude_hidden=True)] == ["งาน"]
    sheet.show()
    sheet.show_gridlines()
    sheet.clear_tab_color()
    found = described(sheet)["properties"]
    assert not {"hidden", "tabColor", "tabColorStyle", "hideGridlines"} & {*found, *found["gridProperties"]}


def test_spreadsheet_properties(book: gspread.Spreadsheet) -> None:
    book.update_title("ชื่อใหม่")
    book.update_locale("th_TH")
    book.update_timezone("Asia/Bangkok")
    found = book.fetch_sheet_metadata()["properties"]
    assert [found[name] for name in ("title", "locale", "timeZone")] == ["ชื่อใหม่", "th_TH", "Asia/Bangkok"]


def test_sheets_are_copied_reordered_and_deleted(book: gspread.Spreadsheet, table: gspread.Worksheet) -> None:
    table.add_protected_range("A1:B2")
    copy = table.duplicate(insert_sheet_index=0)
    assert (copy.title, copy.index, copy.get_all_values()) == ("Copy of New tab", 0, table.get_all_values())
    assert described(copy)["protectedRanges"][0]["range"]["sheetId"] == copy.id
    assert table.copy_to(book.id)["title"] == "Copy of New tab 2"
    book.reorder_worksheets([table, copy])
    assert [one.title for one in book.worksheets()] == ["New tab", "Copy of New tab", "งาน", "Copy of New tab 2"]
    book.del_worksheet(copy)
    assert len(book.worksheets()) == 3


def test_named_ranges(book: gspread.Spreadsheet) -> None:
    number = book.sheet1.define_named_range("A1:B3", "ข้อมูล")["replies"][0]["addNamedRange"]["namedRange"][
        "namedRangeId"
    ]
    assert [cell.value for cell in book.named_range("ข้อมูล")] == ["a", "1", "", "", "=b", "2.5"]
    book.sheet1.insert_row([], 1)
    assert book.list_named_ranges()[0]["range"]["startRowIndex"] == 1
    with pytest.raises(APIError, match="already exists"):
        book.sheet1.define_named_range("A1", "ข้อมูล")
    with pytest.raises(APIError, match="invalid"):
        book.sheet1.define_named_range("A1", "A1")
    book.sheet1.delete_named_range(number)
    assert book.list_named_ranges() == []


def test_protected_range_keeps_others_out(google: Running, book: gspread.Spreadsheet) -> None:
    reply = book.sheet1.add_protected_range("A1:B2", editor_users_emails=[])["replies"][0]["addProtectedRange"]
    made = reply["protectedRange"]
    assert (made["requestingUserCanEdit"], made["editors"], "description" in made) == (True, {}, False)
    me = google.emulator.tokens.who("Bearer anything")
    assert book.list_protected_ranges(0)[0]["editors"] == {"users": [me]}
    book.sheet1.update([["mine"]], "A1")
    other = connect(google, "other").open_by_key("one").sheet1
    for refused in (
        lambda: other.update([["theirs"]], "B2"), lambda: other.clear(), lambda: other.delete_rows(1),
        lambda: other.format("A1:Z1", {"wrapStrategy": "WRAP"}), lambda: other.sort((1, "asc"), range="A1:B9"),
        lambda: other.merge_cells("B2:C3"), lambda: other.copy_range("D4", "A1"),
    ):  # fmt: skip
        with pytest.raises(APIError, match="You are trying to edit a protected cell or object"):
            refused()
    other.update([["free"]], "C3")
    book.sheet1.delete_protected_range(made["protectedRangeId"])
    other.update([["theirs"]], "B2")
    assert book.sheet1.get("A1:C3") == [["mine", "1"], ["", "theirs"], ["=b", "2.5", "free"]]


def test_basic_filter_and_validation(sheet: gspread.Worksheet) -> None:
    sheet.set_basic_filter("A1:C4")
    assert described(sheet)["basicFilter"]["range"]["endColumnIndex"] == 3
    sheet.set_basic_filter("B:C")
    ends = {"startRowIndex": 0, "endRowIndex": 20, "startColumnIndex": 1, "endColumnIndex": 3}
    assert described(sheet)["basicFilter"]["range"] == {"sheetId": sheet.id, **ends}
    sheet.clear_basic_filter()
    assert "basicFilter" not in described(sheet)
    sheet.add_validation(
        "B2:B20", ValidationConditionType.one_of_list, ["ใช้งาน", "ร่าง"], strict=True, showCustomUi=True
    )
    sheet.update([["x"]], "B20")  # a strict rule does not stop the API
    cell = described(sheet, includeGridData="true", ranges="'New tab'!B20")["data"][0]["rowData"][0]["values"][0]
    assert cell["dataValidation"]["condition"]["values"] == [{"userEnteredValue": "ใช้งาน"}, {"userEnteredValue": "ร่าง"}]


def test_groups_sizes_and_hidden_lines(table: gspread.Worksheet) -> None:
    table.add_dimension_group_rows(1, 5)
    table.add_dimension_group_rows(2, 4)
    assert [(one["range"]["startIndex"], one["depth"]) for one in table.list_dimension_group_rows()] == [(1, 1), (2, 2)]
    assert (
        table.delete_dimension_group_rows(2, 4)["replies"][0]["deleteDimensionGroup"]["dimensionGroups"][0]["depth"]
        == 1
    )
    assert table.delete_dimension_group_rows(1, 5)["replies"] == [{"deleteDimensionGroup": {}}]
    grid = {"rowCount": 20, "columnCount": 6, "rowGroupControlAfter": True}
    assert described(table)["properties"]["gridProperties"] == grid  # the switch outlives the groups
    table.hide_columns(1, 2)
    table.columns_auto_resize(0, 1)
    columns = described(table, includeGridData="true")["data"][0]["columnMetadata"]
    assert (columns[0]["pixelSize"] > 0, columns[1]) == (True, {"pixelSize": 100, "hiddenByUser": True})
    table.unhide_columns(1, 2)
    assert described(table, includeGridData="true")["data"][0]["columnMetadata"][1] == {"pixelSize": 100}
