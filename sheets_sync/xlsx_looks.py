"""The formats of one workbook, as XlsxWriter is told of them."""

from typing import Any

from sheets_sync.model import BAND_FILL, EXCEL_FONT, FORMATS, HEADER_FILL, Kind, Value, kind_of

_CENTERED = {Kind.YEAR, Kind.DATE, Kind.MOMENT}
_TO_THE_RIGHT = {Kind.WHOLE, Kind.SCORE, Kind.FIGURE}
_LINK = {"font_color": "#0B5394", "underline": 1}


class Looks:
    """Made once for a book: Excel takes 64,000 formats, and each cell names one."""

    def __init__(self, book: Any) -> None:
        font = {"font_name": EXCEL_FONT.name, "font_size": EXCEL_FONT.points}
        # at the top: the filter's button lies at the bottom
        framed = {"valign": "top", "border": 1, "border_color": "#9FB8C6", "bg_color": HEADER_FILL}
        self.header = book.add_format({**font, **framed, "bold": True, "text_wrap": True, "align": "center"})
        line = {"bottom": 1, "border_color": "#DCE5EA"}
        self.bands = (book.add_format(line), book.add_format({**line, "bg_color": BAND_FILL}))
        self._body = {kind: book.add_format({**font, **_body(kind)}) for kind in FORMATS}

    def of(self, value: Value, column: Kind) -> Any:
        """A cell's format; words in a column of numbers are words all the same."""
        kind = kind_of(value, column)
        return self._body[Kind.TEXT if isinstance(value, str) and kind is not Kind.LINK else kind]


def _body(kind: Kind) -> dict[str, object]:
    """Indented, so that a number does not touch the words beside it."""
    if kind in _CENTERED:
        place: dict[str, object] = {"align": "center"}
    else:
        place = {"align": "right" if kind in _TO_THE_RIGHT else "left", "indent": 1}
    link = _LINK if kind is Kind.LINK else {}
    return {**place, **link, "valign": "top", "num_format": FORMATS[kind], "text_wrap": kind is Kind.TEXT}
