"""Who may not, what is not there, and how it is said. No server."""

from typing import Any

import pytest

from tests.devtools.sheets.asking import BOOK, ask, heard


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        ({"deleteSheet": {"sheetId": 7}}, "Invalid requests[0].deleteSheet: No sheet with id: 7"),
        ({"updateSheetProperties": {"properties": {"title": ""}, "fields": "title"}},
         "Invalid requests[0].updateSheetProperties: The sheet name cannot be empty."),
        ({"updateSheetProperties": {"properties": {"sheetId": 7}, "fields": "title"}},
         "Invalid requests[0].updateSheetProperties: No sheet with id: 7"),
        ({"duplicateSheet": {"sourceSheetId": 7}}, "Invalid requests[0].duplicateSheet: No sheet with id: 7"),
        ({"repeatCell": {"range": {"sheetId": 7}, "cell": {}, "fields": "note"}},
         "Invalid requests[0].repeatCell: No grid with id: 7"),
        ({}, "Invalid requests[0]: No request set."),
        ({"addSheet": {}, "deleteSheet": {}},
         "Invalid value at 'requests[0]' (oneof), oneof field 'kind' is already set. Cannot set 'deleteSheet'"),
    ],
)  # fmt: skip
def test_request_for_what_is_not_there(request_: dict[str, Any], message: str) -> None:
    assert ask("POST", f"{BOOK}:batchUpdate", {"requests": [request_]})["message"] == message


@pytest.mark.parametrize(
    ("path", "body", "message"),
    [
        ("/sheets/7:copyTo", {"destinationSpreadsheetId": "b"}, "No sheet with id: 7"),
        (":getByDataFilter", {"dataFilters": [{"gridRange": {"sheetId": 7}}]}, "No sheet with id: 7"),
        (":getByDataFilter", {"dataFilters": [{}]}, "dataFilter.filter must be specified."),
    ],
)
def test_sheet_or_filter_that_is_not_there(path: str, body: dict[str, Any], message: str) -> None:
    assert ask("POST", BOOK + path, body)["message"].endswith(message)


@pytest.mark.parametrize(
    ("path", "query", "code", "one"),
    [
        ("/drive/v3/files/x", {}, 404,
         {"message": "File not found: x.", "reason": "notFound", "location": "fileId"}),
        ("/drive/v3/files", {"pageToken": ["x"]}, 400,
         {"message": "Invalid Value", "reason": "invalid", "location": "pageToken"}),
        ("/drive/v3/files", {"q": ["name is x"]}, 400,
         {"message": "Invalid Value", "reason": "invalid", "location": "q"}),
        ("/drive/v3/files/b/permissions/7", {}, 404,
         {"message": "Permission not found: 7.", "reason": "notFound", "location": "permissionId"}),
        ("/drive/v3/files/b/comments", {}, 400,
         {"message": "The 'fields' parameter is required for this method.", "reason": "required",
          "location": "fields"}),
        ("/drive/v3/files", {"fields": ["kind,files(id, owner)"]}, 400,
         {"message": "Invalid field selection owner", "reason": "invalidParameter", "location": "fields"}),
    ],
)  # fmt: skip
def test_drive_names_the_parameter_at_fault(
    path: str, query: dict[str, list[str]], code: int, one: dict[str, str]
) -> None:
    full = {**one, "domain": "global", "locationType": "parameter"}
    assert ask("GET", path, query=query, check=True) == {"code": code, "message": one["message"], "errors": [full]}


def test_owner_is_not_made_in_passing() -> None:
    given = {"type": "user", "role": "owner", "emailAddress": "a@x.example"}
    (one,) = ask("POST", "/drive/v3/files/b/permissions", given)["errors"]
    assert (one["reason"], one["location"]) == ("forbidden", "transferOwnership")


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", f"{BOOK}/values/"), ("DELETE", f"{BOOK}/values/A1"), ("GET", "/v4/sheets"), ("GET", "/drive/v3/fils")],
)
def test_path_that_google_does_not_have_is_answered_with_a_page(method: str, path: str) -> None:
    answer, _ = heard(method=method, path=path, user="me@x.example")
    assert (answer.status, answer.kind) == (404, "text/html; charset=UTF-8")
    assert f"<code>{path}</code> was not found on this server" in answer.content.decode()


@pytest.mark.parametrize(
    ("method", "path", "anonymous", "code", "reason", "location"),
    [
        ("GET", BOOK, True, 403, None, None),
        ("POST", f"{BOOK}:batchUpdate", True, 401, None, None),
        ("GET", BOOK, False, 401, None, None),
        ("GET", "/drive/v3/files", True, 403, "forbidden", None),
        ("GET", "/drive/v3/files", False, 401, "authError", "Authorization"),
        ("POST", "/drive/v3/files", True, 401, "required", "Authorization"),
    ],
)
def test_nobody_is_told_what_is_missing(
    method: str, path: str, anonymous: bool, code: int, reason: str | None, location: str | None
) -> None:
    _, error = heard(method=method, path=path, anonymous=anonymous)
    one = error.get("errors", [{}])[0]
    assert (error["code"], one.get("reason"), one.get("location")) == (code, reason, location)
    assert error["status"] == ("PERMISSION_DENIED" if code == 403 else "UNAUTHENTICATED")
