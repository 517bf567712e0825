"""Counts as a report may print them: small ones, and what would give them away, say so instead of a number."""

from collections.abc import Iterable, Mapping, Sequence

from surveys import report_texts as texts
from surveys.asides import AGES, EDUCATION, SEXES, Profile
from surveys.suppression import THRESHOLD, Shown, linked, one_way

Cell = str | int | None
"""None is printed as a dash: not applicable."""


def total_line(counts: Sequence[int]) -> list[Cell]:
    """Counts whose sum is printed beside them."""
    return [cell(n) for n in one_way(counts)] if any(counts) else list(counts)


def alone(counts: Sequence[int]) -> list[Cell]:
    """Counts that do not add up to anything, because people could choose several."""
    return [texts.HIDDEN if 0 < n < THRESHOLD else n for n in counts]


def people_tables(people: Mapping[Profile, int]) -> list[tuple[list[str], list[list[Cell]]]]:
    """(headings, rows) of age by sex and of education by sex, safe beside each other; none when nobody told."""
    if not people:
        return []
    sexes = _bands(SEXES, (one.sex for one in people))
    tables = [
        (texts.AGE, _bands(AGES, (one.age for one in people)), "age"),
        (texts.EDUCATION, _bands(EDUCATION, (one.education for one in people)), "education"),
    ]
    counts = [_counted(people, attribute, list(bands), list(sexes)) for _, bands, attribute in tables]
    return [
        (
            [head, *sexes.values(), texts.SUM],
            [[name, *cells] for name, cells in zip([*bands.values(), texts.SUM], _grid(shown), strict=True)],
        )
        for (head, bands, _), shown in zip(tables, linked(counts), strict=True)
    ]


def _counted(people: Mapping[Profile, int], attribute: str, bands: list[str], sexes: list[str]) -> list[list[int]]:
    table = [[0] * len(sexes) for _ in bands]
    for profile, n in people.items():
        table[bands.index(getattr(profile, attribute))][sexes.index(profile.sex)] += n
    return table


def _bands(known: Mapping[str, str], told: Iterable[str]) -> dict[str, str]:
    """All bands in printed order, and "not told" when somebody did not."""
    return {**known, **({"": texts.NOT_TOLD} if "" in set(told) else {})}


def _grid(shown: Shown) -> list[list[Cell]]:
    rows = [[*cells, total] for cells, total in zip(shown.cells, shown.row_totals, strict=True)]
    return [[cell(n) for n in row] for row in [*rows, [*shown.column_totals, shown.total]]]


def cell(n: int | None) -> Cell:
    """One count as it is printed."""
    return texts.HIDDEN if n is None else n
