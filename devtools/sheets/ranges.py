"""A1 notation and the values of a range, as the values endpoints answer them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from devtools.sheets.book import Book, Cell, Sheet
from devtools.sheets.refusal import bad, not_covered

_PLAIN_TITLE = re.compile(r"[A-Za-z_\u0e00-\u0e7f][A-Za-z0-9_.\u0e00-\u0e7f]*")
_CORNER = re.compile(r"\$?([A-Za-z]{0,3})\$?(\d*)")
EPOCH = date(1899, 12, 30)
"""Day 0 of a date's serial number."""


@dataclass(frozen=True)
class Block:
    """A rectangle of one sheet; ends are excluded and within the grid."""

    sheet: Sheet
    top: int
    left: int
    bottom: int
    right: int

    @property
    def a1(self) -> str:
        """As Google echoes it: always with the sheet, quoted only where needed."""
        title = self.sheet.title
        shown = title if _PLAIN_TITLE.fullmatch(title) else "'" + title.replace("'", "''") + "'"
        first, last = _corner(self.top, self.left), _corner(self.bottom - 1, self.right - 1)
        return f"{shown}!{first}" if first == last else f"{shown}!{first}:{last}"


def block(book: Book, text: str) -> Block:
    """The rectangle of an A1 text. Raises Refusal(400) for one that does not parse."""
    title, rest = _split(book, text)
    sheet = book.sheets[0] if title is None else book.titled(title)
    if sheet is None:
        raise bad(f"Unable to parse range: {text}")
    if not rest:
        return Block(sheet, 0, 0, sheet.rows, sheet.columns)
    corners = [_CORNER.fullmatch(part) for part in rest.split(":")]
    if len(corners) > 2 or any(corner is None or not corner[0] for corner in corners):
        raise bad(f"Unable to parse range: {text}")
    (left, top), (right, bottom) = [_read(corner) for corner in (corners[0], corners[-1])]
    if len(corners) == 1 and (left is None or top is None):
        raise bad(f"Unable to parse range: {text}")
    return _clipped(sheet, top, left, bottom, right, text)


def _split(book: Book, text: str) -> tuple[str | None, str]:
    quoted = re.fullmatch(r"'((?:[^']|'')*)'(?:!(.*))?", text)
    if quoted:
        return quoted[1].replace("''", "'"), quoted[2] or ""
    if "!" in text:
        title, _, rest = text.partition("!")
        return title, rest
    return (text, "") if book.titled(text) else (None, text)


def _read(corner: Any) -> tuple[int | None, int | None]:
    column = 0
    for letter in corner[1].upper():
        column = column * 26 + ord(letter) - 64
    return (column - 1 if corner[1] else None), (int(corner[2]) - 1 if corner[2] else None)


def _clipped(
    sheet: Sheet, top: int | None, left: int | None, bottom: int | None, right: int | None, text: str
) -> Block:
    rows = sorted([top or 0, sheet.rows - 1 if bottom is None else bottom])
    columns = sorted([left or 0, sheet.columns - 1 if right is None else right])
    if rows[0] >= sheet.rows or columns[0] >= sheet.columns or rows[0] < 0:
        raise bad(f"Range ({text}) exceeds grid limits. Max rows: {sheet.rows}, max columns: {sheet.columns}")
    return Block(sheet, rows[0], columns[0], min(rows[1] + 1, sheet.rows), min(columns[1] + 1, sheet.columns))


def letters(column: int) -> str:
    """0 -> A, 26 -> AA."""
    text, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def _corner(row: int, column: int) -> str:
    return f"{letters(column)}{row + 1}"


def value_range(one: Block, render: str, major: str) -> dict[str, Any]:
    """A ValueRange: blanks at the ends trimmed, inner blank rows `[]`, no `values` when nothing is there."""
    last = max((row for row in one.sheet.cells if one.top <= row < one.bottom and _filled(one, row)), default=-1)
    rows = [_line(one, row, render) for row in range(one.top, last + 1)]
    if major == "COLUMNS":
        rows = _turned(rows)
    found: dict[str, Any] = {"range": one.a1, "majorDimension": major}
    if rows:
        found["values"] = rows
    return found


def _filled(one: Block, row: int) -> bool:
    return any(
        one.left <= column < one.right and "userEnteredValue" in cell for column, cell in one.sheet.cells[row].items()
    )


def _line(one: Block, row: int, render: str) -> list[Any]:
    line = [shown(one.sheet, row, column, render) for column in range(one.left, one.right)]
    while line and line[-1] == "":
        line.pop()
    return line


def _turned(rows: list[list[Any]]) -> list[list[Any]]:
    wide = max((len(row) for row in rows), default=0)
    columns = [[row[place] if place < len(row) else "" for row in rows] for place in range(wide)]
    for column in columns:
        while column and column[-1] == "":
            column.pop()
    return columns


def shown(sheet: Sheet, row: int, column: int, render: str) -> Any:
    """One cell as FORMATTED_VALUE, UNFORMATTED_VALUE or FORMULA."""
    cell = sheet.cell(row, column)
    value = cell.get("userEnteredValue")
    if value is None:
        return ""
    ((kind, raw),) = value.items()
    if kind == "formulaValue":
        if render != "FORMULA":
            raise not_covered("the result of a formula; read it with valueRenderOption=FORMULA")
        return raw
    if kind == "numberValue":
        return _number(raw, sheet.format_of(row, column), render)
    if kind == "boolValue" and render == "FORMATTED_VALUE":
        return "TRUE" if raw else "FALSE"
    return raw


def _number(raw: float, form: Cell, render: str) -> Any:
    number = int(raw) if float(raw).is_integer() else raw
    if render != "FORMATTED_VALUE":
        return number
    pattern = form.get("numberFormat", {}).get("pattern", "")
    if pattern == "yyyy-mm-dd":
        return (EPOCH + timedelta(days=int(raw))).isoformat()
    if pattern in {"0.00", "#,##0.00"}:
        return f"{raw:,.2f}" if "," in pattern else f"{raw:.2f}"
    if pattern == "#,##0":
        return f"{round(raw):,}"
    if pattern not in {"", "0", "@"}:
        raise not_covered(f"number format {pattern}")
    return str(number)
