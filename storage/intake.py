"""The webhook's one write: a batch of events, inserted and on disk.

On SQLite it goes around SQLAlchemy: checking a connection out, beginning and executing through it costs three times
what SQLite itself needs, and this happens for nearly every event (`make bench ONLY=webhook`).
"""

import logging
import sqlite3
from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Protocol

from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from kernel.errors import Unavailable
from kernel.post import NewEvent
from storage.database import Database
from storage.inbox_store import SqlInbox
from storage.tables import events

log = logging.getLogger("storage.intake")

_GIVEN = {*(field.name for field in fields(NewEvent)), "attempts"}


class Pen(Protocol):
    """Writes for one caller at a time."""

    def write(self, new: Sequence[NewEvent]) -> None:
        """Events known already change nothing; those of an unknown agency are left out. Raises Unavailable."""
        ...

    def close(self) -> None: ...


def pen_for(database: Database) -> Pen:
    """The quickest way into this database."""
    return _SqlitePen(database) if database.engine.dialect.name == "sqlite" else _Pen(database)


class _Pen:
    """Through SQLAlchemy."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, new: Sequence[NewEvent]) -> None:
        try:
            try:
                with self._database.begin() as connection:
                    SqlInbox(connection).keep_quickly(new)
            except IntegrityError:  # one of them names an agency that has just been removed
                with self._database.begin() as connection:
                    SqlInbox(connection).keep(new)
        except SQLAlchemyError as trouble:
            raise Unavailable("inbox") from trouble

    def close(self) -> None:
        return


class _SqlitePen:
    """On a driver's connection of its own, which stays open."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._careful = _Pen(database)
        self._raw: Any = None
        dialect = database.engine.dialect
        # the statement and the types still come from the table, so that a migration cannot leave them behind
        columns = [column for column in events.c if column.name in _GIVEN]
        insert = sqlite.insert(events).on_conflict_do_nothing()
        self._statement = str(insert.compile(dialect=dialect, column_keys=[column.name for column in columns]))
        self._to_driver = [(one.name, one.type.dialect_impl(dialect).bind_processor(dialect)) for one in columns]

    def write(self, new: Sequence[NewEvent]) -> None:
        rows = [self._row(event) for event in new]
        try:
            with self._database.turn():
                self._insert(rows)
        except sqlite3.IntegrityError:  # as above
            self._careful.write(new)
        except (sqlite3.Error, SQLAlchemyError) as trouble:
            self.close()  # the next one starts afresh
            raise Unavailable("inbox") from trouble

    def _row(self, event: NewEvent) -> list[Any]:
        values = {**vars(event), "attempts": 0}
        return [values[name] if to is None else to(values[name]) for name, to in self._to_driver]

    def _insert(self, rows: list[list[Any]]) -> None:
        if self._raw is None:
            self._raw = self._database.engine.raw_connection()
        cursor = self._raw.cursor()
        cursor.execute("BEGIN IMMEDIATE")
        try:
            cursor.executemany(self._statement, rows)
            cursor.execute("COMMIT")
        except BaseException:
            self._raw.rollback()
            raise

    def close(self) -> None:
        raw, self._raw = self._raw, None
        if raw is not None:
            raw.close()
