"""Spreadsheets from a seed file, and back into one."""

from typing import Any

from devtools.sheets import a1
from devtools.sheets.book import OWNER, Book, as_json
from devtools.sheets.cells import Json, checked, extended
from devtools.sheets.changes.marking import HANDLERS
from devtools.sheets.reading import Reader
from devtools.sheets.sheet import Sheet


def book_from(seed: Json) -> Book:
    """One entry of a seed file: id, title, forbidden, read_only, sheets of sheetId, title, values (as they are)."""
    sheets = [_sheet(sheet, number) for number, sheet in enumerate(seed.get("sheets", ()))]
    book = Book(seed["id"], seed.get("title", "Untitled"), sheets or [Sheet(0, "Sheet1")])
    book.forbidden, book.read_only = bool(seed.get("forbidden", False)), bool(seed.get("read_only", False))
    book.locale, book.time_zone = seed.get("locale", book.locale), seed.get("timeZone", book.time_zone)
    book.owner, book.permissions = seed.get("owner", OWNER), list(seed.get("permissions", ()))
    for mark in seed.get("developerMetadata", ()):
        HANDLERS["createDeveloperMetadata"](book, {"developerMetadata": mark})
    return book


def _sheet(seed: Json, number: int) -> Sheet:
    sheet = Sheet(seed.get("sheetId", number), seed.get("title", f"Sheet{number + 1}"))
    sheet.resize(seed.get("rowCount", sheet.rows), seed.get("columnCount", sheet.columns))
    for row, values in enumerate(seed.get("values", ())):
        sheet.resize(max(sheet.rows, row + 1), max(sheet.columns, len(values)))
        for column, value in enumerate(values):
            if value not in (None, ""):
                sheet.put(row, column, {"userEnteredValue": _value(value)})
    return sheet


def _value(value: Any) -> Json:
    """A scalar as it is, or an ExtendedValue such as {"formulaValue": "=A1"}."""
    if not isinstance(value, dict):
        return extended(value)
    made: Json = checked({"userEnteredValue": value})["userEnteredValue"]
    return made


def dumped(book: Book) -> Json:
    """What a seed would have to say to get this spreadsheet again: values, formulas, metadata; formats are not kept."""
    sheets = [
        {"sheetId": sheet.id, "title": sheet.title, "rowCount": sheet.rows, "columnCount": sheet.columns,
         "values": _rows(book, sheet)}
        for sheet in book.sheets
    ]  # fmt: skip
    marks = [one.json for one in book.metadata.values()]
    return {**as_json(book), "sheets": sheets, **({"developerMetadata": marks} if marks else {})}


def _rows(book: Book, sheet: Sheet) -> list[list[Any]]:
    rows: list[list[Any]] = Reader(book).value_range(a1.whole(sheet), "FORMULA").get("values", [])
    for row, column in sheet.filled():
        given = sheet.cell(row, column)["userEnteredValue"]
        if "formulaValue" in given:
            rows[row][column] = given
    return rows
