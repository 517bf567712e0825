"""What to write into the knowledge base's tab: single cells, so that nothing that staff typed is touched."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qa.entries import Entry, Status
from qa.faq_cells import Cell, plain
from qa.faq_checking import Examined, sentence
from qa.faq_table import Table, Told, written
from qa.faq_texts import COLUMNS, VERDICT
from sheets_sync import plan, texts
from sheets_sync.faq_merge import Merged, as_read, cell_text

Grid = Sequence[Sequence[Cell]]
"""The tab's cells, row by row from its top left corner."""
Written = str | date | None


@dataclass(frozen=True)
class Place:
    """A cell, from 0."""

    row: int
    column: int


def blank(grid: Grid) -> bool:
    """Whether nobody has written anything."""
    return all(not plain(cell).strip() for row in grid for cell in row)


def fill(sheet_id: int, entries: Sequence[Entry]) -> list[plan.Json]:
    """The whole tab anew; whatever stands in our columns goes."""
    width = len(COLUMNS) + 1
    block = {"sheetId": sheet_id, "startRowIndex": 0, "startColumnIndex": 0, "endColumnIndex": width}
    clearing = {"updateCells": {"range": block, "fields": "userEnteredValue"}}
    rows: list[list[Written]] = [[*COLUMNS.values(), VERDICT], *(list(written(entry).values()) for entry in entries)]
    return [clearing, *(_line(sheet_id, Place(number, 0), row) for number, row in enumerate(rows))]


def verdicts(table: Table, grid: Grid, examined: Examined, merged: Merged | None = None) -> dict[Place, Written]:
    """The product's own column: what is wrong in a row, or that it is right again."""
    column = table.columns.get("verdict")
    if column is None:
        return {}
    told: dict[int, list[str]] = {}
    for flaw in (*examined.flaws, *examined.notes):
        told.setdefault(flaw.row, []).append(sentence(flaw).partition(": ")[2] if flaw.row else sentence(flaw))
    changes: dict[Place, Written] = {}
    for row in table.rows:
        present = plain(_at(grid, row.row - 1, column))
        wanted = _verdict(row.row, present, told, merged)
        if wanted != present:
            changes[Place(row.row - 1, column)] = wanted
    return changes


def updates(table: Table, ids: Mapping[int, str], entries: Mapping[str, Entry]) -> dict[Place, Written]:
    """The cells in which the knowledge base has something else to say than the row."""
    wanted = as_read(entries[one] for one in set(ids.values()) if one in entries)
    changes: dict[Place, Written] = {}
    for told in table.rows:
        entry_id = ids[told.row]
        if entry_id not in entries:
            continue
        shown, meant = told.over(None, entry_id), Told(told.row, wanted[entry_id]).over(None, entry_id)
        cells = written(entries[entry_id])
        for name, column in table.columns.items():
            if name == "verdict" or getattr(shown, name) == getattr(meant, name):
                continue
            changes[Place(told.row - 1, column)] = cells[name]
        if not str(told.values.get("id", "")).strip():
            changes[Place(told.row - 1, table.columns["id"])] = entry_id
    return changes


def additions(table: Table, grid: Grid, ids: Mapping[int, str], entries: Sequence[Entry]) -> dict[Place, Written]:
    """Rows below all others for entries that have none; hidden ones need none."""
    told = set(ids.values())
    missing = [entry for entry in entries if entry.id not in told and entry.status is not Status.HIDDEN]
    below = max((number for number, row in enumerate(grid) if not blank([row])), default=-1) + 1
    return {
        Place(below + number, table.columns[name]): cell
        for number, entry in enumerate(missing)
        for name, cell in written(entry).items()
        if name in table.columns and cell
    }


def headings(table: Table, grid: Grid) -> dict[Place, Written]:
    """Headings of columns that are missing, right of everything."""
    right = max((len(row) for row in grid if not blank([row])), default=0)
    names = [*((key, title) for key, title in COLUMNS.items()), ("verdict", VERDICT)]
    missing = [title for key, title in names if key not in table.columns]
    return {Place(table.head - 1, right + number): title for number, title in enumerate(missing)}


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
    """As few writes as Google's limit allows, in order."""
    batch: list[plan.Json] = []
    size = 0
    for request in found:
        more = plan.size_of(request)
        if batch and size + more > plan.MOST_BYTES:
            yield batch
            batch, size = [], 0
        batch.append(request)
        size += more
    if batch:
        yield batch


def _verdict(row: int, present: str, told: Mapping[int, Sequence[str]], merged: Merged | None) -> str:
    if row in told:
        return texts.FAQ_AND.join(told[row])
    if merged is None:
        return present
    if row in merged.conflicts:
        return texts.FAQ_CONFLICT
    if row in merged.changed or present not in {"", texts.FAQ_CONFLICT}:
        return texts.FAQ_PASSED
    return present


def _at(grid: Grid, row: int, column: int) -> Cell:
    return grid[row][column] if row < len(grid) and column < len(grid[row]) else None


def _line(sheet_id: int, place: Place, cells: Sequence[Written]) -> plan.Json:
    start = {"sheetId": sheet_id, "rowIndex": place.row, "columnIndex": place.column}
    values = [plan.cell(cell_text(cell)) for cell in cells]
    return {"updateCells": {"start": start, "rows": [{"values": values}], "fields": "userEnteredValue"}}
