"""Two processes and one account on PostgreSQL: neither undoes what the other has written."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from bot import applying, staff_post
from bot.applying import Sender
from bot.facts import LinkStaff
from console import accounts
from kernel.errors import Refused
from kernel.staff import Member
from storage.database import Database, connect
from storage.tables import agencies, metadata
from storage.work import Work
from tests.cast import BAN_MAI
from tests.fakes.clock import FrozenClock
from tests.fakes.vault import GlassVault

CLOCK = FrozenClock()
BOSS = Member("1" * 32, "boss", "หัวหน้า", ("admin",), password_hash="old")
CLERK = Member("2" * 32, "clerk", "เสมียน", ("clerk", "admin"), password_hash="old", line_user="U", line_person="p")
Verb = Callable[[Work], object]


@pytest.fixture(scope="module")
def tables(postgres_server: str) -> Iterator[Database]:
    """One schema for all tests here."""
    from tests.conftest import fresh_database

    with fresh_database(postgres_server) as url:
        database = Database(connect(url))
        metadata.create_all(database.engine)
        yield database
        database.close()


@pytest.fixture
def database(tables: Database) -> Database:
    """An office with two of staff."""
    with tables.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
        row = {"agency": BAN_MAI.code, "name": BAN_MAI.name, "details": "{}", "created_on": date(2026, 10, 1)}
        connection.execute(agencies.insert(), row)
        for member in (BOSS, CLERK):
            _work(connection).staff.add(BAN_MAI, member)
    return tables


def _work(connection: object) -> Work:
    return Work(connection, GlassVault(), CLOCK)  # type: ignore[arg-type]


def _meanwhile(database: Database, first: Verb, second: Verb) -> None:
    """`first` is not committed yet when `second` begins."""

    def other() -> None:
        with suppress(Refused), database.begin() as connection:
            second(_work(connection))

    with ThreadPoolExecutor(1) as pool:
        with database.begin() as connection:
            first(_work(connection))
            waits = pool.submit(other)
            while not _somebody_waits(database):
                assert not waits.done(), "it has waited for nobody"
        waits.result(20)


def _somebody_waits(database: Database) -> bool:
    asked = text("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
    with database.engine.connect() as connection:
        return connection.execute(asked).first() is not None


def _roles(work: Work) -> object:
    return accounts.change_roles(work, BAN_MAI, CLERK.id, ("clerk",), CLOCK)


def _notice(work: Work) -> None:
    staff_post.notify(work, BAN_MAI, CLERK, {"type": "text", "text": "มี 1 เรื่อง"}, CLOCK.now())


def _link(work: Work) -> None:
    applying.apply(work, BAN_MAI, Sender("V", "q"), LinkStaff("123456"), CLOCK)


@pytest.mark.parametrize(
    "second",
    [lambda work: accounts.set_password(work, BAN_MAI, CLERK.id, "new"), _notice, _link],
    ids=["password", "notice", "link"],
)
def test_role_taken_away_is_not_given_back(database: Database, second: Verb) -> None:
    with database.begin() as connection:
        _work(connection).staff_tokens.put(BAN_MAI, "123456", CLERK.id, "line", CLOCK.now() + accounts.LINE_CODE_LIVES)
    _meanwhile(database, _roles, second)
    with database.read() as connection:
        kept = _work(connection).staff.get(BAN_MAI, CLERK.id)
    assert kept is not None and kept.roles == ("clerk",)
    assert kept != replace(CLERK, roles=("clerk",)), "the second one has written as well"


def test_two_admins_cannot_both_go(database: Database) -> None:
    verbs = [lambda work, one=one: accounts.leave(work, BAN_MAI, one.id, CLOCK) for one in (BOSS, CLERK)]
    _meanwhile(database, *verbs)
    with database.read() as connection:
        assert [one.left_on for one in _work(connection).staff.all(BAN_MAI)].count(None) == 1
