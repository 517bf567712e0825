"""Spreadsheets as Drive files, through gspread's client."""

import io
from typing import Any

import gspread
import openpyxl
import pytest
import requests
from gspread.exceptions import APIError
from gspread.urls import DRIVE_FILES_API_V3_URL
from gspread.utils import ExportFormat

from devtools.sheets import Running
from tests.devtools.sheets.conftest import Clock, connect


def test_file_is_created_opened_renamed_and_deleted(client: gspread.Client, clock: Clock) -> None:
    made = client.create("ใหม่")
    assert (client.open("ใหม่").id, made.sheet1.title, made.creationTime) == (
        made.id,
        "Sheet1",
        "2026-11-21T05:00:00.000Z",
    )
    clock.now += 60
    made.update_title("other")
    assert (made.get_lastUpdateTime(), made.title) == ("2026-11-21T05:01:00.000Z", "other")
    assert {one["name"] for one in client.list_spreadsheet_files()} == {"หนึ่ง", "other"}  # nothing forbidden
    assert [one["name"] for one in client.list_spreadsheet_files("other", folder_id="root")] == ["other"]
    assert [one.id for one in client.openall("other")] == [made.id]
    client.del_spreadsheet(made.id)
    with pytest.raises(APIError, match=f"File not found: {made.id}"):
        client.del_spreadsheet(made.id)


def test_file_listing_comes_in_pages_in_the_order_asked_for(client: gspread.Client, clock: Clock) -> None:
    for name in "cab":
        client.create(name)
        clock.now += 1
    url = "https://www.googleapis.com/drive/v3/files"
    params: dict[str, Any] = {"q": "name != 'หนึ่ง' and trashed = false", "orderBy": "name desc", "pageSize": 2}
    first = client.http_client.request("get", url, params=params).json()
    rest = client.http_client.request("get", url, params={**params, "pageToken": first["nextPageToken"]}).json()
    assert [one["name"] for one in first["files"] + rest["files"]] == ["c", "b", "a"]
    assert (rest["files"][0]["kind"], "nextPageToken" in rest) == ("drive#file", False)
    newest = client.http_client.request("get", url).json()["files"][0]
    assert newest["name"] == "b"


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"q": "name >"}, 400), ({"q": "fullText contains 'x'"}, 501), ({"q": "name='a' or name='b'"}, 501),
        ({"orderBy": "starred"}, 501),
    ],
)  # fmt: skip
def test_file_search_that_is_not_covered_is_refused(
    client: gspread.Client, params: dict[str, str], status: int
) -> None:
    with pytest.raises(APIError) as refused:
        client.http_client.request("get", "https://www.googleapis.com/drive/v3/files", params=params)
    assert refused.value.response.status_code == status


def test_copy_takes_cells_and_comments_and_if_asked_permissions(
    google: Running, client: gspread.Client, book: gspread.Spreadsheet
) -> None:
    book.share("a@x.example", perm_type="user", role="reader")
    with pytest.raises(APIError, match="transferOwnership parameter must be enabled"):  # its owner is somebody else
        client.copy("one", copy_permissions=True)
    google.emulator.books.get("one").owner = google.emulator.tokens.who("Bearer anything") or ""
    url = "https://www.googleapis.com/drive/v3/files/one/comments"
    client.http_client.request("post", url, params={"fields": "id"}, json={"content": "hello", "anchor": "{}"})
    copy = client.copy("one", copy_permissions=True)
    assert (copy.title, copy.sheet1.get_all_values()) == ("Copy of หนึ่ง", book.sheet1.get_all_values())
    roles = {one["emailAddress"]: one["role"] for one in copy.list_permissions()}
    assert roles["a@x.example"] == "reader"
    kept = client.http_client.request("get", url.replace("one", copy.id), params={"fields": "comments/content"}).json()
    assert kept == {"comments": [{"content": "hello"}]}
    copy.sheet1.clear()
    assert book.sheet1.acell("A1").value == "a"


def test_permissions_are_given_changed_and_taken(client: gspread.Client) -> None:
    made = client.create("ours")
    made.share("a@x.example", perm_type="user", role="reader")
    made.share("a@x.example", perm_type="user", role="writer", notify=False)
    made.share("x.example", perm_type="domain", role="reader")
    made.share(None, perm_type="anyone", role="reader")
    kept = {(one["type"], one["role"]) for one in made.list_permissions()}
    assert kept == {("user", "writer"), ("domain", "reader"), ("anyone", "reader"), ("user", "owner")}
    writer = next(one for one in made.list_permissions() if one.get("emailAddress") == "a@x.example")
    made.transfer_ownership(writer["id"])
    assert [one["id"] for one in made.list_permissions() if one.get("pendingOwner")] == [writer["id"]]
    assert len(made.remove_permissions("a@x.example", "writer")) == 1
    assert len(made.list_permissions()) == 3


