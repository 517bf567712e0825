"""Every store's contract runs on both engines, each test in a transaction that is rolled back."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from storage.database import connect
from storage.tables import agencies, metadata
from storage.work import Work
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.clock import FrozenClock
from tests.fakes.vault import GlassVault


@pytest.fixture(scope="session")
def _postgres_connection(postgres_server: str) -> Iterator[Connection]:
    engine = connect(postgres_server)
    with engine.connect() as connection, connection.begin() as outer:
        connection.exec_driver_sql("CREATE SCHEMA contracts")
        connection.exec_driver_sql("SET search_path TO contracts")
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
    with engine.connect() as memory, memory.begin():
        metadata.create_all(memory)
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
