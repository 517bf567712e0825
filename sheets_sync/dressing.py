"""What a spreadsheet needs besides rows, worked out without asking: tabs, formats, charts, names, protection, marks.

Every object has an id of ours that follows from the tab's key. So each is added once: what is there already is set
again, and what staff made is never touched.
"""

import hashlib
from collections.abc import Iterator, Sequence

from sheets_sync.drawing import Json
from sheets_sync.model import GOOGLE_FONT, HEADER_FILL, Column, Kind, Tab
from sheets_sync.ports import Grid, Layout
from sheets_sync.sheet_ids import AGENCY_MARK, mark_id, objects_of, sheet_id
from sheets_sync.sheet_objects import block, color, drawn, guarded, named
from sheets_sync.state import TabState
from sheets_sync.wrapping import heading_lines

ROWS_AT_FIRST, GROWING_ROWS_AT_FIRST = 1000, 10_000
"""Grid rows of a new tab; every cell of the grid counts against Google's ten million."""
ROWS_MORE = 1000
_LOOK = 2
"""Grows when tabs are dressed differently, so that those that exist are dressed anew."""
_PIXELS_PER_CHARACTER = 8
_HEADER_LINE_PIXELS, _HEADER_LINES, _CHART_COLUMNS = 23, 2, 8
_TYPES = {Kind.TEXT: "TEXT", Kind.LINK: "TEXT", Kind.DATE: "DATE", Kind.MOMENT: "DATE_TIME"}


def look(tab: Tab) -> str:
    """A fingerprint of how the tab is dressed."""
    columns = [(column.title, column.kind.value, column.width, column.meaning) for column in tab.columns]
    plain = (_LOOK, columns, [vars(chart) for chart in tab.charts], tab.frozen_rows, tab.frozen_columns, tab.banded)
    return hashlib.sha256(repr(plain).encode()).hexdigest()[:20]


def lacking(layout: Layout, tab: Tab, state: TabState | None) -> bool:
    """Whether the tab is not there, or not dressed as it should be."""
    grid = layout.grids.get(sheet_id(tab))
    if grid is not None and tab.two_way:
        return False  # staff may move its columns about
    if grid is None or (state is not None and state.look not in ("", look(tab))):
        return True
    return (
        grid.columns < columns_of(tab)
        or bool(objects_of(tab) - grid.objects)
        or tab.range_name not in layout.names
        or _marks(tab) - set(grid.marks) != set()
    )


def _marks(tab: Tab) -> set[int]:
    return {mark_id(tab)} if tab.growing else set()


def provisioning(
    layout: Layout, agency_code: str, tabs: Sequence[Tab], wanted: Sequence[Tab] | None = None
) -> list[Json]:
    """One batch that adds what the spreadsheet lacks; empty when it lacks nothing. Touches no cell of others.

    wanted -- the tabs that are to be dressed; None: those that lack something
    """
    requests: list[Json] = []
    if AGENCY_MARK not in layout.marks:
        requests += [locale(), _mark(AGENCY_MARK, "prongsai.agency", agency_code, {"spreadsheet": True})]
    taken = {grid.title.lower() for grid in layout.grids.values()}
    for tab in [tab for tab in tabs if lacking(layout, tab, None)] if wanted is None else wanted:
        requests += dressed(layout, tab, taken)
    return requests


def dressed(layout: Layout, tab: Tab, taken: set[str]) -> Iterator[Json]:
    """The tab with everything it has; `taken` are the titles in use, in lower case, and grows."""
    grid = layout.grids.get(sheet_id(tab))
    if grid is None:
        title = free_title(tab.title, taken)
        taken.add(title.lower())
        least = GROWING_ROWS_AT_FIRST if tab.growing else ROWS_AT_FIRST
        grid = Grid(title, max(least, len(tab.rows) + ROWS_MORE), columns_of(tab))
        yield {"addSheet": {"properties": _properties(tab, grid, title)}}
    else:
        if grid.columns < columns_of(tab):
            yield longer(tab, "COLUMNS", columns_of(tab) - grid.columns)
        yield _freeze(tab)
    yield from _formats(tab)
    yield from named(tab, layout)
    yield from guarded(tab, grid)
    for place, chart in enumerate(tab.charts):
        yield drawn(tab, chart, place, grid)
    if _marks(tab) - set(grid.marks):
        yield _mark(mark_id(tab), "prongsai.rows", "0", {"sheetId": sheet_id(tab)})


def columns_of(tab: Tab) -> int:
    """Grid columns: ours, and room for charts beside them."""
    return len(tab.columns) + (1 + _CHART_COLUMNS if tab.charts else 0)


