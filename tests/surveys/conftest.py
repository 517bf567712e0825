"""A real unit of work in memory: the rules are tried with the stores they run on."""

from collections.abc import Iterator
from datetime import date

import pytest

from storage.database import connect
from storage.tables import agencies
from storage.work import Work
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.clock import FrozenClock
from tests.fakes.vault import GlassVault
from tests.fresh import furnish


@pytest.fixture
def work(clock: FrozenClock) -> Iterator[Work]:
    """All stores over an empty SQLite in memory."""
    engine = connect("sqlite://")
    furnish(engine)
    with engine.connect() as connection, connection.begin():
        rows = [
            {"agency": agency.code, "name": agency.name, "details": "{}", "created_on": date(2026, 10, 1)}
            for agency in (BAN_MAI, NONG_BUA)
        ]
        connection.execute(agencies.insert(), rows)
        yield Work(connection, GlassVault(), clock)
    engine.dispose()
