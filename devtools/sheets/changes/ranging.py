"""What has a range and an id of its own: names, protection, banding, the basic filter."""

import re
import secrets
from collections.abc import Callable

from devtools.sheets import a1, masks
from devtools.sheets.book import Book
from devtools.sheets.cells import Json, tidy
from devtools.sheets.changes.given import Handler, choose_id, fields
from devtools.sheets.refusal import bad
from devtools.sheets.sheet import Sheet

_NAME = re.compile(r"(?!(?i:true|false)$)[^\W\d][\w\u0e00-\u0e7f]{0,249}")
_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d+[Cc]\d+")


def tidy_range(book: Book, given: Json) -> Json:
    """A GridRange as Google gives it back: without nulls and without sheetId 0. Raises Refusal(400)."""
    a1.block_of(book, given)
    return {name: part for name, part in given.items() if part is not None and (name, part) != ("sheetId", 0)}


def _add_name(book: Book, body: Json) -> Json:
    given = body["namedRange"]
    name, number = given.get("name") or "", given.get("namedRangeId") or str(secrets.randbelow(2**31 - 1))
    _check_name(book, name)
    if any(one["namedRangeId"] == number for one in book.named):
        raise bad(f"A named range with id {number} already exists")
    one = {"namedRangeId": number, "name": name, "range": tidy_range(book, given["range"])}
    book.named.append(one)
    return {"addNamedRange": {"namedRange": one}}


def _check_name(book: Book, name: str, but: str = "") -> None:
    if not _NAME.fullmatch(name) or _CELL.fullmatch(name):
        raise bad(f"The name {name!r} is invalid for a named range")
    if any(one["name"].lower() == name.lower() and one["namedRangeId"] != but for one in book.named):
        raise bad(f'A named range with the name "{name}" already exists.')


def _update_name(book: Book, body: Json) -> Json:
    mask, given = fields(body), body["namedRange"]
    old = _named(book, given.get("namedRangeId"))
    new = masks.merge(old, {**given, "namedRangeId": old["namedRangeId"]}, mask)
    _check_name(book, new.get("name", ""), old["namedRangeId"])
    new["range"] = tidy_range(book, new["range"])
    book.named = [new if one is old else one for one in book.named]
    return {}


def _named(book: Book, number: str | None) -> Json:
    found = next((one for one in book.named if one["namedRangeId"] == number), None)
    if found is None:
        raise bad(f"Cannot find a named range with ID: {number}")
    return found


def _delete_name(book: Book, body: Json) -> Json:
    old = _named(book, body.get("namedRangeId"))
    book.named = [one for one in book.named if one is not old]
    return {}


def _add_protection(book: Book, body: Json) -> Json:
    given = {name: part for name, part in body["protectedRange"].items() if part not in (None, False)}
    taken = {one["protectedRangeId"] for sheet in book.sheets for one in sheet.protected}
    number = choose_id(given.get("protectedRangeId"), taken, "A protected range")
    sheet, made = _protection(book, {"protectedRangeId": number, **given})
    editors = {name: part for name, part in (given.get("editors") or {}).items() if part}
    kept = {**made, "editors": _with(editors, book.user)}
    sheet.protected.append(kept)
    # the reply names the editors as given, a later reading names the caller too: as recorded
    return {"addProtectedRange": {"protectedRange": {**made, "requestingUserCanEdit": True, "editors": editors}}}


def _protection(book: Book, given: Json) -> tuple[Sheet, Json]:
    made = {name: part for name, part in given.items() if name not in {"editors", "requestingUserCanEdit"}}
    if "namedRangeId" in made:
        return book.sheet(_named(book, made["namedRangeId"])["range"].get("sheetId", 0)), made
    if "range" not in made:
        raise bad("A protected range must have a range")
    made["range"] = tidy_range(book, made["range"])
    free = [tidy_range(book, one) for one in made.get("unprotectedRanges", ())]
    return book.sheet(made["range"].get("sheetId", 0)), {**made, **({"unprotectedRanges": free} if free else {})}


