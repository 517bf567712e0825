"""One workbook drawn from its tabs. The only file that imports XlsxWriter.

Row heights are left to the reader's program, which fits them to wrapped text only while nobody has set them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from kernel.clock import BANGKOK
from sheets_sync import texts
from sheets_sync.cells import EXCEL_LIMIT, clean, number
from sheets_sync.model import (
    BAND_FILL,
    CHART_ROWS,
    EXCEL_FONT,
    FORMATS,
    HEADER_FILL,
    Column,
    Kind,
    Tab,
    Value,
    kind_of,
)
from sheets_sync.xlsx_charts import chart_of

MOST_ROWS = 1_000_000
"""Rows of data on one sheet; Excel has 1,048,576. A longer tab goes on in the next sheet."""
_MOST_CHOICES = 255
"""Letters of all choices of a drop-down together; Excel takes no more."""
_MOST_LINK = 2000
FIRST_YEAR = 1900
"""Excel counts days from here; earlier ones are written as text."""
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,  # else a killed process leaves its parts in the system's folder for temporary files
}
_MAY = ("select_locked_cells", "format_cells", "format_columns", "format_rows", "sort", "autofilter", "pivot_tables")
"""What staff may do in a protected tab; there is no password, so they can lift it."""


def draw(tabs: Sequence[Tab], path: Path, moment: datetime) -> None:
    """Write the file. Raises OSError."""
    book = xlsxwriter.Workbook(str(path), _OPTIONS)
    try:
        # without this the file would carry the machine's clock and differ each time
        book.set_properties({"created": moment.astimezone(BANGKOK).replace(tzinfo=None)})
        look = _Look(book)
        for tab in tabs:
            for part in parts_of(tab):
                _Sheet(book, part, look).draw()
        book.close()
    except xlsxwriter.exceptions.FileCreateError as trouble:
        raise OSError("workbook") from trouble


def parts_of(tab: Tab) -> Iterator[Tab]:
    """The tab, in as many sheets as its rows need."""
    yield replace(tab, rows=tab.rows[:MOST_ROWS]) if len(tab.rows) > MOST_ROWS else tab
    for place, first in enumerate(range(MOST_ROWS, len(tab.rows), MOST_ROWS), start=2):
        more = tab.rows[first : first + MOST_ROWS]
        yield replace(tab, key=f"{tab.key}:{place}", title=f"{tab.title[:27]} ({place})", rows=more, charts=())


class _Look:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        base = {"font_name": EXCEL_FONT.name, "font_size": EXCEL_FONT.points, "valign": "top"}
        self.header = book.add_format({**base, "bold": True, "text_wrap": True, "bg_color": HEADER_FILL, "border": 1})
        self.band = book.add_format({"bg_color": BAND_FILL})
        link = {"font_color": "#0B5394", "underline": 1}
        self._body = {
            kind: book.add_format(
                {**base, "num_format": form, "text_wrap": kind is Kind.TEXT, **(link if kind is Kind.LINK else {})}
            )
            for kind, form in FORMATS.items()
        }

    def of(self, value: Value, column: Kind) -> Any:
        """A cell's format; words in a column of numbers are words all the same."""
        kind = kind_of(value, column)
        return self._body[Kind.TEXT if isinstance(value, str) and kind is not Kind.LINK else kind]


class _Sheet:
    """One sheet of the workbook."""

    def __init__(self, book: Any, tab: Tab, look: _Look) -> None:
        self._book, self._tab, self._look = book, tab, look
        self._sheet = book.add_worksheet(tab.title)
        self._last_row, self._last_column = len(tab.rows), len(tab.columns) - 1

    def draw(self) -> None:
        """Cells, then everything around them."""
        for place, column in enumerate(self._tab.columns):
            self._head(place, column)
        for line, row in enumerate(self._tab.rows, start=1):
            for place, value in enumerate(row):
                self._cell(line, place, value)
        self._frame()
        for place, chart in enumerate(self._tab.charts):
            drawn, about = chart_of(self._book, self._tab, chart)
            self._sheet.insert_chart(1 + place * CHART_ROWS, self._last_column + 2, drawn, about)

    def _head(self, place: int, column: Column) -> None:
        self._sheet.set_column(place, place, column.width, self._look.of(None, column.kind))
        self._sheet.write_string(0, place, _text(column.title), self._look.header)
        if column.meaning:
            font = {"font_name": EXCEL_FONT.name, "font_size": EXCEL_FONT.points, "x_scale": 2}
            self._sheet.write_comment(0, place, _text(column.meaning), font)
        # XlsxWriter warns and leaves out a list that is too long
        if column.choices and len(",".join(column.choices)) <= _MOST_CHOICES and self._last_row:
            rule = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
            self._sheet.data_validation(1, place, self._last_row, place, rule)

    def _cell(self, line: int, place: int, value: Value) -> None:
        if value is None or value == "":
            return
        kind = self._tab.columns[place].kind
        form = self._look.of(value, kind)
        if isinstance(value, date) and value.year < FIRST_YEAR:
            value = value.isoformat()
        if isinstance(value, str):
            self._words(line, place, value, form, linked=kind is Kind.LINK)
        elif isinstance(value, datetime):
            self._sheet.write_datetime(line, place, value.astimezone(BANGKOK).replace(tzinfo=None), form)
        elif isinstance(value, date):
            self._sheet.write_datetime(line, place, value, form)
        elif (found := number(value)) is not None:
            self._sheet.write_number(line, place, found, form)

    def _words(self, line: int, place: int, value: str, form: Any, *, linked: bool) -> None:
        if linked and len(value) <= _MOST_LINK and value.startswith(("https://", "http://")):
            self._sheet.write_url(line, place, value, form, _text(value))
        else:
            self._sheet.write_string(line, place, _text(value), form)

    def _frame(self) -> None:
        tab, sheet = self._tab, self._sheet
        sheet.freeze_panes(tab.frozen_rows, tab.frozen_columns)
        if tab.rows:
            sheet.autofilter(0, 0, self._last_row, self._last_column)
        if tab.banded and len(tab.rows) > 1:
            # a rule and not a fill for each cell: it stays in order when staff sort and filter
            rule = {"type": "formula", "criteria": "=MOD(ROW(),2)=1", "format": self._look.band}
            sheet.conditional_format(1, 0, self._last_row, self._last_column, rule)
        if tab.protected:
            sheet.protect("", dict.fromkeys(_MAY, True))
        end = xlsxwriter.utility.xl_rowcol_to_cell(self._last_row, self._last_column, row_abs=True, col_abs=True)
        self._book.define_name(tab.range_name, f"={_quoted(tab.title)}!$A$1:{end}")
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)


def _quoted(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"


def _text(value: str) -> str:
    return clean(value, EXCEL_LIMIT, texts.CUT)
