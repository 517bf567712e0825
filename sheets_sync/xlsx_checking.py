"""Whether a workbook on disk still says what it should: read back cell by cell."""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl

from sheets_sync import texts
from sheets_sync.cells import EXCEL_LIMIT, clean, number
from sheets_sync.model import Kind, Tab, Value
from sheets_sync.xlsx_drawing import FIRST_YEAR, parts_of


def holds(path: Path, tabs: Sequence[Tab]) -> bool:
    """Whether the file opens and has exactly these tabs with exactly these cells; moments of writing may differ."""
    sheets = [part for tab in tabs for part in parts_of(tab)]
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (OSError, KeyError, ValueError, SyntaxError, zipfile.BadZipFile):
        return False  # not there, not a workbook, or torn
    try:
        return book.sheetnames == [tab.title for tab in sheets] and all(
            _same(book[tab.title].iter_rows(values_only=True), tab) for tab in sheets
        )
    except (KeyError, ValueError, SyntaxError, zipfile.BadZipFile):
        return False
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
