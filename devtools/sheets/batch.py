"""The requests of spreadsheets.batchUpdate that are covered, carried out on a copy that a refusal discards."""

import secrets
from collections.abc import Callable, Sequence
from typing import Any

from devtools.sheets import masks
from devtools.sheets.book import TEXT_LIMIT, Book, Cell, Metadata, Sheet
from devtools.sheets.refusal import bad, not_covered

Json = dict[str, Any]
Handler = Callable[[Book, Json], Json]


def apply(book: Book, requests: Sequence[Json]) -> tuple[Book, list[Json]]:
    """A new book with all requests carried out in order, and their replies. Raises Refusal for the first bad one."""
    if not requests:
        raise bad("Must specify at least one request.")
    changed = book.copy()
    replies = []
    for place, request in enumerate(requests):
        if not isinstance(request, dict) or len(request) != 1:
            raise bad(f"Invalid requests[{place}]: must set exactly one kind of request")
        ((kind, body),) = request.items()
        handler = HANDLERS.get(kind)
        if handler is None:
            raise not_covered(f"batchUpdate request {kind}")
        replies.append(handler(changed, body))
    changed.check_size()
    return changed, replies


def _fields(body: Json) -> masks.Mask:
    if not body.get("fields"):
        raise bad("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
    return masks.parse(body["fields"])


def _only(given: Json, allowed: set[str], where: str) -> None:
    unknown = set(given) - allowed
    if unknown:
        raise not_covered(f"{where}: {', '.join(sorted(unknown))}")


def _update_spreadsheet(book: Book, body: Json) -> Json:
    mask, given = _fields(body), body.get("properties", {})
    _only(mask, {"title", "locale", "timeZone"}, "updateSpreadsheetProperties")
    for name, attribute in (("title", "title"), ("locale", "locale"), ("timeZone", "time_zone")):
        if name in mask:
            setattr(book, attribute, given[name])
    return {}


def _add_sheet(book: Book, body: Json) -> Json:
    given = body.get("properties", {})
    _only(given, {"sheetId", "title", "index", "gridProperties", "hidden", "sheetType"}, "addSheet")
    sheet = Sheet(
        given.get("sheetId", secrets.randbelow(2**31 - 1)), given.get("title", f"Sheet{len(book.sheets) + 1}")
    )
    _grid(sheet, given.get("gridProperties", {}), masks.parse("*"))
    sheet.hidden = bool(given.get("hidden", False))
    book.add(sheet, given.get("index"))
    return {"addSheet": {"properties": _indexed(book, sheet)}}


def _indexed(book: Book, sheet: Sheet) -> Json:
    return {**sheet.properties, "index": book.sheets.index(sheet)}


def _grid(sheet: Sheet, given: Json, mask: masks.Mask) -> None:
    _only(given, {"rowCount", "columnCount", "frozenRowCount", "frozenColumnCount"}, "gridProperties")
    chosen = masks.pick(given, mask)
    sheet.resize(chosen.get("rowCount", sheet.rows), chosen.get("columnCount", sheet.columns))
    sheet.frozen_rows = chosen.get("frozenRowCount", sheet.frozen_rows)
    sheet.frozen_columns = chosen.get("frozenColumnCount", sheet.frozen_columns)
    if sheet.frozen_rows >= sheet.rows or sheet.frozen_columns >= sheet.columns:
        raise bad("You can't freeze all visible rows or columns on the sheet.")


def _update_sheet(book: Book, body: Json) -> Json:
    mask, given = _fields(body), body["properties"]
    _only(mask, {"title", "gridProperties", "hidden"}, "updateSheetProperties")
    sheet = book.sheet(given.get("sheetId", 0))
    if "title" in mask:
        other = book.titled(given["title"])
        if other not in (None, sheet):
            raise bad(f'A sheet with the name "{given["title"]}" already exists. Please enter another name.')
        sheet.title = given["title"]
    if "hidden" in mask:
        sheet.hidden = bool(given.get("hidden", False))
    if "gridProperties" in mask:
        _grid(sheet, given.get("gridProperties", {}), mask["gridProperties"])
    return {}


def _delete_sheet(book: Book, body: Json) -> Json:
    book.remove(body.get("sheetId", 0))
    return {}


def box(sheet: Sheet, given: Json) -> tuple[range, range]:
    """Rows and columns of a GridRange; an open end reaches the edge of the grid. Raises Refusal(400) beyond it."""
    rows = range(given.get("startRowIndex", 0), given.get("endRowIndex", sheet.rows))
    columns = range(given.get("startColumnIndex", 0), given.get("endColumnIndex", sheet.columns))
    if rows.stop > sheet.rows or columns.stop > sheet.columns or rows.start >= sheet.rows:
        raise bad(f"Range ({sheet.title}) exceeds grid limits. Max rows: {sheet.rows}, max columns: {sheet.columns}")
    return rows, columns


def _update_cells(book: Book, body: Json) -> Json:
    mask = _fields(body)
    if ("range" in body) == ("start" in body):
        raise bad("Must set exactly one of start and range")
    place: Json = body["range"] if "range" in body else body["start"]
    sheet = book.sheet(place.get("sheetId", 0))
    given = [row.get("values", []) for row in body.get("rows", [])]
    if "range" in body:
        rows, columns = box(sheet, place)
        if len(given) > len(rows) or any(len(row) > len(columns) for row in given):
            raise bad("The data to write is larger than the range")
    else:
        rows = range(place.get("rowIndex", 0), place.get("rowIndex", 0) + len(given))
        columns = range(place.get("columnIndex", 0), sheet.columns)
    for row in _touched(sheet, rows, len(given)):
        line = given[row - rows.start] if row - rows.start < len(given) else []
        wide = columns if "range" in body else range(columns.start, columns.start + len(line))
        for column in wide:
            cell = line[column - columns.start] if column - columns.start < len(line) else {}
            sheet.put(row, column, masks.merge(sheet.cell(row, column), _checked(cell), mask))
    return {}


def _touched(sheet: Sheet, rows: range, given: int) -> list[int]:
    """The rows that get data, and below them only those that hold something to be cleared."""
    last = min(rows.start + given, rows.stop)
    return [*range(rows.start, last), *(row for row in list(sheet.cells) if last <= row < rows.stop)]


def _checked(cell: Cell) -> Cell:
    _only(cell, {"userEnteredValue", "userEnteredFormat", "note"}, "CellData")
    value = cell.get("userEnteredValue", {})
    if len(value) > 1:
        raise bad("ExtendedValue: at most one kind of value may be set")
    text = value.get("stringValue", "")
    if len(text.encode("utf-16-le")) // 2 > TEXT_LIMIT:
        raise bad(f"Your input contains more than the maximum of {TEXT_LIMIT} characters in a single cell.")
    if value.get("stringValue") == "":
        return {name: part for name, part in cell.items() if name != "userEnteredValue"}
    return cell


def _repeat_cell(book: Book, body: Json) -> Json:
    mask, cell = _fields(body), _checked(body.get("cell", {}))
    sheet = book.sheet(body["range"].get("sheetId", 0))
    rows, columns = box(sheet, body["range"])
    if set(mask) == {"userEnteredFormat"}:
        sheet.layers.append((rows, columns, masks.pick(cell, mask).get("userEnteredFormat", {})))
        places = [
            (row, column) for row in rows if row in sheet.cells for column in columns if column in sheet.cells[row]
        ]
        places = [place for place in places if "userEnteredFormat" in sheet.cell(*place)]
    else:
        places = [(row, column) for row in rows for column in columns]
    for place in places:
        sheet.put(*place, masks.merge(sheet.cell(*place), cell, mask))
    return {}


def _append_dimension(book: Book, body: Json) -> Json:
    sheet = book.sheet(body.get("sheetId", 0))
    more = body.get("length", 0)
    if more < 1:
        raise bad("length must be positive")
    down = body.get("dimension") == "ROWS"
    sheet.resize(sheet.rows + (more if down else 0), sheet.columns + (0 if down else more))
    return {}


def _update_dimension(book: Book, body: Json) -> Json:
    mask, given = _fields(body), body["range"]
    _only(mask, {"pixelSize"}, "updateDimensionProperties")
    sheet = book.sheet(given.get("sheetId", 0))
    if given.get("dimension") != "COLUMNS":
        raise not_covered("updateDimensionProperties of rows")
    for column in range(given.get("startIndex", 0), given.get("endIndex", sheet.columns)):
        sheet.widths[column] = body["properties"]["pixelSize"]
    return {}


def _create_metadata(book: Book, body: Json) -> Json:
    given = body["developerMetadata"]
    number = given.get("metadataId", secrets.randbelow(2**31 - 1))
    if number in book.metadata:
        raise bad(f"Developer metadata with id {number} already exists")
    place = given.get("location", {})
    _only(place, {"sheetId", "spreadsheet"}, "metadata location")
    sheet = book.sheet(place["sheetId"]).id if "sheetId" in place else None
    if sheet is None and not place.get("spreadsheet"):
        raise bad("Developer metadata must have a location")
    if not given.get("metadataKey") or given.get("visibility") not in {"DOCUMENT", "PROJECT"}:
        raise bad("Developer metadata must have a key and a visibility")
    one = Metadata(number, given["metadataKey"], given.get("metadataValue", ""), given["visibility"], sheet)
    book.metadata[number] = one
    return {"createDeveloperMetadata": {"developerMetadata": one.json}}


def _found(book: Book, filters: Sequence[Json]) -> list[Metadata]:
    wanted = []
    for one in filters:
        lookup = one.get("developerMetadataLookup")
        if lookup is None or set(lookup) - {"metadataId", "metadataKey"}:
            raise not_covered("data filter other than a lookup by metadataId or metadataKey")
        wanted.append(lookup)
    return [
        one
        for one in book.metadata.values()
        if any(
            lookup.get("metadataId", one.id) == one.id and lookup.get("metadataKey", one.key) == one.key
            for lookup in wanted
        )
    ]


def _update_metadata(book: Book, body: Json) -> Json:
    mask = _fields(body)
    _only(mask, {"metadataValue"}, "updateDeveloperMetadata")
    found = _found(book, body.get("dataFilters", ()))
    for one in found:
        one.value = body["developerMetadata"].get("metadataValue", "")
    return {"updateDeveloperMetadata": {"developerMetadata": [one.json for one in found]}}


def _delete_metadata(book: Book, body: Json) -> Json:
    found = _found(book, [body["dataFilter"]])
    for one in found:
        del book.metadata[one.id]
    return {"deleteDeveloperMetadata": {"deletedDeveloperMetadata": [one.json for one in found]}}


HANDLERS: dict[str, Handler] = {
    "updateSpreadsheetProperties": _update_spreadsheet,
    "addSheet": _add_sheet,
    "updateSheetProperties": _update_sheet,
    "deleteSheet": _delete_sheet,
    "updateCells": _update_cells,
    "repeatCell": _repeat_cell,
    "appendDimension": _append_dimension,
    "updateDimensionProperties": _update_dimension,
    "createDeveloperMetadata": _create_metadata,
    "updateDeveloperMetadata": _update_metadata,
    "deleteDeveloperMetadata": _delete_metadata,
}
