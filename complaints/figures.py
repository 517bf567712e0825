"""Figures taken from the counters: three numbers a period, and breakdowns of finished years that tell nobody apart.

Rules and sources: `complaints.statistics`.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from complaints.statistics import (
    ALL,
    CASES,
    CATEGORY,
    CLOSED_IN,
    DAYS,
    DONE,
    FINISHED,
    IN_PROGRESS,
    OTHER,
    SMALLEST_CELL,
    AverageDays,
    CategoryCount,
    Counters,
    PeriodCounts,
    Snapshot,
    shown_periods,
)
from kernel.agency import Agency
from kernel.calendar import Period, fiscal_year, period


def take(counters: Counters, agency: Agency, today: date, earlier: Sequence[Snapshot] = ()) -> Snapshot:
    """The counts as they stand. `earlier` snapshots keep what they said about finished years."""
    spans = shown_periods(today, agency.complaint_grain)
    counts = tuple(_count(counters, agency, span) for span in spans)
    year = Period(fiscal_year(today) - 1, "Y")
    said = next((one for one in earlier if _speaks_of(one, year)), None)
    if said is not None:
        return Snapshot(
            today, counts,
            tuple(one for one in said.averages if one.period == year.code),
            tuple(one for one in said.categories if one.period == year.code),
        )  # fmt: skip
    return Snapshot(today, counts, _averages(counters, agency, year), _categories(counters, agency, year))


def merged(cells: Mapping[str, int]) -> dict[str, int]:
    """Cells of at least five cases, small ones put together under "other"; {} when that tells nothing.

    {7, 1, 12} becomes {12, other 8}: with 7 left standing, the total would give 1 away.
    """
    filled = sorted((n, name) for name, n in cells.items() if n > 0)
    small = [one for one in filled if one[0] < SMALLEST_CELL]
    rest = filled[len(small) :]
    while small and sum(n for n, _ in small) < SMALLEST_CELL and rest:
        small.append(rest.pop(0))
    other = sum(n for n, _ in small)
    if not rest or 0 < other < SMALLEST_CELL:
        return {}
    return {name: n for n, name in reversed(rest)} | ({OTHER: other} if other else {})


def _averages(counters: Counters, agency: Agency, year: Period) -> tuple[AverageDays, ...]:
    days, done = _by_value(counters, agency, DAYS, year), _by_value(counters, agency, DONE, year)
    shown = [name for name in merged(done) if name != OTHER]
    cells = {ALL: (sum(days.values()), sum(done.values())), **{name: (days.get(name, 0), done[name]) for name in shown}}
    enough = {name: cell for name, cell in cells.items() if cell[1] >= SMALLEST_CELL}
    return tuple(AverageDays(year.code, name, round(10 * total / n), n) for name, (total, n) in enough.items())


def _categories(counters: Counters, agency: Agency, year: Period) -> tuple[CategoryCount, ...]:
    cells = merged(_by_value(counters, agency, CATEGORY, year))
    return tuple(CategoryCount(year.code, name, n) for name, n in cells.items())


def _by_value(counters: Counters, agency: Agency, dimension: str, span: Period) -> dict[str, int]:
    found: dict[str, int] = {}
    for (arrival, value), n in counters.of(agency, dimension).items():
        if span.contains(period(arrival).first):
            found[value] = found.get(value, 0) + n
    return found


def _count(counters: Counters, agency: Agency, span: Period) -> PeriodCounts:
    cases, carried = counters.of(agency, CASES), 0
    now = {FINISHED: 0, IN_PROGRESS: 0}
    for (arrival, value), n in cases.items():
        arrived = period(arrival)
        if span.contains(arrived.first) and span.contains(arrived.last):
            now[value] += n
        elif value == IN_PROGRESS and arrived.first < span.first:
            carried += n
    for (arrival, closing), n in counters.of(agency, CLOSED_IN).items():
        if period(arrival).first < span.first <= period(closing).first:
            carried += n
    return PeriodCounts(span.code, now[FINISHED], now[IN_PROGRESS], carried)


def _speaks_of(snapshot: Snapshot, year: Period) -> bool:
    return snapshot.as_of > year.last