def _with(editors: Json, user: str) -> Json:
    users = [*editors.get("users", ()), *([user] if user and user not in editors.get("users", ()) else [])]
    return {**editors, **({"users": users} if users else {})}


def _update_protection(book: Book, body: Json) -> Json:
    mask, given = fields(body), body["protectedRange"]
    sheet, old = _of(book, "protected", "protectedRangeId", given.get("protectedRangeId"))
    merged = masks.merge(old, {**given, "protectedRangeId": old["protectedRangeId"]}, mask)
    home, made = _protection(book, {name: part for name, part in merged.items() if part not in (None, False)})
    sheet.protected.remove(old)
    home.protected.append({**made, "editors": _with(merged.get("editors") or {}, book.user)})
    return {}


def _of(book: Book, kind: str, key: str, number: int | None) -> tuple[Sheet, Json]:
    """Sheet and object with an id. Raises Refusal(400)."""
    for sheet in book.sheets:
        for one in getattr(sheet, kind):
            if one[key] == number:
                return sheet, one
    raise bad(f"No {_WORDS[kind]} with ID: {number}")


_WORDS = {"protected": "protected range", "bandings": "banded range", "charts": "embedded object"}


def deleter(kind: str, key: str, asked: str) -> Callable[[Book, Json], Json]:
    """What deletes an object of a kind by its id."""

    def delete(book: Book, body: Json) -> Json:
        sheet, old = _of(book, kind, key, body.get(asked))
        getattr(sheet, kind).remove(old)
        return {}

    return delete


def _add_banding(book: Book, body: Json) -> Json:
    given = {name: part for name, part in body["bandedRange"].items() if name != "bandedRangeReference"}
    taken = {one["bandedRangeId"] for sheet in book.sheets for one in sheet.bandings}
    number = choose_id(given.get("bandedRangeId"), taken, "A banded range")
    made = _banding(book, {**given, "bandedRangeId": number})
    book.sheet(made["range"].get("sheetId", 0)).bandings.append(made)
    return {"addBanding": {"bandedRange": made}}


def _banding(book: Book, given: Json) -> Json:
    block = a1.block_of(book, given["range"])
    others = [one for one in block.sheet.bandings if one["bandedRangeId"] != given["bandedRangeId"]]
    if any(a1.block_of(book, one["range"]).meets(block) for one in others):
        raise bad(
            "You cannot add alternating background colors to a range that already has alternating background colors."
        )
    if not given.get("rowProperties") and not given.get("columnProperties"):
        raise bad("A banded range must have row or column properties")
    made: Json = tidy({**given, "range": tidy_range(book, given["range"])})
    return made


def _update_banding(book: Book, body: Json) -> Json:
    mask, given = fields(body), body["bandedRange"]
    sheet, old = _of(book, "bandings", "bandedRangeId", given.get("bandedRangeId"))
    merged = masks.merge(old, {**given, "bandedRangeId": old["bandedRangeId"]}, mask)
    sheet.bandings = [_banding(book, merged) if one is old else one for one in sheet.bandings]
    return {}


def _set_filter(book: Book, body: Json) -> Json:
    given = {name: part for name, part in body["filter"].items() if part is not None}
    block = a1.block_of(book, given.get("range") or {})
    # unlike a name or a protection, a filter does not grow with the grid: its open ends are closed, as recorded
    block.sheet.filter = tidy({**given, "range": block.json})
    return {}


def _clear_filter(book: Book, body: Json) -> Json:
    book.sheet(body.get("sheetId") or 0).filter = None
    return {}


HANDLERS: dict[str, Handler] = {
    "addNamedRange": _add_name,
    "updateNamedRange": _update_name,
    "deleteNamedRange": _delete_name,
    "addProtectedRange": _add_protection,
    "updateProtectedRange": _update_protection,
    "deleteProtectedRange": deleter("protected", "protectedRangeId", "protectedRangeId"),
    "addBanding": _add_banding,
    "updateBanding": _update_banding,
    "deleteBanding": deleter("bandings", "bandedRangeId", "bandedRangeId"),
    "setBasicFilter": _set_filter,
    "clearBasicFilter": _clear_filter,
}
