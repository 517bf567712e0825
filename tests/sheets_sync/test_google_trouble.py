"""Keys, permissions and spreadsheets that somebody has to put right: who is told what, and how it recovers."""

import threading
from typing import Any

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth.exceptions import RefreshError

from devtools.sheets import Running
from devtools.sheets.drive.files import SPREADSHEET
from devtools.sheets.faults import Faults
from sheets_sync import texts
from sheets_sync.faq_memory import FAQ_JOB
from sheets_sync.faq_run import sync_faq
from sheets_sync.google_accounts import ACCOUNTS
from sheets_sync.google_client import GoogleSheet
from sheets_sync.google_http import DRIVE, _answer_trouble, _key_trouble
from sheets_sync.trouble import CREDENTIAL, Ambiguous, NotApplied, Parked, RateLimited, RequestRefused
from tests.cast import BAN_MAI, NONG_BUA
from tests.sheets_sync.office import BOOKS, Office, service_account
from tests.sheets_sync.projected import assert_equal_to_database, bring


@pytest.fixture
def account(google: Running, private_key: rsa.RSAPrivateKey) -> dict[str, str]:
    return service_account(google, private_key)


def test_forbidden_spreadsheet_tells_staff_with_whom_to_share_and_recovers(
    office: Office, google: Running, account: dict[str, str]
) -> None:
    office.answer(BAN_MAI, 5)
    office.connect(BAN_MAI, account)
    book = google.emulator.books.get(BOOKS[BAN_MAI.code])
    book.forbidden = True
    assert bring(office, BAN_MAI) == ("parked", "not_shared")
    stands = office.target(BAN_MAI)
    assert (stands["status"], stands["error"]) == (
        "parked",
        "ระบบเขียนสเปรดชีตนี้ไม่ได้ เปิดสเปรดชีต กดแชร์ ใส่อีเมล desk@project.example เลือกสิทธิ์ผู้แก้ไข",
    )
    assert office.jobs(BAN_MAI) == ["look:20261121T06"]
    office.clock.pass_time(seconds=1200)
    assert bring(office, BAN_MAI) == ("parked", "not_shared")  # new answers sent somebody
    assert office.jobs(BAN_MAI) == ["look:20261121T06"]
    book.forbidden = False
    assert bring(office, BAN_MAI) == ("ok", "")
    assert office.target(BAN_MAI)["error"] is None
    assert_equal_to_database(google, office, BAN_MAI)


@pytest.mark.parametrize(
    ("break_it", "reason"),
    [
        (lambda google, account: google.emulator.tokens.revoke(account["client_email"]), "key_refused"),
        (lambda google, account: setattr(google.emulator.tokens, "_now", lambda: 5_000_000_000.0), "clock"),
        (lambda google, account: account.update(private_key="-----BEGIN PRIVATE KEY-----\nxx\n"), "key_shape"),
        (lambda google, account: account.pop("token_uri"), "key_shape"),
    ],
    ids=["revoked", "clock", "cut", "incomplete"],
)
def test_bad_key_parks_every_spreadsheet_that_needs_it(
    office: Office, google: Running, account: dict[str, str], break_it: Any, reason: str
) -> None:
    break_it(google, account)
    for agency in (BAN_MAI, NONG_BUA):
        office.connect(agency, account)
    assert bring(office, BAN_MAI) == ("parked", reason)
    asked = len(google.emulator.log)
    assert bring(office, NONG_BUA) == ("parked", reason)
    for _ in range(2):
        office.clock.pass_time(seconds=61)
        assert sync_faq(office.parts, NONG_BUA) == "parked"
    assert len(google.emulator.log) == asked  # one try for all
    with office.workplace.read() as work:
        assert [job.key for job in work.jobs.waiting(NONG_BUA) if job.kind == FAQ_JOB] == ["look:20261121T06"]


