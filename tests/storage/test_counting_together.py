"""Two publishers of one agency at the same moment: no answer is counted twice, none is lost."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from storage import migrations
from storage.database import Database
from storage.tables import agencies
from storage.work import Work
from surveys.records import Response
from surveys.tally import ALL, Slice
from tests.cast import BAN_MAI
from tests.fakes.clock import FrozenClock
from tests.fakes.vault import GlassVault

ROUND = "eit-2567:2570Q1"
BATCHES = 8


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A migrated database with one agency."""
    opened = Database.open(database_url)
    migrations.migrate(opened.engine)
    with opened.begin() as connection:
        row = {"agency": BAN_MAI.code, "name": BAN_MAI.name, "details": "{}", "created_on": date(2026, 10, 1)}
        connection.execute(agencies.insert(), row)
    yield opened
    opened.close()


def test_batches_of_two_publishers_are_all_counted(database: Database) -> None:
    start = Barrier(2)

    def publish(publisher: int) -> None:
        start.wait(10)
        for batch in range(BATCHES):
            first = 1 + 5 * (BATCHES * publisher + batch)  # places of its own: `last_place` is not what is tried here
            rows = [
                Response(f"{place:032}", ROUND, "eit-2567", None, "web", date(2026, 11, 21), {"e1": 6}, place)
                for place in range(first, first + 5)
            ]
            with database.begin() as connection:
                Work(connection, GlassVault(), FrozenClock()).responses.add_all(BAN_MAI, rows)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(publish, range(2)))
    with database.read() as connection:
        tallies = Work(connection, GlassVault(), FrozenClock()).tallies
        assert tallies.of_round(BAN_MAI, ROUND)[Slice(ALL, "", 1)].n == 2 * BATCHES * 5
        assert tallies.differing(BAN_MAI) == []
