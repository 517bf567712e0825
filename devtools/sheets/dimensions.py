"""Rows and columns that come and go, and everything that moves with them."""

from dataclasses import dataclass, replace
from typing import Any

from devtools.sheets.sheet import COLUMNS, ROWS, Layer

Json = dict[str, Any]
_GRID = {"sheetId", "startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex"}
GONE = object()
"""What is left of a range whose cells are all deleted."""


@dataclass(frozen=True)
class Edit:
    """`removed` rows or columns deleted from `at` on, or `added` ones inserted before it."""

    sheet: int
    down: bool
    """Rows; else columns."""
    at: int
    added: int = 0
    removed: int = 0
    from_before: bool = False
    """New ones look like the row or column before them; else like the one after."""

    @property
    def dimension(self) -> str:
        """ROWS | COLUMNS"""
        return ROWS if self.down else COLUMNS

    def place(self, index: int) -> int | None:
        """Where a row or column is afterwards; None: deleted."""
        if index < self.at:
            return index
        return None if index < self.at + self.removed else index - self.removed + self.added

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a stretch is afterwards; None: all of it deleted. What is inserted inside becomes part of it."""
        if self.added:
            return start + self.added * (start >= self.at), end + self.added * (end > self.at)
        start, end = self._closed(start), self._closed(end)
        return (start, end) if start < end else None

    def _closed(self, index: int) -> int:
        return index if index <= self.at else max(self.at, index - self.removed)

    def layer(self, layer: Layer) -> Layer | None:
        """A format laid over a block; inserted rows take the format of a neighbour."""
        old = layer.rows if self.down else layer.columns
        kept = self.span(old.start, old.stop)
        if kept is None:
            return None
        start, end = kept
        if self.added and self.from_before and old.stop == self.at:
            end += self.added
        if self.added and not self.from_before and old.start == self.at:
            start -= self.added
        new = range(start, end)
        return replace(layer, rows=new) if self.down else replace(layer, columns=new)

    def json(self, value: Any, home: int | None = None) -> Any:
        """A JSON value with every GridRange in it moved; GONE for a range that is no more. `home`: its own sheet."""
        if isinstance(value, list):
            return [moved for one in value if (moved := self.json(one, home)) is not GONE]
        if not isinstance(value, dict):
            return value
        if set(value) <= _GRID and set(value) - {"sheetId"}:
            return self._range(value)
        moved = {name: self.json(part, home) for name, part in value.items()}
        return GONE if moved.get("range") is GONE else {name: part for name, part in moved.items() if part is not GONE}

    def _range(self, value: Json) -> Any:
        first, last = ("startRowIndex", "endRowIndex") if self.down else ("startColumnIndex", "endColumnIndex")
        if value.get("sheetId", 0) != self.sheet or not {first, last} & set(value):
            return value
        kept = self.span(value.get(first, 0), value.get(last, 2**31 - 1))
        if kept is None:
            return GONE
        ends = {first: kept[0], last: kept[1]}
        return {**value, **{name: ends[name] for name in ends if name in value}}
