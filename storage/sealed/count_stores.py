"""What surrounds the cases: counters, used forms, frozen figures."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select

from complaints.rows import UsedForm
from complaints.statistics import AverageDays, CategoryCount, PeriodCounts, Snapshot
from kernel.agency import Agency
from storage.sealed.tables import case_breakdowns, case_counters, case_snapshots, form_keys, used_forms
from storage.upsert import count_up, put_new

_DAYS, _CATEGORY = "days", "category"


class SqlCounters:
    """`complaints.statistics.Counters`."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def move(self, agency: Agency, arrival: str, dimension: str, value: str, by: int) -> None:
        """Add `by`, which may be negative."""
        key = {"agency": agency.code, "quarter": arrival, "dimension": dimension, "value": value}
        count_up(self._db, case_counters, key, by)

    def of(self, agency: Agency, dimension: str) -> Mapping[tuple[str, str], int]:
        """(period of arrival, value) to number for one dimension."""
        c = case_counters.c
        query = select(c.quarter, c.value, c.count).where(c.agency == agency.code, c.dimension == dimension)
        return {(arrival, value): count for arrival, value, count in self._db.execute(query)}


class SqlUsedForms:
    """`complaints.ports.UsedForms`."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def find(self, agency: Agency, token: str) -> UsedForm | None:
        """The form with this fingerprint, if it was sent."""
        c = used_forms.c
        row = self._db.execute(select(used_forms).where(c.agency == agency.code, c.token == token)).one_or_none()
        return None if row is None else UsedForm(row.token, row.content, row.day, row.attempt, row.expires)

    def use(self, agency: Agency, used: UsedForm) -> bool:
        """False when somebody else was first: the database decides."""
        return put_new(self._db, used_forms, {"agency": agency.code, **asdict(used)})

    def count(self, agency: Agency, expires: datetime) -> int:
        """Forms that are forgotten at this hour."""
        c = used_forms.c
        query = select(func.count()).where(c.agency == agency.code, c.expires == expires)
        return self._db.execute(query.select_from(used_forms)).scalar_one()

    def day_key(self, agency: Agency, day: date) -> bytes | None:
        """The day's key, until it is erased."""
        query = select(form_keys.c.key).where(form_keys.c.agency == agency.code, form_keys.c.day == day)
        return self._db.execute(query).scalar_one_or_none()

    def make_day_key(self, agency: Agency, day: date, key: bytes) -> bytes:
        """Keep `key` unless the day has one; the day's key."""
        put_new(self._db, form_keys, {"agency": agency.code, "day": day, "key": key})
        kept = self.day_key(agency, day)
        assert kept is not None
        return kept

    def forget(self, agency: Agency, now: datetime, keep_from: date) -> int:
        """Erase what is over; how many rows went."""
        forms = delete(used_forms).where(used_forms.c.agency == agency.code, used_forms.c.expires <= now)
        keys = delete(form_keys).where(form_keys.c.agency == agency.code, form_keys.c.day < keep_from)
        return self._db.execute(forms).rowcount + self._db.execute(keys).rowcount


class SqlSnapshots:
    """`complaints.ports.Snapshots`."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def freeze(self, agency: Agency, snapshot: Snapshot) -> bool:
        """False when this day's figures are frozen already."""
        head = {"agency": agency.code, "as_of": snapshot.as_of}
        kept = [put_new(self._db, case_snapshots, {**head, **asdict(count)}) for count in snapshot.counts]
        if not all(kept):
            return False
        for row in _breakdowns(snapshot):
            self._db.execute(case_breakdowns.insert().values({**head, **row}))
        return True

    def all(self, agency: Agency) -> list[Snapshot]:
        """The newest first; periods in the order of their codes."""
        c = case_snapshots.c
        query = select(case_snapshots).where(c.agency == agency.code).order_by(c.as_of.desc(), c.period)
        days: dict[date, list[PeriodCounts]] = {}
        for row in self._db.execute(query):
            count = PeriodCounts(row.period, row.finished, row.in_progress, row.carried)
            days.setdefault(row.as_of, []).append(count)
        return [Snapshot(day, tuple(counts), *self._broken_down(agency, day)) for day, counts in days.items()]

    def _broken_down(self, agency: Agency, day: date) -> tuple[tuple[AverageDays, ...], tuple[CategoryCount, ...]]:
        c = case_breakdowns.c
        query = select(case_breakdowns).where(c.agency == agency.code, c.as_of == day)
        rows = self._db.execute(query.order_by(c.period, c["count"].desc(), c.category)).mappings().all()
        days = [row for row in rows if row["what"] == _DAYS]
        cells = [row for row in rows if row["what"] == _CATEGORY]
        return (
            tuple(AverageDays(row["period"], row["category"], row["tenths"], row["count"]) for row in days),
            tuple(CategoryCount(row["period"], row["category"], row["count"]) for row in cells),
        )


def _breakdowns(snapshot: Snapshot) -> list[dict[str, Any]]:
    days = [
        {"period": one.period, "what": _DAYS, "category": one.category, "count": one.cases, "tenths": one.tenths}
        for one in snapshot.averages
    ]
    cells = [
        {"period": one.period, "what": _CATEGORY, "category": one.category, "count": one.cases, "tenths": 0}
        for one in snapshot.categories
    ]
    return days + cells
