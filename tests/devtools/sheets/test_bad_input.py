"""Requests that are torn or not shaped as documented: 400, and nothing changes."""

import pytest
import requests

from devtools.sheets import Running


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"\xff", b'{"requests":[]}', b'{"requests":[{}]}', b'{"requests":["x"]}', b'{"requests":{}}',
     b'{"requests":[{"updateCells":[]}]}', b'{"requests":[{"sortRange":{"range":7}}]}',
     b'{"requests":' + b"[" * 2000 + b"]" * 2000 + b"}"],
)  # fmt: skip
@pytest.mark.parametrize("check", [True, False])
def test_emulator_refuses_a_torn_body(google: Running, body: bytes, check: bool) -> None:
    google.emulator.check = check
    url = f"{google.url}/v4/spreadsheets/one:batchUpdate"
    answer = requests.post(url, data=body, headers={"Authorization": "Bearer x"}, timeout=5)
    assert answer.status_code == 400
    google.emulator.violations.clear()


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "/v4/spreadsheets/one/values/A1?valueInputOption=RAW", b'{"values":7}'),
        ("PUT", "/v4/spreadsheets/one/values/A1?valueInputOption=RAW", b'{"values":[[{"a":1}]]}'),
        ("PUT", "/v4/spreadsheets/one/values/A1", b'{"values":[["x"]]}'),
        ("POST", "/v4/spreadsheets/one/values:batchUpdate", b'{"valueInputOption":"RAW","data":[7]}'),
        ("POST", "/v4/spreadsheets/one/values:batchGetByDataFilter", b'{"dataFilters":[{}]}'),
        ("GET", "/v4/spreadsheets/one/developerMetadata/x", b""),
        ("POST", "/v4/spreadsheets/one/sheets/x:copyTo", b"{}"),
        ("GET", "/drive/v3/files?pageToken=x", b""),
        ("POST", "/drive/v3/files/one/permissions", b'{"type":"user","role":"reader","emailAddress":7}'),
    ],
)
def test_emulator_refuses_what_is_not_shaped_as_documented(
    google: Running, method: str, path: str, body: bytes
) -> None:
    google.emulator.check = False
    answer = requests.request(method, google.url + path, data=body, headers={"Authorization": "Bearer x"}, timeout=5)
    assert answer.status_code == 400
    assert google.emulator.values("one", "งาน") == [["a", 1], [], ["=b", 2.5]]
