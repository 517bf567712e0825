"""A spreadsheet in the emulated Google held against the database, cell by cell."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from app.house import House
from devtools.sheets import Emulator
from kernel.agency import Agency
from sheets_sync import sources, tabs
from sheets_sync.model import Tab

_EPOCH = date(1899, 12, 30)
_ANYTHING = object()
"""Stands for the moment of writing, which nobody can know beforehand."""


def differing(house: House, google: Emulator, agency: Agency, today: date) -> list[str]:
    """The tabs that do not hold what the database holds, read in both renderings."""
    parts = house.sync_parts
    with house.workplace.read() as work:
        published = parts.statistics(agency)
        figures = sources.read(work, agency, today, parts.base_url, published[0] if published else None)
        live = sorted(entry.id for entry in work.faq.all(agency) if entry.live)
    book = f"book-{agency.code}"
    wrong = [tab.title for tab in tabs.build(figures) if not tab.two_way and not _holds(google, book, tab)]
    faq = [tab.title for tab in tabs.build(figures) if tab.two_way]
    told = [row[0] for row in _rows(google, book, faq[0], "FORMULA")[1:]]
    return wrong + (faq if sorted(told) != live else [])


def _holds(google: Emulator, book: str, tab: Tab) -> bool:
    titles = [column.title for column in tab.columns]
    wanted = [_trimmed([_answered(value) for value in row]) for row in (titles, *tab.rows)]
    while wanted and not wanted[-1]:
        wanted.pop()
    found = [_rows(google, book, tab.title, how) for how in ("UNFORMATTED_VALUE", "FORMULA")]
    return all(_same(rows, wanted) for rows in found)


def _rows(google: Emulator, book: str, title: str, how: str) -> list[list[Any]]:
    try:
        return google.values(book, title, how)
    except LookupError:
        return []


def _answered(value: Any) -> Any:
    """A cell as Google answers it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return _ANYTHING
    if isinstance(value, date):
        return (value - _EPOCH).days
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value


def _trimmed(row: list[Any]) -> list[Any]:
    while row and row[-1] == "":
        row.pop()
    return row


def _same(found: list[list[Any]], wanted: list[list[Any]]) -> bool:
    if [len(row) for row in found] != [len(row) for row in wanted]:
        return False
    rows = zip(found, wanted, strict=True)
    pairs = (pair for row, meant in rows for pair in zip(row, meant, strict=True))
    return all(other is _ANYTHING or (one == other and type(one) is type(other)) for one, other in pairs)
