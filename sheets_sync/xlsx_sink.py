"""The tabs as one .xlsx file per agency, replaced whole: a reader sees the old file or the new one, never half of one.

The only file that knows XlsxWriter.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from kernel.clock import BANGKOK
from sheets_sync import texts
from sheets_sync.cells import EXCEL_LIMIT, clean
from sheets_sync.model import Chart, Kind, Tab, Value

COPIES = 7
"""Earlier workbooks kept beside the current one."""
FONT, FONT_POINTS = "TH SarabunPSK", 16
"""The official font of Thai public letters looks small: 16 pt is about 11 pt of a Latin font. Row heights are left to
the reader's program, which fits them to wrapped text only while nobody has set them."""
_STALE_S = 600
_FORMATS = {Kind.TEXT: "@", Kind.WHOLE: "#,##0", Kind.SCORE: "0.00", Kind.DATE: "yyyy-mm-dd", Kind.FIGURE: "#,##0.##"}


def write(tabs: Sequence[Tab], path: Path, moment: datetime) -> None:
    """Replace the workbook at `path` and keep a dated copy of it. Raises OSError (full disk, no permission)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".tmp", dir=path.parent)
    os.close(handle)
    fresh = Path(name)
    try:
        _draw(tabs, fresh, moment)
        _settle(fresh)
        _keep_copy(fresh, path, moment)
        fresh.replace(path)
        _settle(path.parent)
    finally:
        fresh.unlink(missing_ok=True)


def copies(path: Path) -> list[Path]:
    """The dated copies, the newest first."""
    return sorted(_copy_folder(path).glob("*.xlsx"), reverse=True)


def _copy_folder(path: Path) -> Path:
    # a folder of its own: one agency's code may begin with another's
    return path.parent / path.stem


def _keep_copy(fresh: Path, path: Path, moment: datetime) -> None:
    folder = _copy_folder(path)
    folder.mkdir(exist_ok=True)
    stamp = f"{moment.astimezone(BANGKOK):%Y%m%dT%H%M%S}"
    last = max((int(one.stem[-2:]) for one in folder.glob(f"*-{stamp}-??.xlsx")), default=0)
    copy = folder / f"{path.stem}-{stamp}-{min(last + 1, 99):02}.xlsx"
    part = folder / f".{copy.stem}.tmp"
    shutil.copyfile(fresh, part)
    _settle(part)
    part.replace(copy)
    for old in copies(path)[COPIES:]:
        old.unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    """Remove what a killed process left; a young one may belong to a process that is at work."""
    for folder in (path.parent, _copy_folder(path)):
        for left in folder.glob(f".{path.stem}-*.tmp"):
            if time.time() - left.stat().st_mtime > _STALE_S:
                left.unlink(missing_ok=True)


def _settle(path: Path) -> None:
    """On the disk, not only on its way there."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _draw(tabs: Sequence[Tab], path: Path, moment: datetime) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), options)
    # without this the file would carry the machine's clock and differ each time
    book.set_properties({"created": moment.astimezone(BANGKOK).replace(tzinfo=None)})
    look = _Look(book)
    for tab in tabs:
        _draw_tab(book, tab, look)
    book.close()


class _Look:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        base = {"font_name": FONT, "font_size": FONT_POINTS, "valign": "top"}
        self.header = book.add_format({**base, "bold": True, "text_wrap": True, "bg_color": "#E3EEF5", "border": 1})
        self._body = {
            kind: book.add_format({**base, "num_format": form, "text_wrap": kind is Kind.TEXT})
            for kind, form in _FORMATS.items()
        }

    def of(self, value: Value) -> Any:
        """A cell's format follows what is in it, so that a column of figures shows each properly."""
        if isinstance(value, Decimal):
            return self._body[Kind.SCORE]
        if isinstance(value, int):
            return self._body[Kind.WHOLE]
        return self._body[Kind.DATE if isinstance(value, date) else Kind.TEXT]

    def column(self, kind: Kind) -> Any:
        """For the cells below the data."""
        return self._body[kind]


def _draw_tab(book: Any, tab: Tab, look: _Look) -> None:
    sheet = book.add_worksheet(tab.title)
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(tab.columns):
        sheet.set_column(place, place, column.width, look.column(column.kind))
        sheet.write_string(0, place, _text(column.title), look.header)
    for line, row in enumerate(tab.rows, start=1):
        for place, value in enumerate(row):
            _draw_cell(sheet, line, place, value, look)
    if tab.rows:
        sheet.autofilter(0, 0, len(tab.rows), len(tab.columns) - 1)
    if tab.chart is not None:
        _draw_chart(book, sheet, tab, tab.chart)


def _draw_cell(sheet: Any, line: int, place: int, value: Value, look: _Look) -> None:
    if value is None or value == "":
        return
    form = look.of(value)
    if isinstance(value, str):
        sheet.write_string(line, place, _text(value), form)
    elif isinstance(value, date):
        sheet.write_datetime(line, place, value, form)
    else:
        sheet.write_number(line, place, float(value), form)


def _text(value: str) -> str:
    return clean(value, EXCEL_LIMIT, texts.CUT)


def _draw_chart(book: Any, sheet: Any, tab: Tab, chart: Chart) -> None:
    drawn = book.add_chart({"type": "bar"})
    rows = (chart.first + 1, chart.last + 1)
    drawn.add_series(
        {
            "name": chart.title,
            "categories": [tab.title, rows[0], chart.names, rows[1], chart.names],
            "values": [tab.title, rows[0], chart.values, rows[1], chart.values],
            "fill": {"color": "#1F6F8B"},
            "data_labels": {"value": True},
        }
    )
    drawn.set_title({"name": chart.title, "name_font": {"name": FONT, "size": FONT_POINTS}})
    drawn.set_legend({"none": True})
    drawn.set_x_axis({"min": 0, "max": 100})
    drawn.set_y_axis({"reverse": True})
    sheet.insert_chart(1, len(tab.columns) + 1, drawn, {"x_scale": 1.4, "y_scale": 1.2})
