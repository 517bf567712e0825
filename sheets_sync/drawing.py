"""Rows of a tab as Google's cells, and what tells two rows apart.

Text goes as `stringValue`, which Google never reads as a formula; empty cells are said too, so that what stood there
goes.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from kernel.clock import BANGKOK
from sheets_sync import texts
from sheets_sync.cells import GOOGLE_LIMIT, clean, number
from sheets_sync.model import Kind, Row, Tab, Value

Json = dict[str, Any]
BLOCK = 250
"""Rows that are compared, and written again, together."""
_EPOCH = date(1899, 12, 30)
_DAY_S = 86_400


def cell(value: Value) -> Json:
    """One CellData."""
    plain = as_read(value)
    if plain == "":
        return {}
    if isinstance(plain, str):
        return {"userEnteredValue": {"stringValue": plain}}
    kind = "boolValue" if isinstance(plain, bool) else "numberValue"
    return {"userEnteredValue": {kind: plain}}


def as_read(value: Value) -> str | int | float | bool:
    """What the API answers for this cell: text cleaned, days as serial numbers, nothing as ""."""
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value, GOOGLE_LIMIT, texts.CUT)
    if isinstance(value, datetime):
        here = value.astimezone(BANGKOK)
        seconds = here.hour * 3600 + here.minute * 60 + here.second
        return (here.date() - _EPOCH).days + seconds / _DAY_S
    if isinstance(value, date):
        return (value - _EPOCH).days
    if isinstance(value, bool):
        return value
    found = number(value)
    return "" if found is None else found


def headings(tab: Tab) -> Row:
    """The first row."""
    return tuple(column.title for column in tab.columns)


def row_at(tab: Tab, place: int, poison: Mapping[str, str]) -> Row:
    """A row as it is to stand in the sheet; -1 is the header. One that Google refuses keeps its place and says so."""
    if place < 0:
        return headings(tab)
    row = tab.rows[place]
    if not poison or poison.get(str(place)) != fingerprint([row]):
        return row
    return tuple(
        _instead(value, column.kind, at) for at, (value, column) in enumerate(zip(row, tab.columns, strict=True))
    )


def _instead(value: Value, kind: Kind, at: int) -> Value:
    # the number in front keeps the order; every text goes, for any of them may be what Google refuses
    if at == 0 and isinstance(value, int):
        return value
    return texts.REFUSED_ROW if kind is Kind.TEXT else None


def line(row: Sequence[Value]) -> Json:
    """One RowData."""
    return {"values": [cell(value) for value in row]}


def fingerprint(rows: Sequence[Sequence[Value]]) -> str:
    """Equal for equal rows. A moment of writing is no difference."""
    plain = [[typed(value) for value in row] for row in rows]
    return hashlib.sha256(json.dumps(plain, ensure_ascii=True).encode()).hexdigest()[:20]


def typed(value: Value) -> object:
    """A cell for a fingerprint: 5, "5" and Decimal("5") are three different ones, and moments are all alike."""
    if isinstance(value, datetime):
        return ["moment"]
    return value if value is None or isinstance(value, str | int) else [type(value).__name__, str(value)]


def blocks(tab: Tab, length: int, poison: Mapping[str, str]) -> tuple[str, ...]:
    """Fingerprints of the header and of the first `length` rows, block by block."""
    spans = [(-1, 0), *((first, min(first + BLOCK, length)) for first in range(0, length, BLOCK))]
    if poison:
        return tuple(fingerprint([row_at(tab, at, poison) for at in range(*span)]) for span in spans)
    known: dict[tuple[int, int], str] = tab.__dict__.setdefault("_prints", {})  # a model's rows never change
    for first, past in spans:
        if (first, past) not in known:
            known[first, past] = fingerprint([headings(tab)] if first < 0 else tab.rows[first:past])
    return tuple(known[span] for span in spans)


def room_of(row: Sequence[Value]) -> int:
    """Bytes of a row on the wire, or a little more."""
    return 16 + sum(_room_of(value) for value in row)


def _room_of(value: Value) -> int:
    if not isinstance(value, str):
        return 60
    escaped = value.count('"') + value.count("\\") + value.count("\n")
    return 48 + min(len(value.encode("utf-8", "ignore")) + escaped, 4 * GOOGLE_LIMIT)


def size_of(value: Any) -> int:
    """Bytes on the wire."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
