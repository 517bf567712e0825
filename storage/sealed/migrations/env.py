"""Alembic's hook: runs the sealed chain on the engine it was handed."""

from alembic import context
from sqlalchemy import Connection

from storage.sealed.database import SCHEMA
from storage.sealed.migrations import VERSION_TABLE
from storage.sealed.tables import metadata

_LOCK = 7_301_922
"""Any constant: PostgreSQL's advisory lock for this chain."""


def _enter_schema(connection: Connection) -> None:
    """PostgreSQL: one migrator at a time, and unqualified names mean the sealed schema."""
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    connection.exec_driver_sql(f"SET LOCAL search_path TO {SCHEMA}")
    connection.dialect.default_schema_name = SCHEMA


engine = context.config.attributes["engine"].execution_options(schema_translate_map=None)

with engine.begin() as connection:
    if connection.dialect.name == "postgresql":
        _enter_schema(connection)
    context.configure(
        connection=connection,
        target_metadata=metadata,
        version_table=VERSION_TABLE,
        render_as_batch=True,
        compare_type=True,
        transactional_ddl=True,
        include_name=lambda name, kind, _parents: kind != "table" or name in metadata.tables,
    )
    context.run_migrations()
