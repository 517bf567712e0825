"""A spreadsheet in memory: sheets with a fixed grid, sparse cells, developer metadata."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from devtools.sheets.refusal import Refusal, bad

Cell = dict[str, Any]
"""CellData as written: userEnteredValue, userEnteredFormat, note. Never changed in place."""

CELL_LIMIT = 10_000_000
TEXT_LIMIT = 50_000


@dataclass
class Sheet:
    """One tab."""

    id: int
    title: str
    rows: int = 1000
    columns: int = 26
    frozen_rows: int = 0
    frozen_columns: int = 0
    hidden: bool = False
    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    """Row -> column -> cell, from 0. A row that is shared with a copy is replaced, never changed."""
    widths: dict[int, int] = field(default_factory=dict)
    layers: list[tuple[range, range, Cell]] = field(default_factory=list)
    """Formats laid over blocks, oldest first: (rows, columns, CellFormat). Formatting a column costs one entry."""

    def copy(self) -> Sheet:
        """Independent of this one."""
        cells = {row: dict(columns) for row, columns in self.cells.items()}
        return Sheet(self.id, self.title, self.rows, self.columns, self.frozen_rows, self.frozen_columns, self.hidden,
                     cells, dict(self.widths), list(self.layers))  # fmt: skip

    def cell(self, row: int, column: int) -> Cell:
        """The cell, {} when nothing is in it."""
        return self.cells.get(row, {}).get(column, {})

    def format_of(self, row: int, column: int) -> dict[str, Any]:
        """The format a reader sees, {} for the default one."""
        shown: dict[str, Any] = {}
        for rows, columns, layer in self.layers:
            if row in rows and column in columns:
                shown.update(layer)
        return {**shown, **self.cell(row, column).get("userEnteredFormat", {})}

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Write one cell. Raises Refusal(400) outside the grid."""
        if not (0 <= row < self.rows and 0 <= column < self.columns):
            raise bad(f"Range ({self.title}) exceeds grid limits. Max rows: {self.rows}, max columns: {self.columns}")
        if cell:
            self.cells.setdefault(row, {})[column] = cell
        elif column in self.cells.get(row, {}):
            del self.cells[row][column]

    def resize(self, rows: int, columns: int) -> None:
        """A new grid; what falls outside is lost."""
        if rows < 1 or columns < 1:
            raise bad("A sheet must have at least one row and one column")
        self.rows, self.columns = rows, columns
        self.cells = {
            row: {column: cell for column, cell in kept.items() if column < columns}
            for row, kept in self.cells.items()
            if row < rows
        }

    @property
    def properties(self) -> dict[str, Any]:
        """SheetProperties without the index."""
        grid: dict[str, Any] = {"rowCount": self.rows, "columnCount": self.columns}
        if self.frozen_rows:
            grid["frozenRowCount"] = self.frozen_rows
        if self.frozen_columns:
            grid["frozenColumnCount"] = self.frozen_columns
        hidden = {"hidden": True} if self.hidden else {}
        return {"sheetId": self.id, "title": self.title, "sheetType": "GRID", "gridProperties": grid, **hidden}


@dataclass
class Metadata:
    """A note for programs, on the spreadsheet or on one sheet."""

    id: int
    key: str
    value: str
    visibility: str
    sheet: int | None

    @property
    def json(self) -> dict[str, Any]:
        """DeveloperMetadata."""
        place: dict[str, Any] = {"locationType": "SPREADSHEET", "spreadsheet": True}
        if self.sheet is not None:
            place = {"locationType": "SHEET", "sheetId": self.sheet}
        return {"metadataId": self.id, "metadataKey": self.key, "metadataValue": self.value,
                "visibility": self.visibility, "location": place}  # fmt: skip


