"""What to ask of Google, worked out without asking: pure functions from tabs and remembered state to requests.

Text goes as `stringValue`, which Google never reads as a formula; rows go to fixed places, so that the same request
may be sent twice; the high-water mark travels in the same atomic batch as the rows it speaks of.
"""

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sheets_sync import texts
from sheets_sync.cells import GOOGLE_LIMIT, clean
from sheets_sync.model import Column, Kind, Row, Tab, Value, digest
from sheets_sync.ports import Layout
from sheets_sync.state import Attempt, TabState
from sheets_sync.trouble import Parked

Json = dict[str, Any]

ROWS_AT_FIRST = 2000
"""Grid rows of a new tab; every cell of the grid counts against Google's ten million."""
ROWS_MORE = 1000
MOST_ROWS = 1000
MOST_BYTES = 1_400_000
"""Of one request; Google recommends at most 2 MB."""
AGENCY_MARK = 910_000_001
"""The id of the developer metadata that names the agency a spreadsheet belongs to."""
_EPOCH = date(1899, 12, 30)
_FONT = "Sarabun"
_PIXELS_PER_CHARACTER = 8
_FORMATS = {
    Kind.TEXT: {"type": "TEXT"},
    Kind.WHOLE: {"type": "NUMBER", "pattern": "#,##0"},
    Kind.SCORE: {"type": "NUMBER", "pattern": "0.00"},
    Kind.DATE: {"type": "DATE", "pattern": "yyyy-mm-dd"},
}


def sheet_id(tab: Tab) -> int:
    """The tab's own id, the same in every spreadsheet: titles may be edited, ids cannot."""
    return 1_000_000 + zlib.crc32(f"tab:{tab.key}".encode()) % 2_000_000_000


def mark_id(tab: Tab) -> int:
    """The id of the tab's high-water mark."""
    return 1_000_000 + zlib.crc32(f"mark:{tab.key}".encode()) % 2_000_000_000


# -- provisioning ------------------------------------------------------------------------------------------


def check(layout: Layout, agency_code: str, tabs: Sequence[Tab]) -> None:
    """Raise Parked when the spreadsheet is another agency's, or knows rows that the database does not."""
    if layout.marks.get(AGENCY_MARK, agency_code) != agency_code:
        raise Parked("other_agency")
    for tab in tabs:
        grid = layout.grids.get(sheet_id(tab))
        mark = grid.marks.get(mark_id(tab), "0") if grid else "0"
        if tab.growing and mark.isdecimal() and int(mark) > len(tab.rows):
            raise Parked("ahead")


def provisioning(layout: Layout, agency_code: str, tabs: Sequence[Tab]) -> list[Json]:
    """One batch that adds what the spreadsheet lacks; empty when it lacks nothing. Touches no cell of others."""
    requests: list[Json] = []
    if AGENCY_MARK not in layout.marks:
        requests.append(_locale())
        requests.append(_mark(AGENCY_MARK, "prongsai.agency", agency_code, {"spreadsheet": True}))
    taken = {grid.title.lower() for grid in layout.grids.values()}
    for tab in tabs:
        grid = layout.grids.get(sheet_id(tab))
        if grid is None:
            title = _free(tab.title, taken)
            taken.add(title.lower())
            requests += _new_tab(tab, title)
        elif grid.columns < len(tab.columns):
            requests.append(_longer(tab, "COLUMNS", len(tab.columns) - grid.columns))
        if tab.growing and (grid is None or mark_id(tab) not in grid.marks):
            requests.append(_mark(mark_id(tab), "prongsai.rows", "0", {"sheetId": sheet_id(tab)}))
    return requests


def _locale() -> Json:
    wanted = {"locale": "th_TH", "timeZone": "Asia/Bangkok"}
    return {"updateSpreadsheetProperties": {"properties": wanted, "fields": "locale,timeZone"}}


writing_right = _locale
"""A write that changes no cell: what a probe asks to learn whether it may write."""


def _mark(number: int, key: str, value: str, place: Json) -> Json:
    note = {"metadataId": number, "metadataKey": key, "metadataValue": value, "visibility": "DOCUMENT"}
    return {"createDeveloperMetadata": {"developerMetadata": {**note, "location": place}}}


def _free(title: str, taken: set[str]) -> str:
    names = [title, *(f"{title} ({number})" for number in range(2, 1000))]
    return next(name for name in names if name.lower() not in taken)


def _new_tab(tab: Tab, title: str) -> list[Json]:
    rows = max(ROWS_AT_FIRST, len(tab.rows) + ROWS_MORE)
    grid = {"rowCount": rows, "columnCount": len(tab.columns), "frozenRowCount": 1}
    whole = {"sheetId": sheet_id(tab), "startRowIndex": 0, "endRowIndex": rows}
    properties = {"sheetId": sheet_id(tab), "title": title, "gridProperties": grid}
    requests: list[Json] = [{"addSheet": {"properties": properties}}]
    for place, column in enumerate(tab.columns):
        block = {**whole, "startRowIndex": 1, "startColumnIndex": place, "endColumnIndex": place + 1}
        requests += [_format(block, _column_format(column)), _width(tab, place, column)]
    bold = {"textFormat": {"bold": True, "fontFamily": _FONT}, "wrapStrategy": "WRAP", "verticalAlignment": "TOP"}
    return [*requests, _format({**whole, "endRowIndex": 1}, bold)]


def _column_format(column: Column) -> Json:
    look: Json = {"textFormat": {"fontFamily": _FONT}, "verticalAlignment": "TOP", "wrapStrategy": "WRAP"}
    return {**look, "numberFormat": _FORMATS[column.kind]} if column.kind in _FORMATS else look


