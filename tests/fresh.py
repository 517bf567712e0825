"""Databases in an instant: their tables are made once for each process, and copied from there."""

import atexit
import shutil
import sqlite3
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from storage.sealed.migrations import migrate
from storage.tables import metadata


def lasting_folder() -> Path:
    """A folder for as long as this process lives; for what is made once and serves many tests."""
    folder = Path(tempfile.mkdtemp(prefix="prongsai-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def furnish(engine: Engine, like: sqlite3.Connection | None = None) -> None:
    """Give an empty SQLite database every table of the product, as `metadata.create_all` would.

    like -- another database to copy instead, rows and all
    """
    carefree(engine)
    connection = engine.raw_connection()
    try:
        (like or _pattern()).backup(connection.driver_connection)  # type: ignore[arg-type]
    finally:
        connection.close()


def carefree(engine: Engine) -> None:
    """Never wait for the disk: what a test has written need not outlive a power cut."""
    event.listen(engine, "connect", _wait_for_no_disk)


def _wait_for_no_disk(raw: Any, _record: Any) -> None:
    raw.execute("PRAGMA synchronous=OFF")


@cache
def _pattern() -> sqlite3.Connection:
    engine = in_memory()
    metadata.create_all(engine)
    return rows_of(engine)


def in_memory() -> Engine:
    """A database that lives as long as its one connection."""
    return create_engine("sqlite://", poolclass=StaticPool)


def rows_of(engine: Engine) -> sqlite3.Connection:
    """The connection of an `in_memory` database, to copy from."""
    made = engine.raw_connection().driver_connection
    assert isinstance(made, sqlite3.Connection)
    return made


def sealed_in(folder: Path) -> str:
    """The URL of a migrated, empty sealed database in `folder`."""
    file = folder / "sealed.db"
    file.write_bytes(_sealed_pattern())
    return f"sqlite:///{file}"


@cache
def _sealed_pattern() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        migrate(f"sqlite:///{folder}/sealed.db")
        return (Path(folder) / "sealed.db").read_bytes()
