"""The chain arrives at the tables the code declares, goes down again, and keeps the rows it meets."""

from collections.abc import Iterator

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, select

from storage import migrations
from storage.database import connect
from storage.tables import metadata
from tests.storage.rows import SAMPLES

REVISIONS = [script.revision for script in ScriptDirectory.from_config(migrations.config()).walk_revisions()][::-1]


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = connect(database_url)
    yield engine
    engine.dispose()


def fill(engine: Engine, revision: str) -> None:
    with engine.begin() as connection:
        for table, row in SAMPLES[revision]:
            connection.execute(metadata.tables[table].insert().values(row))


def test_chain_arrives_at_the_declared_tables(engine: Engine) -> None:
    migrations.migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


@pytest.mark.parametrize("revision", REVISIONS)
def test_revision_keeps_rows_on_the_way_to_head(engine: Engine, revision: str) -> None:
    migrations.migrate(engine, revision)
    fill(engine, revision)
    migrations.migrate(engine)
    with engine.connect() as connection:
        for table, row in SAMPLES[revision]:
            kept = connection.execute(select(metadata.tables[table])).mappings().all()
            assert [{key: found[key] for key in row} for found in kept] == [row]


@pytest.mark.parametrize("revision", REVISIONS)
def test_revision_goes_down_and_up_again(engine: Engine, revision: str) -> None:
    migrations.migrate(engine, revision)
    command.downgrade(migrations.config(engine), "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    migrations.migrate(engine)
    assert migrations.current(engine) == migrations.head()


def test_every_table_has_a_sample_row_and_leads_its_key_with_the_agency(engine: Engine) -> None:
    covered = {table for rows in SAMPLES.values() for table, _ in rows}
    assert covered == set(metadata.tables)
    for table in metadata.tables.values():
        assert next(iter(table.primary_key)).name == "agency"
