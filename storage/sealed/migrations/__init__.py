"""The sealed store's own migration chain, with its own version table, run from code."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from storage.sealed.database import SCHEMA, sealed_engine

VERSION_TABLE = "sealed_alembic_version"
_HERE = Path(__file__).parent


def config(engine: Engine | None = None) -> Config:
    """Alembic's settings for this chain; with an engine, its commands act on that database."""
    settings = Config()
    settings.set_main_option("script_location", str(_HERE))
    settings.set_main_option("path_separator", "os")
    if engine is not None:
        settings.attributes["engine"] = engine
    return settings


def migrate(url: str, revision: str = "head") -> None:
    """Bring the sealed database at `url` to `revision`. Harmless to repeat; two processes at once take turns."""
    engine = sealed_engine(url)
    try:
        command.upgrade(config(engine), revision)
    finally:
        engine.dispose()


def head() -> str:
    """The newest revision this code knows."""
    revision = ScriptDirectory.from_config(config()).get_current_head()
    assert revision is not None
    return revision


def current(engine: Engine) -> str | None:
    """The revision a sealed database stands at; None when it was never migrated."""
    schema = SCHEMA if engine.dialect.name == "postgresql" else None
    if not inspect(engine).has_table(VERSION_TABLE, schema=schema):
        return None
    options = {"version_table": VERSION_TABLE, "version_table_schema": schema}
    with engine.connect() as connection:
        return MigrationContext.configure(connection, opts=options).get_current_revision()
