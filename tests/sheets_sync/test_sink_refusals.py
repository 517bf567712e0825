"""What the sink does when Google refuses: a tab is gone, a row is poison, the spreadsheet is full."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sheets_sync.sheet_ids import mark_id
from sheets_sync.trouble import NotApplied, Parked, RequestRefused
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


def refused_at(near: Near, number: int, then: Callable[[], None] = lambda: None) -> None:
    """Google refuses one of the next batches, whatever is in it; before the one after it, something happens."""
    left = iter(range(1, 100))

    def refuse(body: dict[str, Any]) -> None:
        at = next(left)
        if at == number:
            raise RequestRefused("refused")
        if at == number + 1:
            then()

    near.sheet.refuses = refuse


def test_sink_goes_on_after_a_refusal_that_was_nobodys_fault(near: Near) -> None:
    near.run(growing(3))
    refused_at(near, 1)
    with pytest.raises(Parked, match="refused"):
        near.run(growing(13))
    near.restart()
    near.run(growing(13))
    assert_holds(near, growing(13))


def test_sink_blames_no_row_when_its_tab_went_during_the_search(near: Near) -> None:
    near.run(growing(0))
    refused_at(near, 1, lambda: near.by_hand({"deleteSheet": {"sheetId": growing(0).sheet_id}}))
    near.run(growing(8))
    assert near.state.poison == {}
    assert_holds(near, growing(8))


def test_rebuild_tries_refused_rows_again(near: Near) -> None:
    near.sheet.refuses = poisoned
    tab = replace(growing(1), rows=[(1, "พิษ", None)])
    near.run(tab)
    near.sheet.refuses = lambda _: None
    near.run(tab, rebuild=True)
    assert_holds(near, tab)


def test_sink_finds_a_tab_gone_that_it_wanted_longer(near: Near) -> None:
    near.run(growing(10))
    near.by_hand({"deleteSheet": {"sheetId": growing(0).sheet_id}})
    near.state.rows["grow"] = 20
    near.run(growing(50))
    assert_holds(near, growing(50))


def test_sink_that_may_read_nothing_waits_for_somebody(near: Near) -> None:
    near.run(growing(3))
    with pytest.MonkeyPatch.context() as google, pytest.raises(Parked, match="refused"):
        google.setattr(near.sheet, "values", unreadable)
        near.run(growing(3), compare=True)


def test_sink_that_may_not_add_a_tab_waits_for_somebody(near: Near) -> None:
    taken = {"name": growing(0).range_name, "range": {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 2}}
    near.by_hand({"addNamedRange": {"namedRange": taken}})
    with pytest.raises(Parked, match="refused"):
        near.run(growing(3))


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


def unreadable(_: Any) -> None:
    raise RequestRefused("refused")


def away(_: Any) -> None:
    raise NotApplied("unreachable")


def test_sink_says_when_the_spreadsheet_is_full(near: Near) -> None:
    shortened(near)
    near.limits = replace(near.limits, cells=26_100)
    with pytest.raises(Parked, match="full"):
        near.run(growing(50))
    assert (near.state.full, near.attempt) == (True, None)
    with pytest.MonkeyPatch.context() as google:
        google.setattr(near.sheet, "values", away)
        with pytest.raises(NotApplied):
            near.run(growing(50), compare=True)
    near.restart()
    assert near.state.full  # another spreadsheet would go on from here
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
