"""Questions asked before there were threads are carried over as they lay: sealed, answered, delivered or not."""

from collections.abc import Iterator

import pytest
from alembic import command
from sqlalchemy import Engine, text

from qa import inbox, passing
from qa.ports import Progress, Via
from storage import migrations
from storage.database import connect
from storage.work import Work
from tests.cast import BAN_MAI, MALEE, NOON
from tests.fakes.clock import FrozenClock
from tests.fakes.vault import GlassVault

MS = round(NOON.timestamp() * 1000)
ROWS = (
    # id, status, person kept, answer, answered by
    ("waits", "waiting", True, None, None),
    ("leaving", "answered", True, "ตอบแล้ว", "s1"),
    ("brought", "answered", False, "ถึงแล้ว", "s1"),
    ("ended", "closed", False, None, None),
)
_INSERT = text(
    "INSERT INTO questions (agency, id, kind, status, asked_at, text, person, message_mark, answer, answered_at,"
    " answered_by) VALUES ('banmai', :id, 'complaint', :status, :at, :text, :person, :mark, :answer, :answered, :by)"
)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = connect(database_url)
    migrations.migrate(engine, "0006")
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO agencies VALUES ('banmai', 'อบต.', '{}', '2026-10-01')"))
        for thread_id, status, kept, answer, by in ROWS:
            connection.execute(_INSERT, _row(thread_id, status, kept, answer, by))
    yield engine
    engine.dispose()


def _row(thread_id: str, status: str, kept: bool, answer: str | None, by: str | None) -> dict[str, object]:
    vault, context = GlassVault(), f"banmai/{thread_id}"
    return {
        "id": thread_id,
        "status": status,
        "at": MS,
        "text": vault.seal("question", context, f"ถาม {thread_id}".encode()),
        "person": vault.seal("asker", context, MALEE.encode()) if kept else None,
        "mark": f"mark-{thread_id}",
        "answer": vault.seal("answer", context, answer.encode()) if answer else None,
        "answered": MS + 60_000 if answer else None,
        "by": by,
    }


def test_rows_become_threads_that_still_open(engine: Engine) -> None:
    migrations.migrate(engine)
    with engine.connect() as connection:
        work = Work(connection, GlassVault(), FrozenClock())
        threads = {row[0]: inbox.get(work, BAN_MAI, row[0]) for row in ROWS}
        assert {one.via for one in threads.values()} == {Via.LINE}
        assert [threads[row[0]].text for row in ROWS] == [f"ถาม {row[0]}" for row in ROWS]
        assert [threads[row[0]].answer for row in ROWS] == [None, "ตอบแล้ว", "ถึงแล้ว", None]
        assert [len(threads[row[0]].messages) for row in ROWS] == [1, 2, 2, 1]
        assert (threads["ended"].progress, threads["ended"].closed_at) == (Progress.CLOSED, NOON)
        leaving = passing.delivery(work, BAN_MAI, "leaving")
        assert leaving is not None
        assert (leaving.person, leaving.answer) == (MALEE, "ตอบแล้ว")
        assert passing.delivery(work, BAN_MAI, "brought") is None
        assert work.questions.by_message(BAN_MAI, "mark-waits") == [("waits", 1)]


def test_rows_come_back_on_the_way_down(engine: Engine) -> None:
    wanted = text("SELECT id, text, answer, message_mark, answered_by FROM questions ORDER BY id")
    with engine.connect() as connection:
        before = [tuple(row) for row in connection.execute(wanted)]
    migrations.migrate(engine)
    command.downgrade(migrations.config(engine), "0006")
    with engine.connect() as connection:
        assert [tuple(row) for row in connection.execute(wanted)] == before
