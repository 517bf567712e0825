"""spreadsheets.get: a spreadsheet as JSON, with or without its cells."""

import json
from collections.abc import Sequence
from typing import Any

from devtools.sheets import a1, masks
from devtools.sheets.book import Book
from devtools.sheets.cells import Json
from devtools.sheets.defaults import FORMAT, THEME, effective_format
from devtools.sheets.reading import Reader, effective
from devtools.sheets.sheet import COLUMNS, ROWS, Layer, Sheet

_PIXELS = {ROWS: 21, COLUMNS: 100}
_RESULTS = {"effectiveValue", "formattedValue", "hyperlink"}


def spreadsheet(reader: Reader, blocks: Sequence[a1.Block], grid: bool, fields: str = "") -> Json:
    """A Spreadsheet. `blocks`: only their sheets and cells; none: all. A mask in `fields` decides over `grid`."""
    mask = masks.parse(fields) if fields else {}
    cells = masks.below(mask, "sheets", "data") if mask else ({} if grid else None)
    answer: Json = {"spreadsheetId": reader.book.id, "properties": properties(reader.book), "sheets": []}
    for index, sheet in enumerate(reader.book.sheets):
        chosen = [one for one in blocks if one.sheet is sheet] if blocks else [a1.whole(sheet)]
        if chosen:
            data = [] if cells is None else [_Grid(reader, block, cells).json for block in chosen]
            answer["sheets"].append(_sheet(reader.book, sheet, index, data))
    if reader.book.named:
        answer["namedRanges"] = reader.book.named
    answer["spreadsheetUrl"] = f"https://docs.google.com/spreadsheets/d/{reader.book.id}/edit"
    marks = [one.json for one in reader.book.metadata.values() if one.sheet is None]
    if marks:
        answer["developerMetadata"] = marks
    # an answer must not share parts with the book: the book may change before it is sent
    copied: Json = json.loads(json.dumps(masks.pick(answer, mask)))
    return copied


def properties(book: Book) -> Json:
    """SpreadsheetProperties."""
    named = {"title": book.title, "locale": book.locale, "autoRecalc": "ON_CHANGE", "timeZone": book.time_zone}
    return {**named, "defaultFormat": FORMAT, "spreadsheetTheme": THEME, **book.settings}


def _sheet(book: Book, sheet: Sheet, index: int, data: list[Json]) -> Json:
    marks = [one.json for one in book.metadata.values() if one.sheet == sheet.id and not one.dimension]
    parts = {
        "data": data,
        "merges": sheet.merges,
        "conditionalFormats": sheet.rules,
        "protectedRanges": [_protected(book, one) for one in sheet.protected],
        "basicFilter": sheet.filter,
        "charts": sheet.charts,
        "bandedRanges": sheet.bandings,
        "developerMetadata": marks,
        "rowGroups": groups(sheet, ROWS),
        "columnGroups": groups(sheet, COLUMNS),
    }
    known = {name: part for name, part in parts.items() if part}
    return {"properties": sheet.placed(index), **known}


def _protected(book: Book, one: Json) -> Json:
    """With what Google fills in for the one who asks."""
    may = (
        one.get("warningOnly")
        or book.user in one.get("editors", {}).get("users", ())
        or book.role(book.user) == "owner"
    )
    before = {name: part for name, part in one.items() if name != "editors"}
    return {**before, "requestingUserCanEdit": True, **one} if may else one


def groups(sheet: Sheet, dimension: str) -> list[Json]:
    """DimensionGroups, worked out from how deep each row or column lies."""
    depths = sheet.depths[dimension]
    found = []
    for depth in range(1, max(depths.values(), default=0) + 1):
        inside = sorted(index for index, deep in depths.items() if deep >= depth)
        starts = [index for index in inside if index - 1 not in inside]
        ends = [index + 1 for index in inside if index + 1 not in inside]
        for start, end in zip(starts, ends, strict=True):
            stretch = {"dimension": dimension, "startIndex": start, "endIndex": end}
            found.append({"range": {**a1.on(sheet), **stretch}, "depth": depth})
    return found


