"""What was asked without who, groups of it, thumbs, and how long answers took."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, insert, select, update

from kernel.agency import Agency
from kernel.clock import bangkok_day
from qa.learning_ports import AskedRow, ClusterRow, ClusterState, Fate, Rated
from qa.ports import Kind, Progress
from storage.tables import qa_answer_times, qa_asked, qa_clusters, qa_learnt, qa_ratings, questions
from storage.upsert import count_up, insert_for, put


class SqlAsked:
    """Questions without who, on one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put_many(self, rows: Sequence[tuple[str, AskedRow]]) -> None:
        """Add or replace by agency code and id; what a row's group and question were stays."""
        if not rows:
            return
        statement = insert_for(self._connection, qa_asked)
        rest = {name: statement.excluded[name] for name in ("day", "fate", "entry", "text", "reduced")}
        grown = statement.on_conflict_do_update(index_elements=["agency", "id"], set_=rest)
        # one order for all workers: no deadlock; the last word on a message wins
        newest = {(code, row.id): {"agency": code, **_asked_values(row)} for code, row in rows}
        self._connection.execute(grown, [newest[key] for key in sorted(newest)])

    def since(self, agency: Agency, first: date) -> list[AskedRow]:
        """From that day on, by id: never in order of arrival."""
        wanted = select(qa_asked).where(qa_asked.c.agency == agency.code, qa_asked.c.day >= first)
        return [_asked(row) for row in self._connection.execute(wanted.order_by(qa_asked.c.id))]

    def replace(self, agency: Agency, old_id: str, row: AskedRow) -> None:
        """Write a row anew, perhaps under another id. Nothing happens when it is gone; what is settled stays so."""
        mine = (qa_asked.c.agency == agency.code) & (qa_asked.c.id == old_id)
        values = _asked_values(row)
        if not row.settled:
            del values["settled"]
        self._connection.execute(update(qa_asked).where(mine).values(**values))

    def settle(self, agency: Agency, cluster: str) -> None:
        """Everything in a group is dealt with."""
        mine = (qa_asked.c.agency == agency.code) & (qa_asked.c.cluster == cluster)
        self._connection.execute(update(qa_asked).where(mine).values(settled=True, question=None))

    def remove(self, agency: Agency, row_id: str) -> bool:
        """Erase one question. False when nothing was kept of it."""
        mine = (qa_asked.c.agency == agency.code) & (qa_asked.c.id == row_id)
        return self._connection.execute(delete(qa_asked).where(mine)).rowcount > 0

    def forget_before(self, agency: Agency, day: date) -> None:
        """Erase what is older."""
        _forget(self._connection, qa_asked, agency, day)


