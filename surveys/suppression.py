"""Counts small enough to point to a person are withheld, and so is what would give them away again.

Primary: a cell, a row total or a column total from 1 to threshold - 1. Complementary: further cells, until none of
the withheld ones can be computed from what is shown. Zeros are shown ("nobody" names nobody), and so is the grand
total, which stands beside every score anyway.

Method: `surveys.cycles`. Since readers know that a withheld cell is not zero, a cycle counts only when its cells can
move along it by one person without any of them falling to zero. The cheapest such cycle is added for every exposed
cell. Where there is none, everything but the grand total is withheld, and zeros with it.

What this cannot do: two tables that share a total are safe together only if that total is shown or withheld in both;
`linked` sees to that for tables over the same columns, `inside` for a table whose totals stand elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from surveys.cycles import Counts, Edge, Ways

THRESHOLD = 5
"""Counts below this are small. Source: OECD practice 3-5; ONS Longitudinal Study 10 for released outputs."""

Cells = tuple[tuple[int | None, ...], ...]
"""Rows of counts; None stands for a withheld one."""


@dataclass(frozen=True)
class Shown:
    """A table as it may be published; None stands for a withheld count."""

    cells: Cells
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None


def one_way(counts: Sequence[int], threshold: int = THRESHOLD) -> tuple[int | None, ...]:
    """A list of counts whose sum is known, as it may be published."""
    return two_way([counts], threshold).cells[0]


def two_way(counts: Sequence[Sequence[int]], threshold: int = THRESHOLD) -> Shown:
    """A cross-table as it may be published. counts -- rows of equal length, none negative.

    A table of fewer than `threshold` people in all is withheld whole, its total too.
    """
    if not counts:
        return Shown((), (), (), 0)
    table = _with_totals(counts)
    return _shown(table, _withheld(table, threshold, _small(table, threshold)))


def linked(tables: Sequence[Sequence[Sequence[int]]], threshold: int = THRESHOLD) -> tuple[Shown, ...]:
    """Cross-tables of the same people over the same columns (age by gender, schooling by gender), safe together.

    A column total withheld in one is withheld in all, and in each table the withheld columns hang together without
    the totals' row, so that whatever one table leaves open the others leave open too.
    """
    full = [_with_totals(counts) for counts in tables]
    held = [_withheld(table, threshold, _small(table, threshold)) for table in full]
    while True:
        shared = {column for table, edges in zip(full, held, strict=True) for column in _total_columns(table, edges)}
        joined = [_joined(table, edges, shared, threshold) for table, edges in zip(full, held, strict=True)]
        if joined == held:
            return tuple(_shown(table, edges) for table, edges in zip(full, held, strict=True))
        held = joined


def inside(
    counts: Sequence[Sequence[int]], rows: Sequence[bool], columns: Sequence[bool], threshold: int = THRESHOLD
) -> Cells | None:
    """The cells of a cross-table whose totals stand elsewhere, as they may stand between them; None: not one of them.

    rows, columns -- whether that total is shown. Cells and column totals stay unknown also to readers who have every
    row total from another source; zeros are withheld where that helps, so nobody knows a withheld cell to be more.
    """
    table = _with_totals(counts)
    right, bottom = len(table[0]) - 1, len(table) - 1
    rows_held = {(row, right) for row, shown in enumerate(rows) if not shown}
    columns_held = {(bottom, column) for column, shown in enumerate(columns) if not shown}
    row_totals = {(row, right) for row in range(bottom + 1)}
    column_totals = {(bottom, column) for column in range(right + 1)}
    small = {edge for edge in _small(table, threshold) if edge[0] < bottom and edge[1] < right}
    held = small | rows_held | columns_held
    for exposed, closed in (
        (small | columns_held, row_totals | (column_totals - columns_held)),
        (rows_held, (row_totals | column_totals) - rows_held - columns_held),
    ):
        ways = Ways(table, closed, zeros=True)
        for edge in sorted(exposed):
            cycle = ways.cycle(held, edge)
            if cycle is None:
                return None
            held |= cycle
    return _shown(table, frozenset(held)).cells


def _with_totals(counts: Sequence[Sequence[int]]) -> Counts:
    if len({len(row) for row in counts}) > 1 or any(one < 0 for row in counts for one in row):
        raise ValueError("rows of equal length, none negative")
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def _small(table: Counts, threshold: int) -> set[Edge]:
    """Cells and totals that are small themselves; the grand total is not asked."""
    grand = _grand(table)
    return {edge for edge in _edges(table) if edge != grand and 0 < table[edge[0]][edge[1]] < threshold}


def _withheld(table: Counts, threshold: int, first: set[Edge]) -> frozenset[Edge]:
    """`first` and whatever must be withheld with it; every cell when there is no other way."""
    if 0 < table[-1][-1] < threshold:
        return _everything(table, threshold)
    held, ways = set(first), Ways(table, {_grand(table)})
    for edge in sorted(first):
        cycle = ways.cycle(held, edge)
        if cycle is None:
            return _everything(table, threshold)
        held |= cycle
    return frozenset(held)


def _edges(table: Counts) -> list[Edge]:
    return [(row, column) for row in range(len(table)) for column in range(len(table[0]))]


def _everything(table: Counts, threshold: int) -> frozenset[Edge]:
    """The whole table but its grand total (and the total of an only row or column, which is the same number)."""
    last_row, last_column = grand = _grand(table)
    if 0 < table[last_row][last_column] < threshold:
        return frozenset(_edges(table))
    same = {grand} | ({(0, last_column)} if last_row == 1 else set()) | ({(last_row, 0)} if last_column == 1 else set())
    return frozenset(_edges(table)) - same


def _grand(table: Counts) -> Edge:
    return len(table) - 1, len(table[0]) - 1


def _shown(table: Counts, held: frozenset[Edge]) -> Shown:
    rows = [
        tuple(None if (row, column) in held else one for column, one in enumerate(cells))
        for row, cells in enumerate(table)
    ]
    *inner, last = rows
    return Shown(tuple(row[:-1] for row in inner), tuple(row[-1] for row in inner), last[:-1], last[-1])


def _total_columns(table: Counts, held: frozenset[Edge]) -> set[int]:
    return {column for row, column in held if row == len(table) - 1 and column < len(table[0]) - 1}


def _joined(table: Counts, held: frozenset[Edge], shared: set[int], threshold: int) -> frozenset[Edge]:
    """`held` with these column totals, and each next pair of them tied together by cells above the totals' row."""
    total_row = len(table) - 1
    wanted = set(held) | {(total_row, column) for column in shared}
    above = [row[:] for row in table[:-1]] + [[0] * len(table[0])]  # zeros are never walked over
    ways, columns = Ways(above, {_grand(table)}), sorted(shared)
    for one, other in pairwise(columns):
        way = ways.path(wanted, (-1, -1), ("column", one), ("column", other))
        if way is None:
            return _everything(table, threshold)
        wanted |= way[1]
    return _withheld(table, threshold, wanted)
