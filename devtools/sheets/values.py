"""Writing values: update, append, clear, each as Google answers it."""

from collections.abc import Sequence
from typing import Any

from devtools.sheets import a1, guard, moving
from devtools.sheets.book import Book
from devtools.sheets.cells import Json, extended, tidy
from devtools.sheets.dimensions import Edit
from devtools.sheets.entering import entered
from devtools.sheets.lettering import letters
from devtools.sheets.refusal import bad
from devtools.sheets.sheet import Sheet
from devtools.sheets.tables import table_at

Rows = Sequence[Sequence[Any]]


class Writer:
    """Writes values into one (copied) spreadsheet under one valueInputOption."""

    def __init__(self, book: Book, option: str) -> None:
        if option not in {"RAW", "USER_ENTERED"}:
            raise bad("'valueInputOption' is required but not specified")
        self.book = book
        self.touched: set[tuple[int, int, int]] = set()
        """(sheet, row, column) of every cell written so far."""
        self._raw = option == "RAW"

    def update(self, text: str, values: Json) -> tuple[Json, a1.Block]:
        """values.update: an UpdateValuesResponse and the block its values are shown of. Raises Refusal(400)."""
        sheet, area = a1.read(self.book, text)
        other = a1.read(self.book, values.get("range") or text)
        if other != (sheet, area):
            first, second = a1.named(sheet, area), a1.named(*other)
            raise bad(f"Request range[{first}] does not match value's range[{second}]")
        block = a1.clip(sheet, area)
        rows, asked = _rows(values), block.a1
        alone = (area.bottom, area.right) == (area.top + 1, area.left + 1)
        if alone:
            block = a1.Block(sheet, area.top, area.left, sheet.rows, sheet.columns)
        _check_fit(block, rows, asked)
        answer, written = self._write(block, rows)
        return answer, written if alone else block

    def write_block(self, block: a1.Block, values: Json) -> tuple[Json, a1.Block]:
        """The same for a block that a data filter found."""
        rows = _rows(values)
        _check_fit(block, rows, block.a1)
        return self._write(block, rows)[0], block

    def append(self, text: str, values: Json, insert: bool) -> tuple[Json, a1.Block]:
        """values.append: the AppendValuesResponse without its id, and the block written."""
        sheet, area = a1.read(self.book, text)
        rows = _rows(values)
        table = table_at(sheet, a1.clip(sheet, area))
        top, left = (table.bottom, table.left) if table else (area.top, area.left)
        wide = max((len(row) for row in rows), default=0)
        if insert and table and rows:
            moving.apply(self.book, Edit(sheet.id, True, top, added=len(rows), from_before=True))
        sheet.resize(max(sheet.rows, top + len(rows)), max(sheet.columns, left + wide))
        self.book.check_size()
        end = a1.Block(sheet, top, left, max(top + len(rows), top + 1), max(left + wide, left + 1))
        answer, block = self._write(end, rows)
        found: Json = {"updates": answer}
        return ({"tableRange": table.a1, **found} if table else found), block

    def clear(self, text: str) -> str:
        """values.clear: values go, formats and notes stay. The range as echoed."""
        return self.clear_block(a1.block(self.book, text))

    def clear_block(self, block: a1.Block) -> str:
        """The same for a block."""
        guard.check(self.book, block)
        for row, column in [place for place in block.sheet.filled() if _inside(place, block)]:
            block.sheet.set_value(row, column, None)
        return block.a1

    def _write(self, block: a1.Block, rows: Rows) -> tuple[Json, a1.Block]:
        wide = max((len(row) for row in rows), default=0)
        written = a1.Block(block.sheet, block.top, block.left, block.top + len(rows), block.left + wide)
        if not wide:
            written = a1.Block(block.sheet, block.top, block.left, block.top + 1, block.left + 1)
        guard.check(self.book, written)
        places = set()
        for down, row in enumerate(rows):
            for right, value in enumerate(row):
                if value is not None:
                    self._put(block.sheet, block.top + down, block.left + right, value)
                    places.add((block.sheet.id, block.top + down, block.left + right))
        self.touched |= places
        return {"spreadsheetId": self.book.id, "updatedRange": written.a1, **counts(places)}, written

    def _put(self, sheet: Sheet, row: int, column: int, value: Any) -> None:
        if value == "":
            return sheet.set_value(row, column, None)
        if self._raw:
            return sheet.set_value(row, column, extended(value))
        known = sheet.format_of(row, column)
        as_text = known.get("numberFormat", {}).get("type") == "TEXT"
        given, form = entered(value, locale=self.book.locale, today=self.book.today, as_text=as_text)
        sheet.set_value(row, column, given)
        if form and "numberFormat" not in known:
            sheet.put(
                row, column, {**sheet.cell(row, column), "userEnteredFormat": tidy({**known, "numberFormat": form})}
            )
        return None


def counts(places: set[tuple[int, int, int]]) -> Json:
    """updatedRows, updatedColumns and updatedCells; zeros are left out."""
    rows, columns = {(sheet, row) for sheet, row, _ in places}, {(sheet, column) for sheet, _, column in places}
    found = {"updatedRows": len(rows), "updatedColumns": len(columns), "updatedCells": len(places)}
    return {name: number for name, number in found.items() if number}


def _rows(values: Json) -> Rows:
    rows: Rows = values.get("values") or []
    if not all(isinstance(row, list) for row in rows):
        raise bad("Invalid values: not a list of lists")
    if values.get("majorDimension") != "COLUMNS":
        return rows
    tall = max((len(row) for row in rows), default=0)
    return [[row[place] if place < len(row) else None for row in rows] for place in range(tall)]


def _check_fit(block: a1.Block, rows: Rows, text: str) -> None:
    if len(rows) > block.bottom - block.top:
        raise bad(f"Requested writing within range [{text}], but tried writing to row [{block.bottom + 1}]")
    if any(len(row) > block.right - block.left for row in rows):
        column = letters(block.right)
        raise bad(f"Requested writing within range [{text}], but tried writing to column [{column}]")


def _inside(place: tuple[int, int], block: a1.Block) -> bool:
    return place[0] in block.rows and place[1] in block.columns
