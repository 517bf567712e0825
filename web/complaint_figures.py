"""Published fraud-complaint figures: the three numbers of each period, and what finished years tell besides."""

from complaints.statistics import ALL, OTHER, Snapshot
from kernel.calendar import period
from web.figures import Cell, Table
from web.tongues import THAI, Tongue


def complaints(snapshot: Snapshot | None, tongue: Tongue = THAI) -> list[Table]:
    """From one frozen snapshot. Averages and categories only where its rules let them be published."""
    texts = tongue.figures
    if snapshot is None:
        return [Table("complaints-periods", texts.COMPLAINTS, (), (), (texts.NOT_PUBLISHED,))]
    tables = [_periods(snapshot, tongue)]
    if snapshot.averages:
        tables.append(_averages(snapshot, tongue))
    if snapshot.categories:
        tables.append(_categories(snapshot, tongue))
    return tables


def _periods(snapshot: Snapshot, tongue: Tongue) -> Table:
    """Zero in words; dated, because a period is frozen."""
    texts = tongue.figures
    rows: list[list[Cell]] = [
        [tongue.period(period(one.period)), one.total, one.finished, one.in_progress, one.carried]
        for one in snapshot.newest_first
    ]
    columns = [texts.PERIOD, *texts.COMPLAINT_COLUMNS, texts.CARRIED]
    return Table("complaints-periods", texts.COMPLAINTS, columns, rows, _said(snapshot, tongue))


def _said(snapshot: Snapshot, tongue: Tongue) -> list[str]:
    texts = tongue.figures
    counts = snapshot.newest_first
    years = [one for one in counts if period(one.period).kind == "Y"]
    empty = [tongue.period(period(one.period)) for one in counts if one not in years and one.total == 0]
    return [
        *(texts.YEAR_SAID.format(period=tongue.period(period(one.period)), counts=tongue.counts(one)) for one in years),
        *([texts.NONE_IN.format(periods=" · ".join(empty))] if empty else []),
        texts.AS_OF.format(day=tongue.date(snapshot.as_of)),
        texts.CARRIED_SAID,
    ]


def _averages(snapshot: Snapshot, tongue: Tongue) -> Table:
    texts = tongue.figures
    rows: list[list[Cell]] = [
        [_named(one.period, one.category, tongue), f"{one.tenths // 10}.{one.tenths % 10}", one.cases]
        for one in snapshot.averages
    ]
    return Table("complaints-days", texts.COMPLAINT_DAYS, texts.COMPLAINT_DAYS_COLUMNS, rows, [texts.FEW_HIDDEN])


def _categories(snapshot: Snapshot, tongue: Tongue) -> Table:
    texts = tongue.figures
    rows: list[list[Cell]] = [[_named(one.period, one.category, tongue), one.cases] for one in snapshot.categories]
    columns = texts.COMPLAINT_CATEGORY_COLUMNS
    return Table("complaints-categories", texts.COMPLAINT_CATEGORIES, columns, rows, [texts.FEW_HIDDEN])


def _named(code: str, category: str, tongue: Tongue) -> str:
    texts = tongue.figures
    label = {ALL: texts.ALL_CATEGORIES, OTHER: texts.OTHER_CATEGORIES}.get(category) or tongue.category(category)
    return f"{tongue.period(period(code))}: {label}"