class SqlClusters:
    """Groups of questions, on one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, agency: Agency) -> list[ClusterRow]:
        """The largest first."""
        wanted = select(qa_clusters).where(qa_clusters.c.agency == agency.code)
        ordered = wanted.order_by(qa_clusters.c.size.desc(), qa_clusters.c.id)
        return [_cluster(row) for row in self._connection.execute(ordered)]

    def get(self, agency: Agency, cluster_id: str) -> ClusterRow | None:
        """One group, or None."""
        return next((one for one in self.all(agency) if one.id == cluster_id), None)

    def replace_open(self, agency: Agency, rows: Sequence[ClusterRow], day: date) -> None:
        """The open groups are now these, found on that day; the others stay as they were dealt with."""
        mine = qa_clusters.c.agency == agency.code
        still_open = qa_clusters.c.state == ClusterState.OPEN.value
        self._connection.execute(delete(qa_clusters).where(mine, still_open))
        if rows:
            values = [{"agency": agency.code, **_cluster_values(row)} for row in rows]
            self._connection.execute(insert(qa_clusters), values)
        put(self._connection, qa_learnt, {"agency": agency.code, "day": day})

    def end(self, agency: Agency, cluster_id: str, state: ClusterState) -> bool:
        """Deal with an open group. False when it is not open; of two at the same moment one hears so."""
        mine = (qa_clusters.c.agency == agency.code) & (qa_clusters.c.id == cluster_id)
        still_open = qa_clusters.c.state == ClusterState.OPEN.value
        ended = update(qa_clusters).where(mine, still_open).values(state=state.value)
        return self._connection.execute(ended).rowcount > 0

    def forget_before(self, agency: Agency, day: date) -> None:
        """Erase groups that were dealt with, from before that day."""
        ended = qa_clusters.c.state != ClusterState.OPEN.value
        old = (qa_clusters.c.agency == agency.code) & (qa_clusters.c.found_on < day)
        self._connection.execute(delete(qa_clusters).where(old, ended))

    def learnt_on(self, agency: Agency) -> date | None:
        """When the groups were last made."""
        wanted = select(qa_learnt.c.day).where(qa_learnt.c.agency == agency.code)
        return self._connection.execute(wanted).scalar_one_or_none()


class SqlRatings:
    """Thumbs, on one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, agency: Agency, day: date, entry: str, helped: bool) -> None:
        """Count one."""
        count_up(self._connection, qa_ratings, {"agency": agency.code, "day": day, "entry": entry, "helped": helped})

    def since(self, agency: Agency, first: date) -> list[Rated]:
        """From that day on, by day and entry."""
        wanted = select(qa_ratings).where(qa_ratings.c.agency == agency.code, qa_ratings.c.day >= first)
        rows = [
            Rated(row.day, row.entry, row.helped, row._mapping["count"]) for row in self._connection.execute(wanted)
        ]
        return sorted(rows, key=lambda one: (one.day, one.entry, one.helped))

    def forget_before(self, agency: Agency, day: date) -> None:
        """Erase what is older."""
        _forget(self._connection, qa_ratings, agency, day)


class SqlAnswerTimes:
    """How long answers took and what waits, on one open transaction. Reads no text and no person."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, agency: Agency, month: date, minutes: int) -> None:
        """Count one answer."""
        count_up(self._connection, qa_answer_times, {"agency": agency.code, "month": month, "minutes": minutes})

    def between(self, agency: Agency, first: date, last: date) -> list[tuple[date, int, int]]:
        """(month, minutes, count) of the months that begin in the given days."""
        table = qa_answer_times.c
        wanted = select(table.month, table.minutes, table["count"]).where(
            table.agency == agency.code, table.month >= first, table.month <= last
        )
        return sorted((row[0], row[1], row[2]) for row in self._connection.execute(wanted))

    def waiting(self, agency: Agency) -> dict[date, int]:
        """Questions that wait for a person now, by the month in which they were asked."""
        wanted = select(questions.c.asked_at).where(
            questions.c.agency == agency.code,
            questions.c.status == Progress.WAITING.value,
            questions.c.kind == Kind.QUESTION.value,
        )
        return dict(Counter(bangkok_day(row.asked_at).replace(day=1) for row in self._connection.execute(wanted)))


def _forget(connection: Connection, table: Table, agency: Agency, day: date) -> None:
    connection.execute(delete(table).where(table.c.agency == agency.code, table.c.day < day))


def _asked_values(row: AskedRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "day": row.day,
        "fate": row.fate.value,
        "entry": row.entry,
        "text": row.text,
        "reduced": row.reduced,
        "cluster": row.cluster,
        "question": row.question,
        "settled": row.settled,
    }


def _asked(row: Row[Any]) -> AskedRow:
    return AskedRow(
        row.id, row.day, Fate(row.fate), row.entry, row.text, row.reduced, row.cluster, row.question, row.settled
    )


def _cluster_values(row: ClusterRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "body": row.body,
        "size": row.size,
        "nearest": row.nearest,
        "found_on": row.found_on,
        "state": row.state.value,
    }


def _cluster(row: Row[Any]) -> ClusterRow:
    return ClusterRow(row.id, row.body, row.size, row.nearest, row.found_on, ClusterState(row.state))
