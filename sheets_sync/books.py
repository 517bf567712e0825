"""One agency, several spreadsheets in the course of years: each goes on where the one before it ended."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kernel.calendar import fiscal_year
from sheets_sync.model import Tab
from sheets_sync.state import SheetState

YEAR_COLUMN = "fiscal_year_be"
"""The key of the column that tells a row's fiscal year."""


def next_book(
    old: SheetState, spreadsheet: str, tabs: Sequence[Tab], today: date, *, a_book_a_year: bool
) -> SheetState:
    """The memory of a spreadsheet that nothing is known about yet.

    It gets the whole history, unless the one before it was full or is last year's: then the running fiscal year, and
    whatever the old one did not get any more.
    """
    year = fiscal_year(today) if a_book_a_year else 0
    fresh = SheetState(spreadsheet=spreadsheet, year=year)
    if old.spreadsheet and (old.full or (old.year and old.year < year)):
        fresh.bases = {tab.key: _base(old, tab, fiscal_year(today)) for tab in tabs if tab.growing}
    return fresh


def _base(old: SheetState, tab: Tab, year: int) -> int:
    known = old.tabs.get(tab.key)
    reached = old.bases.get(tab.key, 0) + (max(known.written, 0) if known else 0)
    return min(reached, _first_of(tab, year))


def _first_of(tab: Tab, year: int) -> int:
    """The first row of that fiscal year or a later one."""
    column = next((at for at, one in enumerate(tab.columns) if one.key == YEAR_COLUMN), None)
    if column is None:
        return len(tab.rows)
    years = (row[column] for row in tab.rows)
    return next((at for at, one in enumerate(years) if isinstance(one, int) and one >= year), len(tab.rows))


def window(tabs: Sequence[Tab], state: SheetState) -> list[Tab]:
    """The tabs as this spreadsheet has them."""
    return [_part(tab, state) if tab.growing else tab for tab in tabs]


def _part(tab: Tab, state: SheetState) -> Tab:
    base = state.bases.get(tab.key, 0)
    past = _first_of(tab, state.year + 1) if state.year else len(tab.rows)
    return replace(tab, rows=tab.rows[base:past]) if base or past < len(tab.rows) else tab


def wants_next(state: SheetState, today: date) -> bool:
    """Whether a new fiscal year has begun for which there is no spreadsheet yet."""
    return bool(state.year) and fiscal_year(today) > state.year