def test_key_that_is_good_again_is_found_so_by_itself(
    office: Office, google: Running, account: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    office.connect(BAN_MAI, account)
    google.emulator.tokens.revoke(account["client_email"])
    assert bring(office, BAN_MAI) == ("parked", "key_refused")
    google.emulator.tokens.restore(account["client_email"])
    assert bring(office, BAN_MAI) == ("parked", "key_refused")
    office.clock.pass_time(seconds=601)
    assert bring(office, BAN_MAI) == ("ok", "")
    assert not any(line in caplog.text for line in account["private_key"].splitlines()[1:-1])


def test_spreadsheet_of_which_google_tells_nothing_is_parked(
    office: Office, google: Running, account: dict[str, str]
) -> None:
    google.emulator.faults = Faults(["before:400:1:reads"])
    office.connect(BAN_MAI, account)
    assert bring(office, BAN_MAI) == ("parked", "refused")
    assert office.target(BAN_MAI)["error"] == texts.TROUBLE["refused"]


def test_unknown_spreadsheet_is_parked(office: Office, account: dict[str, str]) -> None:
    office.connect(BAN_MAI, account, "nowhere")
    assert bring(office, BAN_MAI) == ("parked", "not_found")


def test_account_without_storage_is_told_apart(office: Office, google: Running, account: dict[str, str]) -> None:
    """The product never creates a file; should Google say so all the same, staff hear what to do instead."""
    google.emulator.storage = False
    sheet = GoogleSheet(account, BOOKS[BAN_MAI.code], google.url, (2.0, 5.0))
    with pytest.raises(Parked, match="no_storage"):
        sheet._http.request("post", f"{DRIVE}/drive/v3/files", json={"mimeType": SPREADSHEET})
    sheet.close()
    assert [line.path for line in google.emulator.log].count("/drive/v3/files") == 1  # at once, and not again
    assert "desk@project.example" in texts.trouble("no_storage", account["client_email"])


def test_token_that_expired_is_asked_for_once_more(office: Office, google: Running, account: dict[str, str]) -> None:
    office.connect(BAN_MAI, account)
    bring(office, BAN_MAI)
    google.emulator.tokens.revoke(account["client_email"])
    google.emulator.tokens.restore(account["client_email"])  # tokens of before are worth nothing now
    office.answer(BAN_MAI, 3)
    assert bring(office, BAN_MAI) == ("ok", "")
    assert_equal_to_database(google, office, BAN_MAI)


def test_threads_that_begin_together_ask_for_one_token(google: Running, account: dict[str, str]) -> None:
    sheets = [GoogleSheet(account, BOOKS[BAN_MAI.code], google.url, (2.0, 5.0)) for _ in range(16)]
    threads = [threading.Thread(target=sheet.layout) for sheet in sheets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for sheet in sheets:
        sheet.close()
    paths = [line.path for line in google.emulator.log]
    assert (paths.count("/token"), len(paths)) == (1, 17)


def test_key_is_read_once(account: dict[str, str]) -> None:
    first = ACCOUNTS.get(account)
    assert ACCOUNTS.get(dict(account)) is first
    other = ACCOUNTS.get({**account, "client_email": "other@project.example"})
    assert other is not first
    assert other.signer is first.signer


def refused(said: str, *, retryable: bool = False) -> RefreshError:
    error: RefreshError = RefreshError(said, retryable=retryable)  # type: ignore[no-untyped-call]
    return error


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (refused("invalid_grant: Invalid JWT: Token must be a short-lived token (iat)"), "clock"),
        (refused("invalid_grant: Invalid grant: account not found"), "key_refused"),
        (refused("<!DOCTYPE html><title>502</title>"), "token_unavailable"),
        (refused("internal_failure", retryable=True), "token_unavailable"),
    ],
)
def test_token_server_that_is_unwell_is_no_refused_key(error: RefreshError, reason: str) -> None:
    trouble = _key_trouble(error)
    assert (str(trouble), isinstance(trouble, Parked)) == (reason, reason in CREDENTIAL)


@pytest.mark.parametrize(
    ("status", "body", "kind", "reason"),
    [
        (400, '{"error": {"message": "This operation is not supported for this document"}}', Parked, "not_a_sheet"),
        (400, "You are trying to edit a protected cell or object.", Parked, "guarded"),
        (400, "above the limit of 10,000,000 cells", RequestRefused, "full"),
        (413, "", RequestRefused, "http_413"),
        (408, "<html>", Ambiguous, "http_408"),
        (403, "userRateLimitExceeded", RateLimited, "rate"),
    ],
)
def test_answer_is_known_by_its_status(status: int, body: str, kind: type[Exception], reason: str) -> None:
    answer = requests.Response()
    answer.status_code, answer._content = status, body.encode()
    trouble = _answer_trouble(answer)
    assert (type(trouble), str(trouble)) == (kind, reason)
    if kind is Parked:
        assert {reason} <= texts.TROUBLE.keys() & texts.ENGLISH.keys()


def test_token_that_is_a_page_is_tried_again(google: Running, account: dict[str, str]) -> None:
    page = account | {"token_uri": f"{google.url}/"}  # the emulator's own page: 200 and HTML
    sheet = GoogleSheet(page, BOOKS[BAN_MAI.code], google.url, (2.0, 5.0))
    with pytest.raises(NotApplied):
        sheet.layout()
    sheet.close()