@dataclass
class Book:
    """One spreadsheet."""

    id: str
    title: str
    sheets: list[Sheet]
    locale: str = "en_US"
    time_zone: str = "Etc/GMT"
    metadata: dict[int, Metadata] = field(default_factory=dict)
    forbidden: bool = False
    read_only: bool = False

    def copy(self) -> Book:
        """Independent of this one: a batch works on a copy, so that a refused one leaves no trace."""
        metadata = {number: Metadata(**vars(one)) for number, one in self.metadata.items()}
        sheets = [sheet.copy() for sheet in self.sheets]
        return Book(self.id, self.title, sheets, self.locale, self.time_zone, metadata, self.forbidden, self.read_only)

    def sheet(self, sheet_id: int) -> Sheet:
        """Raises Refusal(400) as Google words it."""
        found = next((sheet for sheet in self.sheets if sheet.id == sheet_id), None)
        if found is None:
            raise bad(f"No grid with id: {sheet_id}")
        return found

    def titled(self, title: str) -> Sheet | None:
        """Titles are compared without regard to case."""
        return next((sheet for sheet in self.sheets if sheet.title.lower() == title.lower()), None)

    def add(self, sheet: Sheet, index: int | None = None) -> None:
        """Raises Refusal(400) when id or title is taken, or the workbook would be too large."""
        if any(one.id == sheet.id for one in self.sheets):
            raise bad(f"Sheet with id: {sheet.id} already exists. Please enter another id.")
        if self.titled(sheet.title):
            raise bad(f'A sheet with the name "{sheet.title}" already exists. Please enter another name.')
        self.sheets.insert(len(self.sheets) if index is None else index, sheet)
        self.check_size()

    def remove(self, sheet_id: int) -> None:
        """The last sheet cannot go. Metadata on it goes with it."""
        sheet = self.sheet(sheet_id)
        if len(self.sheets) == 1:
            raise bad("You can't remove all the sheets in a document.")
        self.sheets.remove(sheet)
        self.metadata = {number: one for number, one in self.metadata.items() if one.sheet != sheet_id}

    def check_size(self) -> None:
        """Raises Refusal(400) above the workbook's limit."""
        if sum(sheet.rows * sheet.columns for sheet in self.sheets) > CELL_LIMIT:
            raise bad(
                f"This action would increase the number of cells in the workbook above the limit of {CELL_LIMIT} cells."
            )

    def properties(self) -> dict[str, Any]:
        """SpreadsheetProperties, as far as kept."""
        return {"title": self.title, "locale": self.locale, "timeZone": self.time_zone, "autoRecalc": "ON_CHANGE"}


class Books:
    """All spreadsheets of the emulator."""

    def __init__(self) -> None:
        self._books: dict[str, Book] = {}

    def __iter__(self) -> Iterator[Book]:
        return iter(self._books.values())

    def add(self, book: Book) -> Book:
        """Keep it; an id that exists is replaced."""
        self._books[book.id] = book
        return book

    def get(self, book_id: str, *, writing: bool = False) -> Book:
        """Raises Refusal: 404 unknown, 403 forbidden or only to be read."""
        book = self._books.get(book_id)
        if book is None:
            raise Refusal(404, "Requested entity was not found.")
        if book.forbidden or (writing and book.read_only):
            raise Refusal(403, "The caller does not have permission")
        return book


def book_from(seed: dict[str, Any]) -> Book:
    """One entry of a seed file: id, title, forbidden, read_only, sheets of sheetId, title, values."""
    sheets = [_sheet_from(sheet, number) for number, sheet in enumerate(seed.get("sheets", ()))]
    book = Book(seed["id"], seed.get("title", "Untitled"), sheets or [Sheet(0, "Sheet1")])
    book.forbidden, book.read_only = bool(seed.get("forbidden", False)), bool(seed.get("read_only", False))
    return book


def _sheet_from(seed: dict[str, Any], number: int) -> Sheet:
    sheet = Sheet(seed.get("sheetId", number), seed.get("title", f"Sheet{number + 1}"))
    for row, values in enumerate(seed.get("values", ())):
        sheet.resize(max(sheet.rows, row + 1), max(sheet.columns, len(values)))
        for column, value in enumerate(values):
            if value not in (None, ""):
                sheet.put(row, column, {"userEnteredValue": extended(value)})
    return sheet


def extended(value: Any) -> dict[str, Any]:
    """A JSON scalar as an ExtendedValue, stored as it is (RAW)."""
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int | float):
        return {"numberValue": value}
    return {"stringValue": str(value)}
