"""The knowledge base as a file, out and in: XLSX and CSV hold one table, and what goes out comes back as it was."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from console import uploaded_tables
from console.uploaded_tables import FORMULA, Limits
from kernel.clock import BANGKOK
from kernel.errors import Refused
from qa.entries import Entry
from qa.faq_cells import Cell, Formula
from qa.faq_table import Flaw, Table, read_rows, write_rows
from qa.faq_texts import COLUMNS, STATUSES

MIME = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
LIMITS = Limits(bytes=8_000_000, unpacked=40_000_000, rows=20_000, columns=40)
SHEET = "คลังคำตอบ"
_RUN_BY_SHEETS = ("=", "+", "-", "@", "\t", "'", "＝", "＋", "－", "＠")
_WIDTHS = {"question": 40, "answer": 70, "phrasings": 40, "keywords": 24, "source": 30}


def write(entries: Sequence[Entry], kind: str, moment: datetime) -> bytes:
    """The file. kind -- a key of MIME."""
    rows = write_rows(entries)
    return _csv(rows) if kind == "csv" else _xlsx(rows, moment)


def read(content: bytes) -> Table:
    """The table in an .xlsx or a CSV, or what is wrong with it."""
    try:
        if uploaded_tables.is_xlsx(content):
            rows = [
                [_cell(value) for value in row] for row in uploaded_tables.xlsx_rows(content, LIMITS, formulas=True)
            ]
        else:
            rows = [[_typed(text) for text in row] for row in uploaded_tables.csv_rows(content, LIMITS)]
    except Refused as refused:
        return _nothing(refused.reason)
    return read_rows(rows) if len(rows) <= LIMITS.rows else _nothing("too_long", most=LIMITS.rows)


def _nothing(reason: str, **facts: int) -> Table:
    return Table((), (Flaw(0, reason, facts),), {}, 0)


def _cell(value: object) -> Cell:
    if value is FORMULA:
        return Formula()
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, str | int | float | bool | date) else None if value is None else str(value)


def _typed(text: str) -> Cell:
    """A CSV's cell. The apostrophe that `_inert` put before it goes; what begins with = would be run."""
    if text.startswith("'") and text[1:].startswith(_RUN_BY_SHEETS):
        return text[1:]
    return Formula() if text.startswith("=") else text


def _inert(cell: str | date | None) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_RUN_BY_SHEETS) else text


def _csv(rows: Sequence[Sequence[str | date | None]]) -> bytes:
    """UTF-8 with the mark that makes Excel read Thai."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([[_inert(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def _xlsx(rows: Sequence[Sequence[str | date | None]], moment: datetime) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"created": moment.astimezone(BANGKOK).replace(tzinfo=None)})
    sheet = book.add_worksheet(SHEET)
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for place, name in enumerate(COLUMNS):
        sheet.set_column(place, place, _WIDTHS.get(name, 14), text)
        sheet.write_string(0, place, COLUMNS[name], head)
    sheet.freeze_panes(1, 0)
    status = list(COLUMNS).index("status")
    sheet.data_validation(1, status, LIMITS.rows, status, {"validate": "list", "source": list(STATUSES.values())})
    for line, row in enumerate(rows[1:], start=1):
        for place, cell in enumerate(row):
            _draw(sheet, line, place, cell, text, day)
    book.close()
    return out.getvalue()


def _draw(sheet: Any, line: int, place: int, cell: str | date | None, text: Any, day: Any) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(line, place, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001 - a day
    elif cell:
        sheet.write_string(line, place, cell, text)
