"""The service counters."""

from datetime import date

from sqlalchemy import Connection, select

from kernel.agency import Agency
from qa.ports import Count
from storage.tables import qa_counts
from storage.upsert import count_up


class SqlCounts:
    """Service counters, on one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, agency: Agency, day: date, outcome: str, topic: str, by: int = 1) -> None:
        """Count one, or `by` of a kind."""
        key = {"agency": agency.code, "day": day, "outcome": outcome, "topic": topic}
        count_up(self._connection, qa_counts, key, by)

    def between(self, agency: Agency, first: date, last: date) -> list[Count]:
        """All counters of the days `first` to `last`, both included, by day, outcome, topic."""
        wanted = select(qa_counts).where(
            qa_counts.c.agency == agency.code, qa_counts.c.day >= first, qa_counts.c.day <= last
        )
        found = [
            Count(row.day, row.outcome, row.topic, row._mapping["count"]) for row in self._connection.execute(wanted)
        ]
        return sorted(found, key=lambda count: (count.day, count.outcome, count.topic))
