"""Events are on disk when `keep` returns, and many callers share a commit."""

import threading
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from kernel.errors import Unavailable
from kernel.post import NewEvent
from storage.database import Database
from storage.group_commit import GroupCommitInbox
from storage.inbox_store import SqlInbox
from storage.intake import Pen, pen_for
from storage.tables import agencies, events, metadata
from tests.cast import NOON


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database.open(f"sqlite:///{tmp_path}/test.db")
    with database.begin() as connection:
        metadata.create_all(connection)
        connection.execute(
            agencies.insert().values(agency="banmai", name="x", details="{}", created_on=date(2026, 1, 1))
        )
    yield database
    database.close()


def new(mark: str) -> NewEvent:
    return NewEvent("banmai", mark, mark, NOON, b"sealed")


def waiting(database: Database) -> int:
    with database.read() as connection:
        return SqlInbox(connection).waiting()


class Counting:
    """A real pen that counts how often it writes."""

    def __init__(self, pen: Pen) -> None:
        self._pen = pen
        self.writes = 0

    def write(self, new: Sequence[NewEvent]) -> None:
        self.writes += 1
        self._pen.write(new)

    def close(self) -> None:
        self._pen.close()


def test_keep_is_durable_when_it_returns(database: Database) -> None:
    inbox = GroupCommitInbox(pen_for(database))
    inbox.keep([new("a"), new("b")])
    assert waiting(database) == 2
    inbox.close()


def test_keep_of_many_callers_shares_commits(database: Database) -> None:
    pen = Counting(pen_for(database))
    inbox = GroupCommitInbox(pen)
    with database.begin():  # the write lock is held, so that callers pile up behind it
        threads = [threading.Thread(target=inbox.keep, args=([new(str(n))],)) for n in range(20)]
        for thread in threads:
            thread.start()
        threading.Event().wait(0.2)
    for thread in threads:
        thread.join()
    assert waiting(database) == 20
    assert pen.writes < 20
    inbox.close()


def test_keep_says_when_the_database_is_gone(database: Database) -> None:
    with database.begin() as connection:
        metadata.tables["events"].drop(connection)
    inbox = GroupCommitInbox(pen_for(database))
    with pytest.raises(Unavailable):
        inbox.keep([new("a")])
    inbox.close()


def test_keep_works_again_when_the_database_is_back(database: Database) -> None:
    inbox = GroupCommitInbox(pen_for(database))
    inbox.keep([new("a")])
    with database.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE events RENAME TO away")
    with pytest.raises(Unavailable):
        inbox.keep([new("b")])
    with database.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE away RENAME TO events")
    inbox.keep([new("c")])
    assert waiting(database) == 2
    inbox.close()


def test_keep_spares_the_batch_when_one_agency_is_gone(database: Database) -> None:
    inbox = GroupCommitInbox(pen_for(database))
    inbox.keep([new("a"), NewEvent("gone", "b", "b", NOON, b"sealed"), new("c")])
    assert waiting(database) == 2
    inbox.close()


def test_keep_stores_what_it_was_given_and_each_event_once(database: Database) -> None:
    inbox = GroupCommitInbox(pen_for(database))
    inbox.keep([new("a")])
    inbox.keep([new("a"), NewEvent("banmai", "door", "", None, None, NOON.date())])
    with database.read() as connection:
        rows = connection.execute(events.select().order_by(events.c.mark)).all()
    assert [(row.mark, row.lane, row.at, row.body, row.attempts, row.handled_on) for row in rows] == [
        ("a", "a", NOON, b"sealed", 0, None),
        ("door", "", None, None, 0, NOON.date()),
    ]
    inbox.close()
