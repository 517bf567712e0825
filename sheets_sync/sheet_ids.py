"""Ids of everything that is ours in a spreadsheet, and what its marks say."""

from collections.abc import Sequence

from sheets_sync.model import Chart, Tab, stable_id
from sheets_sync.ports import Layout
from sheets_sync.trouble import Parked

AGENCY_MARK = 910_000_001
"""The id of the developer metadata that names the agency a spreadsheet belongs to."""


def sheet_id(tab: Tab) -> int:
    """The tab's own id, the same in every spreadsheet: titles may be edited, ids cannot."""
    return tab.sheet_id


def mark_id(tab: Tab) -> int:
    """The id of the tab's high-water mark."""
    return stable_id("mark", tab.key)


def mark_of(tab: Tab, layout: Layout) -> int:
    """How many rows the sheet says it has; 0 when it says nothing."""
    grid = layout.grids.get(sheet_id(tab))
    mark = grid.marks.get(mark_id(tab), "0") if grid else "0"
    return int(mark) if mark.isdecimal() else 0


def protection_id(tab: Tab) -> int:
    """The id of what keeps staff from writing by mistake."""
    return stable_id("protected", tab.key)


def banding_id(tab: Tab) -> int:
    """The id of the colours behind every other row."""
    return stable_id("banding", tab.key)


def chart_id(tab: Tab, chart: Chart) -> int:
    """The id of one of the tab's charts."""
    return stable_id("chart", tab.key, chart.key)


def check(layout: Layout, agency_code: str, tabs: Sequence[Tab]) -> None:
    """Raise Parked when the spreadsheet is another agency's, or knows rows that the database does not."""
    if layout.marks.get(AGENCY_MARK, agency_code) != agency_code:
        raise Parked("other_agency")
    if any(tab.growing and mark_of(tab, layout) > len(tab.rows) for tab in tabs):
        raise Parked("ahead")


def objects_of(tab: Tab) -> set[int]:
    """Ids of all that the tab is to have."""
    found = {chart_id(tab, chart) for chart in tab.charts}
    return found | ({protection_id(tab)} if tab.protected else set()) | ({banding_id(tab)} if tab.banded else set())
