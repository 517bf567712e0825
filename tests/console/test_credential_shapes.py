"""Each credential is told from the others by its shape."""

import json

import pytest

from console import credential_shapes as shapes
from console.credential_shapes import Shape
from kernel.errors import Refused
from tests.console.credentials import ACCOUNT, LINE_TOKEN, SECRET, SHEET


@pytest.mark.parametrize(
    "text, shape",
    [
        ("", Shape.EMPTY),
        ("1656789012", Shape.LINE_CHANNEL_ID),
        ("1656789012-AbCdEfGh", Shape.LIFF_ID),
        (SECRET, Shape.LINE_SECRET),
        ("U" + SECRET, Shape.LINE_USER_ID),
        (LINE_TOKEN, Shape.LINE_TOKEN),
        ("eyJhbGciOi.eyJpc3M.c2ln", Shape.LINE_SHORT_TOKEN),
        ("@123abcde", Shape.LINE_BASIC_ID),
        ("AIza" + "x" * 35, Shape.GOOGLE_API_KEY),
        (json.dumps(ACCOUNT), Shape.SERVICE_ACCOUNT),
        (json.dumps(ACCOUNT)[:-40], Shape.SERVICE_ACCOUNT_CUT),
        (json.dumps(ACCOUNT | {"private_key": ""}), Shape.SERVICE_ACCOUNT_CUT),
        (ACCOUNT["private_key"], Shape.SERVICE_ACCOUNT_CUT),
        (json.dumps({"installed": {}}), Shape.OAUTH_CLIENT),
        ("{" * 5000, Shape.UNKNOWN),
        (f"https://docs.google.com/spreadsheets/d/{SHEET}/edit#gid=0", Shape.SHEET_LINK),
        ("https://docs.google.com/spreadsheets/d/e/2PACX-1vabcdefghijklmnop/pubhtml", Shape.SHEET_PUBLISHED),
        (SHEET, Shape.SHEET_ID),
        ("https://drive.google.com/drive/folders/abc", Shape.DRIVE_LINK),
        ("bot@banmai.iam.gserviceaccount.com", Shape.EMAIL),
        ("https://example.com/x", Shape.LINK),
        ("สวัสดี", Shape.UNKNOWN),
    ],
)
def test_shape_is_recognised(text: str, shape: Shape) -> None:
    assert shapes.recognise(f"  {text}\n") is shape


def test_right_credentials_are_taken_in_spite_of_line_breaks() -> None:
    assert shapes.line_secret(f" {SECRET.upper()} ") == SECRET
    assert shapes.line_token(LINE_TOKEN[:60] + "\r\n" + LINE_TOKEN[60:]) == LINE_TOKEN
    assert shapes.line_basic_id("123abcde") == "@123abcde"
    assert shapes.sheet_id(f"https://docs.google.com/spreadsheets/u/1/d/{SHEET}/edit") == SHEET
    assert shapes.sheet_id(SHEET) == SHEET


def test_service_account_keeps_only_what_is_needed() -> None:
    kept = shapes.service_account(json.dumps(ACCOUNT))
    assert kept == {name: text for name, text in ACCOUNT.items() if name != "universe_domain"}


@pytest.mark.parametrize(
    "read, pasted, reason, got",
    [
        (shapes.line_token, "1656789012", "not_line_token", Shape.LINE_CHANNEL_ID),
        (shapes.line_token, SECRET, "not_line_token", Shape.LINE_SECRET),
        (shapes.line_token, "eyJhbGciOi.eyJpc3M.c2ln", "not_line_token", Shape.LINE_SHORT_TOKEN),
        (shapes.line_secret, LINE_TOKEN, "not_line_secret", Shape.LINE_TOKEN),
        (shapes.line_secret, "", "not_line_secret", Shape.EMPTY),
        (shapes.line_basic_id, "1656789012", "not_line_basic_id", Shape.LINE_CHANNEL_ID),
        (shapes.line_basic_id, "1656789012-AbCdEfGh", "not_line_basic_id", Shape.LIFF_ID),
        (shapes.sheet_id, "https://drive.google.com/drive/folders/abc", "not_sheet", Shape.DRIVE_LINK),
        (shapes.service_account, json.dumps({"web": {}}), "not_service_account", Shape.OAUTH_CLIENT),
        (
            shapes.service_account,
            json.dumps(ACCOUNT | {"client_email": "a\ud800@b.example"}),
            "not_service_account",
            Shape.SERVICE_ACCOUNT_CUT,
        ),
        (
            shapes.service_account,
            json.dumps(ACCOUNT | {"token_uri": "https://[x"}),
            "not_service_account",
            Shape.SERVICE_ACCOUNT_CUT,
        ),
    ],
)
def test_wrong_credential_is_named(read: object, pasted: str, reason: str, got: Shape) -> None:
    with pytest.raises(Refused) as refused:
        read(pasted)  # type: ignore[operator]
    assert (refused.value.reason, refused.value.facts["got"]) == (reason, got)


@pytest.mark.parametrize(
    "uri", ["http://169.254.169.254/x", "https://evil.example/token", "http://oauth2.googleapis.com/token"]
)
def test_key_that_asks_elsewhere_for_tokens_is_refused(uri: str) -> None:
    with pytest.raises(Refused, match="service_account_host"):
        shapes.service_account(json.dumps(ACCOUNT | {"token_uri": uri}))


def test_twin_may_be_named_by_the_settings() -> None:
    pasted = json.dumps(ACCOUNT | {"token_uri": "http://127.0.0.1:9000/token"})
    assert shapes.service_account(pasted, ("127.0.0.1:9000",))["token_uri"] == "http://127.0.0.1:9000/token"
