"""Developer metadata in batchUpdate."""

from collections.abc import Sequence

from devtools.sheets import lookups
from devtools.sheets.book import Book
from devtools.sheets.cells import Json
from devtools.sheets.changes.given import Handler, fields, new_id, only
from devtools.sheets.marks import Metadata, place_of
from devtools.sheets.refusal import bad


def _create(book: Book, body: Json) -> Json:
    given = body["developerMetadata"]
    number = given.get("metadataId") or new_id(book.metadata)
    if number in book.metadata:
        raise bad(f"Developer metadata with id {number} already exists")
    if not given.get("metadataKey") or given.get("visibility") not in {"DOCUMENT", "PROJECT"}:
        raise bad("Developer metadata must have a key and a visibility")
    place = _place(book, given.get("location") or {})
    one = Metadata(number, given["metadataKey"], given.get("metadataValue") or "", given["visibility"], *place)
    book.metadata[number] = one
    return {"createDeveloperMetadata": {"developerMetadata": one.json}}


def _place(book: Book, location: Json) -> tuple[int | None, str, int]:
    sheet_id, dimension, at = place_of(location)
    if sheet_id is not None:
        sheet = book.sheet(sheet_id)
        if dimension and at >= (sheet.rows if dimension == "ROWS" else sheet.columns):
            raise bad("The location of developer metadata is outside the grid")
    return sheet_id, dimension, at


def _found(book: Book, filters: Sequence[Json]) -> list[Metadata]:
    if not filters:
        raise bad("At least one data filter must be set")
    chosen = {one.id: one for given in filters for one in lookups.marks(book, given)}
    return list(chosen.values())


def _update(book: Book, body: Json) -> Json:
    mask, given = fields(body), body.get("developerMetadata") or {}
    only(mask, {"metadataKey", "metadataValue", "visibility", "location"}, "updateDeveloperMetadata")
    found = _found(book, body.get("dataFilters") or ())
    for one in found:
        if "metadataKey" in mask:
            one.key = given["metadataKey"]
        if "metadataValue" in mask:
            one.value = given.get("metadataValue") or ""
        if "visibility" in mask:
            one.visibility = given["visibility"]
        if "location" in mask:
            one.sheet, one.dimension, one.at = _place(book, given["location"])
    return {"updateDeveloperMetadata": {"developerMetadata": [one.json for one in found]}}


def _delete(book: Book, body: Json) -> Json:
    found = _found(book, [body["dataFilter"]])
    for one in found:
        del book.metadata[one.id]
    return {"deleteDeveloperMetadata": {"deletedDeveloperMetadata": [one.json for one in found]}}


HANDLERS: dict[str, Handler] = {
    "createDeveloperMetadata": _create,
    "updateDeveloperMetadata": _update,
    "deleteDeveloperMetadata": _delete,
}
