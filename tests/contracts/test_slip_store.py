"""Marks of one-time slips, on both databases."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Connection

from storage.slip_store import SqlSlips
from storage.survey_stores import SqlRounds
from surveys.records import Round
from tests.cast import BAN_MAI, NONG_BUA

ROUND = Round("iit-2567:2570", "iit-2567", "2570", date(2026, 11, 1), date(2027, 9, 30))
EARLIER = replace(ROUND, id="iit-2567:2569", period="2569")


@pytest.fixture
def rounds(connection: Connection) -> SqlRounds:
    kept = SqlRounds(connection)
    for agency in (BAN_MAI, NONG_BUA):
        kept.add(agency, ROUND, b"secret")
        kept.add(agency, EARLIER, b"secret")
    return kept


@pytest.fixture
def slips(connection: Connection, rounds: SqlRounds) -> SqlSlips:
    return SqlSlips(connection)


def test_slip_is_good_in_its_agency_and_round_alone(slips: SqlSlips) -> None:
    slips.add(BAN_MAI, ROUND.id, ["a", "b"])
    slips.add(NONG_BUA, ROUND.id, ["c"])
    assert [slips.has(BAN_MAI, ROUND.id, mark) for mark in "abc"] == [True, True, False]
    assert (slips.has(NONG_BUA, ROUND.id, "c"), slips.has(BAN_MAI, EARLIER.id, "a")) == (True, False)


def test_printed_slips_are_counted_and_added_up(slips: SqlSlips) -> None:
    assert slips.printed(BAN_MAI, ROUND.id) == 0
    slips.add(BAN_MAI, ROUND.id, ["a", "b"])
    slips.add(BAN_MAI, ROUND.id, ["c"])
    assert (slips.printed(BAN_MAI, ROUND.id), slips.printed(NONG_BUA, ROUND.id)) == (3, 0)
    assert (slips.printed(BAN_MAI, EARLIER.id), slips.printed(BAN_MAI, "iit-2567:2571")) == (0, 0)


def test_closing_erases_the_marks_of_its_round_alone_and_keeps_the_number(slips: SqlSlips, rounds: SqlRounds) -> None:
    slips.add(BAN_MAI, ROUND.id, ["a"])
    slips.add(BAN_MAI, EARLIER.id, ["a"])
    slips.add(NONG_BUA, ROUND.id, ["a"])
    rounds.close(BAN_MAI, ROUND.id)
    assert (slips.has(BAN_MAI, ROUND.id, "a"), slips.printed(BAN_MAI, ROUND.id)) == (False, 1)
    assert (slips.has(BAN_MAI, EARLIER.id, "a"), slips.has(NONG_BUA, ROUND.id, "a")) == (True, True)


def test_rounds_of_all_agencies_that_touch_some_days(rounds: SqlRounds) -> None:
    later = replace(ROUND, id="iit-2567:2571", opens_on=date(2027, 10, 1), closes_on=date(2027, 12, 31))
    rounds.add(NONG_BUA, later, b"s")
    found = rounds.of_every_agency(date(2027, 9, 30), date(2027, 10, 1))
    assert [(code, one.id) for code, one in found if one.id != EARLIER.id] == [
        ("banmai", ROUND.id),
        ("nongbua", ROUND.id),
        ("nongbua", later.id),
    ]
    assert rounds.of_every_agency(date(2028, 1, 1), date(2028, 1, 2)) == []
