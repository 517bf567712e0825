"""Charts: kept and given back, not drawn."""

from devtools.sheets.book import Book
from devtools.sheets.cells import Json, tidy
from devtools.sheets.changes.given import Handler, choose_id
from devtools.sheets.changes.ranging import deleter
from devtools.sheets.refusal import bad, not_covered
from devtools.sheets.sheet import Sheet


def _add(book: Book, body: Json) -> Json:
    given = body["chart"]
    taken = {one["chartId"] for sheet in book.sheets for one in sheet.charts}
    number = choose_id(given.get("chartId"), taken, "A chart")
    sheet, position = _home(book, given.get("position") or {})
    made = tidy({"chartId": number, "spec": _checked(book, given.get("spec") or {}), "position": position})
    sheet.charts.append(made)
    return {"addChart": {"chart": made}}


def _home(book: Book, position: Json) -> tuple[Sheet, Json]:
    if position.get("newSheet") or "sheetId" in position:
        raise not_covered("a chart on a sheet of its own")
    anchor = (position.get("overlayPosition") or {}).get("anchorCell") or {}
    sheet = book.sheet(anchor.get("sheetId") or 0)
    if (anchor.get("rowIndex") or 0) >= sheet.rows or (anchor.get("columnIndex") or 0) >= sheet.columns:
        raise bad("The anchor cell of the chart is outside the grid")
    usual = {"anchorCell": {}, "widthPixels": 600, "heightPixels": 371}
    return sheet, {"overlayPosition": {**usual, **(position.get("overlayPosition") or {})}}


def _checked(book: Book, spec: Json) -> Json:
    kinds = [name for name in spec if name.endswith("Chart")]
    if len(kinds) != 1:
        raise bad("A chart must have exactly one kind of chart in its spec")
    for source in _sources(spec):
        book.sheet(source.get("sheetId") or 0)
    return spec


def _sources(value: object) -> list[Json]:
    if isinstance(value, list):
        return [found for one in value for found in _sources(one)]
    if not isinstance(value, dict):
        return []
    inside = [found for part in value.values() for found in _sources(part)]
    return [value, *inside] if "startRowIndex" in value or "startColumnIndex" in value else inside


def _update(book: Book, body: Json) -> Json:
    for sheet in book.sheets:
        for place, one in enumerate(sheet.charts):
            if one["chartId"] == body.get("chartId"):
                sheet.charts[place] = tidy({**one, "spec": _checked(book, body["spec"])})
                return {}
    raise bad(f"No chart with ID: {body.get('chartId')}")


HANDLERS: dict[str, Handler] = {
    "addChart": _add,
    "updateChartSpec": _update,
    "deleteEmbeddedObject": deleter("charts", "chartId", "objectId"),
}
