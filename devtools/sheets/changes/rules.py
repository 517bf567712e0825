"""Conditional formats."""

from devtools.sheets.book import Book
from devtools.sheets.cells import Json, tidy
from devtools.sheets.changes.given import Handler
from devtools.sheets.changes.ranging import tidy_range
from devtools.sheets.refusal import bad
from devtools.sheets.sheet import Sheet


def _rule(book: Book, given: Json) -> tuple[Sheet, Json]:
    ranges = [tidy_range(book, one) for one in given.get("ranges") or ()]
    homes = {one.get("sheetId", 0) for one in ranges}
    if len(homes) != 1:
        raise bad("A conditional format rule must have ranges, all on one sheet")
    if (given.get("booleanRule") is None) == (given.get("gradientRule") is None):
        raise bad("A conditional format rule must set exactly one of booleanRule and gradientRule")
    return book.sheet(homes.pop()), tidy({**given, "ranges": ranges})


def _add(book: Book, body: Json) -> Json:
    sheet, rule = _rule(book, body["rule"])
    index = body.get("index") or 0
    if not 0 <= index <= len(sheet.rules):
        raise bad(f"Cannot add a conditional format rule at index {index}")
    sheet.rules.insert(index, rule)
    return {}


def _at(book: Book, body: Json) -> tuple[Sheet, int]:
    sheet, index = book.sheet(body.get("sheetId") or 0), body.get("index") or 0
    if not 0 <= index < len(sheet.rules):
        raise bad(f"No conditional format on sheet: {sheet.id} at index: {index}")
    return sheet, index


def _delete(book: Book, body: Json) -> Json:
    sheet, index = _at(book, body)
    return {"deleteConditionalFormatRule": {"rule": sheet.rules.pop(index)}}


HANDLERS: dict[str, Handler] = {"addConditionalFormatRule": _add, "deleteConditionalFormatRule": _delete}
