"""Withheld counts cannot be had back by arithmetic."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from surveys.suppression import Shown, linked, one_way, two_way

CALM = settings(max_examples=150, deadline=None)
COUNTS = st.sampled_from([0, 0, 1, 1, 2, 3, 4, 5, 6, 9, 17, 40])
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(COUNTS, min_size=width, max_size=width), min_size=1, max_size=6)
)
PAIRS = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(COUNTS, min_size=width, max_size=width), min_size=1, max_size=4)
)
Cell = tuple[int, int, int]


def grid(shown: Shown) -> list[list[int | None]]:
    """The table with its totals."""
    rows = [[*cells, total] for cells, total in zip(shown.cells, shown.row_totals, strict=True)]
    return [*rows, [*shown.column_totals, shown.total]]


def recoverable(tables: list[Shown]) -> set[Cell]:
    """Withheld cells whose value follows from what is shown, by exact elimination.

    Column totals of the tables are the same numbers; a cell is (table, row, column), a shared total (0, -1, column).
    """
    names: dict[Cell, int] = {}
    equations: list[dict[Cell, int]] = []
    for number, shown in enumerate(tables):
        full = grid(shown)
        last_row, last_column = len(full) - 1, len(full[0]) - 1

        def name(row: int, column: int, number: int = number, last: int = last_row) -> Cell:
            return (0, -1, column) if row == last else (number, row, column)

        lines = [[(row, column) for column in range(last_column + 1)] for row in range(last_row + 1)]
        lines += [[(row, column) for row in range(last_row + 1)] for column in range(last_column + 1)]
        for line in lines:
            signs = {name(*cell): (-1 if cell == line[-1] else 1) for cell in line if full[cell[0]][cell[1]] is None}
            equations.append(signs)
        for row, column in product(range(last_row + 1), range(last_column + 1)):
            if full[row][column] is None:
                names.setdefault(name(row, column), len(names))
    rows = [[Fraction(signs.get(cell, 0)) for cell in names] for signs in equations]
    return {cell for cell, solved in zip(names, _determined(rows, len(names)), strict=True) if solved}


def _determined(rows: list[list[Fraction]], width: int) -> list[bool]:
    """Which unknowns a linear system fixes: those whose reduced row has no other unknown."""
    done = 0
    for column in range(width):
        pivot = next((row for row in range(done, len(rows)) if rows[row][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [one / rows[done][column] for one in rows[done]]
        for other in range(len(rows)):
            if other != done and rows[other][column]:
                by = rows[other][column]
                rows[other] = [one - by * two for one, two in zip(rows[other], rows[done], strict=True)]
        done += 1
    fixed = [row for row in rows[:done] if sum(1 for one in row if one) == 1]
    return [any(row[column] for row in fixed) for column in range(width)]


def primary_only(counts: list[list[int]]) -> Shown:
    """What a careless table does: hide the small cells and nothing else."""
    columns = tuple(sum(column) for column in zip(*counts, strict=True))
    cells = tuple(tuple(None if 0 < one < 5 else one for one in row) for row in counts)
    return Shown(cells, tuple(sum(row) for row in counts), columns, sum(columns))


PRINTED = [[0, 2, 0], [2, 6, 0], [7, 12, 0], [15, 17, 0], [8, 6, 1], [0, 0, 0]]
"""Age by gender of the 76 people of อบต.นางรอง, FY2563: one person stands alone."""


def test_hiding_small_cells_alone_gives_them_back() -> None:
    assert recoverable([primary_only(PRINTED)]) == {(0, 0, 1), (0, 1, 0), (0, 4, 2)}


def test_printed_table_gives_nothing_back() -> None:
    shown = two_way(PRINTED)
    assert recoverable([shown]) == set()
    assert (shown.cells[4][2], shown.column_totals[2], shown.total) == (None, None, 76)
    assert shown.row_totals[3] == 32  # what needs no hiding stays


def test_table_of_large_cells_is_shown_whole() -> None:
    shown = two_way([[5, 9], [0, 40]])
    assert shown == Shown(((5, 9), (0, 40)), (14, 40), (5, 49), 54)


@CALM
@given(TABLES)
def test_no_withheld_cell_follows_from_the_rest(counts: list[list[int]]) -> None:
    assert recoverable([two_way(counts)]) == set()


@CALM
@given(TABLES)
def test_small_cells_and_totals_are_withheld_and_others_true(counts: list[list[int]]) -> None:
    totals = [[*row, sum(row)] for row in counts]
    totals.append([sum(column) for column in zip(*totals, strict=True)])
    for row, shown_row in zip(totals, grid(two_way(counts)), strict=True):
        for true, shown in zip(row, shown_row, strict=True):
            assert shown is None or (shown == true and not 0 < true < 5)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from([1, 2, 3, 5, 6]), min_size=2, max_size=2), min_size=2, max_size=2))
def test_withheld_cells_of_a_small_table_have_two_ways_to_be(counts: list[list[int]]) -> None:
    """Every withheld cell has at least two values among all tables of positive counts that print the same."""
    full = grid(two_way(counts))
    top = sum(map(sum, counts))
    assume(top >= 5)  # below that not even the total is shown
    seen: dict[tuple[int, int], set[int]] = {}
    for a, b, c in product(range(1, top), repeat=3):
        d = top - a - b - c
        if d < 1:
            continue
        table = [[a, b, a + b], [c, d, c + d], [a + c, b + d, top]]
        pairs = [(r, k) for r in range(3) for k in range(3)]
        if all(full[r][k] in (None, table[r][k]) for r, k in pairs):
            for r, k in pairs:
                seen.setdefault((r, k), set()).add(table[r][k])
    assert all(len(seen[r, k]) > 1 for r in range(3) for k in range(3) if full[r][k] is None)


@CALM
@given(st.lists(COUNTS, max_size=8))
def test_list_hides_none_or_several(counts: list[int]) -> None:
    shown = one_way(counts)
    hidden = [one for one, kept in zip(counts, shown, strict=True) if kept is None]
    assert len(hidden) != 1 or sum(counts) < 5
    assert all(kept is None or not 0 < kept < 5 for kept in shown)


def test_list_hides_the_smallest_second_cell() -> None:
    assert one_way([3, 30, 20, 0]) == (None, 30, None, 0)
    assert one_way([12, 30]) == (12, 30)
    assert one_way([]) == ()


def test_only_total_of_a_column_is_the_grand_total() -> None:
    assert two_way([[1]] * 5) == Shown(((None,),) * 5, (None,) * 5, (5,), 5)


def test_few_people_are_not_even_counted() -> None:
    assert two_way([[1, 2], [0, 1]]) == Shown(((None, None), (None, None)), (None, None), (None, None), None)


@CALM
@given(PAIRS, PAIRS)
def test_linked_tables_give_nothing_back_together(first: list[list[int]], second: list[list[int]]) -> None:
    width = min(len(first[0]), len(second[0]))
    ours = [row[:width] for row in first]
    rest = [row[:width] for row in second]
    # the same people by another band: pad the smaller columns so that the totals agree
    gaps = [sum(row[column] for row in ours) - sum(row[column] for row in rest) for column in range(width)]
    ours.append([max(-gap, 0) for gap in gaps])
    rest.append([max(gap, 0) for gap in gaps])
    shown = linked([ours, rest])
    assert recoverable(list(shown)) == set()
    assert [one.column_totals for one in shown] == [shown[0].column_totals] * 2


def test_linked_tables_agree_where_alone_they_give_a_total_away() -> None:
    ages = [[3, 30, 30], [0, 9, 9]]
    schooling = [[3, 20, 20], [0, 19, 19]]
    assert {one.column_totals[0] for one in linked([ages, schooling])} == {None}


def test_linked_tables_of_few_people_are_not_even_counted() -> None:
    assert {one.total for one in linked([[[0, 0], [2, 1]], [[1, 0], [1, 1]]])} == {None}


@pytest.mark.parametrize("counts", [[[1, 2], [3]], [[-1, 2]]])
def test_malformed_table_is_refused(counts: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="equal length"):
        two_way(counts)
