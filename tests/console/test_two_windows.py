"""Two windows stand open on one form: the later one takes back nothing that it did not change."""

import html
import json
import re
from typing import Any

import pytest

from tests.cast import BAN_MAI, TAX_COUNTER
from tests.console.desk import Browser, Desk

POINT = f"/points/{TAX_COUNTER.code}"
OFFICIAL = "https://itas.nacc.example/go/eit/abc"
FORMS = [
    ("/setup/agency", "/setup/agency", {"phone": "0-4400-9999"}, {"address": "หมู่ 9\nตำบลบ้านใหม่"}),
    ("/setup/hours", "/setup/hours", {"closed_days": "30/12/2569 ปิดทำการพิเศษ"}, {"reply_days": "3"}),
    ("/collect", "/collect/calendar", {"official_eit_url": OFFICIAL}, {"survey_rounds": "year"}),
    (POINT, POINT, {"name": "งานคลัง"}, {"unit": "กองคลัง"}),
]  # fmt: skip


def opened(browser: Browser, page: str) -> dict[str, Any]:
    """The form's fields as the page shows them, and what tells that it showed them."""
    found = re.search(r'name="was" value="([^"]*)"', browser.get(page).text)
    assert found
    was = html.unescape(found[1])
    return {**json.loads(was), "was": was}


@pytest.mark.parametrize(("page", "path", "one", "other"), FORMS)
def test_windows_keep_each_others_changes(
    desk: Desk, page: str, path: str, one: dict[str, Any], other: dict[str, Any]
) -> None:
    with desk.workplace.begin() as work:
        work.points.add(BAN_MAI, TAX_COUNTER)
    browser = desk.browser("admin")
    first, second = opened(browser, page), opened(browser, page)
    assert browser.post(path, **first | one).status == 302
    windows_line_ends = {name: text.replace("\n", "\r\n") for name, text in (second | other).items()}
    assert browser.post(path, **windows_line_ends).status == 302
    kept = opened(browser, page)
    assert {name: kept[name].replace("\r", "") for name in one | other} == one | other


@pytest.mark.parametrize("was", ["", "[]", "{", pytest.param("[" * 9_000, id="deep"), '{"phone": 7}'])
def test_what_was_shown_may_be_missing_or_spoilt(desk: Desk, was: str) -> None:
    browser = desk.browser("admin")
    fields = opened(browser, "/setup/agency") | {"phone": "0-4400-9999", "was": was}
    assert browser.post("/setup/agency", **fields).status == 302
    assert opened(browser, "/setup/agency")["phone"] == "0-4400-9999"
