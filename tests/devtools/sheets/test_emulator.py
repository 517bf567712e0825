"""The emulator itself: access, atomic batches, refusals, page, log, seed."""

from typing import Any

import gspread
import pytest
import requests
from gspread.exceptions import APIError

from devtools.sheets import Emulator, Running
from tests.devtools.sheets.conftest import batch, connect, one_sheet


def text(sheet_id: int, row: int, column: int, *values: str) -> dict[str, Any]:
    cells = [{"userEnteredValue": {"stringValue": value}} for value in values]
    start = {"sheetId": sheet_id, "rowIndex": row, "columnIndex": column}
    return {"updateCells": {"start": start, "rows": [{"values": cells}], "fields": "userEnteredValue"}}


def test_emulator_opens_for_gspread(book: gspread.Spreadsheet) -> None:
    assert (book.title, [sheet.title for sheet in book.worksheets()]) == ("หนึ่ง", ["งาน"])
    assert (book.locale, book.timezone, book.sheet1.row_count, book.sheet1.col_count) == ("en_US", "Etc/GMT", 1000, 26)


def test_emulator_unknown_is_404_and_forbidden_is_403(google: Running, client: gspread.Client) -> None:
    with pytest.raises(gspread.SpreadsheetNotFound):
        client.open_by_key("nowhere")
    with pytest.raises(PermissionError):
        client.open_by_key("shut")
    google.emulator.books.get("one").read_only = True
    with pytest.raises(APIError, match="does not have permission"):
        client.open_by_key("one").sheet1.append_row(["x"])


def test_private_spreadsheet_opens_only_for_those_it_is_shared_with(google: Running) -> None:
    google.emulator.books.private = True
    owner, friend = connect(google, "owner"), connect(google, "friend")
    made = owner.create("ours")
    with pytest.raises(PermissionError):
        friend.open_by_key(made.id)
    made.share(google.emulator.tokens.who("Bearer friend"), perm_type="user", role="reader")
    with pytest.raises(APIError, match="does not have permission"):
        friend.open_by_key(made.id).sheet1.append_row(["x"])
    assert made.share(google.emulator.tokens.who("Bearer friend"), perm_type="user", role="writer").ok
    friend.open_by_key(made.id).sheet1.append_row(["x"])
    assert made.sheet1.get_all_values() == [["x"]]


def test_emulator_applies_a_batch_whole_or_not_at_all(book: gspread.Spreadsheet) -> None:
    before = book.fetch_sheet_metadata({"includeGridData": "true"})
    with pytest.raises(APIError, match=r"Invalid requests\[2\].updateCells: No grid with id: 99"):
        batch(
            book,
            text(0, 5, 0, "x"),
            {"deleteDimension": {"range": {"dimension": "ROWS", "endIndex": 1}}},
            text(99, 0, 0, "y"),
        )
    assert book.fetch_sheet_metadata({"includeGridData": "true"}) == before
    batch(book, text(0, 5, 0, "x"))
    assert book.sheet1.row_values(6) == ["x"]


@pytest.mark.parametrize(
    "change",
    [
        {"findReplace": {"find": "a", "allSheets": True}},
        {"updateCells": {"start": {}, "rows": [{"values": [{"textFormatRuns": [{}]}]}], "fields": "*"}},
        {"copyPaste": {"source": {}, "destination": {}, "pasteType": "PASTE_CONDITIONAL_FORMATTING"}},
        {"addSheet": {"properties": {"dataSourceSheetProperties": {}}}},
    ],
)
def test_emulator_refuses_loudly_what_it_does_not_cover(book: gspread.Spreadsheet, change: dict[str, Any]) -> None:
    with pytest.raises(APIError, match=r"\[501\].*not covered by this emulator"):
        batch(book, change)


@pytest.mark.parametrize("path", ["/drive/v3/changes", "/drive/v3/about", "/upload/drive/v3/files"])
def test_emulator_refuses_loudly_where_it_has_no_endpoint(google: Running, path: str) -> None:
    answer = requests.get(google.url + path, headers={"Authorization": "Bearer x"}, timeout=5)
    assert (answer.status_code, "not covered" in answer.json()["error"]["message"]) == (501, True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"deleteSheet": {"sheetId": 0}}, "can't remove all the sheets"),
        ({"updateSheetProperties": {"properties": {"sheetId": 0, "title": "x"}}}, "At least one field"),
        ({"updateSheetProperties": {"properties": {"hidden": True}, "fields": "hidden"}},
         "You can't hide all the sheets in a document."),
        ({"updateCells": {"rows": [], "fields": "*"}}, "exactly one of start and range"),
        ({"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 10_000_000}}, "above the limit"),
        (text(0, 0, 0, "x" * 50_001), "more than the maximum of 50000 characters"),
        (text(0, 1000, 0, "x"), r"GridCoordinate.rowIndex\[1000\] is after last row in grid\[999\]"),
        (text(0, 0, 25, "x", "y"), "Attempting to write column: 26, beyond the last requested column of: 25"),
        ({"repeatCell": {"range": {"startRowIndex": 1000, "startColumnIndex": 0, "endColumnIndex": 2},
                         "cell": {}, "fields": "note"}},
         r"repeatCell: Range \(งาน!A1001:B\) exceeds grid limits. Max rows: 1000, max columns: 26"),
        ({"addSheet": {"properties": {"title": "งาน"}}}, 'A sheet with the name "งาน" already exists'),
        ({"deleteDimension": {"range": {"dimension": "ROWS"}}}, "can't delete all the rows"),
        ({"mergeCells": {"range": {"startRowIndex": 3, "endRowIndex": 2}}}, "must not be negative nor greater"),
        ({"deleteNamedRange": {"namedRangeId": "x"}}, "Cannot find a named range"),
        ({"sortRange": {}}, "KeyError 'range'"),
    ],
)  # fmt: skip
def test_emulator_refuses_as_google_words_it(book: gspread.Spreadsheet, change: dict[str, Any], said: str) -> None:
    with pytest.raises(APIError, match=said):
        batch(book, change)


