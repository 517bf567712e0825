"""Rounds, ballots and responses: fake, SQLite and PostgreSQL keep one contract."""

from dataclasses import replace

import pytest
from sqlalchemy import Connection, text

from storage.response_store import SqlResponses
from storage.survey_stores import SqlBallots, SqlRounds
from surveys.records import DayCount, Waiting
from tests.cast import BAN_MAI, NONG_BUA
from tests.contracts.survey_rows import DAY, NEXT, NOW, ROW
from tests.fakes.surveys import FakeBallots, FakeResponses, FakeRounds


class Contract:
    """What each of the three stores promises, whatever it is built on."""

    @pytest.fixture
    def rounds(self, stores):
        return stores[0]

    @pytest.fixture
    def ballots(self, stores):
        return stores[1]

    @pytest.fixture
    def responses(self, stores):
        return stores[2]

    def test_round_is_opened_once_and_keeps_its_first_secret(self, rounds):
        assert [rounds.add(BAN_MAI, NOW, b"first"), rounds.add(BAN_MAI, NOW, b"second")] == [True, False]
        assert (rounds.get(BAN_MAI, NOW.id), rounds.secret(BAN_MAI, NOW.id)) == (NOW, b"first")

    def test_round_hides_from_the_other_agency(self, rounds):
        assert rounds.add(NONG_BUA, NOW, b"theirs")
        assert rounds.get(NONG_BUA, NOW.id) == NOW
        assert (rounds.get(BAN_MAI, NOW.id), rounds.secret(BAN_MAI, NOW.id), rounds.all(BAN_MAI)) == (None, None, [])

    def test_rounds_come_newest_first(self, rounds):
        for round_ in (NOW, NEXT):
            rounds.add(BAN_MAI, round_, b"s")
        assert rounds.all(BAN_MAI) == [NEXT, NOW]

    def test_closing_destroys_one_secret_and_may_be_repeated(self, rounds):
        for agency, round_ in ((BAN_MAI, NOW), (BAN_MAI, NEXT), (NONG_BUA, NOW)):
            rounds.add(agency, round_, b"s")
        rounds.close(BAN_MAI, NOW.id)
        rounds.close(BAN_MAI, NOW.id)
        assert (rounds.get(BAN_MAI, NOW.id), rounds.secret(BAN_MAI, NOW.id)) == (replace(NOW, closed=True), None)
        assert (rounds.secret(BAN_MAI, NEXT.id), rounds.secret(NONG_BUA, NOW.id)) == (b"s", b"s")

    def test_answers_come_back_in_their_one_form(self, responses):
        several = replace(ROW, answers={"q1": 3, "q5": (1, 3), "q6": 45}, flags=())
        responses.add_all(BAN_MAI, [several])
        assert responses.of_round(BAN_MAI, NOW.id) == [several]
        assert responses.all(BAN_MAI)[0].answers["q5"] == (1, 3)  # a tuple, as given, and no list

    def test_mark_is_taken_once_per_agency_and_round(self, ballots):
        assert ballots.add(BAN_MAI, NOW.id, "m1", b"p", DAY)
        assert not ballots.add(BAN_MAI, NOW.id, "m1", b"other", DAY)
        assert ballots.add(BAN_MAI, NEXT.id, "m1", b"p", DAY)
        assert ballots.add(NONG_BUA, NOW.id, "m1", b"p", DAY)
        assert ballots.waiting(BAN_MAI)[0].payload == b"p"

    def test_mark_is_known_to_its_agency_and_round_alone(self, ballots):
        ballots.add(BAN_MAI, NOW.id, "m1", b"p", DAY)
        assert ballots.has(BAN_MAI, NOW.id, "m1")
        assert not ballots.has(BAN_MAI, NEXT.id, "m1")
        assert not ballots.has(NONG_BUA, NOW.id, "m1")

    def test_waiting_ballots_come_by_round_and_mark_not_by_arrival(self, ballots):
        for round_, mark in ((NEXT, "a"), (NOW, "c"), (NOW, "b")):
            ballots.add(BAN_MAI, round_.id, mark, b"p", DAY)
        ballots.add(NONG_BUA, NOW.id, "d", b"p", DAY)
        assert [one.mark for one in ballots.waiting(NONG_BUA)] == ["d"]
        assert ballots.waiting(BAN_MAI) == [
            Waiting(round_.id, mark, b"p", DAY) for round_, mark in ((NOW, "b"), (NOW, "c"), (NEXT, "a"))
        ]
        assert (ballots.waiting_count(BAN_MAI, NOW.id), ballots.waiting_count(BAN_MAI, NEXT.id)) == (2, 1)

    def test_emptied_ballots_wait_no_more_but_stay_marked(self, ballots):
        for mark in ("m1", "m2", "m3"):
            ballots.add(BAN_MAI, NOW.id, mark, b"p", DAY)
        ballots.add(NONG_BUA, NOW.id, "m1", b"p", DAY)
        ballots.empty(BAN_MAI, NOW.id, ["m1", "m3"])
        assert [one.mark for one in ballots.waiting(BAN_MAI)] == ["m2"]
        assert [one.mark for one in ballots.waiting(NONG_BUA)] == ["m1"]
        assert not ballots.add(BAN_MAI, NOW.id, "m1", b"again", DAY)
        ballots.empty(BAN_MAI, NOW.id, ["m2"])
        assert [ballots.has(BAN_MAI, NOW.id, mark) for mark in ("m1", "m2", "m3", "m4")] == [True, True, True, False]

    def test_response_comes_back_as_it_was(self, responses):
        responses.add_all(BAN_MAI, [ROW])
        assert responses.all(BAN_MAI) == [ROW]

    def test_days_count_alike_responses_of_one_office_and_round(self, responses):
        alike = [replace(ROW, key=f"0{n}", place=n) for n in (1, 2, 3)]
        other = [replace(ROW, key="0b", place=4, flags=()), replace(ROW, key="0c", place=5, point=None)]
        responses.add_all(BAN_MAI, [*alike, *other])
        responses.add_all(BAN_MAI, [replace(ROW, key="0d", place=6, round=NEXT.id)])
        responses.add_all(NONG_BUA, [replace(ROW, key="0e")])
        assert {(one.point, one.flags): one.n for one in responses.days(BAN_MAI, NOW.id)} == {
            ("EA7K", ("straight",)): 3,
            ("EA7K", ()): 1,
            (None, ("straight",)): 1,
        }
        assert responses.days(NONG_BUA, NOW.id) == [DayCount(DAY, "EA7K", "line", ("straight",), 1)]
        assert responses.days(NONG_BUA, NEXT.id) == []

    def test_responses_come_by_place_and_round(self, responses):
        second = replace(ROW, key="07", place=2, point=None, flags=())
        third = replace(ROW, key="03", place=3, round=NEXT.id, part=2)
        responses.add_all(BAN_MAI, [second, ROW])
        responses.add_all(BAN_MAI, [third])
        assert responses.all(BAN_MAI) == [ROW, second, third]
        assert responses.of_round(BAN_MAI, NOW.id) == [ROW, second]

    def test_places_are_counted_per_agency(self, responses):
        assert responses.last_place(BAN_MAI) == 0
        responses.add_all(BAN_MAI, [ROW, replace(ROW, key="0b", place=2)])
        responses.add_all(BAN_MAI, [])
        assert (responses.last_place(BAN_MAI), responses.last_place(NONG_BUA)) == (2, 0)

    def test_responses_hide_from_the_other_agency(self, responses):
        theirs = replace(ROW, key="0c")
        responses.add_all(NONG_BUA, [theirs])
        responses.add_all(BAN_MAI, [ROW])
        assert responses.all(NONG_BUA) == [theirs]
        assert (responses.all(BAN_MAI), responses.of_round(BAN_MAI, NOW.id)) == ([ROW], [ROW])


