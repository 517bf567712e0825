"""batchUpdate types that gspread has no method for."""

from typing import Any

import gspread
import pytest
from gspread.exceptions import APIError

from tests.devtools.sheets.conftest import batch, one_sheet

BOX = {"startRowIndex": 0, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 2}
RED = {"red": 1}


def chart(title: str = "t", **more: Any) -> dict[str, Any]:
    source = {"sourceRange": {"sources": [{"sheetId": 0, **BOX, "endColumnIndex": 1}]}}
    series = {"series": {"sourceRange": {"sources": [{"sheetId": 0, **BOX, "startColumnIndex": 1}]}}}
    basic = {"chartType": "COLUMN", "domains": [{"domain": source}], "series": [series], **more}
    return {"title": title, "basicChart": basic}


def test_chart_is_kept_moved_changed_and_deleted(book: gspread.Spreadsheet) -> None:
    place = {"overlayPosition": {"anchorCell": {"rowIndex": 5, "columnIndex": 3}}}
    reply = batch(book, {"addChart": {"chart": {"chartId": 7, "spec": chart(), "position": place}}})[0]["addChart"]
    assert (reply["chart"]["chartId"], reply["chart"]["position"]["overlayPosition"]["widthPixels"]) == (7, 600)
    book.sheet1.insert_row([], 1)
    series = one_sheet(book, 0)["charts"][0]["spec"]["basicChart"]["series"][0]["series"]["sourceRange"]["sources"][0]
    assert (series["startRowIndex"], series["endRowIndex"]) == (1, 4)
    batch(book, {"updateChartSpec": {"chartId": 7, "spec": chart("new")}})
    assert one_sheet(book, 0)["charts"][0]["spec"]["title"] == "new"
    with pytest.raises(APIError, match="already exists"):
        batch(book, {"addChart": {"chart": {"chartId": 7, "spec": chart(), "position": place}}})
    batch(book, {"deleteEmbeddedObject": {"objectId": 7}})
    assert "charts" not in one_sheet(book, 0)


def test_conditional_formats_keep_their_order(book: gspread.Spreadsheet) -> None:
    def rule(text: str) -> dict[str, Any]:
        condition = {"type": "TEXT_EQ", "values": [{"userEnteredValue": text}]}
        return {
            "ranges": [{"sheetId": 0, **BOX}],
            "booleanRule": {"condition": condition, "format": {"backgroundColor": RED}},
        }

    batch(book, *({"addConditionalFormatRule": {"rule": rule(text), "index": 0}} for text in "ab"))
    kept = one_sheet(book, 0)["conditionalFormats"]
    assert [one["booleanRule"]["condition"]["values"][0]["userEnteredValue"] for one in kept] == ["b", "a"]
    assert kept[0]["booleanRule"]["format"]["backgroundColorStyle"] == {"rgbColor": RED}
    gone = batch(book, {"deleteConditionalFormatRule": {"sheetId": 0, "index": 0}})[0]["deleteConditionalFormatRule"]
    assert gone["rule"] == kept[0]
    with pytest.raises(APIError, match="No conditional format on sheet: 0 at index: 1"):
        batch(book, {"deleteConditionalFormatRule": {"sheetId": 0, "index": 1}})


def test_banding_is_kept_changed_and_deleted(book: gspread.Spreadsheet) -> None:
    bands = {"headerColor": RED, "firstBandColor": {}, "secondBandColor": RED}
    added = {"addBanding": {"bandedRange": {"bandedRangeId": 5, "range": BOX, "rowProperties": bands}}}
    assert batch(book, added)[0]["addBanding"]["bandedRange"]["rowProperties"]["headerColorStyle"] == {"rgbColor": RED}
    with pytest.raises(APIError, match="already has alternating background colors"):
        batch(book, {"addBanding": {"bandedRange": {"range": BOX, "rowProperties": bands}}})
    wider = {"bandedRangeId": 5, "range": {**BOX, "endRowIndex": 9}}
    batch(book, {"updateBanding": {"bandedRange": wider, "fields": "range"}})
    assert one_sheet(book, 0)["bandedRanges"][0]["range"]["endRowIndex"] == 9
    batch(book, {"deleteBanding": {"bandedRangeId": 5}})
    assert "bandedRanges" not in one_sheet(book, 0)


def test_protection_and_names_are_updated_in_place(book: gspread.Spreadsheet) -> None:
    made = {"protectedRangeId": 3, "range": BOX, "warningOnly": True, "description": "d"}
    batch(book, {"addProtectedRange": {"protectedRange": made}})
    change = {"protectedRangeId": 3, "range": {}, "editors": {"users": ["a@x.example"]}, "warningOnly": False}
    batch(book, {"updateProtectedRange": {"protectedRange": change, "fields": "range,editors,warningOnly"}})
    kept = one_sheet(book, 0)["protectedRanges"][0]
    assert (kept["range"], kept["description"], "warningOnly" in kept) == ({}, "d", False)
    batch(book, {"addNamedRange": {"namedRange": {"namedRangeId": "n", "name": "old", "range": BOX}}})
    batch(book, {"updateNamedRange": {"namedRange": {"namedRangeId": "n", "name": "new"}, "fields": "name"}})
    assert book.list_named_ranges() == [{"namedRangeId": "n", "name": "new", "range": BOX}]


