"""One workbook drawn from its tabs. The only file that imports XlsxWriter.

Rows have the heights that we reckon they need, marked as fitted and not as set by hand: LibreOffice fits none by itself
when it opens a file, and every program fits them anew when a cell or a column's width changes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from kernel.clock import BANGKOK
from sheets_sync import tab_texts, texts
from sheets_sync.cells import EXCEL_LIMIT, clean, number
from sheets_sync.model import EXCEL_FONT, Column, Kind, Row, Tab, Value
from sheets_sync.wrapping import heading_lines, lines, row_lines
from sheets_sync.xlsx_charts import chart_of
from sheets_sync.xlsx_frame import frame, print_setup, short
from sheets_sync.xlsx_looks import Looks

MOST_ROWS = 1_000_000
"""Rows of data on one sheet; Excel has 1,048,576. A longer tab goes on in the next sheet."""
_MOST_CHOICES = 255
"""Letters of all choices of a drop-down together; Excel takes no more."""
_MOST_LINK = 2000
FIRST_YEAR = 1900
"""Excel counts days from here; earlier ones are written as text."""
LINE_POINTS, _HIGHEST_POINTS = 24, 409
"""Of one line of the workbook's font with its vowels and tone marks, and of the highest row that Excel has."""
_NOTE_PIXELS, _NOTE_WIDTH = 256, 36
"""How wide a heading's note is, and the same in characters."""
_OPTIONS = {
    "default_row_height": LINE_POINTS * 4 // 3,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,  # else a killed process leaves its parts in the system's folder for temporary files
}


def draw(tabs: Sequence[Tab], path: Path, moment: datetime, office: str = "") -> None:
    """Write the file. Raises OSError.

    office -- whose figures these are, for the foot of printed pages and the file's properties
    """
    book = xlsxwriter.Workbook(str(path), _OPTIONS)
    try:
        book.set_properties(_properties(moment, short(office)))
        looks = Looks(book)
        for tab in tabs:
            for part in parts_of(tab):
                sheet = _Sheet(book, part, looks)
                sheet.draw()
                print_setup(sheet.sheet, part, office, moment)
        book.close()
    except xlsxwriter.exceptions.FileCreateError as trouble:
        raise OSError("workbook") from trouble


def _properties(moment: datetime, office: str) -> dict[str, object]:
    # without a moment the file would carry the machine's clock and differ each time
    created = moment.astimezone(BANGKOK).replace(tzinfo=None)
    title = tab_texts.BOOK_TITLE.format(office=office).strip()
    return {"created": created, "title": title, "author": office, "company": office}


def parts_of(tab: Tab) -> Iterator[Tab]:
    """The tab, in as many sheets as its rows need."""
    yield replace(tab, rows=tab.rows[:MOST_ROWS]) if len(tab.rows) > MOST_ROWS else tab
    for place, first in enumerate(range(MOST_ROWS, len(tab.rows), MOST_ROWS), start=2):
        more = tab.rows[first : first + MOST_ROWS]
        yield replace(tab, key=f"{tab.key}:{place}", title=f"{tab.title[:27]} ({place})", rows=more, charts=())


class _Fitted(Worksheet):  # type: ignore[misc]
    """A sheet whose heights are what somebody's program found to fit: XlsxWriter knows only those set by hand."""

    def _xml_start_tag_unencoded(self, tag: str, attributes: Sequence[tuple[str, object]] = ()) -> None:
        if tag == "row":
            attributes = [one for one in attributes if one[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


class _Sheet:
    """One sheet of the workbook."""

    def __init__(self, book: Any, tab: Tab, looks: Looks) -> None:
        self._book, self._tab, self._looks = book, tab, looks
        self.sheet = book.add_worksheet(tab.title, worksheet_class=_Fitted)
        self._last_row, self._last_column = len(tab.rows), len(tab.columns) - 1

    def draw(self) -> None:
        """Cells, then everything around them."""
        for place, column in enumerate(self._tab.columns):
            self._head(place, column)
        self._fit(0, heading_lines(self._tab.columns))
        for line, row in enumerate(self._tab.rows, start=1):
            self._row(line, row)
        self._name()
        frame(self.sheet, self._tab, self._looks)
        for place, chart in enumerate(self._tab.charts):
            drawn, about = chart_of(self._book, self._tab, chart, place)
            self.sheet.insert_chart(1, self._last_column + 2, drawn, about)

    def _row(self, line: int, row: Row) -> None:
        for place, value in enumerate(row):
            self._cell(line, place, value)
        self._fit(line, row_lines(row, self._tab.columns))

    def _fit(self, line: int, how_many: int) -> None:
        if how_many > 1:
            self.sheet.set_row(line, min(how_many * LINE_POINTS, _HIGHEST_POINTS))

    def _head(self, place: int, column: Column) -> None:
        self.sheet.set_column(place, place, column.width, self._looks.of(None, column.kind))
        self.sheet.write_string(0, place, _text(column.title), self._looks.header)
        if column.meaning:
            self.sheet.write_comment(0, place, _text(column.meaning), _note(column.meaning))
        # XlsxWriter warns and leaves out a list that is too long
        if column.choices and len(",".join(column.choices)) <= _MOST_CHOICES and self._last_row:
            rule = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
            self.sheet.data_validation(1, place, self._last_row, place, rule)

    def _cell(self, line: int, place: int, value: Value) -> None:
        if value is None or value == "":
            return
        kind = self._tab.columns[place].kind
        form = self._looks.of(value, kind)
        if isinstance(value, date) and value.year < FIRST_YEAR:
            value = value.isoformat()
        if isinstance(value, str):
            self._words(line, place, value, form, linked=kind is Kind.LINK)
        elif isinstance(value, datetime):
            self.sheet.write_datetime(line, place, value.astimezone(BANGKOK).replace(tzinfo=None), form)
        elif isinstance(value, date):
            self.sheet.write_datetime(line, place, value, form)
        elif (found := number(value)) is not None:
            self.sheet.write_number(line, place, found, form)

    def _words(self, line: int, place: int, value: str, form: Any, *, linked: bool) -> None:
        if linked and len(value) <= _MOST_LINK and value.startswith(("https://", "http://")):
            self.sheet.write_url(line, place, value, form, _text(value))
        else:
            self.sheet.write_string(line, place, _text(value), form)

    def _name(self) -> None:
        end = xlsxwriter.utility.xl_rowcol_to_cell(self._last_row, self._last_column, row_abs=True, col_abs=True)
        self._book.define_name(self._tab.range_name, f"={_quoted(self._tab.title)}!$A$1:{end}")


def _note(words: str) -> dict[str, object]:
    """A heading's note, as large as what it says: it cannot be scrolled."""
    height = (lines(words, _NOTE_WIDTH) + 1) * LINE_POINTS
    return {"font_name": EXCEL_FONT.name, "font_size": EXCEL_FONT.points, "width": _NOTE_PIXELS, "height": height}


def _quoted(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"


def _text(value: str) -> str:
    return clean(value, EXCEL_LIMIT, texts.CUT)
