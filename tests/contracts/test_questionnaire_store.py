"""The store of own questionnaires: fake, SQLite and PostgreSQL keep one contract."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Connection

from storage.questionnaire_stores import SqlQuestionnaires
from surveys.library import Questionnaire
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.surveys import FakeQuestionnaires

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