class TestFake(Contract):
    @pytest.fixture
    def stores(self):
        return FakeRounds(), FakeBallots(), FakeResponses()


class TestSql(Contract):
    @pytest.fixture
    def stores(self, connection: Connection):
        return SqlRounds(connection), SqlBallots(connection), SqlResponses(connection)


def test_emptied_ballots_lie_in_key_order_whatever_their_arrival(connection: Connection):
    ballots = SqlBallots(connection)
    batches = (("f", "a", "e"), ("d", "c", "b"))
    for batch in batches:
        for mark in batch:
            ballots.add(BAN_MAI, NOW.id, mark, b"p" * 512, DAY)
        ballots.empty(BAN_MAI, NOW.id, batch)
    assert [mark for mark, _ in _as_they_lie(connection)] == ["a", "b", "c", "d", "e", "f"]


def test_emptied_ballots_of_all_batches_carry_one_transaction(connection: Connection):
    ballots = SqlBallots(connection)
    for batch in (("f", "a"), ("d", "b")):
        for mark in batch:
            ballots.add(BAN_MAI, NOW.id, mark, b"p", DAY)
        with connection.begin_nested():  # a transaction number of its own
            ballots.empty(BAN_MAI, NOW.id, batch)
    assert len({number for _, number in _as_they_lie(connection)}) == 1


def _as_they_lie(connection: Connection) -> list[tuple[str, str]]:
    """(mark, number of the writing transaction) in the physical order of the table; SQLite keeps no such number."""
    if connection.dialect.name == "postgresql":
        rows = connection.execute(text("SELECT mark, xmin::text FROM ballots ORDER BY ctid"))
    else:
        rows = connection.execute(text("SELECT mark, '' FROM ballots NOT INDEXED"))
    return [(mark, number) for mark, number in rows]
