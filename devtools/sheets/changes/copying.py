"""copyPaste and cutPaste."""

from collections.abc import Iterator
from typing import Any

from devtools.sheets import a1, guard
from devtools.sheets.book import Book
from devtools.sheets.cells import Cell, Json
from devtools.sheets.changes.given import Handler
from devtools.sheets.formulas import Calculation, after_move
from devtools.sheets.reading import effective
from devtools.sheets.refusal import bad, not_covered

_KINDS = {
    "PASTE_NORMAL": {"userEnteredValue", "userEnteredFormat", "note", "dataValidation"},
    "PASTE_VALUES": {"userEnteredValue"},
    "PASTE_FORMAT": {"userEnteredFormat"},
    "PASTE_NO_BORDERS": {"userEnteredValue", "userEnteredFormat", "note", "dataValidation"},
    "PASTE_FORMULA": {"userEnteredValue"},
    "PASTE_DATA_VALIDATION": {"dataValidation"},
}


def _parts(body: Json) -> set[str]:
    kind = body.get("pasteType") or "PASTE_NORMAL"
    if kind not in _KINDS:
        raise not_covered(f"pasteType {kind}")
    return _KINDS[kind]


def _copy(book: Book, body: Json) -> Json:
    source = a1.block_of(book, body.get("source") or {})
    aim = book.sheet((body.get("destination") or {}).get("sheetId") or 0)
    wanted = a1.block_of(book, body.get("destination") or {})
    turned = body.get("pasteOrientation") == "TRANSPOSE"
    tall, wide = source.bottom - source.top, source.right - source.left
    tall, wide = (wide, tall) if turned else (tall, wide)
    block = a1.Block(aim, wanted.top, wanted.left, *_end(wanted, tall, wide))
    if block.bottom > aim.rows or block.right > aim.columns:
        raise a1.beyond(aim, a1.Area(block.top, block.left, block.bottom, block.right))
    guard.check(book, block)
    cells = {place: _taken(book, source, place, body) for place in _places(source)}
    for row in block.rows:
        for column in block.columns:
            down, right = (row - block.top) % tall, (column - block.left) % wide
            place = (source.top + right, source.left + down) if turned else (source.top + down, source.left + right)
            _paste(block, row, column, place, cells[place], _parts(body))
    return {}


def _end(wanted: a1.Block, tall: int, wide: int) -> tuple[int, int]:
    """A destination that is a multiple of the source is filled; any other gets the source once."""
    rows, columns = wanted.bottom - wanted.top, wanted.right - wanted.left
    times_down = rows // tall if rows % tall == 0 and rows else 1
    times_right = columns // wide if columns % wide == 0 and columns else 1
    return wanted.top + tall * times_down, wanted.left + wide * times_right


def _places(block: a1.Block) -> Iterator[tuple[int, int]]:
    return ((row, column) for row in block.rows for column in block.columns)


def _taken(book: Book, source: a1.Block, place: tuple[int, int], body: Json) -> Cell:
    cell = dict(source.sheet.whole(*place))
    given = cell.get("userEnteredValue", {})
    if body.get("pasteType") == "PASTE_VALUES" and "formulaValue" in given:
        cell["userEnteredValue"] = _result(book, source, place)
    if body.get("pasteType") == "PASTE_NO_BORDERS" and "userEnteredFormat" in cell:
        cell["userEnteredFormat"] = {
            name: part for name, part in cell["userEnteredFormat"].items() if name != "borders"
        }
    return cell


def _result(book: Book, source: a1.Block, place: tuple[int, int]) -> Any:
    return effective(Calculation(book).value(source.sheet, *place))


def _paste(block: a1.Block, row: int, column: int, place: tuple[int, int], cell: Cell, parts: set[str]) -> None:
    formula = cell.get("userEnteredValue", {}).get("formulaValue")
    if formula is not None:
        moved = after_move(formula, row - place[0], column - place[1])
        cell = {**cell, "userEnteredValue": {"formulaValue": moved}}
    block.sheet.write(row, column, cell, {name: {} for name in parts})


def _cut(book: Book, body: Json) -> Json:
    source, aim = a1.block_of(book, body["source"]), body["destination"]
    sheet = book.sheet(aim.get("sheetId") or 0)
    top, left = aim.get("rowIndex") or 0, aim.get("columnIndex") or 0
    end = (top + source.bottom - source.top, left + source.right - source.left)
    if end[0] > sheet.rows or end[1] > sheet.columns:
        raise a1.beyond(sheet, a1.Area(top, left, *end))
    parts: Json = {name: {} for name in _parts(body)}
    guard.check(book, source)
    guard.check(book, a1.Block(sheet, top, left, *end))
    cells = {place: source.sheet.whole(*place) for place in _places(source)}
    _check_merges(source)
    for place in cells:
        source.sheet.write(*place, {}, parts)
    for (row, column), cell in cells.items():
        sheet.write(top + row - source.top, left + column - source.left, cell, parts)
    return {}


def _check_merges(block: a1.Block) -> None:
    if any(a1.clip(block.sheet, a1.area_of(one)).meets(block) for one in block.sheet.merges):
        raise bad("Cutting merged cells is not possible here")


HANDLERS: dict[str, Handler] = {"copyPaste": _copy, "cutPaste": _cut}
