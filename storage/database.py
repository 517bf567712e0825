"""One engine per database, and the transaction in which a fact and its follow-up are written together."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url

SQLITE_BUSY_S = 10


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
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
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


class Database:
    """Hands out transactions. `begin` commits when its block ends well and rolls back when it does not."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @classmethod
    def open(cls, url: str, *, pool_size: int = 20) -> "Database":
        """Connect to `url`; the file's folder is made when missing."""
        return cls(connect(url, pool_size=pool_size))

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A writing transaction."""
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A reading transaction: sees one moment, never waits for writers on SQLite."""
        with self.engine.connect().execution_options(reading=True) as connection:
            yield connection

    def close(self) -> None:
        """Close all pooled connections."""
        self.engine.dispose()