def locale() -> Json:
    """Thai, in Bangkok's time: a new spreadsheet is American. Also a write that changes no cell."""
    wanted = {"locale": "th_TH", "timeZone": "Asia/Bangkok"}
    return {"updateSpreadsheetProperties": {"properties": wanted, "fields": "locale,timeZone"}}


def _mark(number: int, key: str, value: str, place: Json) -> Json:
    note = {"metadataId": number, "metadataKey": key, "metadataValue": value, "visibility": "DOCUMENT"}
    return {"createDeveloperMetadata": {"developerMetadata": {**note, "location": place}}}


def free_title(title: str, taken: set[str]) -> str:
    """The title, with a number when it is in use."""
    names = [title, *(f"{title} ({number})" for number in range(2, 1000))]
    return next(name for name in names if name.lower() not in taken)


def _properties(tab: Tab, grid: Grid, title: str) -> Json:
    size = {"rowCount": grid.rows, "columnCount": grid.columns}
    frozen = {"frozenRowCount": tab.frozen_rows, "frozenColumnCount": tab.frozen_columns}
    return {"sheetId": sheet_id(tab), "title": title, "gridProperties": {**size, **frozen}}


def _freeze(tab: Tab) -> Json:
    frozen = {"frozenRowCount": tab.frozen_rows, "frozenColumnCount": tab.frozen_columns}
    wanted = {"sheetId": sheet_id(tab), "gridProperties": frozen}
    fields = "gridProperties.frozenRowCount,gridProperties.frozenColumnCount"
    return {"updateSheetProperties": {"properties": wanted, "fields": fields}}


def longer(tab: Tab, dimension: str, length: int) -> Json:
    """Said twice, it only adds blanks, which an absolute size would not."""
    return {"appendDimension": {"sheetId": sheet_id(tab), "dimension": dimension, "length": length}}


# -- formats -----------------------------------------------------------------------------------------------


def _formats(tab: Tab) -> Iterator[Json]:
    for place, column in enumerate(tab.columns):
        where = {"sheetId": sheet_id(tab), "startRowIndex": 1, "startColumnIndex": place, "endColumnIndex": place + 1}
        yield _format(where, _column_format(column))
        yield _width(tab, place, column)
    head = {**block(tab), "endRowIndex": 1}
    bold = {**_text_format(bold=True), "wrapStrategy": "WRAP", "verticalAlignment": "MIDDLE"}
    yield _format(head, {**bold, "backgroundColorStyle": color(HEADER_FILL)})
    yield _notes(tab)
    rows = {"sheetId": sheet_id(tab), "dimension": "ROWS", "startIndex": 0, "endIndex": 1}
    height = max(_HEADER_LINES, heading_lines(tab.columns)) * _HEADER_LINE_PIXELS
    yield {"updateDimensionProperties": {"range": rows, "properties": {"pixelSize": height}, "fields": "pixelSize"}}


def _column_format(column: Column) -> Json:
    form = {"type": _TYPES.get(column.kind, "NUMBER"), "pattern": column.number_format}
    shown = {"type": "TEXT"} if form["type"] == "TEXT" else form
    return {**_text_format(), "verticalAlignment": "TOP", "wrapStrategy": "WRAP", "numberFormat": shown}


def _text_format(*, bold: bool = False) -> Json:
    return {"textFormat": {"fontFamily": GOOGLE_FONT.name, "fontSize": GOOGLE_FONT.points, "bold": bold}}


def _format(where: Json, given: Json) -> Json:
    fields = ",".join(f"userEnteredFormat.{name}" for name in given)
    return {"repeatCell": {"range": where, "cell": {"userEnteredFormat": given}, "fields": fields}}


def _notes(tab: Tab) -> Json:
    notes = [{"note": column.meaning} if column.meaning else {} for column in tab.columns]
    where = {**block(tab), "endRowIndex": 1}
    return {"updateCells": {"range": where, "rows": [{"values": notes}], "fields": "note"}}


def _width(tab: Tab, place: int, column: Column) -> Json:
    where = {"sheetId": sheet_id(tab), "dimension": "COLUMNS", "startIndex": place, "endIndex": place + 1}
    size = {"pixelSize": column.width * _PIXELS_PER_CHARACTER}
    return {"updateDimensionProperties": {"range": where, "properties": size, "fields": "pixelSize"}}


def grown_cells(requests: Sequence[Json], layout: Layout) -> int:
    """How many cells a batch of ours adds to the grids."""
    found = 0
    for request in requests:
        if "addSheet" in request:
            size = request["addSheet"]["properties"]["gridProperties"]
            found += size["rowCount"] * size["columnCount"]
        if "appendDimension" in request:
            more = request["appendDimension"]
            grid = layout.grids[more["sheetId"]]
            found += more["length"] * (grid.columns if more["dimension"] == "ROWS" else grid.rows)
    return found
