"""Which rows go into the next request, worked out without asking.

Rows go to fixed places, so that the same request may be sent twice; the high-water mark travels in the same atomic
batch as the rows it speaks of. What was written is known block by block: only what has changed is written again.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kernel.codes import new_id
from sheets_sync.cell_looks import looks
from sheets_sync.drawing import Json, cell, line, row_at, size_of
from sheets_sync.dressing import ROWS_MORE, locale, longer, provisioning
from sheets_sync.model import Tab
from sheets_sync.sheet_ids import AGENCY_MARK, check, mark_id, sheet_id
from sheets_sync.state import Attempt, Piece, SheetState, TabState
from sheets_sync.steps import MOST_BYTES, MOST_ROWS, Room, tab_step

__all__ = [
    "AGENCY_MARK", "MOST_BYTES", "MOST_ROWS", "ROWS_MORE", "Json", "attempt", "body", "cell", "cells", "check",
    "growth", "locale", "mark", "mark_id", "next_attempt", "provisioning", "sheet_id", "size_of", "writing_right",
]  # fmt: skip

writing_right = locale
"""What a probe asks to learn whether it may write."""


def attempt(requests: Sequence[Json], **facts: Any) -> Attempt:
    """A batch with its bytes as they will be sent."""
    return Attempt(new_id(), body(requests), **facts)


def body(requests: Sequence[Json]) -> str:
    """A batchUpdate's JSON."""
    return json.dumps({"requests": list(requests)}, ensure_ascii=False, separators=(",", ":"))


def growth(tabs: Sequence[Tab], rows: Mapping[str, int]) -> list[Json]:
    """Grid rows that are missing, with room for as many again. Sent alone."""
    found = []
    for tab in tabs:
        missing = len(tab.rows) + 1 - rows.get(tab.key, 0)
        if missing > 0 and not tab.two_way:
            found.append(longer(tab, "ROWS", missing + max(ROWS_MORE, min(len(tab.rows), 20 * ROWS_MORE))))
    return found


def next_attempt(tabs: Sequence[Tab], state: SheetState) -> Attempt | None:
    """The next batch that brings the sheet nearer to the tabs, or None when it is there.

    Raises Parked: "ahead" for a growing tab that shrank, "too_large" for a row that no request can carry.
    """
    room = Room()
    requests: list[Json] = []
    pieces: list[Piece] = []
    after: dict[str, TabState] = {}
    for tab in tabs:
        if tab.two_way:
            continue  # its cells are read before they are written: `faq_run`
        step = tab_step(tab, state.tabs[tab.key], state.poison.get(tab.key, {}), room)
        if step is None:
            continue
        after[tab.key], carried = step
        pieces += carried
        requests += _requests(tab, state, carried, after[tab.key])
    return attempt(requests, after=after, pieces=tuple(pieces)) if requests else None


def _requests(tab: Tab, state: SheetState, carried: Sequence[Piece], after: TabState) -> Iterator[Json]:
    known = state.tabs[tab.key]
    end, grid_rows = len(tab.rows) + 1, state.rows.get(tab.key, 0)
    if not 0 <= known.written <= len(tab.rows) and end < grid_rows:
        # what may stand below our last row; what stands above it is overwritten, so that nobody sees it missing
        where = {**_columns(tab), "startRowIndex": end}
        yield {"updateCells": {"range": where, "fields": "userEnteredValue"}}
    for piece in carried:
        yield from cells(tab, piece, state.poison.get(tab.key, {}))
    if tab.growing and after.written != known.written:
        yield mark(tab, after.written)


def cells(tab: Tab, piece: Piece, poison: Mapping[str, str]) -> Iterator[Json]:
    """The requests that write a piece."""
    rows = [row_at(tab, place, poison) for place in range(piece.first, piece.past)]
    where = {**_columns(tab), "startRowIndex": piece.first + 1, "endRowIndex": piece.past + 1}
    yield {"updateCells": {"range": where, "rows": [line(row) for row in rows], "fields": "userEnteredValue"}}
    yield from looks(tab, piece, rows)


def _columns(tab: Tab) -> Json:
    return {"sheetId": sheet_id(tab), "startColumnIndex": 0, "endColumnIndex": len(tab.columns)}


def mark(tab: Tab, written: int) -> Json:
    """The high-water mark."""
    lookup = {"developerMetadataLookup": {"metadataId": mark_id(tab)}}
    value = {"metadataValue": str(max(written, 0))}
    return {"updateDeveloperMetadata": {"dataFilters": [lookup], "developerMetadata": value, "fields": "metadataValue"}}
