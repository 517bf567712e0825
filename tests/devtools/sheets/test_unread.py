"""What is said of requests that cannot be read, in the words that Google has been heard to use. No server."""

from typing import Any

import pytest

from devtools.sheets import contract, unread
from devtools.sheets.calls import Call
from devtools.sheets.refusal import Refusal
from tests.devtools.sheets.asking import BOOK, ask

A1 = f"{BOOK}/values/A1"
BEFORE = "Invalid JSON payload received. "
LIST = "(type.googleapis.com/google.protobuf.ListValue)"
SHEETS = "type.googleapis.com/google.apps.sheets.v4."
RAW = {"valueInputOption": ["RAW"]}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('{"values": [[1, "ab", NaN], ["somewhat longer"]]}',
         'Unexpected token.\nvalues": [[1, "ab", NaN], ["somewhat lon\n                    ^'),
        ('{"a": "NaN", "b": -Infinity}', 'Unexpected token.\n{"a": "NaN", "b": -Infinity}\n                  ^'),
        ("fields=value", "Unexpected token.\nfields=value\n^"),
        ("<x/>", "Expected a value.\n<x/>\n^"),
        ('{"a": [1, 2', 'Unexpected end of string. Expected , or ] after array value.\n{"a": [1, 2\n           ^'),
        ('{"a": [1}', 'Expected , or ] after array value.\n{"a": [1}\n        ^'),
        ('{"a": "]" "b"', 'Expected , or } after key:value pair.\n{"a": "]" "b"\n          ^'),
        ('{"a": 1', 'Unexpected end of string. Expected , or } after key:value pair.\n{"a": 1\n       ^'),
        ('{"a"}', 'Expected : between key:value pair.\n{"a"}\n    ^'),
        ("{", "Unexpected end of string. Expected an object key or }.\n{\n ^"),
        ('{"a":', 'Unexpected end of string. Expected a value.\n{"a":\n     ^'),
        ("[", "Unexpected end of string. Expected a value or ] within an array.\n[\n ^"),
        ("{} 1", "Parsing terminated before end of input.\n{} 1\n   ^"),
    ],
)  # fmt: skip
def test_what_is_no_json_is_shown_with_the_place_where_reading_stopped(body: str, message: str) -> None:
    refusal = unread.not_json(body.encode())
    assert refusal.body["error"] == {"code": 400, "message": BEFORE + message, "status": "INVALID_ARGUMENT"}
    with pytest.raises(Refusal, match="Invalid JSON payload"):
        Call("POST", BOOK, body=body.encode()).json  # noqa: B018


