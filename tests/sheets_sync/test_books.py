"""Spreadsheets that follow each other: no row twice, none lost."""

from dataclasses import replace
from datetime import date

from sheets_sync import books
from sheets_sync.model import Column, Kind, Row, Tab
from sheets_sync.state import SheetState, TabState

COLUMNS = [Column("ลำดับ", Kind.WHOLE, 8, ""), Column("ปี", Kind.YEAR, 8, "", "fiscal_year_be")]
TODAY = date(2027, 11, 1)
"""In the fiscal year 2571."""


def tab(*years: int) -> Tab:
    rows: list[Row] = list(enumerate(years, 1))
    return Tab("grow", "เพิ่ม", COLUMNS, rows, growing=True)


def test_another_spreadsheet_gets_the_whole_history() -> None:
    old = SheetState("old", {"grow": TabState(3)})
    fresh = books.next_book(old, "new", [tab(2570, 2570, 2571)], TODAY, a_book_a_year=False)
    assert fresh == SheetState("new")


def test_spreadsheet_after_a_full_one_begins_with_the_year_or_where_that_ended() -> None:
    model = [tab(2569, 2570, 2571, 2571, 2571)]
    full = SheetState("old", {"grow": TabState(4)}, full=True)
    assert books.next_book(full, "new", model, TODAY, a_book_a_year=False).bases == {"grow": 2}
    early = SheetState("old", {"grow": TabState(1)}, full=True)
    fresh = books.next_book(early, "new", model, TODAY, a_book_a_year=False)
    (shown,) = books.window(model, fresh)
    assert shown.rows == model[0].rows[1:]


def test_third_spreadsheet_counts_what_the_first_two_have() -> None:
    model = [tab(*[2571] * 10)]
    second = SheetState("second", {"grow": TabState(3)}, bases={"grow": 4}, full=True)
    base = books.next_book(second, "third", [replace(model[0], columns=[])], TODAY, a_book_a_year=False).bases["grow"]
    assert base == 7


def test_book_of_a_year_ends_with_it_and_the_next_goes_on() -> None:
    model = [tab(2570, 2570, 2571, 2570)]  # the last one came late
    first = SheetState("first", {"grow": TabState(2)}, year=2570)
    (shown,) = books.window(model, first)
    assert (len(shown.rows), books.wants_next(first, TODAY)) == (2, True)
    second = books.next_book(first, "second", model, TODAY, a_book_a_year=True)
    (rest,) = books.window(model, second)
    assert (second.year, rest.rows, books.wants_next(second, TODAY)) == (2571, model[0].rows[2:], False)
