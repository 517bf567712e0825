"""Drive v3 files that are spreadsheets: create, get, list, rename, copy, delete."""

import hashlib
import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from devtools.sheets import masks
from devtools.sheets.book import Book
from devtools.sheets.calls import Call, Json
from devtools.sheets.drive.search import matching, ordered
from devtools.sheets.refusal import Refusal, not_covered
from devtools.sheets.sheet import Sheet

if TYPE_CHECKING:
    from devtools.sheets.emulator import Emulator

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
_SHORT = masks.parse("kind,id,name,mimeType")
Parts = tuple[str, ...]


def new_id() -> str:
    """44 characters, the first of them a 1."""
    return f"1{secrets.token_urlsafe(32)}"


def number_of(name: str) -> str:
    """The permission id of a person or domain, the same everywhere."""
    return str(int(hashlib.sha256(name.encode()).hexdigest()[:16], 16))


def rfc3339(moment: float) -> str:
    """2026-11-21T06:00:00.000Z"""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def described(book: Book, user: str) -> Json:
    """A File with everything that is kept of it."""
    role = book.role(user)
    return {
        "kind": "drive#file",
        "id": book.id,
        "name": book.title,
        "mimeType": SPREADSHEET,
        "createdTime": rfc3339(book.created),
        "modifiedTime": rfc3339(book.modified),
        "parents": book.parents or ["root"],
        "trashed": False,
        "shared": bool(book.permissions),
        "ownedByMe": role == "owner",
        "owners": [
            {"kind": "drive#user", "displayName": book.owner, "emailAddress": book.owner, "me": book.owner == user}
        ],
        "webViewLink": f"https://docs.google.com/spreadsheets/d/{book.id}/edit?usp=drivesdk",
        "capabilities": {"canEdit": not book.read_only and role in ("owner", "writer"), "canCopy": True},
    }


def shortened(found: Json, call: Call, usual: masks.Mask = _SHORT) -> Json:
    """As `fields` asks; without it the few fields Drive gives."""
    mask = masks.parse(call.one("fields")) if call.one("fields") else usual
    picked: Json = masks.pick(found, mask)
    return picked


def create(google: "Emulator", call: Call, parts: Parts) -> Json:
    """files.create"""
    given = call.json
    if given.get("mimeType") != SPREADSHEET:
        raise not_covered(f"Drive files of type {given.get('mimeType')}")
    book = Book(new_id(), given.get("name") or "Untitled", [Sheet(0, "Sheet1")])
    book.parents = list(given.get("parents") or ())
    google.keep_new(book, call.user)
    return shortened(described(book, call.user), call)


def found(google: "Emulator", call: Call, file_id: str, *, writing: bool = False) -> Book:
    """The file. Raises Refusal(404) also for one that the caller may not see, as Drive does."""
    try:
        return google.books.get(file_id, writing=writing, user=call.user)
    except Refusal as refusal:
        known = next((book for book in google.books if book.id == file_id), None)
        if known is not None and google.books.visible(known, call.user):
            raise Refusal(403, "The user does not have sufficient permissions for this file.") from refusal
        raise Refusal(404, f"File not found: {file_id}.", location="fileId") from refusal


def get(google: "Emulator", call: Call, parts: Parts) -> Json:
    """files.get"""
    return shortened(described(found(google, call, parts[0]), call.user), call)


def listed(google: "Emulator", call: Call, parts: Parts) -> Json:
    """files.list"""
    visible = [book for book in google.books if google.books.visible(book, call.user)]
    books = ordered(matching(visible, call.one("q"), SPREADSHEET), call.one("orderBy"))
    if not (call.one("pageToken") or "0").isdecimal():
        raise Refusal(400, "Invalid Value", reason="invalid", location="pageToken")
    start, size = int(call.one("pageToken") or 0), max(1, min(int(call.one("pageSize") or 100), 1000))
    files = [described(book, call.user) for book in books[start : start + size]]
    more = {"nextPageToken": str(start + size)} if start + size < len(books) else {}
    answer = {"kind": "drive#fileList", "incompleteSearch": False, **more, "files": files}
    return shortened(answer, call, {"kind": {}, "incompleteSearch": {}, "nextPageToken": {}, "files": _SHORT})


def update(google: "Emulator", call: Call, parts: Parts) -> Json:
    """files.update: the name and the folders."""
    given = call.json
    unknown = set(given) - {"name", "mimeType"}
    if unknown:
        raise not_covered(f"files.update: {', '.join(sorted(unknown))}")
    found(google, call, parts[0], writing=True)

    def act(book: Book) -> Json:
        book.title = given.get("name") or book.title
        gone = set(call.one("removeParents").split(","))
        added = [one for one in call.one("addParents").split(",") if one]
        book.parents = [one for one in book.parents if one not in gone] + added
        return shortened(described(book, call.user), call)

    return google.change(parts[0], call.user, act)


def copy(google: "Emulator", call: Call, parts: Parts) -> Json:
    """files.copy"""
    source, given = found(google, call, parts[0]), call.json
    made = source.copy()
    made.id, made.title = new_id(), given.get("name") or f"Copy of {source.title}"
    made.permissions, made.comments, made.read_only = [], [], False
    made.parents = list(given.get("parents") or source.parents)
    google.keep_new(made, call.user)
    return shortened(described(made, call.user), call)


def delete(google: "Emulator", call: Call, parts: Parts) -> None:
    """files.delete"""
    book = found(google, call, parts[0])
    if book.role(call.user) != "owner":
        raise Refusal(403, "The user does not have sufficient permissions for this file.")
    google.books.drop(book.id)
