"""The engine: spreadsheets, tokens, faults and a log behind one lock. `server` puts it on a port."""

import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from devtools.sheets import batch, masks, ranges
from devtools.sheets.book import Book, Books, Metadata, Sheet, book_from
from devtools.sheets.faults import Faults
from devtools.sheets.refusal import Refusal, bad, not_covered
from devtools.sheets.tokens import Tokens

Json = dict[str, Any]
Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Line:
    """One request, as the log keeps it. No cell's content."""

    at: float
    method: str
    path: str
    size: int
    status: int
    """0 when the connection was closed without an answer."""
    applied: bool
    """Whether a write changed the spreadsheet (a late one: was going to)."""
    fault: str


class Emulator:
    """A Google Sheets in memory. Thread-safe. `now` gives seconds since 1970 and may be any clock."""

    def __init__(
        self,
        *,
        faults: Sequence[str] = (),
        fault_seed: int = 0,
        auth: bool = False,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.books = Books()
        self.now = now
        self.tokens = Tokens(now, strict=auth)
        self.faults = Faults(faults, fault_seed)
        self.log: list[Line] = []
        self.lock = threading.RLock()
        self._late: list[tuple[int, str, Json]] = []

    def seed(self, content: Json) -> None:
        """Add what a seed file holds: {"spreadsheets": [...]}."""
        with self.lock:
            for one in content.get("spreadsheets", ()):
                self.books.add(book_from(one))

    def add(self, book_id: str, title: str = "Untitled") -> Book:
        """An empty spreadsheet with one sheet, as a new one has."""
        with self.lock:
            return self.books.add(book_from({"id": book_id, "title": title}))

    def values(self, book_id: str, title: str, render: str = "UNFORMATTED_VALUE") -> list[list[Any]]:
        """A tab's values without HTTP: for a test's last line. Raises LookupError when there is no such tab."""
        with self.lock:
            book = next(book for book in self.books if book.id == book_id)
            sheet = book.titled(title)
            if sheet is None:
                raise LookupError(title)
            return _all(sheet, render)

    def writes(self) -> int:
        """How many writes were asked for."""
        return sum(1 for line in self.log if line.method == "POST" and line.path.endswith(":batchUpdate"))

    def note(self, line: Line) -> None:
        """Keep one line of the log."""
        with self.lock:
            self.log.append(line)

    # -- what the API does

    def get(self, book_id: str, query: Query) -> Json:
        """spreadsheets.get."""
        with self.lock:
            answer = _spreadsheet(self.books.get(book_id), query)
        return _json(masks.pick(answer, masks.parse(query["fields"][0]))) if "fields" in query else answer

    def batch_update(self, book_id: str, body: Json) -> Json:
        """spreadsheets.batchUpdate: all or nothing."""
        if set(body) - {"requests"}:
            raise not_covered(f"batchUpdate option {', '.join(sorted(set(body) - {'requests'}))}")
        with self.lock:
            book, replies = batch.apply(self.books.get(book_id, writing=True), body.get("requests", []))
            self.books.add(book)
        return {"spreadsheetId": book_id, "replies": replies}

    def postpone(self, book_id: str, body: Json, writes: int) -> None:
        """A write whose connection broke, and which Google carries out all the same, `writes` writes later."""
        with self.lock:
            self._late.append((writes, book_id, body))

    def a_write_has_passed(self) -> None:
        """Postponed writes come one nearer, and happen when their turn has come."""
        with self.lock:
            self._late = [(left - 1, book_id, body) for left, book_id, body in self._late]
        self.carry_out_late(0)

    def carry_out_late(self, most: int = 1_000_000) -> None:
        """Do now what was postponed for up to `most` more writes; one that is refused by now leaves no word."""
        with self.lock:
            due = [(book_id, body) for left, book_id, body in self._late if left <= most]
            self._late = [one for one in self._late if one[0] > most]
        for book_id, body in due:
            applied = attempt(lambda book_id=book_id, body=body: self.batch_update(book_id, body))  # type: ignore[misc]
            self.note(Line(self.now(), "LATE", f"/v4/spreadsheets/{book_id}:batchUpdate", 0, 0, applied, "late"))

    def values_get(self, book_id: str, a1: str, query: Query) -> Json:
        """values.get."""
        with self.lock:
            return _values(self.books.get(book_id), a1, query)

    def values_batch_get(self, book_id: str, query: Query) -> Json:
        """values.batchGet."""
        with self.lock:
            book = self.books.get(book_id)
            found = [_values(book, a1, query) for a1 in query.get("ranges", ())]
        return {"spreadsheetId": book_id, "valueRanges": found}

    def dump(self) -> Json:
        """Everything, as JSON: what a seed would have to say, formulas as formulas."""
        with self.lock:
            return {"spreadsheets": [_dumped(book) for book in self.books]}


def attempt(act: Callable[[], Any]) -> bool:
    """Whether `act` was not refused."""
    try:
        act()
    except Refusal:
        return False
    return True


def _values(book: Book, a1: str, query: Query) -> Json:
    render = query.get("valueRenderOption", ["FORMATTED_VALUE"])[0]
    major = query.get("majorDimension", ["ROWS"])[0]
    if render not in {"FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"} or major not in {"ROWS", "COLUMNS"}:
        raise bad("Invalid value of valueRenderOption or majorDimension")
    if "dateTimeRenderOption" in query and query["dateTimeRenderOption"][0] != "SERIAL_NUMBER":
        raise not_covered("dateTimeRenderOption=FORMATTED_STRING")
    return ranges.value_range(ranges.block(book, a1), render, major)


def _spreadsheet(book: Book, query: Query) -> Json:
    if "ranges" in query:
        raise not_covered("spreadsheets.get with ranges")
    grid = query.get("includeGridData", ["false"])[0].lower() == "true"
    answer: Json = {
        "spreadsheetId": book.id,
        "properties": book.properties(),
        "sheets": [_sheet(book, index, grid) for index in range(len(book.sheets))],
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{book.id}/edit",
    }
    marks = _marks(book, None)
    return {**answer, "developerMetadata": marks} if marks else answer


def _sheet(book: Book, index: int, grid: bool) -> Json:
    sheet = book.sheets[index]
    answer: Json = {"properties": {**sheet.properties, "index": index}}
    marks = _marks(book, sheet.id)
    if marks:
        answer["developerMetadata"] = marks
    if grid:
        last = max(sheet.cells, default=-1)
        rows = [{"values": [_cell(sheet, row, column) for column in range(sheet.columns)]} for row in range(last + 1)]
        answer["data"] = [{"rowData": rows}] if rows else [{}]
    return answer


def _cell(sheet: Sheet, row: int, column: int) -> Json:
    cell = dict(sheet.cell(row, column))
    form = sheet.format_of(row, column)
    if form:
        cell["userEnteredFormat"] = form
    value = cell.get("userEnteredValue")
    if value and "formulaValue" not in value:
        cell["effectiveValue"] = value
        cell["formattedValue"] = str(ranges.shown(sheet, row, column, "FORMATTED_VALUE"))
    return cell


def _marks(book: Book, sheet_id: int | None) -> list[Json]:
    chosen: list[Metadata] = [one for one in book.metadata.values() if one.sheet == sheet_id]
    return [one.json for one in chosen]


def _dumped(book: Book) -> Json:
    sheets = [{"sheetId": sheet.id, "title": sheet.title, "values": _all(sheet, "FORMULA")} for sheet in book.sheets]
    marks = [one.json for one in book.metadata.values()]
    known = {"id": book.id, "title": book.title, "forbidden": book.forbidden, "read_only": book.read_only}
    return {**known, "sheets": sheets, "developerMetadata": marks}


def _all(sheet: Sheet, render: str) -> list[list[Any]]:
    whole = ranges.Block(sheet, 0, 0, sheet.rows, sheet.columns)
    rows: list[list[Any]] = ranges.value_range(whole, render, "ROWS").get("values", [])
    return rows


def _json(value: Any) -> Json:
    # an answer must not share parts with the book: the book may change before it is sent
    copied: Json = json.loads(json.dumps(value))
    return copied
