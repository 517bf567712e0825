"""Every store's contract runs on both engines, each test in a transaction that is rolled back."""

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from sqlalchemy import Connection

from storage.database import connect
from storage.sealed import tables as sealed_tables
from storage.sealed.database import SealedStore
from storage.tables import agencies, metadata
from storage.work import Work
from tests.cast import BAN_MAI, NONG_BUA
from tests.conftest import fresh_database
from tests.fakes.clock import FrozenClock
from tests.fakes.vault import GlassVault
from tests.fresh import furnish
from tests.layouts import LAYOUTS, lay_out


@pytest.fixture(scope="session")
def _postgres_connection(postgres_server: str) -> Iterator[Connection]:
    engine = connect(postgres_server)
    with engine.connect() as connection, connection.begin() as outer:
        # one for each of xdist's processes: the same name would make one wait for the end of the other
        schema = f"contracts_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
        connection.exec_driver_sql(f"SET search_path TO {schema}")
        metadata.create_all(connection)
        yield connection
        outer.rollback()
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def connection(request: pytest.FixtureRequest) -> Iterator[Connection]:
    """A connection with every table, and the two agencies of the cast in them."""
    if request.param == "postgres":
        shared: Connection = request.getfixturevalue("_postgres_connection")
        with shared.begin_nested() as inner:
            _settle_in(shared)
            yield shared
            inner.rollback()
        return
    engine = connect("sqlite://")
    furnish(engine)
    with engine.connect() as memory, memory.begin():
        _settle_in(memory)
        yield memory
    engine.dispose()


def _settle_in(connection: Connection) -> None:
    rows = [
        {"agency": agency.code, "name": agency.name, "details": "{}", "created_on": FrozenClock().now().date()}
        for agency in (BAN_MAI, NONG_BUA)
    ]
    connection.execute(agencies.insert(), rows)


@pytest.fixture
def work(connection: Connection, clock: FrozenClock) -> Work:
    """All stores over the connection, with a see-through vault."""
    return Work(connection, GlassVault(), clock)


@pytest.fixture(scope="session", params=LAYOUTS)
def layout(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SealedStore]:
    """A migrated sealed store in each of the four layouts, made once."""
    kind, _, place = request.param.partition("-")
    with ExitStack() as stack:
        if kind == "postgres":
            url = stack.enter_context(fresh_database(request.getfixturevalue("postgres_server")))
        else:
            url = f"sqlite:///{tmp_path_factory.mktemp(request.param)}/prongsai.db"
        opened = SealedStore.open(lay_out(url, shared=place == "shared"))
        yield opened
        opened.close()


@pytest.fixture
def store(layout: SealedStore) -> Iterator[SealedStore]:
    """A sealed store in each layout, empty."""
    yield layout
    with layout.begin() as work:
        for table in sealed_tables.metadata.tables.values():
            work.connection.execute(table.delete())
