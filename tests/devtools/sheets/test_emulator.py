"""The emulator, asked by unmodified gspread over HTTP."""

from collections.abc import Iterator
from typing import Any

import gspread
import pytest
import requests
from google.auth.credentials import AnonymousCredentials

from devtools.sheets import Emulator, Running, serve


class Redirected(gspread.HTTPClient):
    """gspread's own client, sent to another host; nothing else is changed."""

    base = ""

    def request(self, method: str, endpoint: str, *args: Any, **options: Any) -> requests.Response:
        return super().request(method, endpoint.replace("https://sheets.googleapis.com", self.base), *args, **options)


SEED = {
    "spreadsheets": [
        {
            "id": "one",
            "title": "หนึ่ง",
            "sheets": [{"sheetId": 0, "title": "งาน", "values": [["a", 1], [], ["=b", 2.5]]}],
        },
        {"id": "shut", "forbidden": True},
    ]
}


@pytest.fixture
def google() -> Iterator[Running]:
    engine = Emulator()
    engine.seed(SEED)
    with serve(emulator=engine) as running:
        yield running


@pytest.fixture
def client(google: Running) -> Iterator[gspread.Client]:
    Redirected.base = google.url
    session = requests.Session()
    session.headers["Authorization"] = "Bearer anything"
    yield gspread.Client(AnonymousCredentials(), session, Redirected)
    session.close()


def batch(client: gspread.Client, *changes: dict[str, Any]) -> Any:
    return client.http_client.batch_update("one", {"requests": list(changes)})


def text(sheet_id: int, row: int, column: int, *values: str) -> dict[str, Any]:
    cells = [{"userEnteredValue": {"stringValue": value}} for value in values]
    start = {"sheetId": sheet_id, "rowIndex": row, "columnIndex": column}
    return {"updateCells": {"start": start, "rows": [{"values": cells}], "fields": "userEnteredValue"}}


def test_emulator_opens_for_gspread(client: gspread.Client) -> None:
    book = client.open_by_key("one")
    assert (book.title, [sheet.title for sheet in book.worksheets()]) == ("หนึ่ง", ["งาน"])


def test_emulator_answers_values_as_google_does(client: gspread.Client) -> None:
    sheet = client.open_by_key("one").sheet1
    assert sheet.get_all_values() == [["a", "1"], ["", ""], ["=b", "2.5"]]
    assert client.http_client.values_get("one", "งาน!A1:Z9") == {
        "range": "งาน!A1:Z9", "majorDimension": "ROWS", "values": [["a", "1"], [], ["=b", "2.5"]],
    }  # fmt: skip
    assert client.http_client.values_get("one", "งาน!D1:E2") == {"range": "งาน!D1:E2", "majorDimension": "ROWS"}
    assert sheet.batch_get(["A1", "B1:B3"]) == [[["a"]], [["1"], [], ["2.5"]]]


def test_emulator_unknown_is_404_and_forbidden_is_403(client: gspread.Client) -> None:
    with pytest.raises(gspread.SpreadsheetNotFound):
        client.open_by_key("nowhere")
    with pytest.raises(PermissionError):
        client.open_by_key("shut")


def test_emulator_applies_a_batch_whole_or_not_at_all(client: gspread.Client) -> None:
    with pytest.raises(gspread.exceptions.APIError, match="No grid with id: 99"):
        batch(client, text(0, 5, 0, "x"), text(99, 0, 0, "y"))
    assert client.open_by_key("one").sheet1.row_values(6) == []
    batch(client, text(0, 5, 0, "x"))
    assert client.open_by_key("one").sheet1.row_values(6) == ["x"]


def test_emulator_refuses_what_it_does_not_cover(client: gspread.Client) -> None:
    sheet = client.open_by_key("one").sheet1
    with pytest.raises(gspread.exceptions.APIError, match="not covered by this emulator: batchUpdate request sort"):
        sheet.sort((1, "asc"))
    with pytest.raises(gspread.exceptions.APIError, match="not covered by this emulator"):
        sheet.append_row(["x"])


def test_emulator_refuses_drive(google: Running) -> None:
    answer = requests.get(f"{google.url}/drive/v3/files", headers={"Authorization": "Bearer x"}, timeout=5)
    assert (answer.status_code, answer.json()["error"]["status"]) == (501, "UNIMPLEMENTED")


def test_emulator_adds_sheets_with_chosen_ids_once(client: gspread.Client) -> None:
    added = {
        "addSheet": {"properties": {"sheetId": 7, "title": "ใหม่", "gridProperties": {"rowCount": 3, "columnCount": 2}}}
    }
    batch(client, added)
    with pytest.raises(gspread.exceptions.APIError, match="already exists"):
        batch(client, added)
    sheet = client.open_by_key("one").get_worksheet_by_id(7)
    assert (sheet.title, sheet.row_count, sheet.col_count) == ("ใหม่", 3, 2)


