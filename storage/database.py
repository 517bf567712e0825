"""One engine per database, and the transaction in which a fact and its follow-up are written together."""

import fcntl
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from kernel.errors import Unavailable

SQLITE_BUSY_S = 10
_TRACES_WAIT_MS = 200
"""How long wiping the log may wait for somebody who reads; writers wait with it."""


def connect(url: str, *, pool_size: int = 20) -> Engine:
    """An engine for `url` with the settings this product relies on.

    SQLite: WAL, foreign keys, secure_delete (erased text leaves the file), synchronous FULL (an acknowledged
    event survives a power cut), transactions begun by us. Parameters never appear in exception texts or logs.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
        return create_engine(parsed, hide_parameters=True, pool_pre_ping=True, pool_size=pool_size)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(parsed, hide_parameters=True, connect_args={"timeout": SQLITE_BUSY_S})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(raw: Any, _record: Any) -> None:
    raw.isolation_level = None  # the driver must not begin transactions behind our back
    cursor = raw.cursor()
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "secure_delete=ON", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A write transaction takes the write lock at once: taken halfway it would fail instead of waiting.
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@contextmanager
def reachable() -> Iterator[None]:
    """Say Unavailable when the database is away, locked, full or lacks its tables: a later retry is useful."""
    try:
        yield
    except (OperationalError, ProgrammingError, PoolExhausted) as trouble:
        raise Unavailable("database") from trouble


class Turnstile:
    """Lets SQLite's writers in one after another, between threads and between processes.

    SQLite's own way of waiting is to sleep and look again, up to a tenth of a second at a time, and whoever is lucky
    comes first: a webhook then waits far longer than the worker's write takes. A file lock wakes the next one at once.
    It is a courtesy, not the lock: a writer that does not know of it still meets SQLite's.
    """

    def __init__(self, database: str) -> None:
        self._file = os.open(f"{database}-turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._threads = threading.Lock()

    def __enter__(self) -> None:
        self._threads.acquire()
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.release()

    def close(self) -> None:
        """Give the file back."""
        os.close(self._file)


class Database:
    """Hands out transactions. `begin` commits when its block ends well and rolls back when it does not."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        path = engine.url.database if engine.dialect.name == "sqlite" else None
        self._turnstile = Turnstile(path) if path and path != ":memory:" else None

    @classmethod
    def open(cls, url: str, *, pool_size: int = 20) -> "Database":
        """Connect to `url`; the file's folder is made when missing."""
        return cls(connect(url, pool_size=pool_size))

    def turn(self) -> AbstractContextManager[None]:
        """Wait for one's turn to write."""
        return self._turnstile or nullcontext()

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A writing transaction."""
        with self.turn(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A reading transaction: sees one moment, never waits for writers on SQLite."""
        with self.engine.connect().execution_options(reading=True) as connection:
            yield connection

    def clear_traces(self) -> None:
        """After wiping: SQLite keeps wiped rows in its write-ahead log until that is truncated.

        Somebody who reads at this moment puts it off; it is asked for again soon.
        """
        if self.engine.dialect.name != "sqlite":
            return
        # the raw connection: a checkpoint cannot run inside the transaction that our engine begins by itself
        raw = self.engine.raw_connection()
        try:
            cursor = raw.cursor()
            cursor.execute(f"PRAGMA busy_timeout={_TRACES_WAIT_MS}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            cursor.execute(f"PRAGMA busy_timeout={SQLITE_BUSY_S * 1000}")
        finally:
            raw.close()

    def lay_anew(self) -> None:
        """SQLite: write the file anew, every table in the order of its keys. Nothing to do on PostgreSQL.

        Rows without a rowid lie in that order, but what is longer than a page continues on others, which are taken one
        after another: the longer rows then tell who came first. Writers wait meanwhile. Raises Unavailable.
        """
        if self.engine.dialect.name != "sqlite":
            return
        raw = self.engine.raw_connection()  # as above: not inside a transaction
        try:
            with self.turn():
                raw.cursor().execute("VACUUM")
        except sqlite3.OperationalError as trouble:  # somebody writes who takes no turns, or the disk is full
            raise Unavailable("database") from trouble
        finally:
            raw.close()

    def close(self) -> None:
        """Close all pooled connections."""
        self.engine.dispose()
        if self._turnstile is not None:
            self._turnstile.close()
            self._turnstile = None
