"""Published figures as plain tables: one source for the page, the CSV and the JSON beside it."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Cell = str | int | None
"""None is shown as a dash: not enough to say, or not applicable."""
_RUN_BY_SHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Table:
    """One published table. `key` is its permanent name in links and files."""

    key: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    """The first cell of each row names it."""
    said: Sequence[str] = ()
    """Sentences that belong to the table: its date, its limits, a zero in words."""


def as_csv(tables: Sequence[Table]) -> str:
    """All tables in one file, one cell a line: table, row, column, value. With a BOM, so that Excel reads Thai."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["table", "row", "column", "value"])
    for table in tables:
        for row in table.rows:
            for column, value in zip(table.columns[1:], row[1:], strict=True):
                writer.writerow([table.key, inert(row[0]), inert(column), inert(value)])
    return out.getvalue()


def sheet(table: Table) -> str:
    """One table as it stands on the page, headings first. With a BOM, so that Excel reads Thai."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([inert(column) for column in table.columns])
    writer.writerows([inert(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def as_json(agency_code: str, as_of: date, tables: Sequence[Table]) -> dict[str, Any]:
    """All tables, as lists of cells under their headings."""
    return {"agency": agency_code, "as_of": as_of.isoformat(), "tables": [plain(table) for table in tables]}


def plain(table: Table) -> dict[str, Any]:
    """One table for a program."""
    return {
        "key": table.key,
        "title": table.title,
        "columns": list(table.columns),
        "rows": [list(row) for row in table.rows],
        "notes": list(table.said),
    }


def inert(value: Cell) -> str:
    """Text that a spreadsheet does not run: what looks like the beginning of a formula gets an apostrophe."""
    text = "" if value is None else str(value)
    runs = isinstance(value, str) and text.lstrip(" \u00a0\u200b\ufeff").startswith(_RUN_BY_SHEETS)
    return f"'{text}" if runs else text