def test_emulator_refuses_cells_outside_the_grid_until_it_grows(client: gspread.Client) -> None:
    with pytest.raises(gspread.exceptions.APIError, match="exceeds grid limits"):
        batch(client, text(0, 1000, 0, "x"))
    batch(client, {"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 1}}, text(0, 1000, 0, "x"))
    assert client.open_by_key("one").sheet1.acell("A1001").value == "x"


def test_emulator_clears_what_a_range_names_and_its_data_does_not(client: gspread.Client) -> None:
    box = {"sheetId": 0, "startRowIndex": 0, "startColumnIndex": 0, "endColumnIndex": 1}
    rows = [{"values": [{"userEnteredValue": {"stringValue": "neu"}}]}]
    batch(client, {"updateCells": {"range": box, "rows": rows, "fields": "userEnteredValue"}})
    assert client.open_by_key("one").sheet1.get_all_values() == [["neu", "1"], ["", ""], ["", "2.5"]]


def test_emulator_keeps_text_that_looks_like_a_formula(client: gspread.Client) -> None:
    batch(client, text(0, 9, 0, "=1+1", "0042", "TRUE"))
    found = client.http_client.values_get("one", "งาน!A10:C10", {"valueRenderOption": "FORMULA"})
    assert found["values"] == [["=1+1", "0042", "TRUE"]]


def test_emulator_keeps_developer_metadata_with_its_sheet(client: gspread.Client) -> None:
    batch(client, {"addSheet": {"properties": {"sheetId": 7, "title": "ใหม่"}}})
    note = {
        "metadataId": 3,
        "metadataKey": "k",
        "metadataValue": "1",
        "visibility": "DOCUMENT",
        "location": {"sheetId": 7},
    }
    batch(client, {"createDeveloperMetadata": {"developerMetadata": note}})
    lookup = [{"developerMetadataLookup": {"metadataId": 3}}]
    change = {"dataFilters": lookup, "developerMetadata": {"metadataValue": "2"}, "fields": "metadataValue"}
    batch(client, {"updateDeveloperMetadata": change})
    found = client.http_client.fetch_sheet_metadata(
        "one", {"fields": "sheets(properties.sheetId,developerMetadata.metadataValue)"}
    )
    assert found == {
        "sheets": [{"properties": {"sheetId": 0}},
                   {"properties": {"sheetId": 7}, "developerMetadata": [{"metadataValue": "2"}]}],
    }  # fmt: skip
    batch(client, {"deleteSheet": {"sheetId": 7}})
    assert "developerMetadata" not in str(client.http_client.fetch_sheet_metadata("one"))


def test_emulator_shows_formats_in_grid_data(client: gspread.Client) -> None:
    look = {"userEnteredFormat": {"numberFormat": {"type": "NUMBER", "pattern": "0.00"}}}
    box = {"sheetId": 0, "startColumnIndex": 1, "endColumnIndex": 2}
    batch(client, {"repeatCell": {"range": box, "cell": look, "fields": "userEnteredFormat"}})
    grid = client.http_client.fetch_sheet_metadata("one", {"includeGridData": "true"})["sheets"][0]["data"][0]
    assert grid["rowData"][0]["values"][1] == look | {
        "userEnteredValue": {"numberValue": 1}, "effectiveValue": {"numberValue": 1}, "formattedValue": "1.00",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"deleteSheet": {"sheetId": 0}}, "can't remove all the sheets"),
        ({"updateSheetProperties": {"properties": {"sheetId": 0, "title": "x"}}}, "At least one field"),
        ({"updateCells": {"rows": [], "fields": "*"}}, "exactly one of start and range"),
        ({"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 10_000_000}}, "above the limit"),
        (text(0, 0, 0, "x" * 50_001), "more than the maximum of 50000 characters"),
    ],
)
def test_emulator_refuses_as_google_words_it(client: gspread.Client, change: dict[str, Any], said: str) -> None:
    with pytest.raises(gspread.exceptions.APIError, match=said):
        batch(client, change)


def test_emulator_without_a_token_is_401(google: Running) -> None:
    answer = requests.get(f"{google.url}/v4/spreadsheets/one", timeout=5)
    assert (answer.status_code, answer.json()["error"]["status"]) == (401, "UNAUTHENTICATED")


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"\xff", b'{"requests":[]}', b'{"requests":[{}]}', b'{"requests":["x"]}']
)
def test_emulator_refuses_a_torn_body(google: Running, body: bytes) -> None:
    url = f"{google.url}/v4/spreadsheets/one:batchUpdate"
    answer = requests.post(url, data=body, headers={"Authorization": "Bearer x"}, timeout=5)
    assert answer.status_code == 400


def test_emulator_page_shows_tabs_and_escapes_them(google: Running) -> None:
    google.emulator.seed({"spreadsheets": [{"id": "two", "sheets": [{"title": "x", "values": [["<script>"]]}]}]})
    page = requests.get(f"{google.url}/book/two", timeout=5).text
    assert "&lt;script&gt;" in page and "<script>" not in page
    assert requests.get(google.url, timeout=5).status_code == 200


def test_emulator_dump_is_a_seed(google: Running) -> None:
    again = Emulator()
    again.seed(requests.get(f"{google.url}/_dump", timeout=5).json())
    assert again.dump() == google.emulator.dump()


def test_emulator_logs_requests_without_their_content(google: Running, client: gspread.Client) -> None:
    batch(client, text(0, 5, 0, "secret"))
    last = google.emulator.log[-1]
    assert (last.method, last.path, last.status, last.applied) == (
        "POST",
        "/v4/spreadsheets/one:batchUpdate",
        200,
        True,
    )
    assert "secret" not in str(google.emulator.log)
