"""Two things at once: staff change the spreadsheet between two writes, or while an answer is lost."""

from typing import Any

import pytest

from sheets_sync.search import MOST_POISON
from sheets_sync.trouble import Ambiguous, Parked, RequestRefused
from tests.fakes.clock import FrozenClock
from tests.sheets_sync.near import Near, assert_holds, growing, open_near, small

FIGURES = small((1, "a", 5), (2, "b", 7))


@pytest.fixture
def near(clock: FrozenClock) -> Near:
    made = open_near(clock)
    made.run(growing(3), FIGURES)
    return made


def delete_column(near: Near, at: int = 1) -> None:
    """Our tab is as wide as its columns: what is left is too narrow for them."""
    where = {"sheetId": growing(0).sheet_id, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    near.by_hand({"deleteDimension": {"range": where}})


def test_deleted_column_is_no_rows_fault(near: Near) -> None:
    delete_column(near)
    near.run(growing(6), FIGURES)
    assert_holds(near, growing(6), FIGURES)
    assert near.state.poison == {}
    assert sum("สำเนา" in title for title in near.titles()) == 1


def test_batch_that_was_applied_and_is_refused_now_does_not_look_like_a_restored_backup(near: Near) -> None:
    def applied_and_lost(body: dict[str, Any]) -> None:
        near.sheet.refuses = lambda _: None
        near.by_hand(*body["requests"])
        delete_column(near)
        raise Ambiguous("no_answer")

    near.sheet.refuses = applied_and_lost
    with pytest.raises(Ambiguous):
        near.run(growing(6), FIGURES)
    near.restart()
    near.run(growing(8), FIGURES)
    assert_holds(near, growing(8), FIGURES)


def test_one_tab_gone_and_another_edited_are_put_right_together(near: Near) -> None:
    near.by_hand({"deleteSheet": {"sheetId": FIGURES.sheet_id}})
    near.sheet.emulator.type_in(near.sheet.book, growing(0).title, 2, 1, "แก้")
    near.run(growing(3), FIGURES, compare=True)
    assert_holds(near, growing(3), FIGURES)


def test_merged_cells_hinder_nothing(near: Near) -> None:
    sheet = growing(0).sheet_id
    place = {"sheetId": sheet, "startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 2}
    column = {"sheetId": sheet, "dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}
    near.by_hand({"mergeCells": {"mergeType": "MERGE_ALL", "range": place}}, {"insertDimension": {"range": column}})
    near.run(growing(3), FIGURES, compare=True)
    assert_holds(near, growing(3), FIGURES)


def test_no_row_is_blamed_where_google_takes_none(near: Near) -> None:
    def none(body: dict[str, Any]) -> None:
        if any("updateCells" in one for one in body["requests"]):
            raise RequestRefused("refused")

    near.sheet.refuses = none
    with pytest.raises(Parked, match="refused"):
        near.run(growing(3 + 2 * MOST_POISON), FIGURES)
    near.sheet.refuses = lambda _: None
    near.restart()
    near.run(growing(3 + 2 * MOST_POISON), FIGURES)
    assert_holds(near, growing(3 + 2 * MOST_POISON), FIGURES)
