"""Data filters and developer metadata: cells found by notes that move along with them."""

from typing import Any

import gspread
import pytest
from gspread.exceptions import APIError

from tests.devtools.sheets.conftest import batch


def lookup(**wanted: Any) -> dict[str, Any]:
    return {"developerMetadataLookup": wanted}


@pytest.fixture
def marked(book: gspread.Spreadsheet) -> gspread.Spreadsheet:
    """Row 1 is marked 11, column B is marked 12."""
    row = {"dimension": "ROWS", "startIndex": 0, "endIndex": 1}
    column = {"dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}
    for number, place in ((11, row), (12, column)):
        note = {"metadataId": number, "metadataKey": "k", "metadataValue": str(number), "visibility": "DOCUMENT"}
        batch(book, {"createDeveloperMetadata": {"developerMetadata": {**note, "location": {"dimensionRange": place}}}})
    return book


def post(book: gspread.Spreadsheet, path: str, body: dict[str, Any]) -> Any:
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{book.id}{path}"
    return book.client.request("post", url, json=body).json()


def test_data_filters_read_by_metadata_that_moved_along(marked: gspread.Spreadsheet) -> None:
    marked.sheet1.insert_row(["new"], 1)
    filters = [lookup(metadataId=11), {"gridRange": {"startRowIndex": 3, "endRowIndex": 4}}, {"a1Range": "A1"}]
    found = post(marked, "/values:batchGetByDataFilter", {"dataFilters": filters})["valueRanges"]
    assert [(one["valueRange"]["range"], one["valueRange"]["values"]) for one in found] == [
        ("งาน!A2:Z2", [["a", "1"]]), ("งาน!A4:Z4", [["=b", "2.5"]]), ("งาน!A1", [["new"]]),
    ]  # fmt: skip
    assert found[0]["dataFilters"] == [lookup(metadataId=11)]
    partly = post(marked, ":getByDataFilter", {"dataFilters": [lookup(metadataId=12)], "includeGridData": True})
    assert partly["sheets"][0]["data"][0]["startColumn"] == 1


def test_data_filters_write_by_metadata(marked: gspread.Spreadsheet) -> None:
    data = [
        {"dataFilter": lookup(metadataKey="k", locationType="COLUMN"), "majorDimension": "COLUMNS", "values": [["x"]]}
    ]
    found = post(marked, "/values:batchUpdateByDataFilter", {"valueInputOption": "RAW", "data": data})
    assert (found["responses"][0]["updatedRange"], found["totalUpdatedCells"]) == ("งาน!B1", 1)
    assert marked.sheet1.row_values(1) == ["a", "x"]


def test_data_filters_clear_by_metadata(marked: gspread.Spreadsheet) -> None:
    found = post(marked, "/values:batchClearByDataFilter", {"dataFilters": [lookup(metadataId=11)]})
    assert (found["clearedRanges"], marked.sheet1.row_values(1)) == (["งาน!A1:Z1"], [])


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"metadataKey": "k"}, [11, 12]), ({"metadataValue": "12"}, [12]), ({"locationType": "ROW"}, [11]),
        ({"visibility": "PROJECT"}, []),
        ({"metadataLocation": {"dimensionRange": {"dimension": "ROWS", "startIndex": 0, "endIndex": 1}}}, [11]),
        ({"metadataLocation": {"sheetId": 0}, "locationMatchingStrategy": "INTERSECTING_LOCATION"}, [11, 12]),
        ({"metadataLocation": {"sheetId": 0}}, []),
    ],
)  # fmt: skip
def test_metadata_search(marked: gspread.Spreadsheet, wanted: dict[str, Any], found: list[int]) -> None:
    answer = post(marked, "/developerMetadata:search", {"dataFilters": [lookup(**wanted)]})
    matched = [one["developerMetadata"]["metadataId"] for one in answer.get("matchedDeveloperMetadata", ())]
    assert matched == found


def test_metadata_is_read_changed_and_deleted_with_its_row(marked: gspread.Spreadsheet) -> None:
    change = {
        "dataFilters": [lookup(metadataId=11)],
        "developerMetadata": {"metadataValue": "2"},
        "fields": "metadataValue",
    }
    batch(marked, {"updateDeveloperMetadata": change})
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{marked.id}/developerMetadata/11"
    one = marked.client.request("get", url).json()
    line = {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}
    assert (one["metadataValue"], one["location"]) == ("2", {"locationType": "ROW", "dimensionRange": line})
    marked.sheet1.delete_rows(1)
    with pytest.raises(APIError, match="404"):
        marked.client.request("get", url)
    batch(marked, {"deleteDeveloperMetadata": {"dataFilter": lookup(metadataId=12)}})
    assert post(marked, "/developerMetadata:search", {"dataFilters": [lookup(metadataKey="k")]}) == {}
