"""Cells: updateCells, repeatCell, appendCells, data validation."""

from devtools.sheets import a1, guard, masks
from devtools.sheets.book import Book
from devtools.sheets.cells import LAYERED, Cell, Json, checked, tidy
from devtools.sheets.changes.given import Handler, fields
from devtools.sheets.refusal import bad
from devtools.sheets.sheet import Layer, Sheet


def _update_cells(book: Book, body: Json) -> Json:
    mask = fields(body)
    if (body.get("range") is None) == (body.get("start") is None):
        raise bad("Must set exactly one of start and range")
    given = _lines(body)
    block = _from(book, body["start"], given) if body.get("start") is not None else a1.block_of(book, body["range"])
    guard.check(book, block)
    whole_width = body.get("range") is not None
    for row in _touched(block, len(given)):
        line = given[row - block.top] if row - block.top < len(given) else []
        if len(line) > block.right - block.left:
            raise _too_far("column", block.left + len(line) - 1, block.right - 1)
        for column in block.columns if whole_width else range(block.left, block.left + len(line)):
            cell = line[column - block.left] if column - block.left < len(line) else {}
            block.sheet.write(row, column, cell, mask)
    return {}


def _lines(body: Json) -> list[list[Cell]]:
    return [[checked(cell) for cell in (row or {}).get("values") or []] for row in body.get("rows") or []]


def _from(book: Book, start: Json, given: list[list[Cell]]) -> a1.Block:
    """The block that begins at a GridCoordinate. Raises Refusal(400) when the data reaches beyond the grid."""
    sheet = book.sheet(start.get("sheetId") or 0)
    top, left = start.get("rowIndex") or 0, start.get("columnIndex") or 0
    for name, index, length in (("rowIndex", top, sheet.rows), ("columnIndex", left, sheet.columns)):
        if index >= length:
            raise bad(f"GridCoordinate.{name}[{index}] is after last {name[:-5]} in grid[{length - 1}]")
    wide = max((len(line) for line in given), default=0)
    if top + len(given) > sheet.rows:
        raise _too_far("row", top + len(given) - 1, sheet.rows - 1)
    if left + wide > sheet.columns:
        raise _too_far("column", left + wide - 1, sheet.columns - 1)
    return a1.Block(sheet, top, left, top + len(given), left + wide)


def _too_far(kind: str, index: int, last: int) -> Exception:
    return bad(f"Attempting to write {kind}: {index}, beyond the last requested {kind} of: {last}")


def _touched(block: a1.Block, given: int) -> list[int]:
    """The rows that get data, and below them those that hold something to be cleared."""
    if given > block.bottom - block.top:
        raise _too_far("row", block.top + given - 1, block.bottom - 1)
    last = min(block.top + given, block.bottom)
    return [*range(block.top, last), *(row for row in list(block.sheet.cells) if last <= row < block.bottom)]


def _repeat_cell(book: Book, body: Json) -> Json:
    mask, cell = fields(body), checked(body.get("cell") or {})
    block = a1.block_of(book, body["range"])
    guard.check(book, block)
    if "*" in mask or set(mask) - set(LAYERED):
        for row in block.rows:
            for column in block.columns:
                block.sheet.write(row, column, cell, mask)
        return {}
    for name in mask:
        lay(block, name, cell.get(name, {}), mask[name])
    return {}


def lay(block: a1.Block, name: str, value: Json, mask: masks.Mask) -> None:
    """Lay a format or a validation over a block; cells with one of their own are written to."""
    sheet = block.sheet
    rows = [row for row in sheet.cells if row in block.rows]
    own = [(row, at) for row in rows for at in sheet.cells[row] if at in block.columns and name in sheet.cells[row][at]]
    for row, column in own:
        sheet.write(row, column, {name: value}, {name: mask})
    sheet.layers.append(Layer(block.rows, block.columns, name, value, mask))


def _append_cells(book: Book, body: Json) -> Json:
    mask, sheet = fields(body), book.sheet(body.get("sheetId") or 0)
    given = _lines(body)
    top, wide = sheet.last_row() + 1, max((len(line) for line in given), default=0)
    sheet.resize(max(sheet.rows, top + len(given)), max(sheet.columns, wide))
    guard.check(book, a1.Block(sheet, top, 0, top + len(given), wide))
    _write_lines(sheet, top, given, mask)
    return {}


def _write_lines(sheet: Sheet, top: int, given: list[list[Cell]], mask: masks.Mask) -> None:
    for down, line in enumerate(given):
        for column, cell in enumerate(line):
            sheet.write(top + down, column, cell, mask)


def _validation(book: Book, body: Json) -> Json:
    block = a1.block_of(book, body["range"])
    guard.check(book, block)
    rule = body.get("rule") or {}
    if rule and not (rule.get("condition") or {}).get("type"):
        raise bad("A data validation rule must have a condition")
    lay(block, "dataValidation", tidy(rule), {})
    return {}


HANDLERS: dict[str, Handler] = {
    "updateCells": _update_cells,
    "repeatCell": _repeat_cell,
    "appendCells": _append_cells,
    "setDataValidation": _validation,
}
