"""Google's discovery document as strict JSON Schema."""

from typing import Any

import pytest
import requests

from devtools.sheets import Emulator, Running, contract, serve
from devtools.sheets.changes import HANDLERS
from devtools.sheets.routes import ROUTES

TIERS = [
    "updateSheetProperties", "mergeCells", "unmergeCells", "addSheet",
    "deleteSheet", "duplicateSheet", "updateCells", "repeatCell",
    "sortRange", "updateSpreadsheetProperties", "updateDimensionProperties", "insertDimension",
    "deleteDimension", "autoResizeDimensions", "addDimensionGroup", "deleteDimensionGroup",
    "addNamedRange", "deleteNamedRange", "setBasicFilter", "clearBasicFilter",
    "addProtectedRange", "deleteProtectedRange", "copyPaste", "cutPaste",
    "setDataValidation", "createDeveloperMetadata", "updateDeveloperMetadata", "deleteDeveloperMetadata",
    "appendDimension", "appendCells", "addChart", "updateChartSpec",
    "deleteEmbeddedObject", "addConditionalFormatRule", "deleteConditionalFormatRule", "addBanding",
    "deleteBanding", "updateProtectedRange", "updateNamedRange", "updateBanding",
]  # fmt: skip


def test_every_covered_name_is_googles_and_none_is_missing() -> None:
    known = contract.load("sheets")._definitions["Request"]["properties"]
    assert sorted(HANDLERS) == sorted(TIERS)
    assert [name for name in HANDLERS if name not in known] == []
    methods = {**contract.load("sheets")._methods, **contract.load("drive")._methods}
    assert [route.name for route in ROUTES if route.name not in methods] == ["upload"]


@pytest.mark.parametrize(
    ("method", "query", "body", "wrong"),
    [
        ("values.get", {"valueRenderOption": ["RAW"]}, None, "valueRenderOption"),
        ("values.get", {"colour": ["x"]}, None, "colour='x': unknown"),
        ("get", {"includeGridData": ["yes"]}, None, "not true or false"),
        (
            "batchUpdate",
            {},
            {"requests": [{"addChart": {"chart": {"spec": {"basicChart": {"chartType": "BARS"}}}}}]},
            "BARS",
        ),
        ("batchUpdate", {}, {"requests": [{"addBanding": {"bandedRange": {"rows": {}}}}]}, "rows"),
        ("batchUpdate", {}, {"requests": [{"updateCells": {"fields": 7}}]}, "7"),
        ("batchUpdate", {}, {"requests": [{"deleteSheet": {"sheetId": 2**31}}]}, "2147483648"),
        ("values.clear", {}, {"x": 1}, "x"),
        ("get", {}, {"x": 1}, "takes no body"),
    ],
)
def test_contract_finds_what_google_would_refuse(method: str, query: Any, body: Any, wrong: str) -> None:
    found = contract.load("sheets").request(f"sheets.spreadsheets.{method}", query, body)
    assert len(found) == 1 and wrong in found[0]


def test_contract_takes_nulls_in_requests_but_not_in_answers() -> None:
    sheets = contract.load("sheets")
    assert (
        sheets.request(
            "sheets.spreadsheets.batchUpdate", {"prettyPrint": ["false"]}, {"requests": [{"addSheet": None}]}
        )
        == []
    )
    assert len(sheets.answer("sheets.spreadsheets.get", {"spreadsheetId": None})) == 1


def test_contract_names_a_request_that_google_would_not_understand(google: Running) -> None:
    url, headers = f"{google.url}/v4/spreadsheets/one:batchUpdate", {"Authorization": "Bearer x"}
    answer = requests.post(url, json={"requests": [{"addShet": {}}]}, headers=headers, timeout=5)
    assert (answer.status_code, "addShet" in answer.json()["error"]["message"]) == (400, True)
    assert len(google.emulator.violations) == 1
    google.emulator.violations.clear()


def test_contract_stops_an_answer_that_google_would_not_give() -> None:
    engine = Emulator(check=True)
    engine.add("b").settings["colour"] = "red"
    with serve(emulator=engine) as google:
        answer = requests.get(f"{google.url}/v4/spreadsheets/b", headers={"Authorization": "Bearer x"}, timeout=5)
    assert (answer.status_code, "colour" in engine.violations[0]) == (500, True)


@pytest.mark.parametrize(
    ("name", "body", "sure"),
    [
        ("GridRange", {"sheetId": 7, "startRowIndex": 0}, True),
        ("GridRange", {"sheetId": None}, False),
        ("GridRange", {"sheetId": 2**31}, False),
        ("GridRange", {"sheetId": True}, False),
        ("GridRange", {"row": 1}, False),
        ("GridRange", [], False),
        ("ExtendedValue", {"numberValue": 1}, True),
        ("ExtendedValue", {"numberValue": "1"}, False),
        ("DeveloperMetadata", {"visibility": "SEEN"}, False),
        ("ValueRange", {"values": [["a", 1, None, {"any": 1}]]}, True),
        ("ValueRange", {"values": ["a"]}, False),
    ],
)
def test_swift_check_says_yes_only_to_what_the_schema_allows(name: str, body: Any, sure: bool) -> None:
    sheets = contract.load("sheets")
    exact = contract.Draft202012Validator({"$defs": sheets._definitions, "$ref": f"#/$defs/{name}"})
    assert (sheets._answers.surely(name, body), exact.is_valid(body)) == (sure, sure)


def test_swift_check_of_requests_passes_over_nulls() -> None:
    body = {"requests": [{"addSheet": None, "deleteSheet": {"sheetId": 1}}], "responseRanges": None}
    sheets = contract.load("sheets")
    assert sheets._requests.surely("BatchUpdateSpreadsheetRequest", body)
    assert not sheets._answers.surely("BatchUpdateSpreadsheetRequest", body)