@pytest.mark.parametrize(
    ("title", "index", "there"), [("b", 0, "bac"), ("a", 2, "bac"), ("a", 1, "abc"), ("a", 3, "bca")]
)
def test_sheet_moves_as_if_it_were_still_in_its_place(
    book: gspread.Spreadsheet, title: str, index: int, there: str
) -> None:
    book.sheet1.update_title("a")
    for name in "bc":
        book.add_worksheet(name, 2, 2)
    book.worksheet(title).update_index(index)
    assert "".join(sheet.title for sheet in book.worksheets()) == there


def test_sheet_ids_may_be_chosen_once(book: gspread.Spreadsheet) -> None:
    size = {"rowCount": 3, "columnCount": 2, "frozenRowCount": 1}
    added = {"addSheet": {"properties": {"sheetId": 7, "title": "ใหม่", "gridProperties": size}}}
    assert batch(book, added)[0]["addSheet"]["properties"]["index"] == 1
    with pytest.raises(APIError, match="already exists"):
        batch(book, added)
    sheet = book.get_worksheet_by_id(7)
    assert (sheet.title, sheet.row_count, sheet.col_count, sheet.frozen_row_count) == ("ใหม่", 3, 2, 1)


def test_zeros_are_left_out_where_google_leaves_them_out(book: gspread.Spreadsheet) -> None:
    sheet = book.sheet1
    sheet.merge_cells("A1:B2")
    found = one_sheet(book, 0)
    assert found["merges"] == [{"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2}]
    assert (found["properties"]["sheetId"], "frozenRowCount" in found["properties"]["gridProperties"]) == (0, False)


def test_emulator_without_a_token_is_401(google: Running) -> None:
    answer = requests.get(f"{google.url}/v4/spreadsheets/one", headers={"Authorization": "Bearer"}, timeout=5)
    assert (answer.status_code, answer.json()["error"]["status"]) == (401, "UNAUTHENTICATED")
    assert requests.get(f"{google.url}/v4/spreadsheets/one", timeout=5).status_code == 403  # not even an API key


def test_page_shows_tabs_and_escapes_them(google: Running) -> None:
    google.emulator.seed({"spreadsheets": [{"id": "two/ก", "sheets": [{"title": "x", "values": [["<script>", 1.5]]}]}]})
    google.emulator.type_in("two/ก", "x", 1, 0, "=IMPORTXML()")  # not covered: shown as typed
    page = requests.get(f"{google.url}/book/two%2F%E0%B8%81", timeout=5).text
    assert [part in page for part in ("&lt;script&gt;", "<script>", "1.5", "=IMPORTXML()")] == [True, False, True, True]
    first = requests.get(google.url, timeout=5)
    assert (first.status_code, "/book/two%2F%E0%B8%81" in first.text) == (200, True)
    assert requests.post(google.url, timeout=5).status_code == 404


def test_dump_is_a_seed(google: Running, book: gspread.Spreadsheet) -> None:
    book.sheet1.update([["=SUM(B1:B3)"]], "C1", raw=False)
    again = Emulator()
    again.seed(requests.get(f"{google.url}/_dump", timeout=5).json())
    assert again.dump() == google.emulator.dump()
    assert again.values("one", "งาน") == [["a", 1, 3.5], [], ["=b", 2.5]]


def test_log_keeps_requests_without_their_content(google: Running, book: gspread.Spreadsheet) -> None:
    batch(book, text(0, 5, 0, "secret"))
    last = google.emulator.log[-1]
    assert (last.method, last.path, last.status, last.applied, last.writing) == (
        "POST", "/v4/spreadsheets/one:batchUpdate", 200, True, True,
    )  # fmt: skip
    assert "secret" not in str(google.emulator.log)


def test_people_edit_without_requests(google: Running, book: gspread.Spreadsheet) -> None:
    google.emulator.type_in("one", "งาน", 0, 1, "=1+1")
    google.emulator.insert_row("one", "งาน", 0)
    google.emulator.delete_rows("one", "งาน", 2, 3)
    assert book.sheet1.get_all_values() == [["", ""], ["a", "2"], ["=b", "2.5"]]
    assert google.emulator.writes() == 0
