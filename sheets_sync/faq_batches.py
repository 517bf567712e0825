"""Cells and drop-downs of the knowledge base's tab as batchUpdate requests."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from qa.entries import Entry
from qa.faq_table import OURS, Table
from qa.faq_texts import COLUMNS, STATUSES
from sheets_sync import faq_rows, plan
from sheets_sync.faq_merge import cell_text
from sheets_sync.faq_requests import Moments, Place, Written, cells_of

MOST_CHOICES = 500
"""Google's limit of a drop-down's list."""
WHOLE = Table((), (), {name: place for place, name in enumerate(COLUMNS | OURS)}, 1)
"""A tab that the product has written itself."""


def fill(sheet_id: int, entries: Sequence[Entry], moments: Moments) -> list[plan.Json]:
    """The whole tab anew; whatever stands in our columns goes."""
    heads = [*COLUMNS.values(), *OURS.values()]
    width = len(heads)
    block = {"sheetId": sheet_id, "startRowIndex": 0, "startColumnIndex": 0, "endColumnIndex": width}
    clearing = {"updateCells": {"range": block, "fields": "userEnteredValue"}}
    rows: list[list[Written]] = [[*heads], *(list(cells_of(entry, moments).values()) for entry in entries)]
    return [clearing, *(_line(sheet_id, Place(number, 0), row) for number, row in enumerate(rows))]


def drop_downs(sheet_id: int, table: Table, entries: Sequence[Entry]) -> list[plan.Json]:
    """Lists to choose from, below the headings of category and status. What is typed all the same is judged later."""
    lists = {"category": faq_rows.categories(entries), "status": list(STATUSES.values())}
    return [
        {
            "setDataValidation": {
                "range": {
                    "sheetId": sheet_id, "startRowIndex": table.head,
                    "startColumnIndex": table.columns[key], "endColumnIndex": table.columns[key] + 1,
                },
                "rule": {
                    "condition": {"type": "ONE_OF_LIST", "values": _values(listed)},
                    "showCustomUi": True, "strict": False,
                },
            }
        }
        for key, listed in lists.items()
        if key in table.columns
    ]  # fmt: skip


def _values(listed: Sequence[str]) -> list[plan.Json]:
    return [{"userEnteredValue": one} for one in listed[:MOST_CHOICES]]


def requests(sheet_id: int, changes: Mapping[Place, Written]) -> list[plan.Json]:
    """One request a cell."""
    return [_line(sheet_id, place, [cell]) for place, cell in changes.items()]


def room(sheet_id: int, grid_rows: int, grid_columns: int, changes: Mapping[Place, Written]) -> list[plan.Json]:
    """Grid that is missing for the changes."""
    rows = max((place.row for place in changes), default=0) + 1 - grid_rows
    columns = max((place.column for place in changes), default=0) + 1 - grid_columns
    wanted = {"ROWS": rows and rows + plan.ROWS_MORE, "COLUMNS": columns}
    return [
        {"appendDimension": {"sheetId": sheet_id, "dimension": dimension, "length": length}}
        for dimension, length in wanted.items()
        if length > 0 and (rows if dimension == "ROWS" else columns) > 0
    ]


def batches(found: Sequence[plan.Json]) -> Iterator[list[plan.Json]]:
    """As few writes as Google's limit allows, in order. Cells of one row stay together: half a new row would read as
    if somebody had emptied the rest."""
    batch: list[plan.Json] = []
    size = 0
    for _, row in groupby(found, _row_of):
        together = list(row)
        more = sum(map(plan.size_of, together))
        if batch and size + more > plan.MOST_BYTES:
            yield batch
            batch, size = [], 0
        batch += together
        size += more
    if batch:
        yield batch


def _row_of(request: plan.Json) -> int:
    found: int = request.get("updateCells", {}).get("start", {}).get("rowIndex", -1)
    return found


def _line(sheet_id: int, place: Place, cells: Sequence[Written]) -> plan.Json:
    start = {"sheetId": sheet_id, "rowIndex": place.row, "columnIndex": place.column}
    values = [plan.cell(cell_text(cell)) for cell in cells]
    return {"updateCells": {"start": start, "rows": [{"values": values}], "fields": "userEnteredValue"}}
