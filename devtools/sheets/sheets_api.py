"""The endpoints under /v4/spreadsheets."""

from typing import TYPE_CHECKING

from devtools.sheets import a1, changes, lookups, unread
from devtools.sheets.book import Book
from devtools.sheets.calls import Call, Json
from devtools.sheets.changes import tabs
from devtools.sheets.changes.given import new_id
from devtools.sheets.description import spreadsheet
from devtools.sheets.drive.files import new_id as new_file_id
from devtools.sheets.reading import Reader
from devtools.sheets.refusal import Refusal, bad
from devtools.sheets.sheet import Sheet

if TYPE_CHECKING:
    from devtools.sheets.emulator import Emulator


def check_readable(method: str, call: Call) -> None:
    """Raise Refusal(400) for what Google's front end would not pass on."""
    mask = call.one("fields")
    if " " in mask and method.startswith("sheets."):  # Drive takes spaces
        raise unread.path(next(part for part in mask.split(",") if " " in part))
    if method.startswith("sheets.spreadsheets.values."):
        unread.check_values(method, call.query, call.json if call.body else {})


def create(google: "Emulator", call: Call, parts: tuple[str, ...]) -> Json:
    """spreadsheets.create"""
    given = call.json
    properties = given.get("properties") or {}
    book = Book(new_file_id(), properties.get("title") or "Untitled spreadsheet", [])
    book.locale, book.time_zone = properties.get("locale") or "en_US", properties.get("timeZone") or "Etc/GMT"
    for wanted in given.get("sheets") or ():
        tabs.add_sheet(book, {"properties": wanted.get("properties") or {}})
        if wanted.get("data"):
            raise bad("Cells in spreadsheets.create are not covered by this emulator")
    if not book.sheets:
        book.add(Sheet(0, "Sheet1"))
    google.keep_new(book, call.user)
    return spreadsheet(Reader(book), [], grid=False, fields=call.one("fields"))


def get(google: "Emulator", call: Call, parts: tuple[str, ...]) -> Json:
    """spreadsheets.get"""
    book = google.reading(parts[0], call.user)
    blocks = [a1.block(book, one) for one in call.query.get("ranges", ())]
    return spreadsheet(Reader(book), blocks, call.flag("includeGridData"), call.one("fields"))


def get_by_filter(google: "Emulator", call: Call, parts: tuple[str, ...]) -> Json:
    """spreadsheets.getByDataFilter"""
    book, given = google.reading(parts[0], call.user), call.json
    blocks = [block for _, block in lookups.pairs(book, given.get("dataFilters") or [])]
    return spreadsheet(Reader(book), blocks, bool(given.get("includeGridData")), call.one("fields"))


def batch_update(google: "Emulator", call: Call, parts: tuple[str, ...]) -> Json:
    """spreadsheets.batchUpdate"""
    given = call.json

    def act(book: Book) -> Json:
        replies = changes.carry_out(book, given.get("requests") or [])
        answer: Json = {"spreadsheetId": book.id, "replies": replies}
        if given.get("includeSpreadsheetInResponse"):
            blocks = [a1.block(book, one) for one in given.get("responseRanges") or ()]
            answer["updatedSpreadsheet"] = spreadsheet(Reader(book), blocks, bool(given.get("responseIncludeGridData")))
        return answer

    return google.change(parts[0], call.user, act)


def copy_to(google: "Emulator", call: Call, parts: tuple[str, ...]) -> Json:
    """spreadsheets.sheets.copyTo"""
    source = google.reading(parts[0], call.user).sheet(int(parts[1]), "sheet")

    def act(book: Book) -> Json:
        number = new_id({sheet.id for sheet in book.sheets})
        book.add(tabs.copied(source, number, tabs.copy_title(book, source.title)))
        return tabs.indexed(book, book.sheets[-1])

    return google.change(call.json.get("destinationSpreadsheetId") or "", call.user, act)


def metadata_get(google: "Emulator", call: Call, parts: tuple[str, ...]) -> Json:
    """spreadsheets.developerMetadata.get"""
    found = google.reading(parts[0], call.user).metadata.get(int(parts[1]))
    if found is None:
        raise Refusal(404, f"No developer metadata with id {parts[1]} exists.")
    return found.json


def metadata_search(google: "Emulator", call: Call, parts: tuple[str, ...]) -> Json:
    """spreadsheets.developerMetadata.search"""
    book, filters = google.reading(parts[0], call.user), call.json.get("dataFilters") or []
    found: dict[int, Json] = {}
    for chosen in filters:
        for one in lookups.marks(book, chosen):
            found.setdefault(one.id, {"developerMetadata": one.json, "dataFilters": []})["dataFilters"].append(chosen)
    return {"matchedDeveloperMetadata": list(found.values())} if found else {}
