"""The sealed tables on SQLite and PostgreSQL: how they are made, kept and told apart from the product's."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, select, text

from complaints.rows import Officer
from complaints.status import Status
from storage import tables as product
from storage.sealed import migrations, tables
from storage.sealed.database import SCHEMA, SealedStore, sealed_engine
from storage.sealed.migrations import VERSION_TABLE, current, head, migrate
from tests.cast import BAN_MAI
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import PLOY, cheap_room, staffed


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An empty database on each engine."""
    opened = sealed_engine(database_url)
    yield opened
    opened.dispose()


def tables_of(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names(schema=SCHEMA if engine.dialect.name == "postgresql" else None))


def test_migrating_an_empty_database_makes_every_table(database_url: str, engine: Engine) -> None:
    assert current(engine) is None
    migrate(database_url)
    assert current(engine) == head()
    assert tables_of(engine) == {*tables.metadata.tables, VERSION_TABLE}


def test_migrated_schema_is_the_declared_one(database_url: str, engine: Engine) -> None:
    migrate(database_url)
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SET search_path TO {SCHEMA}"))
            connection.dialect.default_schema_name = SCHEMA
        options = {"version_table": VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, tables.metadata) == []


def test_migrating_again_keeps_every_case(database_url: str, clock: FrozenClock) -> None:
    migrate(database_url)
    room = cheap_room(database_url, clock)
    receipt = staffed(room, BAN_MAI).file()
    room.close()
    migrate(database_url)
    again = cheap_room(database_url, clock)
    assert again.follow(BAN_MAI, receipt.digits).status is Status.RECEIVED
    again.close()


def test_chain_goes_down_and_up_again(database_url: str, engine: Engine) -> None:
    from alembic import command

    migrate(database_url)
    command.downgrade(migrations.config(engine), "base")
    assert tables_of(engine) == {VERSION_TABLE}
    migrate(database_url)
    assert current(engine) == head()


def test_officers_of_the_first_revision_stay_approved(database_url: str, engine: Engine) -> None:
    migrate(database_url, "0001")
    columns = {"agency": "banmai", "officer": PLOY, "name": "พลอย", "public": b"1" * 32}
    with engine.begin() as connection:
        connection.execute(tables.officers.insert().values(columns))
    migrate(database_url)
    with SealedStore(engine).read() as work:
        assert work.officers.all(BAN_MAI) == [Officer(PLOY, "พลอย", b"1" * 32, approved=True)]


def test_sealed_tables_live_beside_the_products_in_one_database(database_url: str, engine: Engine) -> None:
    with engine.execution_options(schema_translate_map=None).begin() as connection:
        product.metadata.create_all(connection)
    migrate(database_url)
    assert {*tables.metadata.tables, VERSION_TABLE} <= tables_of(engine)
    assert set(tables.metadata.tables).isdisjoint(product.metadata.tables)
    assert VERSION_TABLE not in product.metadata.tables


def test_layout_is_what_its_name_says(layout: SealedStore, request: pytest.FixtureRequest) -> None:
    beside = "shared" in request.node.callspec.params["layout"]
    everything = {*inspect(layout.engine).get_table_names(), *tables_of(layout.engine)}
    assert {*tables.metadata.tables} <= everything
    assert everything & {*product.metadata.tables} == ({*product.metadata.tables} if beside else set())


def test_no_sealed_table_refers_to_another() -> None:
    assert [table.name for table in tables.metadata.tables.values() if table.foreign_keys] == []


def test_rows_keep_no_order_of_arrival() -> None:
    assert {table.dialect_options["sqlite"]["with_rowid"] for table in tables.metadata.tables.values()} == {False}


def test_postgres_keeps_the_sealed_tables_in_their_own_schema(postgres_url: str) -> None:
    migrate(postgres_url)
    engine = sealed_engine(postgres_url)
    assert inspect(engine).get_table_names(schema="public") == []
    with engine.connect() as connection:
        assert connection.execute(select(tables.cases)).all() == []
    engine.dispose()
