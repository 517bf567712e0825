"""Comparing the spreadsheet with the database: what is read, and whether it is what was written."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sheets_sync.drawing import Json, as_read, row_at
from sheets_sync.model import Row, Tab
from sheets_sync.sheet_ids import sheet_id
from sheets_sync.state import TabState
from sheets_sync.steps import compared

Cells = Sequence[Sequence[Any]]


def asked(tabs: Sequence[Tab]) -> list[Json]:
    """The grid ranges to read: each tab's own columns, then each tab's whole first row."""
    own = [
        {"sheetId": sheet_id(tab), "startRowIndex": 0, "startColumnIndex": 0, "endColumnIndex": len(tab.columns)}
        for tab in tabs
    ]
    heads = [{"sheetId": sheet_id(tab), "startRowIndex": 0, "endRowIndex": 1} for tab in tabs]
    return [*own, *heads]


def damage(tab: Tab, known: TabState, poison: Mapping[str, str], found: Cells) -> str:
    """A fingerprint of what stands there, when it is not what was written; "" when all is well.

    Rows that the database has changed meanwhile are left out: they are written anyway.
    """
    kept, _ = compared(tab, known, poison)
    places = (place for first, past in kept for place in range(first, past))
    right = all(_same(row_at(tab, place, poison), _at(found, place + 1)) for place in places)
    below = any(cell not in ("", None) for row in found[max(known.written, 0) + 1 :] for cell in row)
    if right and not below:
        return ""
    return hashlib.sha256(json.dumps(found, ensure_ascii=True, default=str).encode()).hexdigest()[:20]


def _at(found: Cells, place: int) -> Sequence[Any]:
    return found[place] if place < len(found) else ()


def _same(row: Row, found: Sequence[Any]) -> bool:
    cells = [*found, *[""] * (len(row) - len(found))]
    return len(cells) == len(row) and all(map(_equal, row, cells))


def _equal(value: object, found: Any) -> bool:
    if isinstance(value, datetime):
        return isinstance(found, int | float)  # the moment of writing was another one then
    wanted = as_read(value)  # type: ignore[arg-type]
    if isinstance(wanted, bool) or isinstance(found, bool) or isinstance(wanted, str) or isinstance(found, str):
        return type(wanted) is type(found) and wanted == found
    return found is not None and abs(wanted - found) < 1e-9 * max(1.0, abs(wanted))
