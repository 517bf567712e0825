"""The charts of a workbook, as XlsxWriter is told of them."""

from typing import Any

from sheets_sync.model import CHART_FILL, CHART_ROWS, EXCEL_FONT, Chart, ChartKind, Tab

_TYPES = {ChartKind.BAR: "bar", ChartKind.COLUMN: "column", ChartKind.LINE: "line"}
_ROW_PIXELS = 20
"""Of a row as XlsxWriter reckons it. Real rows are taller, and charts, which hang on rows, grow with them."""
_WIDTH_PIXELS = 680
_TITLE = {"name": EXCEL_FONT.name, "size": EXCEL_FONT.points}
_SMALL = {"name": EXCEL_FONT.name, "size": EXCEL_FONT.points - 2}


def chart_of(book: Any, tab: Tab, chart: Chart) -> tuple[Any, dict[str, Any]]:
    """The chart, and how it is inserted: it hides no row and is read out by its title."""
    drawn = book.add_chart({"type": _TYPES[chart.kind]})
    for values in chart.values:
        drawn.add_series(_series(tab, chart, values))
    drawn.set_title({"name": chart.title, "name_font": _TITLE})
    if len(chart.values) == 1:
        drawn.set_legend({"none": True})
    scale = {"num_font": _SMALL, "min": 0, **({"max": chart.highest} if chart.highest is not None else {})}
    lying = chart.kind is ChartKind.BAR
    # in a lying chart XlsxWriter's x axis is the lower one too: there it holds the values
    drawn.set_x_axis(scale if lying else {"num_font": _SMALL})
    drawn.set_y_axis({"num_font": _SMALL, "reverse": True} if lying else scale)
    drawn.set_size({"width": _WIDTH_PIXELS, "height": (CHART_ROWS - 1) * _ROW_PIXELS})
    return drawn, {"object_position": 3, "description": chart.title}


def _series(tab: Tab, chart: Chart, values: int) -> dict[str, Any]:
    rows = (chart.first + 1, chart.last + 1)
    look: dict[str, Any] = {"fill": {"color": CHART_FILL}}
    if chart.kind is ChartKind.LINE:
        look = {"line": {"color": CHART_FILL, "width": 2.25}, "marker": {"type": "circle", "size": 6}}
    return {
        "name": tab.columns[values].title if len(chart.values) > 1 else chart.title,
        "categories": [tab.title, rows[0], chart.names, rows[1], chart.names],
        "values": [tab.title, rows[0], values, rows[1], values],
        "data_labels": {"value": True, "font": _SMALL},
        **look,
    }
