"""Spreadsheet and sheets: properties, adding, deleting, copying, order."""

from typing import Any

from devtools.sheets import guard, masks, moving
from devtools.sheets.book import Book
from devtools.sheets.cells import Json, tidy, without_twins
from devtools.sheets.changes.given import Handler, fields, new_id, only
from devtools.sheets.formulas import after_rename
from devtools.sheets.refusal import bad
from devtools.sheets.sheet import Sheet

_PROPERTIES = {"sheetId", "title", "index", "sheetType", "gridProperties", "hidden", "tabColor", "tabColorStyle",
               "rightToLeft"}  # fmt: skip
_SWITCHES = {"hideGridlines", "rowGroupControlAfter", "columnGroupControlAfter"}
_GRID = {"rowCount", "columnCount", "frozenRowCount", "frozenColumnCount", *_SWITCHES}


def _update_spreadsheet(book: Book, body: Json) -> Json:
    mask, given = fields(body), body.get("properties", {})
    only(mask, {"title", "locale", "timeZone", "autoRecalc"}, "updateSpreadsheetProperties")
    for name, attribute in (("title", "title"), ("locale", "locale"), ("timeZone", "time_zone")):
        if name in mask:
            if not given.get(name):
                raise bad(f"Cannot set {name} to an empty value")
            setattr(book, attribute, given[name])
    if "autoRecalc" in mask:
        book.settings["autoRecalc"] = given["autoRecalc"]
    return {}


def add_sheet(book: Book, body: Json) -> Json:
    """addSheet; also how spreadsheets.create makes its sheets."""
    given = {name: part for name, part in (body.get("properties") or {}).items() if part is not None}
    only(given, _PROPERTIES, "addSheet")
    if "gridProperties" in given:  # a zero is as good as nothing: the usual grid
        given["gridProperties"] = {name: part for name, part in given["gridProperties"].items() if part}
    taken = {sheet.id for sheet in book.sheets}
    sheet = Sheet(given.get("sheetId", new_id(taken)), given.get("title") or _free_title(book))
    book.add(sheet, given.get("index"))
    _look(book, sheet, given, masks.parse("*"))
    return {"addSheet": {"properties": indexed(book, sheet)}}


def _free_title(book: Book) -> str:
    number = len(book.sheets) + 1
    while book.titled(f"Sheet{number}"):
        number += 1
    return f"Sheet{number}"


def indexed(book: Book, sheet: Sheet) -> Json:
    """SheetProperties."""
    return sheet.placed(book.sheets.index(sheet))


def _look(book: Book, sheet: Sheet, given: Json, mask: masks.Mask) -> None:
    every = "*" in mask
    grid_mask = masks.below(mask, "gridProperties")
    if grid_mask is not None and (given.get("gridProperties") or not every):
        _grid(book, sheet, given.get("gridProperties") or {}, grid_mask, partial=every)
    if every or "hidden" in mask:
        sheet.hidden = bool(given.get("hidden"))
        book.check_shown()
    color = {name: part for name, part in mask.items() if name in {"tabColor", "tabColorStyle", "rightToLeft"}}
    color = {name: {} for name in ("tabColor", "tabColorStyle", "rightToLeft")} if every else color
    shown = masks.merge(without_twins(sheet.looks, color), given, color) if color else sheet.looks
    sheet.looks = {name: part for name, part in tidy(shown).items() if part}


def _grid(book: Book, sheet: Sheet, given: Json, mask: masks.Mask, *, partial: bool) -> None:
    """`partial`: a size that is not given stays; else a mask that names it makes it 0, which is refused."""
    only(given, _GRID, "gridProperties")
    chosen = masks.pick(given, mask)
    named = _GRID if not mask or "*" in mask else set(mask)
    size = {"rowCount": sheet.rows, "columnCount": sheet.columns}
    wanted = {name: chosen.get(name) or (0 if name in named and not partial else now) for name, now in size.items()}
    moving.cut_to(book, sheet, wanted["rowCount"], wanted["columnCount"])
    if "frozenRowCount" in named:
        sheet.frozen_rows = chosen.get("frozenRowCount") or 0
    if "frozenColumnCount" in named:
        sheet.frozen_columns = chosen.get("frozenColumnCount") or 0
    for kind, frozen, all_of in (
        ("rows", sheet.frozen_rows, sheet.rows), ("columns", sheet.frozen_columns, sheet.columns),
    ):  # fmt: skip
        if frozen >= all_of:
            raise bad(f"You can't freeze all visible {kind} on the sheet.")
    kept = {name: part for name, part in sheet.looks.get("gridProperties", {}).items() if name not in named}
    switches = {**kept, **{name: True for name in _SWITCHES & named if chosen.get(name)}}
    sheet.looks = {**sheet.looks, "gridProperties": switches}


