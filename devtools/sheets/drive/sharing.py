"""Drive permissions and comments of a spreadsheet."""

import secrets
from typing import TYPE_CHECKING

from devtools.sheets import masks
from devtools.sheets.book import Book
from devtools.sheets.calls import Call, Json
from devtools.sheets.drive.files import found, number_of, rfc3339, shortened
from devtools.sheets.refusal import Refusal, bad

if TYPE_CHECKING:
    from devtools.sheets.emulator import Emulator

_ROLES = {"owner", "organizer", "fileOrganizer", "writer", "commenter", "reader"}
_SHORT = masks.parse("kind,id,type,role")
Parts = tuple[str, ...]


def _all(book: Book) -> list[Json]:
    named = {"emailAddress": book.owner, "displayName": book.owner, "deleted": False, "pendingOwner": False}
    owner = {"kind": "drive#permission", "id": number_of(book.owner), "type": "user", "role": "owner", **named}
    return [*book.permissions, owner]


def listed(google: "Emulator", call: Call, parts: Parts) -> Json:
    """permissions.list"""
    everyone = _all(found(google, call, parts[0]))
    answer = {"kind": "drive#permissionList", "permissions": everyone}
    return shortened(answer, call, {"kind": {}, "permissions": _SHORT})


def get(google: "Emulator", call: Call, parts: Parts) -> Json:
    """permissions.get"""
    return shortened(_one(found(google, call, parts[0]), parts[1]), call, _SHORT)


def _one(book: Book, number: str) -> Json:
    known = next((one for one in _all(book) if one["id"] == number), None)
    if known is None:
        raise Refusal(404, f"Permission not found: {number}.", location="permissionId")
    return known


def create(google: "Emulator", call: Call, parts: Parts) -> Json:
    """permissions.create: sharing again with the same person changes the role."""
    made = _made(call.json)
    again = made["id"] == number_of(found(google, call, parts[0], writing=True).owner)
    if not again:
        _check_transfer(call, made["role"])

    def act(book: Book) -> Json:
        if again:
            return made
        others = [one for one in book.permissions if one["id"] != made["id"]]
        book.permissions = [*others, _handed_over(book, made) if made["role"] == "owner" else made]
        return made

    return shortened(google.change(parts[0], call.user, act), call, _SHORT)


def _made(given: Json) -> Json:
    kind, role = given.get("type"), given.get("role")
    if role not in _ROLES or kind not in {"user", "group", "domain", "anyone"}:
        raise Refusal(400, "The permission type field is required.", reason="required")
    base = {"kind": "drive#permission", "type": kind, "role": role}
    if kind == "anyone":
        return {**base, "id": "anyoneWithLink", "allowFileDiscovery": False}
    if kind == "domain":
        if not given.get("domain"):
            raise bad("The domain of the permission is missing")
        name = given["domain"]
        return {**base, "id": number_of(name), "domain": name, "displayName": name, "allowFileDiscovery": False}
    name = given.get("emailAddress") or ""
    if "@" not in name:
        raise Refusal(400, "The specified emailAddress is invalid or not applicable.", reason="invalidSharingRequest")
    shown = {"emailAddress": name, "displayName": name, "deleted": False}
    return {**base, "id": number_of(name), **shown, **({"pendingOwner": False} if kind == "user" else {})}


def update(google: "Emulator", call: Call, parts: Parts) -> Json:
    """permissions.update: another role; a new owner makes the old one a writer."""
    given, known = call.json, _one(found(google, call, parts[0]), parts[1])
    role = given.get("role") or known["role"]
    _check_transfer(call, role)

    def act(book: Book) -> Json:
        changed = {**known, "role": role, "pendingOwner": bool(given.get("pendingOwner"))}
        others = [one for one in book.permissions if one["id"] != known["id"]]
        book.permissions = [*others, _handed_over(book, known) if role == "owner" else changed]
        return changed

    return shortened(google.change(parts[0], call.user, act), call, _SHORT)


def _check_transfer(call: Call, role: str) -> None:
    if role == "owner" and not call.flag("transferOwnership"):
        message = "The transferOwnership parameter must be enabled when the permission role is 'owner'."
        raise Refusal(403, message, reason="forbidden", location="transferOwnership")


def _handed_over(book: Book, heir: Json) -> Json:
    """Make somebody the owner; what is left to the one before."""
    before = {**_all(book)[-1], "role": "writer"}
    book.owner = heir.get("emailAddress", book.owner)
    return before


def delete(google: "Emulator", call: Call, parts: Parts) -> None:
    """permissions.delete"""
    known = _one(found(google, call, parts[0]), parts[1])
    if known["role"] == "owner":
        raise Refusal(403, "The owner of a file cannot be removed.")

    def act(book: Book) -> None:
        book.permissions = [one for one in book.permissions if one["id"] != parts[1]]

    google.change(parts[0], call.user, act)


def comments(google: "Emulator", call: Call, parts: Parts) -> Json:
    """comments.list; Drive insists on `fields` here."""
    _need_fields(call)
    kept = found(google, call, parts[0]).comments
    return shortened({"kind": "drive#commentList", "comments": kept}, call)


def comment(google: "Emulator", call: Call, parts: Parts) -> Json:
    """comments.create"""
    _need_fields(call)
    given, moment = call.json, rfc3339(google.now())
    if not given.get("content"):
        raise Refusal(400, "The comment's content is missing.", reason="required")
    made = {"kind": "drive#comment", "id": secrets.token_urlsafe(8), "createdTime": moment, "modifiedTime": moment,
            "deleted": False, "content": given["content"]}  # fmt: skip
    made |= {"anchor": given["anchor"]} if given.get("anchor") else {}

    def act(book: Book) -> Json:
        book.comments = [*book.comments, made]
        return made

    return shortened(google.change(parts[0], call.user, act), call)


def _need_fields(call: Call) -> None:
    if not call.one("fields"):
        raise Refusal(400, "The 'fields' parameter is required for this method.", reason="required", location="fields")
