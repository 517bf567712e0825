"""The counter store: fake, SQLite and PostgreSQL keep one contract."""

from datetime import date

import pytest
from sqlalchemy import Connection

from qa.ports import Count
from storage.question_stores import SqlCounts
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.qa import FakeCounts


class Contract:
    """What the store promises, whatever it is built on."""

    def test_counts_add_up_per_day_outcome_topic_and_agency(self, counts):
        first, second = date(2026, 9, 30), date(2026, 10, 1)
        for day, outcome in ((first, "answered"), (first, "answered"), (second, "passed_on")):
            counts.add(BAN_MAI, day, outcome, "ภาษี")
        counts.add(NONG_BUA, first, "answered", "ภาษี")
        assert counts.between(BAN_MAI, first, second) == [
            Count(first, "answered", "ภาษี", 2),
            Count(second, "passed_on", "ภาษี", 1),
        ]
        assert counts.between(BAN_MAI, second, second) == [Count(second, "passed_on", "ภาษี", 1)]
        assert counts.between(NONG_BUA, first, second) == [Count(first, "answered", "ภาษี", 1)]


class TestFakeStores(Contract):
    @pytest.fixture
    def counts(self):
        return FakeCounts()


class TestSqlStores(Contract):
    @pytest.fixture
    def counts(self, connection: Connection):
        return SqlCounts(connection)
