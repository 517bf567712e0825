"""Empty databases in an instant: the tables are made once for each process, and copied from there."""

import sqlite3
from functools import cache

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import StaticPool

from storage.tables import metadata


def furnish(engine: Engine) -> None:
    """Give an empty SQLite database every table of the product, as `metadata.create_all` would."""
    connection = engine.raw_connection()
    try:
        _pattern().backup(connection.driver_connection)  # type: ignore[arg-type]
    finally:
        connection.close()


@cache
def _pattern() -> sqlite3.Connection:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    metadata.create_all(engine)
    made = engine.raw_connection().driver_connection
    assert isinstance(made, sqlite3.Connection)
    return made