def _update_sheet(book: Book, body: Json) -> Json:
    mask, given = fields(body), body["properties"]
    only(mask, _PROPERTIES - {"sheetType"} | {"*"}, "updateSheetProperties")
    sheet = book.sheet(given.get("sheetId") or 0, "sheet")
    if "title" in mask or ("*" in mask and given.get("title")):
        _rename(book, sheet, given.get("title") or "")
    if "index" in mask:
        _move(book, sheet, given.get("index") or 0)
    _look(book, sheet, given, mask)
    return {}


def _rename(book: Book, sheet: Sheet, title: str) -> None:
    book.check_title(title, sheet)
    old, sheet.title = sheet.title, title
    moving.change_formulas(book, lambda home, formula: after_rename(formula, old, title))


def _move(book: Book, sheet: Sheet, index: int) -> None:
    """The index counts as if the sheet were still in its old place."""
    if not 0 <= index <= len(book.sheets):
        raise bad(f"Cannot move a sheet to index {index}")
    old = book.sheets.index(sheet)
    if index not in (old, old + 1):
        book.sheets.remove(sheet)
        book.sheets.insert(index - (index > old), sheet)


def _delete_sheet(book: Book, body: Json) -> Json:
    guard.check_sheet(book, book.sheet(body.get("sheetId") or 0, "sheet"))
    book.remove(body.get("sheetId") or 0)
    return {}


def _duplicate_sheet(book: Book, body: Json) -> Json:
    source = book.sheet(body.get("sourceSheetId") or 0, "sheet")
    title = body.get("newSheetName") or copy_title(book, source.title)
    made = copied(source, body.get("newSheetId") or new_id({sheet.id for sheet in book.sheets}), title)
    book.add(made, body.get("insertSheetIndex") or 0)
    return {"duplicateSheet": {"properties": indexed(book, made)}}


def copy_title(book: Book, title: str) -> str:
    """Copy of ..., with a number from the second on."""
    name, number = f"Copy of {title}", 1
    while book.titled(name):
        number += 1
        name = f"Copy of {title} {number}"
    return name


def copied(source: Sheet, sheet_id: int, title: str) -> Sheet:
    """A sheet like another one; ranges in it speak of the new one, its objects have ids of their own."""
    made = source.copy()
    made.id, made.title, made.hidden = sheet_id, title, False
    for name, key in (("protected", "protectedRangeId"), ("bandings", "bandedRangeId"), ("charts", "chartId")):
        fresh = [{**one, key: new_id(())} for one in _readdressed(getattr(made, name), source.id, sheet_id)]
        setattr(made, name, fresh)
    for name in ("merges", "rules", "filter"):
        setattr(made, name, _readdressed(getattr(made, name), source.id, sheet_id))
    return made


def _readdressed(value: Any, old: int, new: int) -> Any:
    if isinstance(value, list):
        return [_readdressed(one, old, new) for one in value]
    if not isinstance(value, dict):
        return value
    changed = {name: _readdressed(part, old, new) for name, part in value.items()}
    ranged = {"startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex", "rowIndex", "columnIndex"} & set(
        value
    )
    if ranged and value.get("sheetId", 0) == old:
        changed["sheetId"] = new
    return changed


HANDLERS: dict[str, Handler] = {
    "updateSpreadsheetProperties": _update_spreadsheet,
    "addSheet": add_sheet,
    "updateSheetProperties": _update_sheet,
    "deleteSheet": _delete_sheet,
    "duplicateSheet": _duplicate_sheet,
}
