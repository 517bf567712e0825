"""What lies over the cells of a tab: its name for formulas, its protection, the colours of its rows, its charts."""

from collections.abc import Iterator

from sheets_sync.drawing import Json
from sheets_sync.model import BAND_FILL, CHART_FILL, CHART_ROWS, GOOGLE_FONT, HEADER_FILL, Chart, ChartKind, Tab
from sheets_sync.ports import Grid, Layout
from sheets_sync.sheet_ids import banding_id, chart_id, protection_id, sheet_id

_CHART_WIDTH, _ROW_PIXELS = 640, 21


def block(tab: Tab) -> Json:
    """Our columns, from top to bottom."""
    return {"sheetId": sheet_id(tab), "startRowIndex": 0, "startColumnIndex": 0, "endColumnIndex": len(tab.columns)}


def color(text: str) -> Json:
    """#RRGGBB as Google says it."""
    parts = zip(("red", "green", "blue"), (text[1:3], text[3:5], text[5:7]), strict=True)
    return {"rgbColor": {name: round(int(part, 16) / 255, 6) for name, part in parts}}


def named(tab: Tab, layout: Layout) -> Iterator[Json]:
    """`data_summary` for formulas that staff write. Its id is its name."""
    named = {"namedRangeId": tab.range_name, "name": tab.range_name, "range": block(tab)}
    if tab.range_name in layout.names:
        yield {"updateNamedRange": {"namedRange": named, "fields": "name,range"}}
    else:
        yield {"addNamedRange": {"namedRange": named}}


def guarded(tab: Tab, grid: Grid) -> Iterator[Json]:
    """Our columns are protected, not the tab: columns to their right belong to staff."""
    if tab.protected:
        # who sets it may edit it; the owner of the file always can, and what is edited is put right
        guard = {"protectedRangeId": protection_id(tab), "range": block(tab), "description": "prongsai"}
        if protection_id(tab) in grid.objects:
            yield {"updateProtectedRange": {"protectedRange": guard, "fields": "range,description"}}
        else:
            yield {"addProtectedRange": {"protectedRange": guard}}
    if tab.banded:
        colors = {"headerColorStyle": color(HEADER_FILL), "firstBandColorStyle": color("#FFFFFF"),
                  "secondBandColorStyle": color(BAND_FILL)}  # fmt: skip
        band = {"bandedRangeId": banding_id(tab), "range": block(tab), "rowProperties": colors}
        if banding_id(tab) in grid.objects:
            yield {"updateBanding": {"bandedRange": band, "fields": "range,rowProperties"}}
        else:
            yield {"addBanding": {"bandedRange": band}}


def drawn(tab: Tab, chart: Chart, place: int, grid: Grid) -> Json:
    """A chart in its place beside the columns; one that is there keeps the place that staff gave it."""
    number = chart_id(tab, chart)
    if number in grid.objects:
        return {"updateChartSpec": {"chartId": number, "spec": _spec(tab, chart)}}
    anchor = {"sheetId": sheet_id(tab), "rowIndex": 1 + place * CHART_ROWS, "columnIndex": len(tab.columns) + 1}
    size = {"widthPixels": _CHART_WIDTH, "heightPixels": (CHART_ROWS - 1) * _ROW_PIXELS}
    position = {"overlayPosition": {"anchorCell": anchor, **size}}
    return {"addChart": {"chart": {"chartId": number, "spec": _spec(tab, chart), "position": position}}}


def _spec(tab: Tab, chart: Chart) -> Json:
    lying = chart.kind is ChartKind.BAR
    window = {"viewWindowMin": 0, "viewWindowMax": chart.highest, "viewWindowMode": "EXPLICIT"}
    axes: Json = {} if chart.highest is None else {"viewWindowOptions": window}
    if chart.unit:
        axes["title"] = chart.unit
    value_axis, name_axis = ("BOTTOM_AXIS", "LEFT_AXIS") if lying else ("LEFT_AXIS", "BOTTOM_AXIS")
    basic = {
        "chartType": chart.kind.value.upper(),
        "legendPosition": "NO_LEGEND" if len(chart.values) == 1 else "BOTTOM_LEGEND",
        "headerCount": 1,
        "axis": [{"position": value_axis, **axes}, {"position": name_axis}],
        "domains": [{"domain": _source(tab, chart, chart.names), "reversed": False}],
        "series": [_series(tab, chart, column, value_axis, alone=len(chart.values) == 1) for column in chart.values],
    }
    return {"title": chart.title, "fontName": GOOGLE_FONT.name, "basicChart": basic}


def _series(tab: Tab, chart: Chart, column: int, axis: str, *, alone: bool) -> Json:
    one = {"series": _source(tab, chart, column), "targetAxis": axis}
    return {**one, "colorStyle": color(CHART_FILL)} if alone else one


def _source(tab: Tab, chart: Chart, column: int) -> Json:
    """Heading and rows: the heading names the series."""
    head = {"sheetId": sheet_id(tab), "startRowIndex": 0, "endRowIndex": 1}
    body = {"sheetId": sheet_id(tab), "startRowIndex": chart.first + 1, "endRowIndex": chart.last + 2}
    columns = {"startColumnIndex": column, "endColumnIndex": column + 1}
    both = [{**body, "startRowIndex": 0, **columns}] if chart.first == 0 else [{**head, **columns}, {**body, **columns}]
    return {"sourceRange": {"sources": both}}
