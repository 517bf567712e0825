"""INSERT ... ON CONFLICT, which SQLite and PostgreSQL share but SQLAlchemy keeps in two dialects."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_for(connection: Connection, table: Table) -> Any:
    """The dialect's own INSERT, with `on_conflict_do_nothing` and `on_conflict_do_update`."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def put(connection: Connection, table: Table, row: dict[str, Any]) -> None:
    """Insert the row, or replace the non-key columns of the one with its key."""
    statement = insert_for(connection, table).values(row)
    keys = [column.name for column in table.primary_key]
    rest = {name: statement.excluded[name] for name in row if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=rest))


def put_new(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Insert the row unless its key is taken. True when it was inserted: the database decides who was first."""
    statement = insert_for(connection, table).values(row).on_conflict_do_nothing()
    # what came back, not rowcount: PostgreSQL's driver does not report a count for this statement
    return connection.execute(statement.returning(table.c.agency)).first() is not None


def count_up(connection: Connection, table: Table, key: dict[str, Any], by: int = 1) -> None:
    """Add `by` to the row's `count`, starting from nothing."""
    connection.execute(_counting(connection.dialect.name, table, tuple(key)), {**key, "count": by})


@lru_cache
def _counting(dialect: str, table: Table, key: tuple[str, ...]) -> Any:
    statement: Any = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    return statement.on_conflict_do_update(
        index_elements=list(key), set_={"count": table.c.count + statement.excluded["count"]}
    )
