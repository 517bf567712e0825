"""Google's answers as our own small types."""

from collections.abc import Mapping, Sequence
from typing import Any

from qa.faq_cells import Cell, Formula
from sheets_sync.ports import Grid, Layout

LAYOUT_FIELDS = (
    "spreadsheetId,properties.title,developerMetadata(metadataId,metadataValue),namedRanges(namedRangeId),"
    "sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),developerMetadata(metadataId,metadataValue),"
    "charts(chartId),protectedRanges(protectedRangeId),bandedRanges(bandedRangeId))"
)
CELL_FIELDS = "spreadsheetId,sheets(data(rowData(values(userEnteredValue))))"


def layout(answer: Mapping[str, Any]) -> Layout:
    """A spreadsheet without its cells."""
    grids = {}
    for sheet in answer.get("sheets", ()):
        properties = sheet["properties"]
        size = properties.get("gridProperties", {})
        grids[properties.get("sheetId", 0)] = Grid(
            properties["title"], size.get("rowCount", 0), size.get("columnCount", 0), _marks(sheet), _objects(sheet)
        )
    names = frozenset(one["namedRangeId"] for one in answer.get("namedRanges", ()))
    return Layout(answer.get("properties", {}).get("title", ""), grids, _marks(answer), names)


def _marks(holder: Mapping[str, Any]) -> dict[int, str]:
    return {one["metadataId"]: one.get("metadataValue", "") for one in holder.get("developerMetadata", ())}


def _objects(sheet: Mapping[str, Any]) -> frozenset[int]:
    kinds = (("charts", "chartId"), ("protectedRanges", "protectedRangeId"), ("bandedRanges", "bandedRangeId"))
    return frozenset(one[key] for kind, key in kinds for one in sheet.get(kind, ()))


def cells(answer: Mapping[str, Any]) -> list[list[Cell]]:
    """The first sheet's cells."""
    grids = answer["sheets"][0].get("data", ())[:1]
    return [_row(row) for grid in grids for row in grid.get("rowData", ())]


def _row(row: Mapping[str, Any]) -> list[Cell]:
    return [_cell(cell.get("userEnteredValue", {})) for cell in row.get("values", ())]


def _cell(value: Mapping[str, Any]) -> Cell:
    """ExtendedValue: at most one of its kinds is there."""
    if "formulaValue" in value or "errorValue" in value:
        return Formula()
    found: Cell = next(iter(value.values()), None)
    return found


def blocks(answer: Mapping[str, Any], wanted: Sequence[Mapping[str, Any]]) -> list[list[list[Any]]]:
    """What batchGetByDataFilter found, in the order of the grid ranges that were asked for."""
    found = [
        (one["dataFilters"], one["valueRange"].get("values", [])) for one in answer.get("valueRanges", ())
    ]  # Google names each range once, with every filter that chose it
    return [next((values for filters, values in found if _chose(filters, block)), []) for block in wanted]


def _chose(filters: Sequence[Mapping[str, Any]], block: Mapping[str, Any]) -> bool:
    plain = {name: part for name, part in block.items() if part}
    return any({name: part for name, part in one.get("gridRange", {}).items() if part} == plain for one in filters)
