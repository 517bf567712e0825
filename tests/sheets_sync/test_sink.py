"""The sink before an emulator without HTTP: rows, grids, refused rows, full spreadsheets, restored backups."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sheets_sync import plan
from sheets_sync.sheet_ids import mark_id
from sheets_sync.state import LATE
from sheets_sync.trouble import Ambiguous, Later, NotApplied, Parked
from tests.fakes.clock import FrozenClock
from tests.sheets_sync.near import BOOK, Near, assert_holds, growing, open_near, small
from tests.sheets_sync.projected import wanted


@pytest.fixture
def near(clock: FrozenClock) -> Near:
    return open_near(clock)


def test_sink_writes_bursts_within_the_budget(near: Near) -> None:
    for burst in range(1, 11):
        tabs = growing(100 * burst), growing(900 * burst, key="long"), small((burst, "a", None))
        near.run(*tabs, look=burst == 1)
    assert_holds(near, *tabs)
    assert (near.writes, near.sheet.reads) == (11, 1)


def test_sink_sends_only_rows_that_changed(near: Near) -> None:
    tab = growing(1000)
    near.run(tab)
    changed = replace(tab, rows=[*tab.rows[:600], (601, "ใหม่", None), *tab.rows[601:], (1001, "ท้าย", None)])
    near.run(changed)
    sent = json.loads(near.sheet.bodies[-1])["requests"]
    spans = [(one["updateCells"]["range"]["startRowIndex"], one["updateCells"]["range"]["endRowIndex"])
             for one in sent if "updateCells" in one]  # fmt: skip
    assert spans == [(501, 751), (1001, 1002)]
    assert_holds(near, changed)


def test_sink_clears_what_is_left_of_a_longer_tab(near: Near) -> None:
    near.run(small((1, "a", 5), (2, "b", 6), (3, "c", 7)))
    shorter = small((1, "a", 5))
    near.run(shorter)
    assert_holds(near, shorter)


def test_sink_grows_a_full_grid_by_appending_alone(near: Near) -> None:
    near.run(growing(5))
    near.by_hand({"updateSheetProperties": {"fields": "gridProperties.rowCount", "properties": {
        "sheetId": growing(5).sheet_id, "gridProperties": {"rowCount": 6}}}})  # fmt: skip
    near.run(growing(9))
    batches = [[next(iter(one)) for one in json.loads(body)["requests"]] for body in near.sheet.bodies]
    assert ["appendDimension"] in batches
    assert_holds(near, growing(9))


@pytest.mark.parametrize(("let_through", "at_the_end"), [(0, False), (1, True)])
def test_who_has_written_goes_to_the_end_without_budget(near: Near, let_through: int, at_the_end: bool) -> None:
    def toll(_body: dict[str, Any]) -> None:
        if near.writes > let_through:
            raise Later("rate", near.clock.now())

    near.sheet.refuses = toll
    with pytest.raises(Later, match="rate") as later:
        near.run(growing(5))
    assert later.value.at_the_end is at_the_end


def test_sink_leaves_off_when_it_is_others_turn(near: Near) -> None:
    near.limits = replace(near.limits, writes_a_turn=2)
    large = replace(growing(0), rows=[(place, "ก" * 6000, None) for place in range(1, 151)])
    with pytest.raises(Later, match="turn") as later:
        near.run(large, look=True)
    assert later.value.at_the_end
    near.run(large)
    assert_holds(near, large)


# -- lost answers ------------------------------------------------------------------------------------------


def lost(near: Near, *, applied: bool) -> Callable[[dict[str, Any]], None]:
    """The next answer is lost, whether the batch is applied or not."""

    def refuse(body: dict[str, Any]) -> None:
        near.sheet.refuses = lambda _: None
        if applied:
            near.by_hand(*body["requests"])
        raise Ambiguous("no_answer")

    return refuse


@pytest.mark.parametrize("applied", [True, False])
def test_sink_sends_a_doubtful_batch_again_byte_for_byte(near: Near, applied: bool) -> None:
    near.run(growing(3))
    near.sheet.refuses = lost(near, applied=applied)
    with pytest.raises(Ambiguous):
        near.run(growing(5))
    near.restart()
    near.run(growing(8))
    first, again, rest = near.sheet.bodies[-3:]
    assert first == again != rest
    assert_holds(near, growing(8))


def unreachable(_: object) -> None:
    raise NotApplied("unreachable")


def test_sink_compares_when_a_lost_batch_can_no_longer_arrive(near: Near) -> None:
    near.run(growing(3))
    near.sheet.refuses = lost(near, applied=False)
    with pytest.raises(Ambiguous):
        near.run(growing(5))
    late = json.loads(near.sheet.bodies[-1])["requests"]
    renamed = replace(growing(5), rows=[(place, "อื่น", None) for place in range(1, 6)])
    near.run(renamed)
    near.by_hand(*late)  # 170 s later it is carried out after all
    near.later(seconds=LATE.total_seconds())
    with pytest.MonkeyPatch.context() as google:
        google.setattr(near.sheet, "values", unreachable)
        with pytest.raises(NotApplied):
            near.run(renamed)
    near.restart()  # whoever is interrupted while he looks has to look again
    near.run(renamed)
    assert_holds(near, renamed)
    assert not any("สำเนา" in title for title in near.titles())  # it was our own doing
    assert near.state.doubt_until is None


def test_sink_is_certain_of_a_batch_that_never_went_out(near: Near) -> None:
    near.run(growing(3))

    def away(body: dict[str, Any]) -> None:
        raise NotApplied("unreachable")

    near.sheet.refuses = away
    with pytest.raises(NotApplied):
        near.run(growing(5))
    assert near.state.doubt_until is None
    assert near.attempt is not None


def test_sink_does_not_send_an_attempt_that_was_overtaken(near: Near) -> None:
    """The database comes back from a copy that was made while a batch was on its way."""
    near.run(growing(3))
    near.sheet.refuses = lost(near, applied=True)
    with pytest.raises(Ambiguous):
        near.run(growing(5))
    old_state, old_attempt = near.state.as_json(), near.attempt
    near.run(growing(9))
    near.state = type(near.state)(spreadsheet=BOOK)
    near.attempt = old_attempt
    assert old_state["tabs"]
    near.later(hours=1)
    with pytest.raises(Parked, match="ahead"):
        near.run(growing(6))
    assert_holds(near, growing(9))


# -- a restored backup -------------------------------------------------------------------------------------


def test_sink_that_knows_less_than_the_sheet_overwrites_nothing(near: Near) -> None:
    near.run(growing(5))
    kept = near.state.as_json()
    near.run(growing(9))
    from sheets_sync.state import from_json

    near.state = from_json(kept)  # the database is of yesterday, and new answers have come since
    with pytest.raises(Parked, match="ahead"):
        near.run(growing(12), look=True)
    assert_holds(near, growing(9))


def test_sink_rebuilds_and_keeps_what_the_sheet_knew(near: Near) -> None:
    near.run(growing(9), small((1, "a", 5)))
    near.state = type(near.state)(spreadsheet=BOOK)
    near.run(growing(4), small((1, "a", 5)), rebuild=True)
    assert_holds(near, growing(4), small((1, "a", 5)))
    (copy,) = [title for title in near.titles() if "สำเนา" in title]
    assert near.sheet.emulator.values(BOOK, copy) == wanted(growing(9))
    near.run(growing(6), small((1, "a", 5)), look=True)
    assert_holds(near, growing(6))


def test_rebuild_expects_the_batch_that_it_gave_up(near: Near) -> None:
    near.run(growing(3))
    near.sheet.refuses = lost(near, applied=False)
    with pytest.raises(Ambiguous):
        near.run(growing(5))
    near.state.doubt_until = None  # the process was killed before it could write that down
    near.run(growing(5), rebuild=True)
    assert near.state.doubt_until == near.clock.now() + LATE
    assert near.state.anew_at == near.clock.now()


def test_mark_travels_in_the_batch_of_its_rows(near: Near) -> None:
    near.run(growing(4))
    marks = near.sheet.layout().grids[growing(0).sheet_id].marks
    assert marks[mark_id(growing(0))] == "4"
    assert plan.mark(growing(4), 4) in json.loads(near.sheet.bodies[-1])["requests"]
