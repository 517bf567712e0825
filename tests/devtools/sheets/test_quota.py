"""Quota windows, and the orders a test in another process may give."""

from collections.abc import Iterator
from typing import Any

import gspread
import pytest
import requests
from gspread.exceptions import APIError

from devtools.sheets import GOOGLE, Emulator, Quota, Running, busiest, serve
from devtools.sheets.quota import BadQuota, Windows, parse
from devtools.sheets.refusal import Refusal
from tests.devtools.sheets.conftest import SEED, Clock, connect


@pytest.fixture
def tight(clock: Clock) -> Iterator[Running]:
    engine = Emulator(check=True, now=clock)
    engine.seed({**SEED, "quota": {"writes_per_user": 2, "writes_per_project": 3}})
    with serve(emulator=engine) as running:
        yield running
    assert engine.violations == []


def writes(sheet: gspread.Worksheet, times: int) -> int:
    """How many of `times` writes pass."""
    passed = 0
    for _ in range(times):
        try:
            sheet.update_acell("A1", "x")
            passed += 1
        except APIError as error:
            assert error.code == 429
    return passed


def test_quota_is_counted_per_user_and_per_project_in_any_minute(tight: Running, clock: Clock) -> None:
    one, other = (connect(tight, name).open_by_key("one").sheet1 for name in ("one", "other"))
    assert writes(one, 2) == 2
    clock.now += 30
    assert (writes(one, 1), writes(other, 2)) == (0, 1)  # the user's limit, then the project's
    assert one.acell("A1").value == "x"  # reads have a quota of their own
    clock.now += 30
    assert writes(one, 3) == 2  # what was written 60 seconds ago is forgotten, a refused request was never counted
    users = [tight.emulator.tokens.who(f"Bearer {name}") for name in ("one", "other")]
    assert busiest(tight.emulator.log, writing=True) == dict(zip(users, (2, 1), strict=True))


def test_quota_error_is_worded_as_google_words_it(tight: Running) -> None:
    sheet = connect(tight).open_by_key("one").sheet1
    writes(sheet, 2)
    with pytest.raises(APIError) as refused:
        sheet.clear()
    error = refused.value.response.json()["error"]
    said = "Quota exceeded for quota metric 'Write requests' and limit 'Write requests per minute per user'"
    assert (error["status"], error["message"].startswith(said)) == ("RESOURCE_EXHAUSTED", True)
    assert error["details"][0]["reason"] == "RATE_LIMIT_EXCEEDED"


@pytest.mark.parametrize(
    ("given", "quota"),
    [
        (None, Quota()), ({}, Quota()), ("google", GOOGLE),
        ("writes_per_user=5,window_s=10", Quota(None, 5, window_s=10)),
        ({"reads_per_project": 7}, Quota(reads_per_project=7)),
    ],
)  # fmt: skip
def test_quota_is_read(given: Any, quota: Quota) -> None:
    assert parse(given) == quota


@pytest.mark.parametrize("given", ["x", "writes=1", {"writes_per_user": "many"}, 7])
def test_quota_that_cannot_be_read_is_refused(given: Any) -> None:
    with pytest.raises(BadQuota):
        parse(given)


def test_project_is_in_a_service_accounts_address() -> None:
    windows = Windows(Quota(reads_per_project=1))
    windows.count("a@p1.iam.gserviceaccount.com", False, 0)
    windows.count("a@p2.iam.gserviceaccount.com", False, 0)
    with pytest.raises(Refusal, match="'Read requests per minute'"):
        windows.count("b@p1.iam.gserviceaccount.com", False, 59)


def order(google: Running, **given: Any) -> int:
    return requests.post(f"{google.url}/_control", json=given, timeout=5).status_code


def test_orders_over_http(google: Running, book: gspread.Spreadsheet) -> None:
    before = google.emulator.now()
    assert order(google, advance=90, quota={"writes_per_user": 1}) == 200
    assert (google.emulator.now() - before, writes(book.sheet1, 2)) == (90, 1)
    assert order(google, quota=None, faults=["before:503:1"], seed=3) == 200
    with pytest.raises(APIError, match="503"):
        book.sheet1.clear()
    assert order(google, faults=[], book="one", forbidden=True) == 200
    with pytest.raises(APIError, match="403"):
        book.fetch_sheet_metadata()
    assert order(google, book="one", forbidden=False, late=True, revoke="a@b", restore="a@b") == 200
    book.fetch_sheet_metadata()


@pytest.mark.parametrize(
    "given", [{}, {"boom": 1}, {"faults": ["boom"]}, {"quota": "x"}, {"book": "none"}, {"advance": "x"}]
)
def test_order_that_cannot_be_followed_is_400(google: Running, given: dict[str, Any]) -> None:
    assert order(google, **given) == 400
