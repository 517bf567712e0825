"""Cells as the API answers them."""

import math
from typing import Any

from devtools.sheets.a1 import Block
from devtools.sheets.book import Book
from devtools.sheets.cells import Json
from devtools.sheets.formulas import Calculation, CellError
from devtools.sheets.patterns import shown as formatted
from devtools.sheets.refusal import bad
from devtools.sheets.sheet import Sheet

RENDERINGS = ("FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA")


class Reader:
    """Reads one state of a spreadsheet; formulas are worked out once."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._results = Calculation(book)

    def value_range(self, block: Block, render: str = "", major: str = "", dates: str = "") -> Json:
        """A ValueRange: blanks at the ends trimmed, inner blank rows `[]`, no `values` when nothing is there."""
        render, major = render or "FORMATTED_VALUE", major or "ROWS"
        major = "ROWS" if major == "DIMENSION_UNSPECIFIED" else major
        if render not in RENDERINGS or major not in {"ROWS", "COLUMNS"}:
            raise bad("Invalid value of valueRenderOption or majorDimension")
        rows = [self._line(block, row, render, dates == "FORMATTED_STRING") for row in self._rows(block)]
        while rows and not rows[-1]:
            rows.pop()
        if major == "COLUMNS":
            rows = _turned(rows)
        found: Json = {"range": block.a1, "majorDimension": major}
        return {**found, "values": rows} if rows else found

    def _rows(self, block: Block) -> range:
        last = max((row for row in block.sheet.cells if row in block.rows), default=block.top - 1)
        return range(block.top, last + 1)

    def _line(self, block: Block, row: int, render: str, dates: bool) -> list[Any]:
        if not block.sheet.cells.get(row):
            return []
        line = [self.shown(block.sheet, row, column, render, dates) for column in block.columns]
        while line and line[-1] == "":
            line.pop()
        return line

    def shown(self, sheet: Sheet, row: int, column: int, render: str, dates: bool = False) -> Any:
        """One cell under a valueRenderOption; `dates`: unformatted ones as text."""
        given = sheet.cell(row, column).get("userEnteredValue")
        if given is None:
            return ""
        if render == "FORMULA" and "formulaValue" in given:
            return given["formulaValue"]
        value = self.result(sheet, row, column)
        if isinstance(value, CellError):
            return value.code
        if render == "FORMATTED_VALUE":
            return self.text(sheet, row, column, value)
        if dates and not isinstance(value, str | bool) and self._is_date(sheet, row, column):
            return self.text(sheet, row, column, value)
        return _whole(value)

    def _is_date(self, sheet: Sheet, row: int, column: int) -> bool:
        kind = sheet.format_of(row, column).get("numberFormat", {}).get("type", "")
        return kind in {"DATE", "TIME", "DATE_TIME"}

    def result(self, sheet: Sheet, row: int, column: int) -> Any:
        """The cell's effective value."""
        return self._results.value(sheet, row, column)

    def text(self, sheet: Sheet, row: int, column: int, value: Any) -> str:
        """As the cell shows it."""
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, CellError):
            return value.code
        if isinstance(value, str):
            return value
        form = sheet.format_of(row, column).get("numberFormat") or self._own_format(sheet, row, column)
        return formatted(value, form, self.book.locale)

    def _own_format(self, sheet: Sheet, row: int, column: int) -> Json:
        """The format a date function brings along."""
        formula = sheet.cell(row, column)["userEnteredValue"].get("formulaValue", "").upper()
        return {"type": "DATE"} if formula.startswith(("=TODAY(", "=DATE(")) else {}


def _whole(value: Any) -> Any:
    number = isinstance(value, float) and math.isfinite(value) and value.is_integer()
    return int(value) if number else value


def _turned(rows: list[list[Any]]) -> list[list[Any]]:
    wide = max((len(row) for row in rows), default=0)
    columns = [[row[place] if place < len(row) else "" for row in rows] for place in range(wide)]
    for column in columns:
        while column and column[-1] == "":
            column.pop()
    return columns


def effective(value: Any) -> Json:
    """An ExtendedValue of a result."""
    if isinstance(value, CellError):
        return {"errorValue": value.json}
    if isinstance(value, bool):
        return {"boolValue": value}
    return {"stringValue": value} if isinstance(value, str) else {"numberValue": _whole(value)}
