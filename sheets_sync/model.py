"""What a tab is: columns, rows, charts and how it looks. Pure data; both sinks draw the same models.

Every tab has one header row, data from the second row on, no merged cells and no totals between the rows. Colours are
`#RRGGBB`; ranges count data rows and columns from 0, the header not counted.
"""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

Value = str | int | Decimal | date | datetime | None
"""A cell. Text stays text whatever it looks like; a score is a Decimal; None is an empty cell.

A datetime (aware) is the moment of writing and nothing else: sinks write it as Bangkok time, and two models that differ
in it alone are the same (see `digests`). It is a date too, for isinstance: ask for datetime first.
"""

Row = tuple[Value, ...]


class Kind(StrEnum):
    """What a column holds, for its format and for the data dictionary."""

    TEXT = "text"
    WHOLE = "whole"
    YEAR = "year"
    """A whole number that is a name and takes no thousands separator: a year, a quarter."""
    SCORE = "score"
    DATE = "date"
    MOMENT = "moment"
    FIGURE = "figure"
    """Whole numbers and scores in one column: each cell follows its own type."""
    LINK = "link"
    """An address made by the product, never typed by anybody: drawn so that it can be followed. Else like TEXT."""


FORMATS = {
    Kind.TEXT: "@",
    Kind.WHOLE: "#,##0",
    Kind.YEAR: "0",
    Kind.SCORE: "0.00",
    Kind.DATE: "yyyy-mm-dd",
    Kind.MOMENT: "yyyy-mm-dd hh:mm",
    Kind.FIGURE: "#,##0.##",
    Kind.LINK: "@",
}
"""Number formats; Excel and Google read the same patterns. In a FIGURE column each cell's own type decides."""


def kind_of(value: Value, column: Kind) -> Kind:
    """How this cell is formatted: as its column says, except that a column of figures follows each cell."""
    if column is not Kind.FIGURE or value is None or isinstance(value, str):
        return column
    if isinstance(value, date):
        return Kind.MOMENT if isinstance(value, datetime) else Kind.DATE
    return Kind.SCORE if isinstance(value, Decimal) else Kind.WHOLE


@dataclass(frozen=True)
class Font:
    """A font by the name one kind of program knows it by."""

    name: str
    points: int


EXCEL_FONT = Font("TH SarabunPSK", 16)
"""The official font of Thai public letters. It looks small: 16 pt is about 11 pt of a Latin font."""
GOOGLE_FONT = Font("Sarabun", 11)
"""The same family as Google has it, at a Latin font's size."""

HEADER_FILL, BAND_FILL, CHART_FILL = "#E3EEF5", "#F6F9FB", "#1F6F8B"
"""Behind the header, behind every other row of data, and of bars."""
CHART_FONT = Font("Tahoma", 11)
"""In a workbook's charts: a chart names a font for Latin letters alone, and Excel draws its Thai ones in Tahoma."""
CHART_ROWS = 16
"""Charts stand in their order to the right of the last column, with one column free, one below the other, the first in
the sheet's second row; in a Google sheet, whose rows are low, so many rows apart."""


@dataclass(frozen=True)
class Column:
    """One column of a tab."""

    title: str
    kind: Kind
    width: int
    """In characters of the workbook's font."""
    meaning: str
    """One sentence, for the data dictionary and as the heading's note."""
    key: str = ""
    """ASCII and permanent where given; "" for columns nobody refers to from outside."""
    choices: tuple[str, ...] = ()
    """A drop-down for cells of a two-way tab; () for none."""
    stretches: bool = True
    """Whether its words make a workbook's rows higher. Long lists, one word to a line, would fill the screen."""

    @property
    def number_format(self) -> str:
        """The pattern for both sinks."""
        return FORMATS[self.kind]


class ChartKind(StrEnum):
    """How a chart is drawn."""

    BAR = "bar"
    """Lying bars, the first row on top: for long names."""
    COLUMN = "column"
    """Standing bars: for time."""
    LINE = "line"


@dataclass(frozen=True)
class Chart:
    """A chart over rows of its own tab. Empty cells are gaps."""

    key: str
    """ASCII, permanent, once in its tab."""
    title: str
    kind: ChartKind
    names: int
    """Column of the names below the bars, from 0."""
    values: tuple[int, ...]
    """Columns of their lengths, from 0: one series each, named by its heading."""
    first: int
    """First row of data it shows, from 0 (the header does not count)."""
    last: int
    """Last row, included."""
    highest: int | None = None
    """Where the scale ends, 100 for scores; None lets the program decide. It always begins at 0."""
    unit: str = ""
    """What is counted or measured, beside the scale."""


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
    charts: Sequence[Chart] = ()
    two_way: bool = False
    """True when staff may write in the sheet's tab as well: it is never rewritten blindly."""
    frozen_rows: int = 1
    frozen_columns: int = 0
    banded: bool = True
    """Every other row of data has BAND_FILL behind it."""

    def __post_init__(self) -> None:
        check_title(self.title)

    @property
    def protected(self) -> bool:
        """Whether staff are kept from writing in it by mistake. A hint: owners can always lift it."""
        return not self.two_way

    @property
    def sheet_id(self) -> int:
        """The tab's own id, the same in every spreadsheet: titles may be edited, ids cannot."""
        return stable_id("tab", self.key)

    @property
    def range_name(self) -> str:
        """The named range of header and data, for formulas that staff write: "data_summary"."""
        plain = re.sub("[^a-z0-9]", "_", self.key)
        twin = "" if re.fullmatch("[a-z0-9:-]*", self.key) else f"_{zlib.crc32(self.key.encode()):08x}"
        return f"data_{plain}{twin}"


def stable_id(*names: str) -> int:
    """An id in Google's range that follows from what it names: ("tab", key), ("chart", tab's key, chart's key)."""
    return 1_000_000 + zlib.crc32(":".join(names).encode()) % 2_000_000_000


class BadTitle(ValueError):  # noqa: N818 - it reads as a sentence
    """A tab title that one of the sinks would refuse."""


_TITLE_LIMIT = 31
_NOT_IN_TITLES = set("[]:*?/\\!")
"""Excel's seven, and `!`, at which gspread splits a range."""


def check_title(title: str) -> None:
    """Raise BadTitle for what Excel or gspread cannot carry. Source: XlsxWriter's rules, and gspread's A1 parser."""
    if not 0 < len(title) <= _TITLE_LIMIT or _NOT_IN_TITLES & set(title) or title.strip("'") != title:
        raise BadTitle(title)
