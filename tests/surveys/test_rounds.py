"""Which round takes answers on a day, and what posters lead to."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kernel.agency import Agency
from storage.work import Work
from surveys.library import Questionnaire
from surveys.rounds import (
    Door,
    close_ended,
    current_round,
    door,
    empty_rounds,
    running_round,
    shortened_rounds,
    standing_round,
)
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.clock import FrozenClock

OFFICIAL = "https://itas.nacc.example/eit"
TODAY = date(2026, 11, 21)


def every(length: str) -> Agency:
    return replace(BAN_MAI, survey_rounds=length)


def window(opens: str, closes: str, mode: str = "first", **more: str) -> Agency:
    return replace(BAN_MAI, official_eit_opens=opens, official_eit_closes=closes, official_eit_mode=mode, **more)


@pytest.mark.parametrize(
    ("length", "code", "last"),
    [
        ("quarter", "2570Q1", date(2026, 12, 31)),
        ("half", "2570H1", date(2027, 3, 31)),
        ("year", "2570", date(2027, 9, 30)),
        ("fortnight", "2570Q1", date(2026, 12, 31)),
    ],
)
def test_round_lasts_as_the_agency_says(work: Work, clock: FrozenClock, length: str, code: str, last: date) -> None:
    opened = current_round(work, every(length), clock)
    assert (opened.period, opened.opens_on, opened.closes_on) == (code, date(2026, 10, 1), last)
    assert current_round(work, every(length), clock) == opened
    assert current_round(work, NONG_BUA, clock).period == "2570Q1"


def test_running_round_is_never_replaced_and_the_next_one_has_the_new_length(work: Work, clock: FrozenClock) -> None:
    first = current_round(work, every("quarter"), clock)
    assert current_round(work, every("half"), clock) == first
    clock.moment = datetime(2027, 1, 5, tzinfo=UTC)
    half = current_round(work, every("half"), clock)
    assert (half.period, half.opens_on, half.closes_on) == ("2570H1", date(2027, 1, 1), date(2027, 3, 31))


@pytest.mark.parametrize(
    ("moment", "code"),
    [("2026-09-30T16:59:59+00:00", "2569Q4"), ("2026-09-30T17:00:00+00:00", "2570Q1")],
)
def test_fiscal_year_turns_at_bangkok_midnight(work: Work, clock: FrozenClock, moment: str, code: str) -> None:
    clock.moment = datetime.fromisoformat(moment)
    assert current_round(work, BAN_MAI, clock).period == code


def test_standing_round_is_read_without_being_opened(work: Work, clock: FrozenClock) -> None:
    assert (standing_round(work, BAN_MAI, TODAY), work.rounds.all(BAN_MAI)) == (None, [])
    opened = current_round(work, BAN_MAI, clock)
    assert standing_round(work, BAN_MAI, TODAY) == opened
    assert standing_round(work, NONG_BUA, TODAY) is None


def test_closed_round_takes_no_answers_and_is_not_opened_again(work: Work, clock: FrozenClock) -> None:
    opened = current_round(work, BAN_MAI, clock)
    close_ended(work, BAN_MAI, date(2027, 1, 1))
    assert standing_round(work, BAN_MAI, TODAY) is None
    assert current_round(work, BAN_MAI, clock) == replace(opened, closed=True)


OWN = '{"id": "hall", "title": "x", "fiscal_year": 2570, "items": [{"id": "q1", "text": "ดีไหม", "kind": "text"}]}'


def test_posters_ask_the_agencys_own_questionnaire_until_it_is_withdrawn(work: Work, clock: FrozenClock) -> None:
    own, chosen = Questionnaire("hall", 1, OWN, TODAY), replace(BAN_MAI, survey_instrument="hall.1")
    assert current_round(work, chosen, clock).instrument == "eit-2567"
    work.questionnaires.put(BAN_MAI, own)
    assert current_round(work, chosen, clock).id == "hall.1:2570Q1"
    work.questionnaires.put(BAN_MAI, replace(own, withdrawn_on=TODAY))
    assert current_round(work, chosen, clock).instrument == "eit-2567"
    assert current_round(work, replace(NONG_BUA, survey_instrument="hall.1"), clock).instrument == "eit-2567"


@pytest.mark.parametrize(
    ("mode", "found"), [("first", Door.FIRST), ("exclusive", Door.EXCLUSIVE), ("thanks", Door.THANKS)]
)
def test_door_follows_the_window(mode: str, found: Door) -> None:
    agency = window("2027-01-01", "2027-06-30", mode)
    days = [date(2026, 12, 31), date(2027, 1, 1), date(2027, 6, 30), date(2027, 7, 1)]
    assert [door(agency, day, OFFICIAL) for day in days] == [Door.OURS, found, found, Door.OURS]
    assert door(agency, date(2027, 2, 1), None) is Door.OURS


@pytest.mark.parametrize(("opens", "closes"), [("", ""), ("x", "2027-06-30"), ("2027-06-30", "2027-01-01")])
def test_half_a_window_is_none(opens: str, closes: str) -> None:
    assert door(window(opens, closes, "exclusive"), date(2027, 2, 1), OFFICIAL) is Door.OURS


def test_exclusive_window_names_the_rounds_it_empties_and_those_it_shortens() -> None:
    agency = window("2027-01-01", "2027-05-31", "exclusive")
    assert [one.id for one in empty_rounds(agency, TODAY, OFFICIAL)] == ["eit-2567:2570Q2"]
    assert [(one.id, days) for one, days in shortened_rounds(agency, TODAY, OFFICIAL)] == [("eit-2567:2570Q3", 30)]
    assert empty_rounds(replace(agency, survey_rounds="half"), TODAY, OFFICIAL) == []


def test_round_under_way_is_empty_when_the_rest_of_it_falls_into_the_window() -> None:
    agency = window("2026-11-20", "2026-12-31", "exclusive")
    assert [one.period for one in empty_rounds(agency, TODAY, OFFICIAL)] == ["2570Q1"]


@pytest.mark.parametrize("agency", [window("2027-01-01", "2027-05-31"), window("", "2027-05-31", "exclusive")])
def test_nothing_is_emptied_where_ours_is_asked_too(agency: Agency) -> None:
    assert (empty_rounds(agency, TODAY, OFFICIAL), shortened_rounds(agency, TODAY, OFFICIAL)) == ([], [])


def test_running_round_of_a_day_needs_no_database() -> None:
    assert running_round(TODAY).id == "eit-2567:2570Q1"
