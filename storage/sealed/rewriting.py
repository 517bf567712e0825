"""PostgreSQL keeps rows in the order they came, each with the number of its transaction: both would date a case.

Every night all rows of a table are written again in the order of their random keys, in one transaction. SQLite tables
without a rowid have that order by themselves.
"""

from sqlalchemy import Connection, Table

from storage.sealed.database import SCHEMA, SealedStore
from storage.sealed.tables import (
    case_contacts,
    case_keys,
    case_messages,
    case_notes,
    case_notices,
    cases,
    message_keys,
    unsend_marks,
)

REWRITTEN = (cases, case_keys, case_messages, message_keys, case_notes, case_contacts, case_notices, unsend_marks)
"""Evidence files are not: their case is told by the others, and megabytes a night would be."""


def rewrite(store: SealedStore) -> None:
    """Leave one transaction's number and the order of the keys; nothing to do on SQLite."""
    if store.engine.dialect.name != "postgresql":
        return
    with store.database.begin() as connection:
        for table in REWRITTEN:
            _rewrite(connection, table)
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in REWRITTEN:
            connection.exec_driver_sql(f"VACUUM {SCHEMA}.{table.name}")


def _rewrite(connection: Connection, table: Table) -> None:
    name, order = f"{SCHEMA}.{table.name}", ", ".join(column.name for column in table.primary_key)
    connection.exec_driver_sql(f"LOCK TABLE {name} IN EXCLUSIVE MODE")
    connection.exec_driver_sql(f"CREATE TEMP TABLE rewritten ON COMMIT DROP AS SELECT * FROM {name}")
    connection.exec_driver_sql(f"DELETE FROM {name}")
    connection.exec_driver_sql(f"INSERT INTO {name} SELECT * FROM rewritten ORDER BY {order}")
    connection.exec_driver_sql("DROP TABLE rewritten")
