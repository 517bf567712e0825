"""Requests worked out without asking anybody."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from sheets_sync import plan
from sheets_sync.google_sink import Sink
from sheets_sync.model import Column, Kind, Row, Tab
from sheets_sync.ports import Grid, Layout
from sheets_sync.state import Attempt, SheetState, TabState, from_json
from sheets_sync.trouble import Parked, RequestRefused
from tests.cast import NOON

COLUMNS = [Column("ลำดับ", Kind.WHOLE, 8, ""), Column("ข้อความ", Kind.TEXT, 20, "")]


def growing(*rows: Row) -> Tab:
    return Tab("grow", "เพิ่ม", COLUMNS, rows, growing=True)


def small(*rows: Row) -> Tab:
    return Tab("small", "เล็ก", COLUMNS, rows)


def fresh(*tabs: Tab) -> dict[str, TabState]:
    return {tab.key: TabState() for tab in tabs}


def attempts(tabs: Sequence[Tab]) -> list[Attempt]:
    """All batches from nothing to the end."""
    states, found = fresh(*tabs), []
    while (attempt := plan.next_attempt(tabs, states)) is not None:
        found.append(attempt)
        states |= attempt.after
    return found


def cell(value: Any) -> Any:
    (attempt,) = attempts([small((1, value))])
    return json.loads(attempt.body)[0]["updateCells"]["rows"][1]["values"][1]


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        ("=IMPORTXML(1)", {"userEnteredValue": {"stringValue": "=IMPORTXML(1)"}}),
        ("0812345678", {"userEnteredValue": {"stringValue": "0812345678"}}),
        ("a\ud800", {"userEnteredValue": {"stringValue": "a"}}),
        (7, {"userEnteredValue": {"numberValue": 7}}),
        (Decimal("91.42"), {"userEnteredValue": {"numberValue": 91.42}}),
        (date(2020, 1, 1), {"userEnteredValue": {"numberValue": 43831}}),
        (None, {}),
        ("", {}),
    ],
)
def test_cell_is_sent_with_its_type(value: Any, sent: Any) -> None:
    assert cell(value) == sent


def test_cell_of_sixty_thousand_letters_is_cut_with_a_notice() -> None:
    text = cell("ก" * 60_000)["userEnteredValue"]["stringValue"]
    assert (len(text), text.endswith("…(ตัดข้อความ ดูฉบับเต็มในระบบ)")) == (49_000, True)


def test_growing_rows_go_to_their_places_with_the_mark_in_the_same_batch() -> None:
    tab = growing((1, "a"), (2, "b"))
    (first,) = attempts([tab])
    cells, mark = json.loads(first.body)
    assert cells["updateCells"]["range"] == {
        "sheetId": plan.sheet_id(tab), "startRowIndex": 0, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 2,
    }  # fmt: skip
    assert mark["updateDeveloperMetadata"]["developerMetadata"] == {"metadataValue": "2"}
    longer = growing((1, "a"), (2, "b"), (3, "c"))
    more = plan.next_attempt([longer], first.after)
    assert more is not None
    assert json.loads(more.body)[0]["updateCells"]["range"]["startRowIndex"] == 3


def test_growing_rows_that_changed_are_written_from_the_top() -> None:
    (first,) = attempts([growing((1, "a"), (2, "b"))])
    again = plan.next_attempt([growing((1, "A"), (2, "b"))], first.after)
    assert again is not None
    assert json.loads(again.body)[0]["updateCells"]["range"]["startRowIndex"] == 0


def test_growing_tab_that_shrank_is_not_written() -> None:
    (first,) = attempts([growing((1, "a"), (2, "b"))])
    with pytest.raises(Parked, match="ahead"):
        plan.next_attempt([growing((1, "a"))], first.after)


def test_batches_are_never_too_large() -> None:
    tabs = [growing(*((number, "ก" * 400) for number in range(3000))), small((1, "ข" * 40_000)), growing_wide()]
    found = attempts(tabs)
    assert max(len(attempt.body.encode()) for attempt in found) <= plan.MOST_BYTES + 2000
    sent = [request["updateCells"]["rows"] for attempt in found for request in json.loads(attempt.body)
            if "updateCells" in request]  # fmt: skip
    assert sum(len(rows) for rows in sent) == 3001 + 2 + 101
    assert max(len(rows) for rows in sent) <= plan.MOST_ROWS


def growing_wide() -> Tab:
    return Tab("wide", "กว้าง", COLUMNS, [(number, "ค" * 20_000) for number in range(100)], growing=True)


def test_small_tab_that_no_request_can_carry_is_parked() -> None:
    with pytest.raises(Parked, match="too_large"):
        attempts([small(*((number, "ก" * 30_000) for number in range(30)))])


def test_small_tab_clears_what_is_left_of_a_longer_one() -> None:
    (attempt,) = attempts([small((1, "a"))])
    assert "endRowIndex" not in json.loads(attempt.body)[0]["updateCells"]["range"]


def test_provisioning_adds_only_what_is_missing() -> None:
    tabs = [growing((1, "a")), small()]
    here = {plan.sheet_id(tabs[0]): Grid("เพิ่ม", 2000, 2, {plan.mark_id(tabs[0]): "0"})}
    requests = plan.provisioning(Layout("x", here, {plan.AGENCY_MARK: "banmai"}), "banmai", tabs)
    assert [request["addSheet"]["properties"]["sheetId"] for request in requests if "addSheet" in request] == [
        plan.sheet_id(tabs[1])
    ]
    whole = Layout("x", here | {plan.sheet_id(tabs[1]): Grid("เล็ก", 2000, 2)}, {plan.AGENCY_MARK: "banmai"})
    assert plan.provisioning(whole, "banmai", tabs) == []


def test_provisioning_steps_aside_for_a_title_that_staff_use() -> None:
    theirs = Layout("x", {5: Grid("เล็ก", 10, 10)}, {plan.AGENCY_MARK: "banmai"})
    requests = plan.provisioning(theirs, "banmai", [small()])
    assert requests[0]["addSheet"]["properties"]["title"] == "เล็ก (2)"


def test_state_survives_its_storage() -> None:
    state = SheetState("book", {"a": TabState(3, "m")}, {"a": 2000}, Attempt("[]", {"a": TabState(4, "n")}), NOON, 2)
    assert from_json(json.loads(json.dumps(state.as_json()))) == state
    assert from_json({}) == SheetState()


class Grumpy:
    """A sheet at which every batch of cells is refused, and which counts how often it was asked."""

    def __init__(self) -> None:
        self.grids: dict[int, Grid] = {}
        self.asked = 0

    def layout(self) -> Layout:
        return Layout("x", self.grids)

    def apply(self, changes: Sequence[Mapping[str, Any]]) -> None:
        self.asked += 1
        for change in changes:
            if "updateCells" in change:
                raise RequestRefused("refused")
            if "addSheet" in change:
                self.grids[change["addSheet"]["properties"]["sheetId"]] = Grid("x", 2000, 2)


def test_sink_that_is_refused_twice_gives_up_until_somebody_looks() -> None:
    sheet, state = Grumpy(), SheetState("book")
    with pytest.raises(Parked, match="refused"):
        Sink(sheet, "banmai", state, lambda _: None, lambda: NOON).bring_up_to([small((1, "a"))])
    assert (sheet.asked, state.attempt) == (4, None)