def test_ownership_is_taken_over_by_the_one_it_is_offered_to(google: Running, client: gspread.Client) -> None:
    made, heir = client.create("ours"), google.emulator.tokens.who("Bearer heir")
    made.share(heir, perm_type="user", role="writer")
    number = next(one["id"] for one in made.list_permissions() if one.get("emailAddress") == heir)
    connect(google, "heir").open_by_key(made.id).accept_ownership(number)
    assert {one["emailAddress"]: one["role"] for one in made.list_permissions()} == {
        heir: "owner", google.emulator.tokens.who("Bearer anything"): "writer",
    }  # fmt: skip
    with pytest.raises(APIError, match="sufficient permissions"):
        client.del_spreadsheet(made.id)
    given = {"type": "user", "role": "owner", "emailAddress": "c@x.example"}
    url = f"{DRIVE_FILES_API_V3_URL}/{made.id}/permissions"
    connect(google, "heir").http_client.request("post", url, params={"transferOwnership": "true"}, json=given)
    assert [one["emailAddress"] for one in made.list_permissions() if one["role"] == "owner"] == ["c@x.example"]


@pytest.mark.parametrize(
    "payload", [{"type": "user", "role": "king"}, {"type": "user", "role": "reader"}, {"role": "reader"}]
)
def test_permission_that_cannot_be_is_400(client: gspread.Client, payload: dict[str, str]) -> None:
    with pytest.raises(APIError, match="400"):
        client.http_client.request("post", "https://www.googleapis.com/drive/v3/files/one/permissions", json=payload)


def test_csv_replaces_everything(client: gspread.Client) -> None:
    made = client.create("table")
    made.add_worksheet("second", 2, 2)
    client.import_csv(made.id, 'a,"b, c"\n1,2026-01-02\n,=1+1\n')
    found = made.fetch_sheet_metadata()
    assert ([one["properties"]["title"] for one in found["sheets"]], found["properties"]["timeZone"]) == (
        ["table"], "America/Los_Angeles",
    )  # fmt: skip
    assert made.sheet1.get_all_values() == [["a", "b, c"], ["1", "2026-01-02"], ["", "2"]]
    file = client.import_csv(made.id, "a")
    assert (file["id"], file["title"], file["ownerNames"], file["parents"][0]["isRoot"]) == (
        made.id, "table", [file["owners"][0]["emailAddress"]], True,
    )  # fmt: skip
    with pytest.raises(APIError, match="400"):
        client.import_csv(made.id, b"\xff\xfe")


def test_export_shows_what_the_first_sheet_shows(book: gspread.Spreadsheet) -> None:
    book.sheet1.update([["=1+1", 'say "x"']], "C1", raw=False)
    assert book.export(ExportFormat.CSV).decode() == 'a,1,2,"say ""x"""\r\n,,,\r\n=b,2.5,,'
    assert book.export(ExportFormat.TSV).decode().splitlines()[2] == "=b\t2.5\t\t"
    page = openpyxl.load_workbook(io.BytesIO(book.export(ExportFormat.EXCEL)))["งาน"]
    assert [(page[at].value, page[at].data_type) for at in ("A3", "B3", "C1")] == [
        ("=b", "s"),
        (2.5, "n"),
        ("=1+1", "f"),
    ]
    with pytest.raises(APIError, match="not covered"):
        book.export(ExportFormat.PDF)
    with pytest.raises(APIError, match="The requested conversion is not supported"):
        book.client.request("get", f"{DRIVE_FILES_API_V3_URL}/one/export", params={"mimeType": "text/plain"})


def test_service_account_without_storage_hears_so(google: Running, client: gspread.Client) -> None:
    google.emulator.storage = False
    with pytest.raises(APIError) as refused:
        client.create("x")
    error = refused.value.response.json()["error"]["errors"][0]
    assert (refused.value.code, error["domain"], error["reason"]) == (403, "usageLimits", "storageQuotaExceeded")


def test_spreadsheet_is_created_by_the_sheets_api_too(client: gspread.Client) -> None:
    sheets = [{"properties": {"title": "a", "sheetId": 4}}, {"properties": {"gridProperties": {"rowCount": 2}}}]
    body = {"properties": {"title": "made", "locale": "th_TH"}, "sheets": sheets}
    made = client.http_client.request("post", "https://sheets.googleapis.com/v4/spreadsheets", json=body).json()
    again = client.open_by_key(made["spreadsheetId"])
    assert [(sheet.title, sheet.row_count) for sheet in again.worksheets()] == [("a", 1000), ("Sheet2", 2)]


def test_files_of_other_kinds_and_hidden_ones_are_refused(google: Running) -> None:
    headers = {"Authorization": "Bearer x"}
    other = requests.post(f"{google.url}/drive/v3/files", json={"mimeType": "text/plain"}, headers=headers, timeout=5)
    hidden = requests.get(f"{google.url}/drive/v3/files/shut", headers=headers, timeout=5)
    assert (other.status_code, hidden.status_code) == (501, 404)
