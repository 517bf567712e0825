"""Sorting and merging."""

from typing import Any

from devtools.sheets import a1, guard
from devtools.sheets.book import Book
from devtools.sheets.cells import Cell, Json
from devtools.sheets.changes.given import Handler
from devtools.sheets.formulas import Calculation, CellError, after_move
from devtools.sheets.refusal import bad
from devtools.sheets.sheet import Sheet


def _sort(book: Book, body: Json) -> Json:
    block = a1.block_of(book, body["range"])
    guard.check(book, block)
    if any(merged.meets(block) for merged in merges(block.sheet)):
        raise bad("You can't sort a range that contains merged cells.")
    results = Calculation(book)
    order = list(block.rows)
    for spec in reversed(body.get("sortSpecs") or [{}]):
        column = spec.get("dimensionIndex") or 0
        if column not in block.columns:
            raise bad(f"sortSpecs: column {column} is not in the range")
        order = _by(block.sheet, order, column, spec.get("sortOrder") == "DESCENDING", results)
    moved = [[block.sheet.whole(row, column) for column in block.columns] for row in order]
    for row, (old, line) in enumerate(zip(order, moved, strict=True), block.top):
        for column, cell in zip(block.columns, line, strict=True):
            block.sheet.write(row, column, _going(cell, row - old), {"*": {}})
    return {}


def _by(sheet: Sheet, order: list[int], column: int, descending: bool, results: Calculation) -> list[int]:
    """Numbers, texts, truths, errors; empty cells last in both directions. Equal ones keep their order."""
    values = {row: results.value(sheet, row, column) for row in order}
    filled = [row for row in order if values[row] is not None]
    filled.sort(key=lambda row: _rank(values[row]), reverse=descending)
    return filled + [row for row in order if values[row] is None]


def _rank(value: Any) -> tuple[int, Any]:
    if isinstance(value, CellError):
        return 3, value.code
    if isinstance(value, bool):
        return 2, value
    return (1, value.lower()) if isinstance(value, str) else (0, value)


def _going(cell: Cell, down: int) -> Cell:
    formula = cell.get("userEnteredValue", {}).get("formulaValue")
    if formula is None:
        return cell
    return {**cell, "userEnteredValue": {"formulaValue": after_move(formula, down, 0)}}


def merges(sheet: Sheet) -> list[a1.Block]:
    """The merged blocks of a sheet."""
    return [a1.clip(sheet, a1.area_of(one)) for one in sheet.merges]


def _holds(outer: a1.Block, inner: a1.Block) -> bool:
    down = outer.top <= inner.top and inner.bottom <= outer.bottom
    return down and outer.left <= inner.left and inner.right <= outer.right


def _whole_merges(block: a1.Block) -> None:
    if any(one.meets(block) and not _holds(block, one) for one in merges(block.sheet)):
        raise bad("You must select all cells in a merged range to merge or unmerge them.")


def _merge(book: Book, body: Json) -> Json:
    block = a1.block_of(book, body["range"])
    guard.check(book, block)
    _whole_merges(block)
    _drop(block)
    for one in _pieces(block, body.get("mergeType") or "MERGE_ALL"):
        if (one.bottom - one.top) * (one.right - one.left) > 1:
            one.sheet.merges.append(one.json)
            _keep_first(one)
    return {}


def _pieces(block: a1.Block, kind: str) -> list[a1.Block]:
    if kind == "MERGE_ROWS":
        return [a1.Block(block.sheet, row, block.left, row + 1, block.right) for row in block.rows]
    if kind == "MERGE_COLUMNS":
        return [a1.Block(block.sheet, block.top, at, block.bottom, at + 1) for at in block.columns]
    if kind != "MERGE_ALL":
        raise bad(f"Invalid mergeType: {kind}")
    return [block]


def _keep_first(block: a1.Block) -> None:
    """Of the values the first one stays, in the top left corner."""
    places = [place for place in block.sheet.filled() if place[0] in block.rows and place[1] in block.columns]
    if not places:
        return
    value = block.sheet.cell(*places[0])["userEnteredValue"]
    for place in places:
        block.sheet.set_value(*place, None)
    block.sheet.set_value(block.top, block.left, value)


def _drop(block: a1.Block) -> None:
    kept = [one.json for one in merges(block.sheet) if not one.meets(block)]
    block.sheet.merges = kept


def _unmerge(book: Book, body: Json) -> Json:
    block = a1.block_of(book, body["range"])
    guard.check(book, block)
    _whole_merges(block)
    _drop(block)
    return {}


HANDLERS: dict[str, Handler] = {"sortRange": _sort, "mergeCells": _merge, "unmergeCells": _unmerge}