@pytest.mark.parametrize(
    ("path", "body", "query", "places"),
    [
        (A1, {"values": ["A", [1], 2]}, RAW, {"data.values[0]": f'{LIST}, "A"', "data.values[2]": f"{LIST}, 2"}),
        (A1, {"values": 7}, RAW, {"data.values": f"{LIST}, 7"}),
        (A1, {"values": [[1]], "majorDimension": "SIDEWAYS"}, {"valueInputOption": ["FREE"]}, {
            "value_input_option": f'({SHEETS}ValueInputOption), "FREE"',
            "data.major_dimension": f'({SHEETS}Dimension), "SIDEWAYS"'}),
        (f"{BOOK}/values:batchUpdate", {"valueInputOption": "FREE", "data": [{"values": [[]]}, {"values": ["x"]}, 7]},
         {}, {"value_input_option": f'({SHEETS}ValueInputOption), "FREE"', "data[1].values[0]": f'{LIST}, "x"',
              "data[2]": f"({SHEETS}ValueRange), 7"}),
        (f"{BOOK}:batchUpdate", {"requests": ["x"]}, {},
         {"requests[0]": f'({SHEETS}BatchUpdateSpreadsheetRequest.Request), "x"'}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("check", [False, True])
def test_every_value_that_cannot_be_read_is_named_with_its_place(
    path: str, body: Any, query: dict[str, list[str]], places: dict[str, str], check: bool
) -> None:
    error = ask("PUT" if path == A1 else "POST", path, body, query, check=check)
    said = [{"field": place, "description": f"Invalid value at '{place}' {why}"} for place, why in places.items()]
    assert error["details"] == [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": said}]
    assert error["message"] == "\n".join(one["description"] for one in said)


@pytest.mark.parametrize(
    ("path", "body", "query", "place", "message"),
    [
        (f"{BOOK}:batchUpdate", {"requests": [{"DeleteRange": {}}]}, {}, "requests[0]",
         f"{BEFORE}Unknown name \"DeleteRange\" at 'requests[0]': Cannot find field."),
        (f"{BOOK}:batchUpdate", {"request": []}, {}, None, f'{BEFORE}Unknown name "request": Cannot find field.'),
        (f"{BOOK}:batchUpdate", [], {}, None, f'{BEFORE}Unknown name "": Root element must be a message.'),
        (A1, {"data": [{}]}, RAW, "data", f"{BEFORE}Unknown name \"data\" at 'data': Cannot find field."),
        (A1, {"values": [[1]]}, {**RAW, "raw": ["1"]}, None, f'{BEFORE}Unknown name "raw": Cannot bind query '
         "parameter. Field 'raw' could not be found in request message."),
        (f"{BOOK}:batchUpdate", {"requests": [{"addSheet": {"properties": {"title": 5}}}]}, {},
         "requests[0].add_sheet.properties.title",
         "Invalid value at 'requests[0].add_sheet.properties.title' (TYPE_STRING), 5"),
        (f"{BOOK}:batchUpdate", {"requests": [{"addSheet": {"properties": {"title": {}}}}]}, {},
         "requests[0].add_sheet.properties",
         "Invalid value at 'requests[0].add_sheet.properties' (title), Starting an object on a scalar field"),
        (f"{BOOK}:batchUpdate", {"requests": [{"addSheet": []}]}, {}, "requests[0]",
         f"{BEFORE}Unknown name \"addSheet\" at 'requests[0]': Proto field is not repeating, cannot start list."),
    ],
)  # fmt: skip
def test_checked_requests_are_refused_as_google_refuses_them(
    path: str, body: Any, query: dict[str, list[str]], place: str | None, message: str
) -> None:
    error = ask("PUT" if path == A1 else "POST", path, body, query, check=True)
    (said,) = error["details"][0]["fieldViolations"]
    assert (error["message"], said["description"], said.get("field")) == (message, message, place)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ({}, "struct_value {\n}\n"),
        (["x", 1], 'list_value {\n  values {\n    string_value: "x"\n  }\n  values {\n    number_value: 1.0\n  }\n}\n'),
        ({"a": [None]}, 'struct_value {\n  fields {\n    key: "a"\n    value {\n      list_value {\n        values {\n'
         "          null_value: NULL_VALUE\n        }\n      }\n    }\n  }\n}\n"),
    ],
)  # fmt: skip
def test_cell_that_is_no_scalar_is_shown(cell: Any, text: str) -> None:
    error = ask("PUT", A1, {"values": [["x"], ["a", cell]]}, RAW)
    assert error == {"code": 400, "message": f"Invalid values[1][1]: {text}", "status": "INVALID_ARGUMENT"}


def test_numbers_in_quotes_zeros_and_halves_of_characters_are_read() -> None:
    grid = {"rowCount": "12", "columnCount": 0}
    body = {"requests": [{"addSheet": {"properties": {"title": "12", "gridProperties": grid}}}]}
    made = ask("POST", f"{BOOK}:batchUpdate", body, check=True)["replies"][0]["addSheet"]["properties"]
    assert (made["title"], made["gridProperties"]) == ("12", {"rowCount": 12, "columnCount": 26})
    query = {**RAW, "includeValuesInResponse": ["Y"]}
    halves = ask("PUT", A1, b'{"values": [["\\ud800A \\ud83c\\udf47"]]}', query)
    assert halves["updatedData"]["values"] == [["\ufffdA 🍇"]]


def test_range_in_the_body_must_be_the_one_in_the_path() -> None:
    same, other = {"range": "'Sheet1'!$A$1", "values": [[1]]}, {"range": "A2", "values": [[1]]}
    assert ask("PUT", A1, same, RAW)["updatedRange"] == "Sheet1!A1"
    message = "Request range[Sheet1!A1] does not match value's range[Sheet1!A2]"
    assert ask("PUT", A1, other, RAW)["message"] == message
    wide = ask("PUT", f"{BOOK}/values/A1:B1", {"values": [[1, 2, 3]]}, RAW)
    assert wide["message"] == "Requested writing within range [Sheet1!A1:B1], but tried writing to column [C]"


@pytest.mark.parametrize(("mask", "check"), [("properties, sheets.data", False), ("properties,sheets.dada", True)])
def test_fields_that_are_not_there_are_named_in_the_details_alone(mask: str, check: bool) -> None:
    error = ask("GET", BOOK, query={"fields": [mask]}, check=check)
    field = mask.partition(",")[2]
    sentence = f"Error expanding 'fields' parameter. Cannot find matching fields for path '{field}'."
    assert error["message"] == "Request contains an invalid argument."
    assert error["details"][0]["fieldViolations"] == [{"field": field, "description": sentence}]


def test_a_mask_of_everything_leads_somewhere() -> None:
    sheets, drive = contract.load("sheets"), contract.load("drive")
    known = {"fields": ["*,sheets(properties/title,data.rowData.values(note,userEnteredFormat(textFormat)))"]}
    assert sheets.stray("sheets.spreadsheets.get", known) == ""
    assert drive.stray("drive.files.list", {"fields": ["nextPageToken,files(id,appProperties/any)"]}) == ""
