"""The engine: spreadsheets, tokens, faults, quota and a log behind one lock. `server` puts it on a port."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from devtools.sheets import a1, changes, contract, masks, routes, sheets_api
from devtools.sheets.book import Book, Books
from devtools.sheets.calls import Answer, Call, answer
from devtools.sheets.cells import Cell, Json, extended
from devtools.sheets.dimensions import Edit
from devtools.sheets.drive.content import no_storage
from devtools.sheets.faults import Faults
from devtools.sheets.late import Late
from devtools.sheets.log import Line
from devtools.sheets.moving import apply
from devtools.sheets.quota import Quota, Windows, parse
from devtools.sheets.reading import Reader
from devtools.sheets.refusal import Refusal, bad
from devtools.sheets.seeds import book_from, dumped
from devtools.sheets.sheet import Sheet
from devtools.sheets.tokens import Tokens

T = TypeVar("T")


class Emulator:
    """A Google Sheets in memory. Thread-safe. `now` gives seconds since 1970 and may be any clock.

    `check` holds every request and answer against Google's discovery document: a bad request is answered 400, a bad
    answer 500, and both are kept in `violations`. `storage=False`: nobody can create files, like a service account.
    """

    def __init__(
        self,
        *,
        faults: Sequence[str] = (),
        fault_seed: int = 0,
        auth: bool = False,
        now: Callable[[], float] = time.time,
        quota: Quota | str | None = None,
        check: bool = False,
        storage: bool = True,
    ) -> None:
        self.books = Books()
        self.skipped = 0.0
        """Seconds by which the emulator's clock is ahead of `now`."""
        self._clock = now
        self.tokens = Tokens(self.now, strict=auth)
        self.faults = Faults(faults, fault_seed)
        self.windows = Windows(quota if isinstance(quota, Quota) else parse(quota))
        self.log: list[Line] = []
        self.violations: list[str] = []
        self.lock = threading.RLock()
        self.storage = storage
        self.check = check
        self.late = Late(self.now)

    def now(self) -> float:
        """Seconds since 1970, as the emulator has them."""
        return self._clock() + self.skipped

    # -- filling it and looking into it, without requests

    def seed(self, content: Mapping[str, Any]) -> None:
        """Add what a seed file holds: {"spreadsheets": [...], "quota": {...}, "private": false}."""
        with self.lock:
            for one in content.get("spreadsheets", ()):
                self._new(book_from(one))
            self.books.private = bool(content.get("private", self.books.private))
            if "quota" in content:
                self.windows = Windows(parse(content["quota"]))

    def add(self, book_id: str, title: str = "Untitled") -> Book:
        """An empty spreadsheet with one sheet, as a new one has."""
        with self.lock:
            return self._new(book_from({"id": book_id, "title": title}))

    def _new(self, book: Book) -> Book:
        book.created = book.modified = self.now()
        return self.books.add(book)

    def dump(self) -> Json:
        """Everything, as a seed: values, formulas, metadata."""
        with self.lock:
            return {"spreadsheets": [dumped(book) for book in self.books]}

    def values(self, book_id: str, title: str, render: str = "UNFORMATTED_VALUE") -> list[list[Any]]:
        """A tab's values. Raises LookupError when there is no such tab."""
        with self.lock:
            reader = Reader(self.acting(self.books.get(book_id), ""))
            rows: list[list[Any]] = reader.value_range(a1.whole(self._tab(book_id, title)), render).get("values", [])
            return rows

    def _tab(self, book_id: str, title: str) -> Sheet:
        sheet = self.books.get(book_id).titled(title)
        if sheet is None:
            raise LookupError(title)
        return sheet

    # -- people at work

    def type_in(self, book_id: str, title: str, row: int, column: int, value: Any) -> None:
        """A person types into a cell (from 0); text that begins with = is a formula, None empties it."""
        with self.lock:
            sheet = self._tab(book_id, title)
            formula = isinstance(value, str) and value.startswith("=")
            cell: Cell = {"formulaValue": value} if formula else extended("" if value is None else value)
            sheet.set_value(row, column, None if value in (None, "") else cell)
            self.books.get(book_id).modified = self.now()

    def delete_rows(self, book_id: str, title: str, first: int, past: int) -> None:
        """A person deletes rows (from 0); those below move up."""
        with self.lock:
            edit = Edit(self._tab(book_id, title).id, True, first, removed=past - first)
            apply(self.books.get(book_id), edit)

    def insert_row(self, book_id: str, title: str, at: int) -> None:
        """A person inserts a blank row."""
        with self.lock:
            apply(self.books.get(book_id), Edit(self._tab(book_id, title).id, True, at, added=1))

    def batch_update(self, book_id: str, body: Json, user: str = "") -> Json:
        """spreadsheets.batchUpdate without HTTP. Raises Refusal."""
        replies = self.change(book_id, user, lambda book: changes.carry_out(book, body.get("requests", [])))
        return {"spreadsheetId": book_id, "replies": replies}

    # -- the log

    def writes(self) -> int:
        """How many writes of the Sheets API were asked for."""
        return sum(1 for line in self.log if line.writing)

    def note(self, line: Line) -> None:
        """Keep one line of the log."""
        with self.lock:
            self.log.append(line)

    def carry_out_late(self) -> None:
        """Writes that were postponed happen now."""
        self.late.carry_out_all()

    # -- for endpoints

    def acting(self, book: Book, user: str) -> Book:
        """The same book, told whose request this is and when."""
        book.user, book.at = user, self.now()
        return book

    def reading(self, book_id: str, user: str) -> Book:
        """Raises Refusal(404 or 403)."""
        return self.acting(self.books.get(book_id, user=user), user)

    def change(self, book_id: str, user: str, act: Callable[[Book], T]) -> T:
        """Carry out `act` on a copy and keep the copy: all or nothing. Raises what `act` raises."""
        with self.lock:
            book = self.books.get(book_id, writing=True, user=user)
            copy = self.acting(book.copy(), user)
            result = act(copy)
            copy.modified = self.now()
            book.become(copy)
        return result

    def keep_new(self, book: Book, user: str) -> None:
        """A spreadsheet that `user` has created. Raises Refusal(403) where nobody has storage."""
        if not self.storage:
            raise no_storage()
        book.owner = user or book.owner
        with self.lock:
            self.acting(self._new(book), user)

    # -- requests

    def carry_out(self, route: routes.Route, parts: tuple[str, ...], call: Call) -> Answer:
        """Do what a request asks. Raises Refusal."""
        if self.check and (wrong := contract.request_violations(route.name, call)):
            self.violations += wrong
            raise contract.refused(route.name, call, wrong)
        sheets_api.check_readable(route.name, call)
        try:
            with self.lock:
                found = route.endpoint(self, call, parts)
        except (KeyError, TypeError, ValueError, AttributeError) as lacking:
            raise bad(f"The request is not shaped as documented: {type(lacking).__name__} {lacking}") from lacking
        if not isinstance(found, dict):
            return found or Answer(b"", "text/html", 204)
        if call.one("fields"):
            return answer(masks.pick(found, masks.parse(call.one("fields"))))
        if self.check and (wrong := contract.answer_violations(route.name, found)):
            self.violations += wrong
            raise Refusal(500, f"the emulator's answer is not as documented: {wrong[0]}")
        return answer(found)
