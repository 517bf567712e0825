"""What the set-up page and the doctor are told about a spreadsheet."""

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from devtools.sheets import Running
from kernel.errors import Unavailable
from sheets_sync.probe import SheetProbe, SheetReport, explain
from tests.cast import BAN_MAI, NONG_BUA
from tests.sheets_sync.office import BOOKS, service_account

BOOK = BOOKS[BAN_MAI.code]


@pytest.fixture
def credentials(google: Running, private_key: rsa.RSAPrivateKey) -> dict[str, Any]:
    return {"service_account": service_account(google, private_key), "spreadsheet_id": BOOK}


def test_probe_finds_a_good_spreadsheet_and_changes_no_cell(google: Running, credentials: dict[str, Any]) -> None:
    assert SheetProbe(google.url).test(BAN_MAI, credentials) == SheetReport("", "Sheet of banmai")
    assert google.emulator.values(BOOK, "Sheet1") == []


@pytest.mark.parametrize(
    ("break_it", "problem"),
    [
        (lambda google, given: given["service_account"].pop("private_key"), "key_shape"),
        (lambda google, given: google.emulator.tokens.revoke("desk@project.example"), "key_refused"),
        (lambda google, given: setattr(google.emulator.tokens, "_now", lambda: 1_000.0), "clock"),
        (lambda google, given: setattr(google.emulator.books.get(BOOK), "forbidden", True), "not_shared"),
        (lambda google, given: setattr(google.emulator.books.get(BOOK), "read_only", True), "read_only"),
        (lambda google, given: given.update(spreadsheet_id="nowhere"), "not_found"),
    ],
)
def test_probe_names_the_problem(google: Running, credentials: dict[str, Any], break_it: Any, problem: str) -> None:
    break_it(google, credentials)
    report = SheetProbe(google.url).test(BAN_MAI, credentials)
    assert report.problem == problem
    assert all(explain(report, credentials))


def test_probe_says_with_whom_to_share(credentials: dict[str, Any]) -> None:
    thai, english = explain(SheetReport("not_shared"), credentials)
    assert "desk@project.example" in thai
    assert english == (
        "The spreadsheet is not shared with desk@project.example. Share it with that address, as an editor."
    )


def test_probe_without_google_is_unavailable(credentials: dict[str, Any]) -> None:
    with pytest.raises(Unavailable):
        SheetProbe("http://127.0.0.1:9").test(BAN_MAI, credentials)


def test_probe_knows_the_spreadsheet_of_another_agency(google: Running, credentials: dict[str, Any]) -> None:
    mark = {"metadataId": 910_000_001, "metadataKey": "prongsai.agency", "metadataValue": NONG_BUA.code,
            "visibility": "DOCUMENT", "location": {"spreadsheet": True}}  # fmt: skip
    request = {"createDeveloperMetadata": {"developerMetadata": mark}}
    google.emulator.batch_update(BOOK, {"requests": [request]})
    assert SheetProbe(google.url).test(BAN_MAI, credentials).problem == "other_agency"
