"""Events are on disk when `keep` returns, and many callers share a commit."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event as sqlalchemy_event

from kernel.errors import Unavailable
from kernel.post import NewEvent
from storage.database import Database
from storage.group_commit import GroupCommitInbox
from storage.line_stores import SqlInbox
from storage.tables import agencies, metadata
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


def test_keep_is_durable_when_it_returns(database: Database) -> None:
    inbox = GroupCommitInbox(database)
    inbox.keep([new("a"), new("b")])
    assert waiting(database) == 2
    inbox.close()


def test_keep_of_many_callers_shares_commits(database: Database) -> None:
    inbox, commits = GroupCommitInbox(database), []
    sqlalchemy_event.listen(database.engine, "commit", commits.append)
    with database.begin():  # the write lock is held, so that callers pile up behind it
        threads = [threading.Thread(target=inbox.keep, args=([new(str(n))],)) for n in range(20)]
        for thread in threads:
            thread.start()
        threading.Event().wait(0.2)
        commits.clear()
    for thread in threads:
        thread.join()
    assert waiting(database) == 20
    assert len(commits) < 20
    inbox.close()


def test_keep_says_when_the_database_is_gone(database: Database) -> None:
    with database.begin() as connection:
        metadata.tables["events"].drop(connection)
    inbox = GroupCommitInbox(database)
    with pytest.raises(Unavailable):
        inbox.keep([new("a")])
    inbox.close()
