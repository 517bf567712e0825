"""What the sink does when Google refuses: a tab is gone, a row is poison, the spreadsheet is full."""

import json
from dataclasses import replace
from typing import Any

import pytest

from sheets_sync.sheet_ids import mark_id
from sheets_sync.trouble import Parked, RequestRefused
from tests.fakes.clock import FrozenClock
from tests.sheets_sync.near import Near, assert_holds, growing, open_near, small


@pytest.fixture
def near(clock: FrozenClock) -> Near:
    return open_near(clock)


def poisoned(body: dict[str, Any]) -> None:
    if "พิษ" in json.dumps(body, ensure_ascii=False):
        raise RequestRefused("refused")


@pytest.mark.parametrize(("rows", "bad"), [(1000, 337), (1000, 1000), (1, 1), (64, 2)])
def test_sink_finds_the_refused_row_in_few_writes(near: Near, rows: int, bad: int) -> None:
    near.run(growing(0))
    before = near.writes
    tab = growing(rows)
    tab = replace(tab, rows=[*tab.rows[: bad - 1], (bad, "พิษ", 1), *tab.rows[bad:]])
    near.sheet.refuses = poisoned
    near.run(tab)
    extra = near.writes - before - 1
    assert extra <= (rows - 1).bit_length() + 2
    held = replace(tab, rows=[*tab.rows[: bad - 1], (bad, "Google ไม่รับข้อมูลแถวนี้ ดูได้ในไฟล์ Excel", None), *tab.rows[bad:]])
    assert_holds(near, held)


def test_sink_writes_a_refused_row_when_it_has_changed(near: Near) -> None:
    tab = growing(10)
    near.sheet.refuses = poisoned
    near.run(replace(tab, rows=[*tab.rows[:4], (5, "พิษ", 1), *tab.rows[5:]]))
    assert near.state.poison == {"grow": {"4": near.state.poison["grow"]["4"]}}
    near.run(tab)
    assert_holds(near, tab)
    assert near.state.poison == {}


def test_sink_that_is_refused_whatever_it_sends_waits_for_somebody(near: Near) -> None:
    near.run(growing(0))

    def grumpy(body: dict[str, Any]) -> None:
        if any("updateDeveloperMetadata" in one for one in body["requests"]):
            raise RequestRefused("refused")

    near.sheet.refuses = grumpy
    with pytest.raises(Parked, match="refused"):
        near.run(growing(8))
    assert near.writes < 8
    assert near.sheet.layout().grids[growing(0).sheet_id].marks[mark_id(growing(0))] == "0"
    assert near.state.tabs["grow"].written == 0


def test_sink_builds_a_deleted_tab_again_in_few_writes(near: Near) -> None:
    near.run(growing(1000), small((1, "a", 5)))
    near.by_hand({"deleteSheet": {"sheetId": growing(0).sheet_id}})
    before = near.writes
    near.run(growing(1001), small((1, "a", 5)))
    assert near.writes - before == 3
    assert_holds(near, growing(1001), small((1, "a", 5)))


def shortened(near: Near) -> None:
    """The grid has twenty rows left, which the product does not know."""
    near.run(growing(10))
    grid = {"sheetId": growing(0).sheet_id, "gridProperties": {"rowCount": 20}}
    near.by_hand({"updateSheetProperties": {"properties": grid, "fields": "gridProperties.rowCount"}})


def test_sink_says_when_the_spreadsheet_is_full(near: Near) -> None:
    shortened(near)
    near.limits = replace(near.limits, cells=26_100)
    with pytest.raises(Parked, match="full"):
        near.run(growing(50))
    assert (near.state.full, near.attempt) == (True, None)
    near.limits = replace(near.limits, cells=9_000_000)  # staff made room
    near.run(growing(50))
    assert near.state.full is False
    assert_holds(near, growing(50))


def test_sink_believes_google_that_it_is_full(near: Near) -> None:
    shortened(near)

    def full(body: dict[str, Any]) -> None:
        if any("appendDimension" in one for one in body["requests"]):
            raise RequestRefused("full")

    near.sheet.refuses = full
    with pytest.raises(Parked, match="full"):
        near.run(growing(50))
    assert near.writes == 4  # tabs, rows, rows that did not fit, a longer grid: no more
