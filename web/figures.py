"""Published figures as plain tables: one source for the page, the CSV and the JSON beside it."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from complaints.statistics import Snapshot
from kernel.calendar import Period, period
from kernel.thai import thai_date, thai_period
from web import figure_texts as texts
from web.ports import Counted

Cell = str | int | None
"""None is shown as a dash: not enough to say, or not applicable."""


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


def complaints(snapshot: Snapshot | None) -> Table:
    """Total, finished and in progress of each period, zero in words; dated, because a period is frozen."""
    if snapshot is None:
        return Table("complaints-periods", texts.COMPLAINTS, (), (), (texts.NOT_PUBLISHED,))
    columns = [texts.PERIOD, *texts.COMPLAINT_COLUMNS]
    newest_first = sorted(snapshot.counts, key=lambda one: _reading_order(period(one.period)))
    rows: list[list[Cell]] = [
        [thai_period(period(one.period)), one.total, one.finished, one.in_progress] for one in newest_first
    ]
    years = [one for one in newest_first if period(one.period).kind == "Y"]
    said = [f"{thai_period(period(one.period))}: {one.sentence}" for one in years]
    as_of = texts.AS_OF.format(day=thai_date(snapshot.as_of))
    return Table("complaints-periods", texts.COMPLAINTS, columns, rows, [*said, as_of])


def _reading_order(span: Period) -> tuple[int, int, str]:
    """The newest fiscal year first; in it the year, its halves, its quarters."""
    return (-span.fiscal_year, "YHQ".index(span.kind[0]), span.kind)


def service_by_month(counts: Iterable[Counted], first: date, last: date) -> Table:
    """Questions answered and passed on, for each month from `first` to `last` (both included)."""
    tally = Counter[tuple[int, int, str]]()
    for one in counts:
        tally[one.day.year, one.day.month, one.outcome] += one.count
    rows: list[list[Cell]] = [
        [texts.month(year, month), *(tally[year, month, outcome] for outcome in texts.OUTCOMES)]
        for year, month in _months(first, last)
    ]
    return Table("service-months", texts.BY_MONTH, [texts.MONTH, *texts.OUTCOMES.values()], rows)


def service_by_topic(counts: Iterable[Counted]) -> Table:
    """The same by topic, the most asked first."""
    tally: dict[str, Counter[str]] = {}
    for one in counts:
        tally.setdefault(one.topic, Counter())[one.outcome] += one.count
    named = sorted(tally.items(), key=lambda item: (-sum(item[1].values()), item[0]))
    rows: list[list[Cell]] = [
        [texts.topic(topic), *(outcomes[key] for key in texts.OUTCOMES)] for topic, outcomes in named
    ]
    said = () if rows else (texts.NO_SERVICE,)
    return Table("service-topics", texts.BY_TOPIC, [texts.TOPIC, *texts.OUTCOMES.values()], rows, said)


def _months(first: date, last: date) -> list[tuple[int, int]]:
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [(index // 12, index % 12 + 1) for index in range(start, end + 1)]


def as_csv(tables: Sequence[Table]) -> str:
    """All tables in one file, one cell a line: table, row, column, value. With a BOM, so that Excel reads Thai."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["table", "row", "column", "value"])
    for table in tables:
        for row in table.rows:
            for column, value in zip(table.columns[1:], row[1:], strict=True):
                writer.writerow([table.key, _inert(row[0]), _inert(column), _inert(value)])
    return out.getvalue()


def as_json(agency_code: str, as_of: date, tables: Sequence[Table]) -> dict[str, Any]:
    """All tables, as lists of cells under their headings."""
    return {
        "agency": agency_code,
        "as_of": as_of.isoformat(),
        "tables": [
            {
                "key": table.key,
                "title": table.title,
                "columns": list(table.columns),
                "rows": [list(row) for row in table.rows],
                "notes": list(table.said),
            }
            for table in tables
        ],
    }


def _inert(value: Cell) -> str:
    """Text that a spreadsheet does not run: a leading = + - @ gets an apostrophe."""
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
