"""Which cells of the knowledge base's tab to write: single ones, so that nothing that staff typed is touched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kernel.clock import BANGKOK, bangkok_day
from kernel.thai import thai_date_short
from qa.entries import Entry, Status
from qa.faq_cells import Cell, plain
from qa.faq_checking import Examined, sentence
from qa.faq_table import OURS, Table, Told, written
from qa.faq_texts import COLUMNS
from sheets_sync import texts
from sheets_sync.faq_merge import Merged, as_read

Grid = Sequence[Sequence[Cell]]
"""The tab's cells, row by row from its top left corner."""
Written = str | date | None


Moments = Mapping[str, datetime]
"""Id -> when the entry last changed."""


@dataclass(frozen=True)
class Place:
    """A cell, from 0."""

    row: int
    column: int


def blank(grid: Grid) -> bool:
    """Whether nobody has written anything."""
    return all(not plain(cell).strip() for row in grid for cell in row)


def cells_of(entry: Entry, moments: Moments) -> dict[str, Written]:
    """An entry's whole row by column key; what the product found in it is not part of an entry."""
    at = moments.get(entry.id)
    when = "" if at is None else texts.FAQ_UPDATED.format(
        day=thai_date_short(bangkok_day(at)), time=f"{at.astimezone(BANGKOK):%H:%M}"
    )  # fmt: skip
    return {**written(entry), "verdict": None, "updated": when}


def verdicts(
    table: Table, grid: Grid, examined: Examined, merged: Merged | None = None, *, mended: bool = False
) -> dict[Place, Written]:
    """The product's own column: what is wrong in a row, or that it is right again.

    mended -- faults had been told before.
    """
    column = table.columns.get("verdict")
    if column is None:
        return {}
    told: dict[int, list[str]] = {}
    for flaw in (*examined.flaws, *examined.notes):
        told.setdefault(flaw.row, []).append(sentence(flaw).partition(": ")[2] if flaw.row else sentence(flaw))
    changes: dict[Place, Written] = {}
    for row in table.rows:
        present = plain(_at(grid, row.row - 1, column))
        wanted = _verdict(row.row, present, told, merged, mended)
        if wanted != present:
            changes[Place(row.row - 1, column)] = wanted
    return changes


def updates(
    table: Table, grid: Grid, ids: Mapping[int, str], entries: Mapping[str, Entry], moments: Moments
) -> dict[Place, Written]:
    """The cells in which the knowledge base has something else to say than the row."""
    wanted = as_read(entries[one] for one in set(ids.values()) if one in entries)
    changes: dict[Place, Written] = {}
    for told in table.rows:
        entry_id = ids[told.row]
        if entry_id not in entries:
            continue
        shown, meant = told.over(None, entry_id), Told(told.row, wanted[entry_id]).over(None, entry_id)
        cells = cells_of(entries[entry_id], moments)
        for name, column in table.columns.items():
            if name == "updated":
                differs = plain(_at(grid, told.row - 1, column)) != cells[name]
            else:
                differs = name not in OURS and getattr(shown, name) != getattr(meant, name)
            if differs:
                changes[Place(told.row - 1, column)] = cells[name]
        if not str(told.values.get("id", "")).strip():
            changes[Place(told.row - 1, table.columns["id"])] = entry_id
    return changes


def additions(
    table: Table, grid: Grid, ids: Mapping[int, str], entries: Sequence[Entry], moments: Moments
) -> dict[Place, Written]:
    """Rows below all others for entries that have none; hidden ones need none."""
    told = set(ids.values())
    missing = [entry for entry in entries if entry.id not in told and entry.status is not Status.HIDDEN]
    below = max((number for number, row in enumerate(grid) if not blank([row])), default=-1) + 1
    return {
        Place(below + number, table.columns[name]): cell
        for number, entry in enumerate(missing)
        for name, cell in cells_of(entry, moments).items()
        if name in table.columns and cell
    }


def columns_back(
    table: Table, grid: Grid, ids: Mapping[int, str], entries: Mapping[str, Entry], moments: Moments
) -> dict[Place, Written]:
    """Columns that are missing, right of everything, with what belongs into them: an empty one would read as cleared.

    The heading comes last: a column without one says nothing.
    """
    right = max((len(row) for row in grid if not blank([row])), default=0)
    missing = {key: title for key, title in (COLUMNS | OURS).items() if key not in table.columns}
    places = {key: right + number for number, key in enumerate(missing)}
    rows = {row: cells_of(entries[one], moments) for row, one in ids.items() if one in entries}
    values = {Place(row - 1, at): cells[key] for key, at in places.items() for row, cells in rows.items() if cells[key]}
    return {**values, **{Place(table.head - 1, at): missing[key] for key, at in places.items()}}


def _verdict(row: int, present: str, told: Mapping[int, Sequence[str]], merged: Merged | None, mended: bool) -> str:
    if row in told:
        return texts.FAQ_AND.join(told[row])
    if merged is None:
        return present
    if row in merged.conflicts:
        return texts.FAQ_CONFLICT
    if row in merged.changed or (mended and present not in {"", texts.FAQ_CONFLICT}):
        return texts.FAQ_PASSED
    return present


def _at(grid: Grid, row: int, column: int) -> Cell:
    return grid[row][column] if row < len(grid) and column < len(grid[row]) else None
