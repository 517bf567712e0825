"""Published fraud-complaint figures: the three numbers of each period, and what finished years tell besides."""

from datetime import date

from complaints.statistics import ALL, OTHER, Snapshot
from complaints.topics import category_label
from kernel.calendar import Period, period
from kernel.thai import thai_date, thai_period
from web import figure_texts as texts
from web.figures import Cell, Table


def complaints(snapshot: Snapshot | None) -> list[Table]:
    """From one frozen snapshot. Averages and categories only where its rules let them be published."""
    if snapshot is None:
        return [Table("complaints-periods", texts.COMPLAINTS, (), (), (texts.NOT_PUBLISHED,))]
    tables = [_periods(snapshot)]
    if snapshot.averages:
        tables.append(_averages(snapshot))
    if snapshot.categories:
        tables.append(_categories(snapshot))
    return tables


def _periods(snapshot: Snapshot) -> Table:
    """Zero in words; dated, because a period is frozen."""
    newest_first = sorted(snapshot.counts, key=lambda one: _reading_order(period(one.period)))
    rows: list[list[Cell]] = [
        [thai_period(period(one.period)), one.total, one.finished, one.in_progress, one.carried] for one in newest_first
    ]
    years = [one for one in newest_first if period(one.period).kind == "Y"]
    said = [f"{thai_period(period(one.period))}: {one.sentence}" for one in years]
    as_of = texts.AS_OF.format(day=thai_date(snapshot.as_of))
    columns = [texts.PERIOD, *texts.COMPLAINT_COLUMNS, texts.CARRIED]
    return Table("complaints-periods", texts.COMPLAINTS, columns, rows, [*said, as_of, texts.CARRIED_SAID])


def _averages(snapshot: Snapshot) -> Table:
    rows: list[list[Cell]] = [
        [_named(one.period, one.category), f"{one.tenths // 10}.{one.tenths % 10}", one.cases]
        for one in snapshot.averages
    ]
    return Table("complaints-days", texts.COMPLAINT_DAYS, texts.COMPLAINT_DAYS_COLUMNS, rows, [texts.FEW_HIDDEN])


def _categories(snapshot: Snapshot) -> Table:
    rows: list[list[Cell]] = [[_named(one.period, one.category), one.cases] for one in snapshot.categories]
    columns = texts.COMPLAINT_CATEGORY_COLUMNS
    return Table("complaints-categories", texts.COMPLAINT_CATEGORIES, columns, rows, [texts.FEW_HIDDEN])


def _named(code: str, category: str) -> str:
    label = {ALL: texts.ALL_CATEGORIES, OTHER: texts.OTHER_CATEGORIES}.get(category) or category_label(category)
    return f"{thai_period(period(code))}: {label}"


def _reading_order(span: Period) -> tuple[int, int, date]:
    """The newest fiscal year first; in it the year, its halves, its quarters, its months."""
    return (-span.fiscal_year, "YHQM".index(span.kind[0]), span.first)
