"""A round's published answers as files: CSV, XLSX, JSON and SPSS."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter

from console import export_texts as texts
from console import sav
from console.export_rows import Cell, Column, columns, in_order
from kernel.clock import BANGKOK
from surveys.instruments import instrument_json
from surveys.records import Response
from surveys.report_model import Report, Table

MIME = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "sav": "application/x-spss-sav",
}

WITHOUT_ROWS = ("xlsx", "json")
"""What is left for a round of staff: the files that hold tables."""

_RUN_BY_SHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_WIDEST = 60
_LONGEST_CELL = 32_000
"""Excel holds 32,767."""


@dataclass(frozen=True)
class Export:
    """What is exported: the report as printed, and the rows behind it."""

    report: Report
    rows: Sequence[Response]
    points: dict[str, str]
    """Code -> name."""
    made: datetime

    @property
    def columns(self) -> list[Column]:
        """The rows' columns."""
        return columns(self.report.whole.instrument, self.points)

    @property
    def name(self) -> str:
        """The file's name without its ending, ASCII."""
        return f"{self.report.material.agency.code}-{self.report.whole.round.id.replace(':', '-')}"


def write(export: Export, kind: str) -> bytes:
    """The file. kind -- a key of MIME."""
    return {"csv": _csv, "xlsx": _xlsx, "json": _json, "sav": _sav}[kind](export)


def inert(value: Cell) -> Cell:
    """Text that no spreadsheet runs: what looks like the beginning of a formula gets an apostrophe."""
    if isinstance(value, str) and value.lstrip(" \u00a0\u200b\ufeff").startswith(_RUN_BY_SHEETS):
        return f"'{value}"
    return value


def _csv(export: Export) -> bytes:
    """UTF-8 with the mark that makes Excel read Thai; one heading line of column names."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in export.columns])
    for row in in_order(export.rows):
        writer.writerow(["" if cell is None else inert(cell) for cell in _worded(export, row)])
    return out.getvalue().encode("utf-8-sig", "replace")


def _worded(export: Export, row: Response) -> Iterator[Cell]:
    return (column.worded(row) for column in export.columns)


def _json(export: Export) -> bytes:
    """Rows as objects with option positions; the questionnaire beside them says what each position means."""
    whole = export.report.whole
    rows = [{column.name: _plain(column.of(row)) for column in export.columns} for row in in_order(export.rows)]
    data: dict[str, Any] = {
        "agency": export.report.material.agency.code,
        "round": whole.round.id,
        "made_on": export.made.astimezone(BANGKOK).date().isoformat(),
        "n": whole.n,
        "about": texts.ABOUT,
        "instrument": instrument_json(whole.instrument),
        "tables": [
            {
                "key": table.key,
                "title": table.title,
                "columns": list(table.columns),
                "rows": [list(row) for row in table.rows],
                "said": list(table.said),
            }
            for table in export.report.tables
        ],
        "responses": rows,
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _plain(value: Cell) -> int | str | None:
    return value.isoformat() if isinstance(value, date) else value


def _sav(export: Export) -> bytes:
    shown = export.columns
    variables = [sav.Variable(one.name, one.label, one.kind, one.labels) for one in shown]
    rows = [[one.of(row) for one in shown] for row in in_order(export.rows)]
    title = f"{export.report.material.agency.spoken_name} {export.report.whole.round.id}"
    return sav.write(variables, rows, title, export.made.astimezone(BANGKOK))


def _xlsx(export: Export) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": export.name, "created": export.made.astimezone(BANGKOK).replace(tzinfo=None)})
    drawer = _Drawer(book)
    heads = [column.label for column in export.columns]
    drawer.sheet(texts.ROWS_SHEET, heads, [list(_worded(export, row)) for row in in_order(export.rows)], ())
    drawer.sheet(texts.CODES_SHEET, texts.CODES_COLUMNS, _codes(export), (texts.ABOUT,))
    for table in export.report.tables:
        drawer.table(table)
    book.close()
    return out.getvalue()


def _codes(export: Export) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for column in export.columns:
        rows.append([column.name, column.label, None, None])
        rows += [[None, None, value, label] for value, label in column.labels.items()]
    return rows


class _Drawer:
    """Puts tables on sheets. Text is always written as text, so that nothing in it is run."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})

    def table(self, table: Table) -> None:
        """A table of the report, its sentences below."""
        self.sheet(texts.SHEETS.get(table.key, table.key), table.columns, table.rows, (table.title, *table.said))

    def sheet(self, name: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], said: Sequence[str]) -> None:
        """One sheet: headings that stay in sight, rows, then sentences."""
        sheet = self._book.add_worksheet(name)
        for place, head in enumerate(heads):
            sheet.write_string(0, place, _clean(head), self._head)
            sheet.set_column(place, place, min(max(len(head), 10), _WIDEST) + 2)
        sheet.freeze_panes(1, 0)
        for line, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                self._cell(sheet, line, place, cell)
        for line, sentence in enumerate(said, start=len(rows) + 2):
            sheet.write_string(line, 0, _clean(sentence))

    def _cell(self, sheet: Any, line: int, place: int, cell: Cell) -> None:
        if isinstance(cell, date):
            sheet.write_datetime(line, place, datetime(cell.year, cell.month, cell.day), self._day)  # noqa: DTZ001 - a day
        elif isinstance(cell, int):
            sheet.write_number(line, place, cell)
        elif cell is not None:
            sheet.write_string(line, place, _clean(cell), self._text)


def _clean(text: str) -> str:
    """At most what a cell holds, without what XML cannot."""
    kept = "".join(letter for letter in text if letter >= " " or letter in "\t\n")
    return kept.encode("utf-8", "replace").decode()[:_LONGEST_CELL]
