"""Formats that follow the single cell: a number's in a column of figures, an address's in a column of links."""

from collections.abc import Iterator, Sequence

from sheets_sync.drawing import Json
from sheets_sync.model import FORMATS, Kind, Row, Tab, Value, kind_of
from sheets_sync.sheet_ids import sheet_id
from sheets_sync.state import Piece


def looks(tab: Tab, piece: Piece, rows: Sequence[Row]) -> Iterator[Json]:
    """Requests that go with the rows of a piece; none for most tabs."""
    first = max(piece.first, 0)
    data = rows[1:] if piece.first < 0 else rows
    for place, column in enumerate(tab.columns):
        if not data or column.kind not in (Kind.FIGURE, Kind.LINK):
            continue
        figures = column.kind is Kind.FIGURE
        values = [_figure(row[place]) if figures else _link(row[place]) for row in data]
        where = {
            "sheetId": sheet_id(tab), "startRowIndex": first + 1, "endRowIndex": first + 1 + len(data),
            "startColumnIndex": place, "endColumnIndex": place + 1,
        }  # fmt: skip
        fields = "userEnteredFormat.numberFormat" if figures else "userEnteredFormat.textFormat.link"
        yield {"updateCells": {"range": where, "rows": [{"values": [one]} for one in values], "fields": fields}}


def _figure(value: Value) -> Json:
    pattern = FORMATS[kind_of(value, Kind.FIGURE)]
    return {"userEnteredFormat": {"numberFormat": {"type": "NUMBER", "pattern": pattern}}}


def _link(value: Value) -> Json:
    if not isinstance(value, str) or not value.startswith(("https://", "http://")):
        return {}
    return {"userEnteredFormat": {"textFormat": {"link": {"uri": value}}}}
