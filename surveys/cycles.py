"""Which withheld cells of a table with totals can still be computed: those on no cycle of withheld cells.

Every cell, totals included, is an edge between its row and its column; each row and each column adds up. A withheld
cell can be computed exactly when it lies on no cycle of withheld cells (D. Gusfield, SIAM J. Computing 17, 1988). A
cycle counts here only when its cells can really move along it by one person, which is stricter.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush

Edge = tuple[int, int]
"""(row, column) of the table with its totals; the last row and the last column hold totals."""
Node = tuple[str, int]
"""("row" or "column", place)."""
Counts = list[list[int]]
_MARGIN_COST = 10_000
"""Totals are read most: prefer withholding a cell."""


@dataclass(frozen=True)
class Ways:
    """The ways to go round in a table over cells that are withheld or may be."""

    table: Counts
    """With its totals."""
    closed: Collection[Edge]
    """Never on a way, withheld or not."""
    zeros: bool = False
    """Whether zeros may be withheld too. Otherwise readers know that a withheld cell is not zero."""

    def cycle(self, held: set[Edge], edge: Edge) -> set[Edge] | None:
        """The cheapest cells (withheld ones cost nothing) that close a cycle along which `edge` can move by one."""
        row, column = ("row", edge[0]), ("column", edge[1])
        ways = []
        if self._can_move(edge, from_row=True):
            ways.append(self.path(held, edge, column, row))
        if self._can_move(edge, from_row=False):
            ways.append(self.path(held, edge, row, column))
        found = [way for way in ways if way is not None]
        return min(found)[1] if found else None

    def path(self, held: set[Edge], without: Edge, start: Node, goal: Node) -> tuple[int, set[Edge]] | None:
        """(cost, cells) of the cheapest way from `start` to `goal`; None when there is none."""
        queue: list[tuple[int, Node, tuple[Edge, ...]]] = [(0, start, ())]
        done: set[Node] = set()
        while queue:
            cost, node, way = heappop(queue)
            if node == goal:
                return cost, set(way)
            if node in done:
                continue
            done.add(node)
            for edge, other in self._around(node):
                usable = edge != without and edge not in self.closed and (self.zeros or self._count(edge) > 0)
                if usable and other not in done and self._can_move(edge, from_row=node[0] == "row"):
                    heappush(queue, (cost + self._cost(held, edge), other, (*way, edge)))
        return None

    def _can_move(self, edge: Edge, *, from_row: bool) -> bool:
        """Whether the cell may change by one in this direction and stay what readers know it to be.

        Walked from row to column a cell grows and a total shrinks (it stands on the other side of its sum); walked
        back, the other way round.
        """
        grows = from_row != self._is_total(edge)
        return grows or self._count(edge) >= (1 if self.zeros else 2)

    def _cost(self, held: set[Edge], edge: Edge) -> int:
        if edge in held:
            return 0
        return max(self._count(edge), 1) + (_MARGIN_COST if self._is_total(edge) else 0)

    def _count(self, edge: Edge) -> int:
        return self.table[edge[0]][edge[1]]

    def _is_total(self, edge: Edge) -> bool:
        return edge[0] == len(self.table) - 1 or edge[1] == len(self.table[0]) - 1

    def _around(self, node: Node) -> Iterator[tuple[Edge, Node]]:
        if node[0] == "row":
            return (((node[1], column), ("column", column)) for column in range(len(self.table[0])))
        return (((row, node[1]), ("row", row)) for row in range(len(self.table)))