def _format(block: Json, look: Json) -> Json:
    return {"repeatCell": {"range": block, "cell": {"userEnteredFormat": look}, "fields": "userEnteredFormat"}}


def _width(tab: Tab, place: int, column: Column) -> Json:
    where = {"sheetId": sheet_id(tab), "dimension": "COLUMNS", "startIndex": place, "endIndex": place + 1}
    size = {"pixelSize": column.width * _PIXELS_PER_CHARACTER}
    return {"updateDimensionProperties": {"range": where, "properties": size, "fields": "pixelSize"}}


def _longer(tab: Tab, dimension: str, length: int) -> Json:
    return {"appendDimension": {"sheetId": sheet_id(tab), "dimension": dimension, "length": length}}


def growth(layout: Layout, tabs: Sequence[Tab]) -> list[Json]:
    """Grid rows that are missing. Sent alone: said twice, it only adds blank rows, which an absolute size would not."""
    return [
        _longer(tab, "ROWS", len(tab.rows) + 1 - layout.grids[sheet_id(tab)].rows + ROWS_MORE)
        for tab in tabs
        if len(tab.rows) + 1 > layout.grids[sheet_id(tab)].rows
    ]


# -- cells -------------------------------------------------------------------------------------------------


def next_attempt(tabs: Sequence[Tab], states: Mapping[str, TabState]) -> Attempt | None:
    """The next batch that brings the sheet nearer to the tabs, or None when it is there.

    Raises Parked("too_large") for a tab that no single request can carry.
    """
    requests: list[Json] = []
    after: dict[str, TabState] = {}
    room = _Room(MOST_BYTES, MOST_ROWS)
    for tab in tabs:
        step = _step(tab, states[tab.key], room)
        if step is None:
            continue
        requests += step.requests
        after[tab.key] = step.after
    return Attempt(json.dumps(requests, ensure_ascii=False, separators=(",", ":")), after) if requests else None


@dataclass
class _Room:
    """What still fits into the request."""

    bytes: int
    rows: int
    """Of growing tabs."""

    def take(self, size: int) -> bool:
        """Use up `size` bytes; False when they do not fit."""
        if size > self.bytes:
            return False
        self.bytes -= size
        return True


@dataclass(frozen=True)
class _Step:
    requests: Sequence[Json]
    after: TabState


def _step(tab: Tab, state: TabState, room: _Room) -> _Step | None:
    if tab.two_way:
        return None  # its cells are read before they are written: `faq_run`
    return _grow(tab, state, room) if tab.growing else _rewrite(tab, state, room)


def _rewrite(tab: Tab, state: TabState, room: _Room) -> _Step | None:
    """A small tab whole; the rest of our columns is cleared by the same request."""
    mark = digest([tab])
    if state.mark == mark:
        return None
    rows = [_header(tab), *(_line(row) for row in tab.rows)]
    where = {"sheetId": sheet_id(tab), "startRowIndex": 0, "startColumnIndex": 0, "endColumnIndex": len(tab.columns)}
    request = _cells(where, rows)
    size = size_of(request)
    if size > MOST_BYTES:
        raise Parked("too_large")
    return _Step([request], TabState(len(tab.rows), mark)) if room.take(size) else None


def _grow(tab: Tab, state: TabState, room: _Room) -> _Step | None:
    """The next rows of a growing tab, with its mark; from the top again when what was written has changed."""
    written = state.written
    if written > len(tab.rows):
        raise Parked("ahead")
    if state.mark != _prefix(tab, written):
        written = -1  # the header too
    if written == len(tab.rows):
        return None
    lines: list[Json] = []
    end = written
    while end < len(tab.rows) and len(lines) < room.rows:
        line = _header(tab) if end < 0 else _line(tab.rows[end])
        if not room.take(size_of(line)):
            break
        lines.append(line)
        end += 1
    if not lines:
        return None
    room.rows -= len(lines)
    where = {
        "sheetId": sheet_id(tab), "startRowIndex": written + 1, "endRowIndex": end + 1,
        "startColumnIndex": 0, "endColumnIndex": len(tab.columns),
    }  # fmt: skip
    return _Step([_cells(where, lines), _remark(tab, end)], TabState(end, _prefix(tab, end)))


def _prefix(tab: Tab, written: int) -> str:
    """What the sheet holds when its first `written` rows are these."""
    known = [tab.key, [[column.title] for column in tab.columns], [list(map(str, row)) for row in tab.rows[:written]]]
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()


def _remark(tab: Tab, written: int) -> Json:
    lookup = {"developerMetadataLookup": {"metadataId": mark_id(tab)}}
    value = {"metadataValue": str(max(written, 0))}
    return {"updateDeveloperMetadata": {"dataFilters": [lookup], "developerMetadata": value, "fields": "metadataValue"}}


def _cells(where: Json, rows: Sequence[Json]) -> Json:
    return {"updateCells": {"range": where, "rows": list(rows), "fields": "userEnteredValue"}}


def _header(tab: Tab) -> Json:
    return _line([column.title for column in tab.columns])


def _line(row: Row | Sequence[Value]) -> Json:
    return {"values": [cell(value) for value in row]}


def cell(value: Value) -> Json:
    """An empty cell is said too: what stood there before must go."""
    if value is None or value == "":
        return {}
    if isinstance(value, str):
        return {"userEnteredValue": {"stringValue": clean(value, GOOGLE_LIMIT, texts.CUT)}}
    if isinstance(value, date):
        return {"userEnteredValue": {"numberValue": (value - _EPOCH).days}}
    return {"userEnteredValue": {"numberValue": value if isinstance(value, int) else float(value)}}


def size_of(value: Json) -> int:
    """Bytes on the wire."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
