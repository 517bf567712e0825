"""The store of own questionnaires: fake, SQLite and PostgreSQL keep one contract."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Connection

from kernel.errors import Unavailable
from storage.database import Database
from storage.questionnaire_stores import SqlQuestionnaires
from storage.tables import metadata
from storage.work import Work
from storage.workplace import Workplace
from surveys import library
from surveys.library import Questionnaire
from surveys.rounds import current_round
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.clock import FrozenClock
from tests.fakes.surveys import FakeQuestionnaires
from tests.fakes.vault import GlassVault
from tests.surveys.own import WATER

FIRST = Questionnaire("water-2570", 1, '{"title": "น้ำ"}', date(2026, 11, 21))


class Contract:
    """What the store promises, whatever it is built on."""

    def test_gives_back_what_was_put(self, store):
        store.put(BAN_MAI, FIRST)
        assert store.get(BAN_MAI, "water-2570", 1) == FIRST
        assert store.get(BAN_MAI, "water-2570", 2) is None

    def test_hides_the_other_agency(self, store):
        store.put(NONG_BUA, FIRST)
        assert store.all(NONG_BUA) == [FIRST]  # it is there, so it could have leaked
        assert (store.all(BAN_MAI), store.get(BAN_MAI, "water-2570", 1)) == ([], None)

    def test_put_again_replaces_ones_own_alone(self, store):
        changed = replace(FIRST, body="{}", withdrawn_on=date(2026, 12, 1))
        store.put(BAN_MAI, FIRST)
        store.put(NONG_BUA, FIRST)
        store.put(BAN_MAI, changed)
        assert (store.all(BAN_MAI), store.all(NONG_BUA)) == ([changed], [FIRST])

    def test_lists_by_name_newest_version_first(self, store):
        for name, version in (("b-survey", 1), ("a-survey", 1), ("a-survey", 10), ("a-survey", 9)):
            store.put(BAN_MAI, replace(FIRST, name=name, version=version))
        assert [one.id for one in store.all(BAN_MAI)] == ["a-survey.10", "a-survey.9", "a-survey.1", "b-survey.1"]


class TestFakeStore(Contract):
    @pytest.fixture
    def store(self):
        return FakeQuestionnaires()


class TestSqlStore(Contract):
    @pytest.fixture
    def store(self, connection: Connection):
        return SqlQuestionnaires(connection)


def test_round_being_opened_locks_its_questionnaire(postgres_url: str, clock: FrozenClock):
    """On SQLite writers take turns; on PostgreSQL two transactions meet here."""
    database = Database.open(postgres_url)
    metadata.create_all(database.engine)
    place = Workplace(database, GlassVault(), clock)
    with place.begin() as work:
        work.agencies.add(BAN_MAI)
        work.agencies.add(NONG_BUA)
        library.add(work, BAN_MAI, WATER, clock)
    with place.begin() as opening:
        assert current_round(opening, BAN_MAI, clock, "water-2570.1").instrument == "water-2570.1"
        with pytest.raises(Unavailable), place.begin() as other:
            _replace(other, clock)
        with place.begin() as elsewhere:
            assert library.add(elsewhere, NONG_BUA, WATER, clock)[1] == "new"  # another agency waits for nobody
    with place.begin() as later:
        assert _replace(later, clock) == "new_version"
    database.close()


def _replace(work: Work, clock: FrozenClock) -> str:
    work.connection.exec_driver_sql("SET LOCAL lock_timeout = '20ms'")
    return library.add(work, BAN_MAI, replace(WATER, title="ชื่อใหม่"), clock)[1]
