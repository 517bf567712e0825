"""The charts of a workbook, as XlsxWriter is told of them."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from sheets_sync import tab_texts
from sheets_sync.model import CHART_FILL, CHART_FONT, Chart, ChartKind, Tab
from surveys.texts import UNDECIDED

_TYPES = {ChartKind.BAR: "bar", ChartKind.COLUMN: "column", ChartKind.LINE: "line"}
_WIDTH_PIXELS, _HEIGHT_PIXELS, _APART_PIXELS = 560, 300, 320
_TITLE = {"name": CHART_FONT.name, "size": CHART_FONT.points + 2}
_SMALL = {"name": CHART_FONT.name, "size": CHART_FONT.points - 1}
_LIGHT = {"visible": True, "line": {"color": "#D9E2E7"}}
FEW = 5
"""A chart of counts has room for so many, however few there are."""
_SMALL_SCALE = 10
"""Up to here each whole number has its line: nobody answered half a question."""


def fitted(tab: Tab, chart: Chart) -> Chart:
    """The chart as its numbers want it: it says when there are none, and does not blow up one or two.

    Only here: in a Google sheet a chart that follows its numbers would be made anew for every few answers.
    """
    cells = [row[column] for row in tab.rows[chart.first : chart.last + 1] for column in chart.values]
    numbers = [value for value in cells if isinstance(value, int | Decimal)]
    title = chart.title if numbers else tab_texts.NOT_YET.format(title=chart.title, why=UNDECIDED)
    few = chart.highest is None and max(numbers, default=0) <= FEW
    return replace(chart, title=title, highest=FEW if few else chart.highest)


def chart_of(book: Any, tab: Tab, chart: Chart, place: int) -> tuple[Any, dict[str, Any]]:
    """The chart, and how it is inserted as the `place`-th: below the others, however high the rows beside them are.

    It hides no row and is read out by its title.
    """
    chart = fitted(tab, chart)
    drawn = book.add_chart({"type": _TYPES[chart.kind]})
    for values in chart.values:
        drawn.add_series(_series(tab, chart, values))
    drawn.set_title({"name": chart.title, "name_font": _TITLE})
    if len(chart.values) == 1:
        drawn.set_legend({"none": True})
    names = {"num_font": _SMALL}
    if chart.kind is ChartKind.BAR:
        # in a lying chart XlsxWriter's x axis is the lower one too: there it holds the values. Names that run from top
        # to bottom carry the scale up with them, unless it is told to stand high, which is low then
        drawn.set_x_axis({**_scale(chart), "label_position": "high"})
        drawn.set_y_axis({**names, "reverse": True})
    else:
        drawn.set_x_axis(names)
        drawn.set_y_axis(_scale(chart))
    drawn.set_size({"width": _WIDTH_PIXELS, "height": _HEIGHT_PIXELS})
    return drawn, {"object_position": 3, "description": chart.title, "y_offset": place * _APART_PIXELS}


def _scale(chart: Chart) -> dict[str, Any]:
    bare = {"major_tick_mark": "none", "line": {"none": True}, "major_gridlines": _LIGHT}
    scale = {"num_font": _SMALL, "num_format": "#,##0", "min": 0, **bare}
    if chart.unit:
        scale |= {"name": chart.unit, "name_font": {**_SMALL, "bold": False}}
    if chart.highest is not None:
        scale |= {"max": chart.highest, "major_unit": 1 if chart.highest <= _SMALL_SCALE else chart.highest / 5}
    return scale


def _series(tab: Tab, chart: Chart, values: int) -> dict[str, Any]:
    rows = (chart.first + 1, chart.last + 1)
    look: dict[str, Any] = {"fill": {"color": CHART_FILL}, "gap": 120 if rows[1] > rows[0] else 300}
    if chart.kind is ChartKind.LINE:
        look = {"line": {"color": CHART_FILL, "width": 2.25}, "marker": {"type": "circle", "size": 6}}
    return {
        "name": tab.columns[values].title if len(chart.values) > 1 else chart.title,
        "categories": [tab.title, rows[0], chart.names, rows[1], chart.names],
        "values": [tab.title, rows[0], values, rows[1], values],
        "data_labels": {"value": True, "font": _SMALL},
        **look,
    }
