"""Whether a workbook on disk still says what it should: read back cell by cell."""

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl

from sheets_sync import texts
from sheets_sync.cells import EXCEL_LIMIT, clean, number
from sheets_sync.model import Kind, Tab, Value
from sheets_sync.xlsx_drawing import FIRST_YEAR, parts_of

_TORN = (
    OSError, EOFError, LookupError, ValueError, TypeError, AttributeError, SyntaxError, RuntimeError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What reading a file raises that is not there, no workbook, damaged on its disk, or saved by a strange program."""


def holds(path: Path, tabs: Sequence[Tab]) -> bool:
    """Whether the file is whole and has exactly these tabs with these cells; moments of writing may differ."""
    try:
        return _whole(path) and _equal(path, [part for tab in tabs for part in parts_of(tab)])
    except _TORN:
        return False


def _whole(path: Path) -> bool:
    """Charts and formats too, which nobody compares."""
    with zipfile.ZipFile(path) as parts:
        return parts.testzip() is None


def _equal(path: Path, sheets: Sequence[Tab]) -> bool:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        return book.sheetnames == [tab.title for tab in sheets] and all(
            _same(book[tab.title].iter_rows(values_only=True), tab) for tab in sheets
        )
    finally:
        book.close()


def _same(found: Iterator[tuple[Any, ...]], tab: Tab) -> bool:
    wanted = [tuple(column.title for column in tab.columns), *(tuple(map(_as_read, row)) for row in tab.rows)]
    moments = [place for place, column in enumerate(tab.columns) if column.kind is Kind.MOMENT]
    rows = list(found)
    return len(rows) == len(wanted) and all(
        _comparable(row, moments) == _comparable(line, moments) for row, line in zip(rows, wanted, strict=True)
    )


def _comparable(row: Sequence[Any], moments: Sequence[int]) -> list[Any]:
    """Without blanks at the end, and without what moments say."""
    cells = ["moment" if place in moments and value is not None else value for place, value in enumerate(row)]
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _as_read(value: Value) -> Any:
    """A cell of the model as openpyxl gives it back."""
    if isinstance(value, str):
        return clean(value, EXCEL_LIMIT, texts.CUT) or None
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return value.isoformat() if value.year < FIRST_YEAR else datetime.combine(value, time.min)
    return None if value is None else number(value)
