"""What a tab is: columns, rows and perhaps a chart. Pure data; both sinks draw the same models."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

Value = str | int | Decimal | date | None
"""A cell. Text stays text whatever it looks like; a score is a Decimal; None is an empty cell."""

Row = tuple[Value, ...]


class Kind(StrEnum):
    """What a column holds, for its format and for the data dictionary."""

    TEXT = "text"
    WHOLE = "whole"
    SCORE = "score"
    DATE = "date"
    FIGURE = "figure"
    """Whole numbers and scores in one column: each cell follows its own type."""


@dataclass(frozen=True)
class Column:
    """One column of a tab."""

    title: str
    kind: Kind
    width: int
    """In characters of the workbook's font."""
    meaning: str
    """One sentence for the data dictionary."""


@dataclass(frozen=True)
class Chart:
    """A bar chart over rows of its own tab."""

    title: str
    names: int
    """Column of the bars' names, from 0."""
    values: int
    """Column of the bars' lengths, from 0."""
    first: int
    """First row of data it shows, from 0 (the header does not count)."""
    last: int
    """Last row, included."""


@dataclass(frozen=True)
class Tab:
    """One tab of the workbook, under the same title in every sink."""

    key: str
    """ASCII, permanent: titles may be edited, a tab is found by what follows from its key."""
    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    growing: bool = False
    """True when rows are only ever added at the end and never change: such a tab is sent piece by piece."""
    chart: Chart | None = None
    two_way: bool = False
    """True when staff may write in the sheet's tab as well: it is never rewritten blindly."""

    def __post_init__(self) -> None:
        check_title(self.title)


class BadTitle(ValueError):  # noqa: N818 - it reads as a sentence
    """A tab title that one of the sinks would refuse."""


_TITLE_LIMIT = 31
_NOT_IN_TITLES = set("[]:*?/\\!")
"""Excel's seven, and `!`, at which gspread splits a range."""


def check_title(title: str) -> None:
    """Raise BadTitle for what Excel or gspread cannot carry. Source: XlsxWriter's rules, and gspread's A1 parser."""
    if not 0 < len(title) <= _TITLE_LIMIT or _NOT_IN_TITLES & set(title) or title.strip("'") != title:
        raise BadTitle(title)


def digest(tabs: Sequence[Tab]) -> str:
    """A fingerprint in hex: equal models have equal ones, whatever process or day they were built in."""
    plain = [_plain(tab) for tab in tabs]
    return hashlib.sha256(json.dumps(plain, ensure_ascii=True, default=str).encode()).hexdigest()


def _plain(tab: Tab) -> list[object]:
    chart = None if tab.chart is None else vars(tab.chart)
    columns = [[column.title, column.kind, column.width] for column in tab.columns]
    return [tab.key, tab.title, columns, chart, [[_typed(value) for value in row] for row in tab.rows]]


def _typed(value: Value) -> object:
    # 5, "5" and Decimal("5") are three different cells
    return value if value is None or isinstance(value, str | int) else [type(value).__name__, str(value)]
