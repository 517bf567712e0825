"""A spreadsheet in memory, and the file it is to Drive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from devtools.sheets.cells import Json
from devtools.sheets.marks import Metadata
from devtools.sheets.refusal import Refusal, bad
from devtools.sheets.sheet import Sheet

CELL_LIMIT = 10_000_000
COLUMN_LIMIT = 18_278
TITLE_LIMIT = 100
OWNER = "owner@sheets.example"
"""Of a spreadsheet that no request created."""


@dataclass
class Book:
    """One spreadsheet."""

    id: str
    title: str
    sheets: list[Sheet]
    locale: str = "en_US"
    time_zone: str = "Etc/GMT"
    settings: Json = field(default_factory=dict)
    """SpreadsheetProperties beside title, locale and time zone."""
    metadata: dict[int, Metadata] = field(default_factory=dict)
    named: list[Json] = field(default_factory=list)
    forbidden: bool = False
    read_only: bool = False
    owner: str = OWNER
    permissions: list[Json] = field(default_factory=list)
    """Drive permissions beside the owner's."""
    comments: list[Json] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    created: float = 0.0
    modified: float = 0.0
    """Seconds since 1970."""
    user: str = ""
    """On whose behalf the request at hand is made."""
    at: float = 0.0
    """The moment of the request at hand."""

    @property
    def today(self) -> date:
        """The day it is where the spreadsheet is."""
        try:
            zone: tzinfo = ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError):
            zone = UTC
        return datetime.fromtimestamp(self.at, zone).date()

    def copy(self) -> Book:
        """Independent of this one: a change works on a copy, so that a refused one leaves no trace."""
        made = Book(**{name.name: getattr(self, name.name) for name in fields(self)})
        made.sheets = [sheet.copy() for sheet in self.sheets]
        made.metadata = {number: Metadata(**vars(one)) for number, one in self.metadata.items()}
        made.settings = dict(self.settings)
        for name in ("named", "permissions", "comments", "parents"):
            setattr(made, name, list(getattr(self, name)))
        return made

    def become(self, other: Book) -> None:
        """Take over a changed copy; whoever holds this book sees the change."""
        vars(self).update(vars(other))

    def sheet(self, sheet_id: int, what: str = "grid") -> Sheet:
        """Raises Refusal(400) as Google words it: `what` is sought, a grid for its cells or a sheet as a whole."""
        found = next((sheet for sheet in self.sheets if sheet.id == sheet_id), None)
        if found is None:
            raise bad(f"No {what} with id: {sheet_id}")
        return found

    def titled(self, title: str) -> Sheet | None:
        """Titles are compared without regard to case."""
        return next((sheet for sheet in self.sheets if sheet.title.lower() == title.lower()), None)

    def add(self, sheet: Sheet, index: int | None = None) -> None:
        """Raises Refusal(400) when id or title is taken, or the workbook would be too large."""
        if any(one.id == sheet.id for one in self.sheets):
            raise bad(f"Sheet with id: {sheet.id} already exists. Please enter another id.")
        self.check_title(sheet.title)
        self.sheets.insert(len(self.sheets) if index is None else index, sheet)
        self.check_size()

    def check_title(self, title: str, of: Sheet | None = None) -> None:
        """Raise Refusal(400) for a title that cannot be given to a sheet."""
        if self.titled(title) not in (None, of):
            raise bad(f'A sheet with the name "{title}" already exists. Please enter another name.')
        if not title:
            raise bad("The sheet name cannot be empty.")
        if len(title) > TITLE_LIMIT:
            raise bad(f"The sheet name cannot have more than {TITLE_LIMIT} characters.")

    def remove(self, sheet_id: int) -> None:
        """The last sheet cannot go. Metadata and names on it go with it."""
        sheet = self.sheet(sheet_id, "sheet")
        if len(self.sheets) == 1:
            raise bad("You can't remove all the sheets in a document.")
        self.sheets.remove(sheet)
        self.check_shown()
        self.metadata = {number: one for number, one in self.metadata.items() if one.sheet != sheet_id}
        self.named = [one for one in self.named if one["range"].get("sheetId", 0) != sheet_id]

    def check_shown(self) -> None:
        """Raise Refusal(400) when no sheet could be seen."""
        if all(sheet.hidden for sheet in self.sheets):
            raise bad("You can't hide all the sheets in a document.")

    def check_size(self) -> None:
        """Raises Refusal(400) above the workbook's limits."""
        if sum(sheet.rows * sheet.columns for sheet in self.sheets) > CELL_LIMIT:
            raise bad(
                f"This action would increase the number of cells in the workbook above the limit of {CELL_LIMIT} cells."
            )
        if any(sheet.columns > COLUMN_LIMIT for sheet in self.sheets):
            raise bad(f"A sheet cannot have more than {COLUMN_LIMIT} columns.")

    def role(self, user: str) -> str:
        """owner, writer, commenter, reader, or "" for a person with no part in it."""
        if user in ("", self.owner):
            return "owner"
        roles = [one["role"] for one in self.permissions if _speaks_of(one, user)]
        return next((role for role in ("owner", "writer", "commenter", "reader") if role in roles), "")


def _speaks_of(permission: Json, user: str) -> bool:
    domain = user.rpartition("@")[2]
    return (
        permission["type"] == "anyone" or user == permission.get("emailAddress") or domain == permission.get("domain")
    )


class Books:
    """All spreadsheets of the emulator."""

    def __init__(self) -> None:
        self._books: dict[str, Book] = {}
        self.private = False
        """Whether only people a spreadsheet is shared with may open it."""

    def __iter__(self) -> Iterator[Book]:
        return iter(self._books.values())

    def add(self, book: Book) -> Book:
        """Keep it; an id that exists is replaced."""
        self._books[book.id] = book
        return book

    def drop(self, book_id: str) -> None:
        """It is deleted."""
        del self._books[book_id]

    def visible(self, book: Book, user: str) -> bool:
        """Whether a person finds it."""
        return not book.forbidden and (not self.private or book.role(user) != "")

    def get(self, book_id: str, *, writing: bool = False, user: str = "") -> Book:
        """Raises Refusal: 404 unknown, 403 forbidden or only to be read."""
        book = self._books.get(book_id)
        if book is None:
            raise Refusal(404, "Requested entity was not found.")
        weak = writing and (book.read_only or (self.private and book.role(user) not in ("owner", "writer")))
        if weak or not self.visible(book, user):
            raise Refusal(403, "The caller does not have permission")
        return book


def as_json(book: Book) -> dict[str, Any]:
    """Book-level facts a seed carries."""
    known = {"id": book.id, "title": book.title, "forbidden": book.forbidden, "read_only": book.read_only}
    shared = {"permissions": book.permissions} if book.permissions else {}
    return {**known, "locale": book.locale, "timeZone": book.time_zone, "owner": book.owner, **shared}
