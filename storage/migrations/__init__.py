"""The product database's migration chain, run from code so that no ini file has to be found."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

_HERE = Path(__file__).parent


def config(engine: Engine | None = None) -> Config:
    """Alembic's settings for this chain; with an engine, its commands act on that database."""
    settings = Config()
    settings.set_main_option("script_location", str(_HERE))
    settings.set_main_option("path_separator", "os")
    if engine is not None:
        settings.attributes["engine"] = engine
    return settings


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring a database to `revision`."""
    command.upgrade(config(engine), revision)


def head() -> str:
    """The newest revision this code knows."""
    revision = ScriptDirectory.from_config(config()).get_current_head()
    assert revision is not None
    return revision


def current(engine: Engine) -> str | None:
    """The revision a database stands at; None when it was never migrated."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()
