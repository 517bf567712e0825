"""Carrying an edit of rows or columns through a whole spreadsheet: cells, formats, ranges, notes, formulas."""

from collections.abc import Callable
from typing import Any

from devtools.sheets.book import Book
from devtools.sheets.cells import Cell
from devtools.sheets.dimensions import GONE, Edit
from devtools.sheets.formulas import after_edit
from devtools.sheets.refusal import bad
from devtools.sheets.sheet import Sheet


def apply(book: Book, edit: Edit) -> None:
    """Insert or delete rows or columns. Raises Refusal(400) when the sheet would have none, or too many."""
    sheet = book.sheet(edit.sheet)
    length = (sheet.rows if edit.down else sheet.columns) + edit.added - edit.removed
    if length < 1:
        raise bad(f"You can't delete all the {edit.dimension.lower()} on the sheet.")
    _cells(sheet, edit)
    sheet.rows, sheet.columns = (length, sheet.columns) if edit.down else (sheet.rows, length)
    _frozen(sheet, edit)
    _ranges(book, edit)
    _marks(book, edit)
    change_formulas(book, lambda home, formula: after_edit(formula, home is sheet, sheet.title, edit))
    book.check_size()


def cut_to(book: Book, sheet: Sheet, rows: int, columns: int) -> None:
    """A smaller or larger grid; what hangs on ranges outside it goes too."""
    if rows < sheet.rows:
        apply(book, Edit(sheet.id, True, rows, removed=sheet.rows - rows))
    if columns < sheet.columns:
        apply(book, Edit(sheet.id, False, columns, removed=sheet.columns - columns))
    sheet.resize(rows, columns)


def _cells(sheet: Sheet, edit: Edit) -> None:
    moved: dict[int, dict[int, Cell]] = {}
    for row, cells in sheet.cells.items():
        place = edit.place(row) if edit.down else row
        if place is not None:
            moved[place] = cells if edit.down else _line(cells, edit)
    sheet.remap(moved)
    sheet.layers = [layer for one in sheet.layers if (layer := edit.layer(one)) is not None]
    for lines in (sheet.sizes[edit.dimension], sheet.depths[edit.dimension]):
        kept: dict[int, Any] = _line(lines, edit)
        lines.clear()
        lines.update(kept)


def _line(cells: dict[int, Any], edit: Edit) -> dict[int, Any]:
    return {place: cell for at, cell in cells.items() if (place := edit.place(at)) is not None}


def frozen_after(sheet: Sheet, edit: Edit) -> int:
    """How many rows or columns are frozen then."""
    held = sheet.frozen_rows if edit.down else sheet.frozen_columns
    gone = max(0, min(held, edit.at + edit.removed) - edit.at)
    return held - gone + (edit.added if edit.at < held else 0)


def _frozen(sheet: Sheet, edit: Edit) -> None:
    left = frozen_after(sheet, edit)
    if edit.down:
        sheet.frozen_rows = left
    else:
        sheet.frozen_columns = left


def _ranges(book: Book, edit: Edit) -> None:
    book.named = [kept for one in book.named if (kept := edit.json(one)) is not GONE]
    for sheet in book.sheets:
        sheet.merges = [one for one in edit.json(sheet.merges) if not _single(one)]
        sheet.protected = edit.json(sheet.protected)
        sheet.bandings = edit.json(sheet.bandings)
        sheet.rules = [one for one in edit.json(sheet.rules) if one["ranges"]]
        sheet.charts = edit.json(sheet.charts)
        if sheet.filter is not None:
            kept = edit.json(sheet.filter)
            sheet.filter = None if kept is GONE else kept


def _single(merge: dict[str, int]) -> bool:
    tall = merge["endRowIndex"] - merge["startRowIndex"]
    return tall * (merge["endColumnIndex"] - merge["startColumnIndex"]) == 1


def _marks(book: Book, edit: Edit) -> None:
    for number, one in list(book.metadata.items()):
        if (one.sheet, one.dimension) == (edit.sheet, edit.dimension):
            place = edit.place(one.at)
            if place is None:
                del book.metadata[number]
            else:
                one.at = place


def change_formulas(book: Book, change: Callable[[Sheet, str], str]) -> None:
    """Put `change(sheet, formula)` in the place of every formula."""
    for sheet in book.sheets:
        for row, column in list(sheet.filled()):
            formula = sheet.cell(row, column)["userEnteredValue"].get("formulaValue")
            if formula is not None and (changed := change(sheet, formula)) != formula:
                sheet.set_value(row, column, {"formulaValue": changed})