class _Grid:
    """GridData of one block, with the fields that `mask` names and no work done for others."""

    def __init__(self, reader: Reader, block: a1.Block, mask: masks.Mask) -> None:
        self._reader, self._block, self._sheet = reader, block, block.sheet
        self._mask = masks.below(mask, "rowData", "values") if mask else {}
        self._wanted = mask
        self._layers = [layer for layer in self._sheet.layers if self._is_asked(layer)]

    def _is_asked(self, layer: Layer) -> bool:
        """Whether what lies over a part of the block makes its cells hold something."""
        block, mask = self._block, self._mask
        down = layer.rows.start < block.bottom and block.top < layer.rows.stop
        over = down and layer.columns.start < block.right and block.left < layer.columns.stop
        return over and mask is not None and (not mask or not {"*", "effectiveFormat", layer.name}.isdisjoint(mask))

    @property
    def json(self) -> Json:
        block, wanted = self._block, self._wanted
        grid: Json = {name: at for name, at in (("startRow", block.top), ("startColumn", block.left)) if at}
        if self._mask is not None:
            rows = self._rows()
            grid |= {"rowData": rows} if rows else {}
        for name, dimension, span in (("rowMetadata", ROWS, block.rows), ("columnMetadata", COLUMNS, block.columns)):
            if not wanted or "*" in wanted or name in wanted:
                grid[name] = [self._dimension(dimension, index) for index in span]
        return grid

    def _dimension(self, dimension: str, index: int) -> Json:
        marks = [
            one.json
            for one in self._reader.book.metadata.values()
            if (one.sheet, one.dimension, one.at) == (self._sheet.id, dimension, index)
        ]
        size = {"pixelSize": _PIXELS[dimension], **self._sheet.sizes[dimension].get(index, {})}
        return {**size, "developerMetadata": marks} if marks else size

    def _rows(self) -> list[Json]:
        own = [row for row in self._sheet.cells if row in self._block.rows]
        laid = [min(layer.rows.stop, self._block.bottom) - 1 for layer in self._layers]
        last = max([*own, *laid], default=self._block.top - 1)
        rows = [self._row(row) for row in range(self._block.top, last + 1)]
        while rows and not rows[-1]:
            rows.pop()
        return rows

    def _row(self, row: int) -> Json:
        own = [at for at in self._sheet.cells.get(row, ()) if at in self._block.columns]
        laid = [min(layer.columns.stop, self._block.right) - 1 for layer in self._layers if row in layer.rows]
        values = [self._cell(row, column) for column in range(self._block.left, max([*own, *laid], default=-1) + 1)]
        while values and not values[-1]:
            values.pop()
        return {"values": values} if values else {}

    def _cell(self, row: int, column: int) -> Json:
        mask = self._mask or {}
        full = not mask or "*" in mask
        # formats take time to work out, results may not be covered: both only when asked for
        plain = not full and not {"userEnteredFormat", "effectiveFormat", "dataValidation"} & set(mask)
        cell = dict(self._sheet.cell(row, column) if plain else self._sheet.whole(row, column))
        if (full or "effectiveFormat" in mask) and cell:
            cell["effectiveFormat"] = effective_format(cell.get("userEnteredFormat", {}))
        if cell.get("userEnteredValue") and (full or _RESULTS & set(mask)):
            cell |= self._results(row, column, cell["userEnteredValue"])
        picked: Any = masks.pick({name: part for name, part in cell.items() if part != {}}, mask)
        return dict(picked)

    def _results(self, row: int, column: int, given: Json) -> Json:
        value = self._reader.result(self._sheet, row, column)
        found = {
            "effectiveValue": effective(value),
            "formattedValue": self._reader.text(self._sheet, row, column, value),
        }
        parts = given.get("formulaValue", "").split('"')
        linked = len(parts) > 1 and parts[0].replace(" ", "").upper() == "=HYPERLINK("
        return {**found, "hyperlink": parts[1]} if linked else found
