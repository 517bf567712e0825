"""Rows and columns: inserting, deleting, sizes, groups."""

from devtools.sheets import a1, guard, masks, moving
from devtools.sheets.book import Book
from devtools.sheets.cells import Json
from devtools.sheets.changes.given import Handler, fields, only
from devtools.sheets.description import groups
from devtools.sheets.dimensions import Edit
from devtools.sheets.refusal import bad
from devtools.sheets.sheet import ROWS, Sheet


def _stretch(book: Book, given: Json) -> tuple[Sheet, bool, range]:
    """Sheet, whether rows, and the indexes of a DimensionRange; an open end reaches the edge. Raises Refusal(400)."""
    sheet = book.sheet(given.get("sheetId") or 0)
    if given.get("dimension") not in {"ROWS", "COLUMNS"}:
        raise bad("No dimension specified.")
    down = given["dimension"] == ROWS
    length = sheet.rows if down else sheet.columns
    end = given.get("endIndex")
    found = range(given.get("startIndex") or 0, length if end is None else end)
    if min(found.start, found.stop) < 0:
        raise bad("DimensionRange indexes must be >= 0")
    if len(found) == 0:
        raise bad(f"range.startIndex {found.start} must be less than range.endIndex {found.stop}")
    return sheet, down, found


def _within(sheet: Sheet, down: bool, lines: range) -> None:
    length = sheet.rows if down else sheet.columns
    if lines.stop > length:
        kind = "row" if down else "column"
        raise bad(f"range.endIndex[{lines.stop}] is after last {kind} in grid[{length - 1}]")


def _lines(sheet: Sheet, down: bool, lines: range) -> a1.Block:
    if down:
        return a1.Block(sheet, lines.start, 0, lines.stop, sheet.columns)
    return a1.Block(sheet, 0, lines.start, sheet.rows, lines.stop)


def _insert(book: Book, body: Json) -> Json:
    for end in ("startIndex", "endIndex"):
        if body["range"].get(end) is None:
            raise bad(f"range.{end} must be set")
    sheet, down, lines = _stretch(book, body["range"])
    length, before = sheet.rows if down else sheet.columns, bool(body.get("inheritFromBefore"))
    if lines.start > length or (lines.start == length and not before):
        most, what = ("less than or equal to", "true") if before else ("less than", "false")
        raise bad(f"range.startIndex must be {most} the grid size ({length}) if inheritFromBefore is {what}.")
    if before and lines.start == 0:
        raise bad("Cannot inherit from before the first row or column")
    moving.apply(book, Edit(sheet.id, down, lines.start, added=len(lines), from_before=before))
    return {}


def _delete(book: Book, body: Json) -> Json:
    sheet, down, lines = _stretch(book, body["range"])
    length, kind = (sheet.rows, "row") if down else (sheet.columns, "column")
    if lines.stop > length:
        raise bad(
            f"Cannot delete a {kind} that doesn't exist. "
            f"Tried to delete {kind} index {max(lines.start, length)} but there are only {length} {kind}s."
        )
    guard.check(book, _lines(sheet, down, lines))
    edit = Edit(sheet.id, down, lines.start, removed=len(lines))
    if 0 < length - len(lines) <= moving.frozen_after(sheet, edit):
        raise bad(f"Sorry, it is not possible to delete all non-frozen {kind}s.")
    moving.apply(book, edit)
    return {}


def _append(book: Book, body: Json) -> Json:
    sheet = book.sheet(body.get("sheetId") or 0)
    more = body.get("length") or 0
    if more < 1:
        raise bad("length must be positive")
    down = body.get("dimension") == ROWS
    sheet.resize(sheet.rows + (more if down else 0), sheet.columns + (0 if down else more))
    return {}


def _update(book: Book, body: Json) -> Json:
    mask = fields(body)
    only(mask, {"pixelSize", "hiddenByUser", "*"}, "updateDimensionProperties")
    sheet, down, lines = _stretch(book, body["range"])
    _within(sheet, down, lines)
    sizes = sheet.sizes[ROWS if down else "COLUMNS"]
    for index in lines:
        merged = masks.merge(sizes.get(index, {}), body.get("properties") or {}, mask)
        sizes[index] = {name: part for name, part in merged.items() if part}
    return {}


def _auto_resize(book: Book, body: Json) -> Json:
    sheet, down, lines = _stretch(book, body["dimensions"])
    sizes = sheet.sizes[ROWS if down else "COLUMNS"]
    for index in lines:
        kept = {name: part for name, part in sizes.get(index, {}).items() if name != "pixelSize"}
        sizes[index] = kept if down else {**kept, "pixelSize": _width(sheet, index)}
    return {}


def _width(sheet: Sheet, column: int) -> int:
    """About 7 pixels a letter; Google measures the font."""
    texts = [
        str(next(iter(sheet.cell(row, at)["userEnteredValue"].values()))) for row, at in sheet.filled() if at == column
    ]
    return max((7 * len(text) + 6 for text in texts), default=21)


def _group(book: Book, body: Json) -> Json:
    sheet, down, lines = _stretch(book, body["range"])
    depths = sheet.depths[ROWS if down else "COLUMNS"]
    if max(depths.get(index, 0) for index in lines) >= 8:
        raise bad("Cannot nest groups deeper than 8")
    if not any(depths.values()):
        _toggle_after(sheet, "rowGroupControlAfter" if down else "columnGroupControlAfter")
    for index in lines:
        depths[index] = depths.get(index, 0) + 1
    return {"addDimensionGroup": _groups(sheet, down)}


def _toggle_after(sheet: Sheet, switch: str) -> None:
    """The first group puts its toggle after itself; there it stays when the groups are gone, as recorded."""
    sheet.looks = {**sheet.looks, "gridProperties": {**sheet.looks.get("gridProperties", {}), switch: True}}


def _ungroup(book: Book, body: Json) -> Json:
    sheet, down, lines = _stretch(book, body["range"])
    depths = sheet.depths[ROWS if down else "COLUMNS"]
    if any(depths.get(index, 0) == 0 for index in lines):
        raise bad("Cannot delete a group that does not exist")
    for index in lines:
        depths[index] -= 1
    return {"deleteDimensionGroup": _groups(sheet, down)}


def _groups(sheet: Sheet, down: bool) -> Json:
    found = groups(sheet, ROWS if down else "COLUMNS")
    return {"dimensionGroups": found} if found else {}


HANDLERS: dict[str, Handler] = {
    "insertDimension": _insert,
    "deleteDimension": _delete,
    "appendDimension": _append,
    "updateDimensionProperties": _update,
    "autoResizeDimensions": _auto_resize,
    "addDimensionGroup": _group,
    "deleteDimensionGroup": _ungroup,
}
