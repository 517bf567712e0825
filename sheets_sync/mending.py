"""Putting a tab right in its place: what staff made of it is kept beside it, and columns come back to where they were.

The tab keeps its id, so that charts, formulas and reports that refer to it go on working.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from kernel.thai import thai_date_short
from sheets_sync import texts
from sheets_sync.drawing import Json
from sheets_sync.dressing import free_title
from sheets_sync.model import Tab
from sheets_sync.ports import Layout
from sheets_sync.sheet_ids import sheet_id

MOST_COPIES = 12
"""Copies that are kept; the oldest goes when there is another."""
_TITLE_LIMIT = 100


@dataclass(frozen=True)
class Copy:
    """A copy that will be made."""

    number: int
    """Its sheet id."""
    request: Json


def copy(tab: Tab, layout: Layout, taken: set[str], today: date, batch: str) -> Copy:
    """The tab as it stands now under another title; `taken` grows. `batch` makes the id one of its own."""
    grid = layout.grids[sheet_id(tab)]
    wanted = texts.STAFF_COPY.format(day=thai_date_short(today), title=grid.title)[: _TITLE_LIMIT - 6]
    title = free_title(wanted, taken)
    taken.add(title.lower())
    number = 1_000_000 + zlib.crc32(f"copy:{tab.key}:{batch}".encode()) % 2_000_000_000
    place = {"sourceSheetId": sheet_id(tab), "newSheetId": number, "newSheetName": title}
    return Copy(number, {"duplicateSheet": {**place, "insertSheetIndex": len(layout.grids)}})


def outdated(copies: Sequence[int], layout: Layout) -> list[Json]:
    """Deletes the oldest copies that are too many."""
    there = [number for number in copies if number in layout.grids]
    return [{"deleteSheet": {"sheetId": number}} for number in there[: max(0, len(there) - MOST_COPIES)]]


def apart(tab: Tab) -> Json:
    """Cells that staff merged: what is written into them would not be seen, and their columns cannot be moved."""
    return {"unmergeCells": {"range": {"sheetId": sheet_id(tab)}}}


def realigned(tab: Tab, head: Sequence[Any]) -> list[Json]:
    """Moves columns that staff inserted among ours to the right of them, and makes room for ours that are gone.

    `head` is the first row as it stands. A heading that was only changed moves nothing, nor do ours that changed
    places: their cells are written again.
    """
    titles = [column.title for column in tab.columns]
    there = ["" if cell is None else str(cell) for cell in head]
    inserted, gone = _differences(titles, there)
    if len(set(titles) & set(there)) * 2 < len(titles):
        return []  # the header itself is gone: nothing tells whose columns these are
    requests: list[Json] = []
    right = len(titles) - len(gone) + len(inserted)
    for place in reversed(inserted):
        requests += _moved(sheet_id(tab), place, right)
        right -= 1
    return [*requests, *(_inserted(sheet_id(tab), place) for place in gone)]


def _differences(titles: Sequence[str], there: Sequence[str]) -> tuple[list[int], list[int]]:
    """Columns of the sheet that are not ours, and ours that are not in the sheet."""
    inserted: list[int] = []
    gone: list[int] = []
    for kind, first, past, start, end in SequenceMatcher(None, titles, there, autojunk=False).get_opcodes():
        if kind == "equal" or (first == len(titles)):
            continue  # what stands right of all ours is where it belongs
        changed = min(past - first, end - start)
        inserted += [at for at in range(start + changed, end) if there[at] not in titles]
        gone += [at for at in range(first + changed, past) if titles[at] not in there]
    return inserted, gone


def _moved(sheet: int, place: int, right: int) -> list[Json]:
    source = {"sheetId": sheet, "startColumnIndex": place, "endColumnIndex": place + 1}
    target = {"sheetId": sheet, "rowIndex": 0, "columnIndex": right}
    gone = {"sheetId": sheet, "dimension": "COLUMNS", "startIndex": place, "endIndex": place + 1}
    return [
        _inserted(sheet, right),
        {"cutPaste": {"source": source, "destination": target, "pasteType": "PASTE_NORMAL"}},
        {"deleteDimension": {"range": gone}},
    ]


def _inserted(sheet: int, place: int) -> Json:
    where = {"sheetId": sheet, "dimension": "COLUMNS", "startIndex": place, "endIndex": place + 1}
    return {"insertDimension": {"range": where, "inheritFromBefore": place > 0}}
