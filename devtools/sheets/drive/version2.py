"""A file as the second version of the Drive API describes it; that one answers uploads."""

from devtools.sheets.book import Book
from devtools.sheets.calls import Json
from devtools.sheets.drive.files import SPREADSHEET, number_of, rfc3339

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SEPARATED = {"text/csv": ",", "text/tab-separated-values": "\t"}
OTHERS = {
    "application/pdf": "pdf",
    "application/zip": "zip",
    "application/x-vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
}
"""What Google exports besides."""
_EXPORTS = {"text/csv": "csv", "text/tab-separated-values": "tsv", XLSX: "xlsx", **OTHERS}
_API = "https://www.googleapis.com/drive/v2/files"
_DOCS = "https://docs.google.com/spreadsheets"
_ICONS = "https://drive-thirdparty.googleusercontent.com/16/type"


def version2(book: Book, moment: float) -> Json:
    """A File of v2, of the person who has just written it. Neither thumbnail nor etags of parts are known."""
    owner, link, when = _person(book), f"{_DOCS}/d/{book.id}", rfc3339(moment)
    dates = dict.fromkeys(("modifiedDate", "modifiedByMeDate", "lastViewedByMeDate"), when)
    return {
        "kind": "drive#file", "id": book.id, "etag": f'"{int(moment * 1000)}"', "selfLink": f"{_API}/{book.id}",
        "alternateLink": f"{link}/edit?usp=drivesdk", "embedLink": f"{link}/htmlembed",
        "iconLink": f"{_ICONS}/{SPREADSHEET}", "title": book.title, "mimeType": SPREADSHEET,
        "labels": {"starred": False, "hidden": False, "trashed": False, "restricted": False, "viewed": True},
        "copyRequiresWriterPermission": False, "createdDate": rfc3339(book.created), **dates,
        "markedViewedByMeDate": rfc3339(0), "version": "1", "parents": _parents(book),
        "exportLinks": {kind: f"{_DOCS}/export?id={book.id}&exportFormat={end}" for kind, end in _EXPORTS.items()},
        "userPermission": _permission(book), "fileSize": "1024", "quotaBytesUsed": "1024", "ownerNames": [book.owner],
        "owners": [owner], "lastModifyingUserName": book.user, "lastModifyingUser": _person(book, book.user),
        "capabilities": {"canCopy": True, "canEdit": True}, "editable": True, "copyable": True,
        "writersCanShare": True, "shared": bool(book.permissions), "explicitlyTrashed": False,
        "appDataContents": False, "spaces": ["drive"],
    }  # fmt: skip


def _person(book: Book, name: str = "") -> Json:
    name = name or book.owner
    return {"kind": "drive#user", "displayName": name, "isAuthenticatedUser": name == book.user,
            "permissionId": number_of(name), "emailAddress": name}  # fmt: skip


def _parents(book: Book) -> list[Json]:
    return [
        {"kind": "drive#parentReference", "id": one, "selfLink": f"{_API}/{book.id}/parents/{one}",
         "parentLink": f"{_API}/{one}", "isRoot": one == "root"}
        for one in book.parents or ["root"]
    ]  # fmt: skip


def _permission(book: Book) -> Json:
    return {"kind": "drive#permission", "id": "me", "selfLink": f"{_API}/{book.id}/permissions/me",
            "role": "owner" if book.role(book.user) == "owner" else "writer", "type": "user",
            "pendingOwner": False}  # fmt: skip
