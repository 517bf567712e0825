"""One tab: a fixed grid, sparse cells, formats laid over blocks, and what hangs on its ranges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from devtools.sheets import masks
from devtools.sheets.cells import LAYERED, Cell, Json, tidy, without_twins
from devtools.sheets.refusal import bad

ROWS, COLUMNS = "ROWS", "COLUMNS"
_VALUE_ONLY: masks.Mask = {"userEnteredValue": {}}


@dataclass(frozen=True)
class Layer:
    """A format or validation laid over a block: formatting a column costs one entry, not one per row."""

    rows: range
    columns: range
    name: str
    """userEnteredFormat | dataValidation"""
    value: Json
    mask: masks.Mask


@dataclass
class Sheet:
    """One tab."""

    id: int
    title: str
    rows: int = 1000
    columns: int = 26
    frozen_rows: int = 0
    frozen_columns: int = 0
    hidden: bool = False
    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    """Row -> column -> cell, from 0."""
    layers: list[Layer] = field(default_factory=list)
    """Oldest first; a cell's own entry wins over all of them."""
    looks: Json = field(default_factory=dict)
    """SheetProperties beside those above: tabColor, rightToLeft, gridProperties switches."""
    sizes: dict[str, dict[int, Json]] = field(default_factory=lambda: {ROWS: {}, COLUMNS: {}})
    """DimensionProperties that are not the usual ones."""
    depths: dict[str, dict[int, int]] = field(default_factory=lambda: {ROWS: {}, COLUMNS: {}})
    """How many groups a row or column is in."""
    merges: list[Json] = field(default_factory=list)
    protected: list[Json] = field(default_factory=list)
    filter: Json | None = None
    bandings: list[Json] = field(default_factory=list)
    rules: list[Json] = field(default_factory=list)
    """Conditional formats, in order."""
    charts: list[Json] = field(default_factory=list)
    _own: set[int] = field(default_factory=set, repr=False)
    """Rows that no copy shares."""

    def copy(self) -> Sheet:
        """Independent of this one; rows are shared until one of the two changes them."""
        self._own = set()
        made = Sheet(**{name: part for name, part in vars(self).items() if name != "_own"})
        made.cells = dict(self.cells)
        made.looks = {**self.looks}
        made.sizes = {name: dict(part) for name, part in self.sizes.items()}
        made.depths = {name: dict(part) for name, part in self.depths.items()}
        for name in ("layers", "merges", "protected", "bandings", "rules", "charts"):
            setattr(made, name, list(getattr(self, name)))
        return made

    def cell(self, row: int, column: int) -> Cell:
        """The cell's own entry, {} when nothing is in it."""
        return self.cells.get(row, {}).get(column, {})

    def attribute(self, row: int, column: int, name: str) -> Json:
        """A format or validation as a reader sees it, {} for none."""
        own = self.cell(row, column)
        if name in own:
            found: Json = own[name]
            return found
        shown: Json = {}
        for layer in self.layers:
            if layer.name == name and row in layer.rows and column in layer.columns:
                shown = masks.merge(without_twins(shown, layer.mask), layer.value, layer.mask)
        tidied: Json = tidy(shown)
        return tidied

    def format_of(self, row: int, column: int) -> Json:
        """The format a reader sees, {} for the default one."""
        return self.attribute(row, column, "userEnteredFormat")

    def whole(self, row: int, column: int) -> Cell:
        """The cell together with what lies over it."""
        over = {name: found for name in LAYERED if (found := self.attribute(row, column, name))}
        return {**self.cell(row, column), **over}

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Replace one cell's own entry. Raises Refusal(400) outside the grid."""
        if not (0 <= row < self.rows and 0 <= column < self.columns):
            raise bad(f"Range ({self.title}) exceeds grid limits. Max rows: {self.rows}, max columns: {self.columns}")
        if cell:
            self._row(row)[column] = cell
        elif column in self.cells.get(row, {}):
            del self._row(row)[column]

    def _row(self, row: int) -> dict[int, Cell]:
        if row not in self._own:
            self.cells[row] = dict(self.cells.get(row, {}))
            self._own.add(row)
        return self.cells.setdefault(row, {})

    def write(self, row: int, column: int, new: Cell, mask: masks.Mask) -> None:
        """Write the fields of `mask` as in `new`; a field that `new` lacks is cleared."""
        if mask == _VALUE_ONLY:  # most writes, by far
            return self.set_value(row, column, new.get("userEnteredValue"))
        named = [name for name in LAYERED if name in mask or "*" in mask]
        old = self.whole(row, column) if named else self.cell(row, column)
        merged = masks.merge(without_twins(old, mask), new, mask)
        for name in named:
            # an empty entry of its own keeps what lies over the block from shining through
            merged[name] = tidy(merged.get(name, {}))
            if not merged[name] and not any(layer.name == name for layer in self.layers):
                del merged[name]
        self.put(row, column, merged)
        return None

    def set_value(self, row: int, column: int, value: Json | None) -> None:
        """Only the value; None empties the cell. Format and note stay."""
        kept = {name: part for name, part in self.cell(row, column).items() if name != "userEnteredValue"}
        self.put(row, column, {**kept, "userEnteredValue": value} if value else kept)

    def filled(self) -> Iterator[tuple[int, int]]:
        """Places that hold a value, row by row."""
        for row in sorted(self.cells):
            for column in sorted(self.cells[row]):
                if "userEnteredValue" in self.cells[row][column]:
                    yield row, column

    def last_row(self) -> int:
        """Of the rows with a value; -1 when there is none."""
        holding = (row for row, kept in self.cells.items() if any("userEnteredValue" in cell for cell in kept.values()))
        return max(holding, default=-1)

    def remap(self, cells: dict[int, dict[int, Cell]]) -> None:
        """Put other cells in the place of all."""
        self.cells, self._own = cells, set()

    def resize(self, rows: int, columns: int) -> None:
        """A new grid; cells outside it are lost."""
        if rows < 1 or columns < 1:
            raise bad("A sheet must have at least one row and one column")
        if rows < self.rows or columns < self.columns:
            kept = {row: cells for row, cells in self.cells.items() if row < rows}
            if columns < self.columns:
                kept = {row: {at: cell for at, cell in cells.items() if at < columns} for row, cells in kept.items()}
            self.remap(kept)
        self.rows, self.columns = rows, columns

    @property
    def properties(self) -> Json:
        """SheetProperties without the index; zeros are left out, the id is not."""
        grid: Json = {"rowCount": self.rows, "columnCount": self.columns, **self.looks.get("gridProperties", {})}
        if self.frozen_rows:
            grid["frozenRowCount"] = self.frozen_rows
        if self.frozen_columns:
            grid["frozenColumnCount"] = self.frozen_columns
        shown = {"sheetId": self.id, "title": self.title, "sheetType": "GRID", "gridProperties": grid}
        hidden = {"hidden": True} if self.hidden else {}
        return {**shown, **{name: part for name, part in self.looks.items() if name != "gridProperties"}, **hidden}

    def placed(self, index: int) -> Json:
        """SheetProperties with the place among the sheets, in the order in which Google names them."""
        return {"sheetId": self.id, "title": self.title, "index": index, **self.properties}
