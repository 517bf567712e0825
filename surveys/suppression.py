"""Counts small enough to point to a person are withheld, and so is what would give them away again.

Primary: a cell, a row total or a column total from 1 to threshold - 1. Complementary: further cells, until none of
the withheld ones can be computed from what is shown. Zeros are shown ("nobody" names nobody), and so is the grand
total, which stands beside every score anyway.

Method: every cell, totals included, is an edge between its row and its column; each row and each column adds up. A
withheld cell can be computed exactly when it lies on no cycle of withheld cells (D. Gusfield, SIAM J. Computing 17,
1988). Since readers know that a withheld cell is not zero, a cycle counts here only when its cells can really move
along it by one person without any of them falling to zero; this is stricter. The cheapest such cycle is added for
every exposed cell. Where there is none, everything but the grand total is withheld, and zeros with it.

What this cannot do: two tables that share a total are safe together only if that total is shown or withheld in both;
`linked` sees to that for tables over the same columns.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

THRESHOLD = 5
"""Counts below this are small. Source: OECD practice 3-5; ONS Longitudinal Study 10 for released outputs."""

Edge = tuple[int, int]
"""(row, column) of the table with its totals; the last row and the last column hold totals."""
_MARGIN_COST = 10_000
"""Totals are read most: prefer withholding a cell."""


@dataclass(frozen=True)
class Shown:
    """A table as it may be published; None stands for a withheld count."""

    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None

    @property
    def complete(self) -> bool:
        """Whether nothing is withheld."""
        every = [*(one for row in self.cells for one in row), *self.row_totals, *self.column_totals, self.total]
        return None not in every


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


def _with_totals(counts: Sequence[Sequence[int]]) -> list[list[int]]:
    if len({len(row) for row in counts}) > 1 or any(one < 0 for row in counts for one in row):
        raise ValueError("rows of equal length, none negative")
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def _small(table: list[list[int]], threshold: int) -> set[Edge]:
    """Cells and totals that are small themselves; the grand total is not asked."""
    grand = _grand(table)
    return {edge for edge in _edges(table) if edge != grand and 0 < table[edge[0]][edge[1]] < threshold}


def _withheld(table: list[list[int]], threshold: int, first: set[Edge]) -> frozenset[Edge]:
    """`first` and whatever must be withheld with it; every cell when there is no other way."""
    if 0 < table[-1][-1] < threshold:
        return _everything(table, threshold)
    held = set(first)
    for edge in sorted(first):
        cycle = _cycle(table, held, edge)
        if cycle is None:
            return _everything(table, threshold)
        held |= cycle
    return frozenset(held)


def _cycle(table: list[list[int]], held: set[Edge], edge: Edge) -> set[Edge] | None:
    """The cheapest cells (withheld ones cost nothing) that close a cycle along which `edge` can move by one."""
    row, column = ("row", edge[0]), ("column", edge[1])
    ways = []
    if _can_move(table, edge, from_row=True):
        ways.append(_path(table, held, edge, column, row))
    if _can_move(table, edge, from_row=False):
        ways.append(_path(table, held, edge, row, column))
    found = [way for way in ways if way is not None]
    return min(found)[1] if found else None


Node = tuple[str, int]


def _path(
    table: list[list[int]], held: set[Edge], without: Edge, start: Node, goal: Node
) -> tuple[int, set[Edge]] | None:
    queue: list[tuple[int, Node, tuple[Edge, ...]]] = [(0, start, ())]
    done: set[Node] = set()
    while queue:
        cost, node, way = heappop(queue)
        if node == goal:
            return cost, set(way)
        if node in done:
            continue
        done.add(node)
        for edge, other in _around(table, node):
            usable = edge not in (without, _grand(table)) and table[edge[0]][edge[1]] > 0
            if usable and other not in done and _can_move(table, edge, from_row=node[0] == "row"):
                heappush(queue, (cost + _cost(table, held, edge), other, (*way, edge)))
    return None


def _can_move(table: list[list[int]], edge: Edge, *, from_row: bool) -> bool:
    """Whether the cell may change by one in this direction and stay above zero.

    Walked from row to column a cell grows and a total shrinks (it stands on the other side of its sum); walked back,
    the other way round.
    """
    grows = from_row != _is_total(table, edge)
    return grows or table[edge[0]][edge[1]] >= 2


def _is_total(table: list[list[int]], edge: Edge) -> bool:
    return edge[0] == len(table) - 1 or edge[1] == len(table[0]) - 1


def _cost(table: list[list[int]], held: set[Edge], edge: Edge) -> int:
    if edge in held:
        return 0
    return table[edge[0]][edge[1]] + (_MARGIN_COST if _is_total(table, edge) else 0)


def _around(table: list[list[int]], node: Node) -> Iterator[tuple[Edge, Node]]:
    if node[0] == "row":
        return (((node[1], column), ("column", column)) for column in range(len(table[0])))
    return (((row, node[1]), ("row", row)) for row in range(len(table)))


def _edges(table: list[list[int]]) -> list[Edge]:
    return [(row, column) for row in range(len(table)) for column in range(len(table[0]))]


def _everything(table: list[list[int]], threshold: int) -> frozenset[Edge]:
    """The whole table but its grand total (and the total of an only row or column, which is the same number)."""
    last_row, last_column = grand = _grand(table)
    if 0 < table[last_row][last_column] < threshold:
        return frozenset(_edges(table))
    same = {grand} | ({(0, last_column)} if last_row == 1 else set()) | ({(last_row, 0)} if last_column == 1 else set())
    return frozenset(_edges(table)) - same


def _grand(table: list[list[int]]) -> Edge:
    return len(table) - 1, len(table[0]) - 1


def _shown(table: list[list[int]], held: frozenset[Edge]) -> Shown:
    rows = [
        tuple(None if (row, column) in held else one for column, one in enumerate(cells))
        for row, cells in enumerate(table)
    ]
    *inner, last = rows
    return Shown(tuple(row[:-1] for row in inner), tuple(row[-1] for row in inner), last[:-1], last[-1])


def _total_columns(table: list[list[int]], held: frozenset[Edge]) -> set[int]:
    return {column for row, column in held if row == len(table) - 1 and column < len(table[0]) - 1}


def _joined(table: list[list[int]], held: frozenset[Edge], shared: set[int], threshold: int) -> frozenset[Edge]:
    """`held` with these column totals, and each next pair of them tied together by cells above the totals' row."""
    total_row = len(table) - 1
    wanted = set(held) | {(total_row, column) for column in shared}
    above = [row[:] for row in table[:-1]] + [[0] * len(table[0])]  # zeros are never walked over
    columns = sorted(shared)
    for one, other in pairwise(columns):
        way = _path(above, wanted, (-1, -1), ("column", one), ("column", other))
        if way is None:
            return _everything(table, threshold)
        wanted |= way[1]
    return _withheld(table, threshold, wanted)
