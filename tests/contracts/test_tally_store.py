"""Tallies promise to be what the rows say, batch after batch, for each agency apart."""

from dataclasses import replace

import pytest
from sqlalchemy import Connection, update

from storage.response_store import SqlResponses
from storage.tables import responses, survey_tallies
from storage.tally_stores import SqlTallies
from surveys.instruments import load
from surveys.tally import ALL, CHANNEL, MONTH, POINT, UNFLAGGED, Slice, count
from tests.cast import BAN_MAI, NONG_BUA
from tests.contracts.survey_rows import DAY, NEXT, NOW, ROW
from tests.fakes.surveys import FakeResponses, FakeTallies

EIT = load("eit-2567")
BATCH = [
    ROW,
    replace(ROW, key="0b", place=2, point=None, flags=(), answers={"e1": 1, "e9": 2}),
    replace(ROW, key="0c", place=3, channel="web", part=2, flags=()),
]
LATER = [replace(ROW, key="0d", place=4, day=DAY.replace(month=12)), replace(ROW, key="0e", place=5, round=NEXT.id)]


class Contract:
    """Whatever the two stores are built on."""

    @pytest.fixture
    def rows(self, stores):
        return stores[0]

    @pytest.fixture
    def tallies(self, stores):
        return stores[1]

    def test_tallies_of_two_batches_are_those_of_all_their_rows(self, rows, tallies):
        rows.add_all(BAN_MAI, BATCH)
        rows.add_all(BAN_MAI, LATER)
        assert tallies.of_round(BAN_MAI, NOW.id) == count(EIT, [*BATCH, LATER[0]])
        assert tallies.of_round(BAN_MAI, NEXT.id) == count(EIT, LATER[1:])

    def test_slices_count_what_they_name(self, rows, tallies):
        rows.add_all(BAN_MAI, BATCH)
        found = {key: tally.n for key, tally in tallies.of_round(BAN_MAI, NOW.id).items()}
        assert found == {
            **{Slice(ALL, "", part): n for part, n in ((1, 2), (2, 1))},
            **{Slice(UNFLAGGED, "", part): 1 for part in (1, 2)},
            **{Slice(CHANNEL, channel, part): n for channel, part, n in (("line", 1, 2), ("web", 2, 1))},
            **{Slice(MONTH, "2026-11", part): n for part, n in ((1, 2), (2, 1))},
            **{Slice(POINT, "EA7K", part): 1 for part in (1, 2)},
        }

    def test_agencies_are_counted_apart(self, rows, tallies):
        rows.add_all(NONG_BUA, BATCH[:1])
        assert tallies.of_round(BAN_MAI, NOW.id) == {}
        rows.add_all(BAN_MAI, BATCH)
        assert tallies.of_round(NONG_BUA, NOW.id) == count(EIT, BATCH[:1])

    def test_every_agency_comes_by_code_without_the_long_parts(self, rows, tallies):
        rows.add_all(NONG_BUA, BATCH[:1])
        rows.add_all(BAN_MAI, BATCH)
        rows.add_all(BAN_MAI, LATER[1:])
        found = dict(tallies.of_every_agency(NOW.id))
        assert list(found) == [BAN_MAI.code, NONG_BUA.code]
        for code, batch in ((BAN_MAI.code, BATCH), (NONG_BUA.code, BATCH[:1])):
            whole = count(EIT, batch)
            assert found[code] == {k: t if k.dimension == ALL else replace(t, means={}) for k, t in whole.items()}

    def test_rebuilding_changes_nothing_and_counts_the_rows(self, rows, tallies):
        rows.add_all(BAN_MAI, [*BATCH, *LATER])
        rows.add_all(NONG_BUA, BATCH[:1])
        before = tallies.of_round(BAN_MAI, NOW.id)
        assert (tallies.rebuild(BAN_MAI), tallies.differing(BAN_MAI)) == (5, [])
        assert tallies.of_round(BAN_MAI, NOW.id) == before


class TestFake(Contract):
    @pytest.fixture
    def stores(self):
        rows = FakeResponses()
        return rows, FakeTallies(rows)


class TestSql(Contract):
    @pytest.fixture
    def stores(self, connection: Connection):
        return SqlResponses(connection), SqlTallies(connection)


@pytest.fixture
def filled(connection: Connection) -> SqlTallies:
    """Two rounds of one agency, one of the other."""
    rows = SqlResponses(connection)
    rows.add_all(BAN_MAI, [*BATCH, *LATER])
    rows.add_all(NONG_BUA, BATCH)
    return SqlTallies(connection)


def test_row_changed_by_hand_is_found_and_mended(connection: Connection, filled: SqlTallies):
    mine = (responses.c.agency == BAN_MAI.code) & (responses.c.key == ROW.key)
    connection.execute(update(responses).where(mine).values(answers='{"e1":1}'))
    assert (filled.differing(BAN_MAI), filled.differing(NONG_BUA)) == ([NOW.id], [])
    filled.rebuild(BAN_MAI)
    assert filled.differing(BAN_MAI) == []


def test_tally_changed_by_hand_is_found_and_mended(connection: Connection, filled: SqlTallies):
    mine = (survey_tallies.c.agency == BAN_MAI.code) & (survey_tallies.c.round == NEXT.id)
    connection.execute(update(survey_tallies).where(mine).values(n=7))
    assert (filled.differing(BAN_MAI), filled.differing(NONG_BUA)) == ([NEXT.id], [])
    filled.rebuild(BAN_MAI)
    assert filled.differing(BAN_MAI) == []


def test_tally_without_rows_is_found_and_removed(connection: Connection, filled: SqlTallies):
    connection.execute(responses.delete().where(responses.c.agency == BAN_MAI.code))
    assert filled.differing(BAN_MAI) == [NOW.id, NEXT.id]
    assert (filled.rebuild(BAN_MAI), filled.of_round(BAN_MAI, NOW.id), filled.differing(BAN_MAI)) == (0, {}, [])
