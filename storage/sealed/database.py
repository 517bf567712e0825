"""Where the sealed tables live: an own SQLite file, or the schema `sealed` of a PostgreSQL database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from storage.database import Database, connect, reachable
from storage.sealed.store import SealedTransaction

SCHEMA = "sealed"
_POOL = 5


def sealed_engine(url: str) -> Engine:
    """An engine that finds the sealed tables in their place, with the product's settings for safety."""
    engine = connect(url, pool_size=_POOL)
    if engine.dialect.name == "postgresql":
        return engine.execution_options(schema_translate_map={None: SCHEMA})
    return engine


class SealedStore:
    """Hands out transactions over the sealed tables and nothing else."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.database = Database(engine)

    @classmethod
    def open(cls, url: str) -> "SealedStore":
        """Connect. The tables are made by `storage.sealed.migrations.migrate`."""
        return cls(sealed_engine(url))

    @contextmanager
    def begin(self) -> Iterator[SealedTransaction]:
        """A writing transaction: commits at a clean exit, rolls back on an exception."""
        with reachable(), self.database.begin() as connection:
            yield SealedTransaction(connection)

    @contextmanager
    def read(self) -> Iterator[SealedTransaction]:
        """A reading transaction: one consistent moment."""
        with reachable(), self.database.read() as connection:
            yield SealedTransaction(connection)

    def clear_traces(self) -> None:
        """After erasing: SQLite keeps erased rows in its write-ahead log until it is truncated."""
        self.database.clear_traces()

    def close(self) -> None:
        """Close all pooled connections, and give the file back with which writers take turns."""
        self.database.close()
