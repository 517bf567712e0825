"""Requests worked out without asking anybody."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from sheets_sync import drawing, dressing, plan
from sheets_sync.model import Chart, ChartKind, Column, Kind, Row, Tab
from sheets_sync.ports import Grid, Layout
from sheets_sync.sheet_ids import objects_of
from sheets_sync.state import Attempt, Piece, SheetState, TabState, attempt_from, from_json
from sheets_sync.trouble import Parked
from tests.cast import NOON

COLUMNS = [Column("ลำดับ", Kind.WHOLE, 8, ""), Column("ข้อความ", Kind.TEXT, 20, "")]


def growing(*rows: Row) -> Tab:
    return Tab("grow", "เพิ่ม", COLUMNS, rows, growing=True)


def small(*rows: Row) -> Tab:
    return Tab("small", "เล็ก", COLUMNS, rows)


def fresh(*tabs: Tab) -> SheetState:
    return SheetState(tabs={tab.key: TabState() for tab in tabs}, rows={tab.key: 2000 for tab in tabs})


def attempts(tabs: list[Tab]) -> list[Attempt]:
    """All batches from nothing to the end."""
    state, found = fresh(*tabs), []
    while (attempt := plan.next_attempt(tabs, state)) is not None:
        found.append(attempt)
        state.tabs |= attempt.after
    return found


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        *((text, {"stringValue": text}) for text in (
            '=HYPERLINK("https://x.example")', "=IMPORTXML(1)", "+66812345678", "-1", "@x", "'x", "0812345678",
            "1101700203451", "1E10", "๐๘๑๒๓๔๕๖๗๘", "TRUE", "1/2", "2569-01-02", "👨‍👩‍👧", "🇹🇭", "น้ำ", "\u200b",
            "\u202eกลับ",
        )),
        ("\tx", {"stringValue": " x"}),
        ("\rx", {"stringValue": "\nx"}),
        ("a\ud800\ufffe\x00\x0b", {"stringValue": "a"}),
        (7, {"numberValue": 7}),
        (True, {"boolValue": True}),
        (Decimal("91.42"), {"numberValue": 91.42}),
        (date(2020, 1, 1), {"numberValue": 43831}),
        (datetime(2019, 12, 31, 23, 0, tzinfo=UTC), {"numberValue": 43831.25}),
    ],
)  # fmt: skip
def test_cell_is_sent_with_its_type(value: Any, sent: Any) -> None:
    assert plan.cell(value) == {"userEnteredValue": sent}


@pytest.mark.parametrize("value", [None, "", Decimal("NaN"), Decimal("Infinity")])
def test_cell_without_a_value_is_emptied(value: Any) -> None:
    assert plan.cell(value) == {}


def test_cell_of_sixty_thousand_letters_is_cut_with_a_notice() -> None:
    text = plan.cell("ก" * 60_000)["userEnteredValue"]["stringValue"]
    assert (len(text), text.endswith("…(ตัดข้อความ ดูฉบับเต็มในระบบ)")) == (49_000, True)


def test_batches_are_never_too_large() -> None:
    wide = Tab("wide", "กว้าง", COLUMNS, [(number, "ค" * 20_000) for number in range(100)], growing=True)
    tabs = [growing(*((number, "ก" * 400) for number in range(3000))), small((1, "ข" * 40_000)), wide]
    found = attempts(tabs)
    assert max(len(attempt.body.encode()) for attempt in found) <= plan.MOST_BYTES + 3000
    assert sum(piece.length for attempt in found for piece in attempt.pieces) == 3001 + 2 + 101


def test_growing_tab_that_shrank_is_not_written() -> None:
    (first,) = attempts([growing((1, "a"), (2, "b"))])
    state = SheetState(tabs=dict(first.after))
    with pytest.raises(Parked, match="ahead"):
        plan.next_attempt([growing((1, "a"))], state)


def test_block_that_was_sent_in_part_is_sent_again() -> None:
    tab = growing(*((number, "ก" * 20_000) for number in range(100)))  # more than one request carries
    first, *_, last = attempts([tab])
    assert first.after["grow"].blocks[1] != last.after["grow"].blocks[1]
    assert first.after["grow"].written < 100 == last.after["grow"].written


def test_figures_and_links_are_dressed_cell_by_cell() -> None:
    columns = [Column("ค่า", Kind.FIGURE, 10, ""), Column("ลิงก์", Kind.LINK, 10, "")]
    tab = Tab("looks", "ดู", columns, [(5, "https://x.example"), (Decimal("5.5"), "javascript:x")])
    (attempt,) = attempts([tab])
    figures, links = (one["updateCells"]["rows"] for one in json.loads(attempt.body)["requests"][-2:])
    assert [row["values"][0]["userEnteredFormat"]["numberFormat"]["pattern"] for row in figures] == ["#,##0", "0.00"]
    assert [row["values"][0] for row in links] == [
        {"userEnteredFormat": {"textFormat": {"link": {"uri": "https://x.example"}}}}, {},
    ]  # fmt: skip


# -- tabs --------------------------------------------------------------------------------------------------


def whole(tab: Tab) -> Grid:
    marks = {plan.mark_id(tab): "0"} if tab.growing else {}
    return Grid(tab.title, 2000, len(tab.columns), marks, frozenset(objects_of(tab)))


def test_provisioning_adds_only_what_is_missing() -> None:
    tabs = [growing((1, "a")), small()]
    here = {plan.sheet_id(tabs[0]): whole(tabs[0])}
    marks = {plan.AGENCY_MARK: "banmai"}
    requests = plan.provisioning(Layout("x", here, marks, frozenset({tabs[0].range_name})), "banmai", tabs)
    assert [request["addSheet"]["properties"]["sheetId"] for request in requests if "addSheet" in request] == [
        plan.sheet_id(tabs[1])
    ]
    both = Layout(
        "x", here | {plan.sheet_id(tabs[1]): whole(tabs[1])}, marks, frozenset(tab.range_name for tab in tabs)
    )
    assert plan.provisioning(both, "banmai", tabs) == []


def test_provisioning_steps_aside_for_a_title_that_staff_use() -> None:
    theirs = Layout("x", {5: Grid("เล็ก", 10, 10)}, {plan.AGENCY_MARK: "banmai"})
    requests = plan.provisioning(theirs, "banmai", [small()])
    assert requests[0]["addSheet"]["properties"]["title"] == "เล็ก (2)"


def test_new_tab_has_everything_that_its_model_declares() -> None:
    chart = Chart("one", "กราฟ", ChartKind.BAR, 0, (1,), 0, 3, 100)
    tab = Tab("all", "ทั้งหมด", COLUMNS, [(1, "a")], growing=True, charts=(chart,), frozen_columns=1)
    requests = plan.provisioning(Layout("x", {}), "banmai", [tab])
    kinds = [next(iter(request)) for request in requests]
    assert {kind: kinds.count(kind) for kind in sorted(set(kinds))} == {
        "addBanding": 1, "addChart": 1, "addNamedRange": 1, "addProtectedRange": 1, "addSheet": 1,
        "createDeveloperMetadata": 2, "repeatCell": 3, "updateCells": 1, "updateDimensionProperties": 3,
        "updateSpreadsheetProperties": 1,
    }  # fmt: skip
    assert requests[0]["updateSpreadsheetProperties"]["properties"] == {"locale": "th_TH", "timeZone": "Asia/Bangkok"}
    grid = requests[2]["addSheet"]["properties"]["gridProperties"]
    assert (grid["frozenRowCount"], grid["frozenColumnCount"]) == (1, 1)
    formats = [one["repeatCell"]["cell"]["userEnteredFormat"] for one in requests if "repeatCell" in one]
    assert {one["textFormat"]["fontFamily"] for one in formats} == {"Sarabun"}
    assert [one.get("numberFormat") for one in formats] == [
        {"type": "NUMBER", "pattern": "#,##0"}, {"type": "TEXT"}, None,
    ]  # fmt: skip


def test_tab_whose_model_changed_is_dressed_anew() -> None:
    tab = small((1, "a"))
    layout = Layout("x", {plan.sheet_id(tab): whole(tab)}, {}, frozenset({tab.range_name}))
    assert not dressing.lacking(layout, tab, TabState(look=dressing.look(tab)))
    assert dressing.lacking(layout, tab, TabState(look="of another release"))
    kinds = {next(iter(one)) for one in dressing.dressed(layout, tab, set())}
    assert kinds & {"addSheet", "addBanding", "addProtectedRange", "addNamedRange"} == set()


# -- memory ------------------------------------------------------------------------------------------------


def test_state_survives_its_storage() -> None:
    state = SheetState(
        "book", {"a": TabState(3, ("m", "n"), "look")}, {"a": 2000}, 52_000, NOON, 2, {"a": {"3": "x"}},
        (Piece("a", 0, 2),), {"a": 5}, 2570, (1, 2), NOON, {"a": "d"}, full=True,
    )  # fmt: skip
    assert from_json(json.loads(json.dumps(state.as_json()))) == state
    assert from_json({}) == SheetState()


def test_attempt_survives_its_storage() -> None:
    (attempt,) = attempts([growing((1, "a"))])
    told = json.loads(json.dumps(attempt.plan()))
    assert attempt_from(attempt.batch, attempt.body, told, None, 0) == attempt


def test_room_of_a_row_is_never_less_than_its_bytes() -> None:
    rows: list[Row] = [(1, "ก" * 50), (None, 'a"b\\c\nd'), (date(2020, 1, 1), Decimal("91.42")), (10**15, "=1")]
    for row in rows:
        assert drawing.size_of(drawing.line(row)) <= drawing.room_of(row)
