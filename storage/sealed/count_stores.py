"""What surrounds the cases: counters, used forms, frozen figures."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import Connection, delete, select

from complaints.rows import UsedForm
from complaints.statistics import CASES, PeriodCounts, Snapshot
from kernel.agency import Agency
from storage.sealed.tables import case_counters, case_snapshots, form_keys, used_forms
from storage.upsert import count_up, put_new


class SqlCounters:
    """`complaints.statistics.Counters`."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def move(self, agency: Agency, quarter: str, dimension: str, value: str, by: int) -> None:
        """Add `by`, which may be negative."""
        key = {"agency": agency.code, "quarter": quarter, "dimension": dimension, "value": value}
        count_up(self._db, case_counters, key, by)

    def cases(self, agency: Agency) -> Mapping[tuple[str, str], int]:
        """(quarter code, "in_progress" or "finished") to number."""
        return self.of(agency, CASES)

    def of(self, agency: Agency, dimension: str) -> Mapping[tuple[str, str], int]:
        """(quarter code, value) to number for one dimension."""
        c = case_counters.c
        query = select(c.quarter, c.value, c.count).where(c.agency == agency.code, c.dimension == dimension)
        return {(quarter, value): count for quarter, value, count in self._db.execute(query)}


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
        rows = [{"agency": agency.code, "as_of": snapshot.as_of, **asdict(count)} for count in snapshot.counts]
        kept = [put_new(self._db, case_snapshots, row) for row in rows]
        return all(kept)

    def all(self, agency: Agency) -> list[Snapshot]:
        """The newest first; periods in the order of their codes."""
        c = case_snapshots.c
        query = select(case_snapshots).where(c.agency == agency.code).order_by(c.as_of.desc(), c.period)
        days: dict[date, list[PeriodCounts]] = {}
        for row in self._db.execute(query):
            days.setdefault(row.as_of, []).append(PeriodCounts(row.period, row.finished, row.in_progress))
        return [Snapshot(day, tuple(counts)) for day, counts in days.items()]
