"""An emulator that holds every request and every answer against Google's discovery document, asked by gspread."""

from collections.abc import Iterator
from typing import Any

import gspread
import pytest

from devtools.sheets import Emulator, Running, serve

SEED = {
    "spreadsheets": [
        {
            "id": "one",
            "title": "หนึ่ง",
            "sheets": [{"sheetId": 0, "title": "งาน", "values": [["a", 1], [], ["=b", 2.5]]}],
        },
        {"id": "shut", "forbidden": True},
    ]
}
TABLE = [["b", 2, "x"], ["a", 10, ""], ["c", 1, "=B3*2"], ["a", 3, "y"]]
NOON = 1_795_237_200.0
"""21 November 2026, 05:00 UTC."""


class Clock:
    """Stands still until it is moved."""

    now = NOON

    def __call__(self) -> float:
        return self.now


def connect(google: Running, who: str = "anything") -> gspread.Client:
    """gspread as it is, for one person."""
    return gspread.Client(None, session=google.session(who))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def google(clock: Clock) -> Iterator[Running]:
    """A test that sends what Google would not understand clears the violations itself."""
    engine = Emulator(check=True, now=clock)
    engine.seed(SEED)
    with serve(emulator=engine) as running:
        yield running
    assert engine.violations == []


@pytest.fixture
def client(google: Running) -> Iterator[gspread.Client]:
    made = connect(google)
    yield made
    made.http_client.session.close()


@pytest.fixture
def book(client: gspread.Client) -> gspread.Spreadsheet:
    return client.open_by_key("one")


@pytest.fixture
def sheet(book: gspread.Spreadsheet) -> gspread.Worksheet:
    """An empty tab of its own, 20 rows and 6 columns, named so that it needs quotes."""
    return book.add_worksheet("New tab", rows=20, cols=6)


@pytest.fixture
def table(sheet: gspread.Worksheet) -> gspread.Worksheet:
    """A tab with a few rows."""
    sheet.update(TABLE, "A1", raw=False)
    return sheet


def batch(book: gspread.Spreadsheet, *changes: dict[str, Any]) -> list[dict[str, Any]]:
    """The replies."""
    replies: list[dict[str, Any]] = book.batch_update({"requests": list(changes)})["replies"]
    return replies


def one_sheet(book: gspread.Spreadsheet, sheet_id: int, **params: Any) -> dict[str, Any]:
    """A sheet as spreadsheets.get describes it."""
    sheets = book.fetch_sheet_metadata(params or None)["sheets"]
    found: dict[str, Any] = next(one for one in sheets if one["properties"]["sheetId"] == sheet_id)
    return found


def described(sheet: gspread.Worksheet, **params: Any) -> dict[str, Any]:
    """The same, of a worksheet."""
    return one_sheet(sheet.spreadsheet, sheet.id, **params)