def test_append_cells_and_dimensions(book: gspread.Spreadsheet) -> None:
    rows = [{"values": [{"userEnteredValue": {"stringValue": "end"}}, {"userEnteredValue": {"boolValue": True}}]}]
    batch(
        book,
        {"appendCells": {"sheetId": 0, "rows": rows, "fields": "userEnteredValue"}},
        {"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 5}},
    )
    assert (book.sheet1.row_values(4), book.sheet1.row_count) == (["end", "TRUE"], 1005)


def test_update_cells_clears_what_the_range_names_and_the_data_does_not(book: gspread.Spreadsheet) -> None:
    book.sheet1.insert_note("A3", "stays")
    box = {"sheetId": 0, "startRowIndex": 0, "startColumnIndex": 0, "endColumnIndex": 1}
    rows = [{"values": [{"userEnteredValue": {"stringValue": "neu"}}]}]
    batch(book, {"updateCells": {"range": box, "rows": rows, "fields": "userEnteredValue"}})
    assert book.sheet1.get_all_values() == [["neu", "1"], ["", ""], ["", "2.5"]]
    assert book.sheet1.get_note("A3") == "stays"


def test_format_of_a_column_can_be_taken_from_one_cell(book: gspread.Spreadsheet) -> None:
    look = {"userEnteredFormat": {"numberFormat": {"type": "NUMBER", "pattern": "0.00"}}}
    box = {"startColumnIndex": 1, "endColumnIndex": 2}
    batch(book, {"repeatCell": {"range": box, "cell": look, "fields": "userEnteredFormat"}})
    bare = {"start": {"rowIndex": 2, "columnIndex": 1}, "rows": [{"values": [{}]}], "fields": "userEnteredFormat"}
    batch(book, {"updateCells": bare})
    assert book.sheet1.col_values(2) == ["1.00", "", "2.5"]


def test_one_write_answers_with_the_spreadsheet_after_it(book: gspread.Spreadsheet) -> None:
    body = {
        "requests": [{"updateCells": {"start": {}, "fields": "userEnteredValue",
                                      "rows": [{"values": [{"userEnteredValue": {"numberValue": 7}}]}]}}],
        "includeSpreadsheetInResponse": True, "responseRanges": ["A1"], "responseIncludeGridData": True,
    }  # fmt: skip
    found = book.batch_update(body)["updatedSpreadsheet"]
    assert found["sheets"][0]["data"][0]["rowData"][0]["values"][0]["effectiveValue"] == {"numberValue": 7}


def test_fields_choose_what_is_answered(book: gspread.Spreadsheet) -> None:
    book.sheet1.update([["=1+1"]], "C1", raw=False)
    asked = "sheets(properties.title,data(rowData(values(userEnteredValue/formulaValue,effectiveValue))))"
    found = book.fetch_sheet_metadata({"fields": asked, "ranges": "C1"})
    cell = {"userEnteredValue": {"formulaValue": "=1+1"}, "effectiveValue": {"numberValue": 2}}
    assert found == {"sheets": [{"properties": {"title": "งาน"}, "data": [{"rowData": [{"values": [cell]}]}]}]}
    body = {"requests": [{"addSheet": {"properties": {"title": "x"}}}]}
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{book.id}:batchUpdate"
    reply = book.client.request("post", url, json=body, params={"fields": "replies/addSheet/properties/title"}).json()
    assert reply == {"replies": [{"addSheet": {"properties": {"title": "x"}}}]}
    with pytest.raises(APIError, match="Invalid field mask"):
        book.fetch_sheet_metadata({"fields": "sheets(("})


def test_deleted_sheet_takes_everything_on_it_along(book: gspread.Spreadsheet, sheet: gspread.Worksheet) -> None:
    sheet.define_named_range("A1", "gone")
    note = {"metadataId": 3, "metadataKey": "k", "visibility": "DOCUMENT", "location": {"sheetId": sheet.id}}
    batch(book, {"createDeveloperMetadata": {"developerMetadata": note}})
    assert one_sheet(book, sheet.id)["developerMetadata"][0]["metadataId"] == 3
    book.del_worksheet(sheet)
    found = book.fetch_sheet_metadata()
    assert ("namedRanges" in found, "developerMetadata" in str(found)) == (False, False)


def test_metadata_id_is_taken_once_and_the_spreadsheet_may_be_marked(book: gspread.Spreadsheet) -> None:
    note = {"metadataId": 3, "metadataKey": "k", "visibility": "DOCUMENT", "location": {"spreadsheet": True}}
    batch(book, {"createDeveloperMetadata": {"developerMetadata": note}})
    with pytest.raises(APIError, match="already exists"):
        batch(book, {"createDeveloperMetadata": {"developerMetadata": note}})
    place = {"locationType": "SPREADSHEET", "spreadsheet": True}
    assert book.fetch_sheet_metadata()["developerMetadata"] == [{**note, "location": place}]
