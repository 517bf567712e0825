"""Flags warn; they never remove an answer."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from surveys.instruments import load
from surveys.quality import FAST, STRAIGHT, Burst, bursts, flags, flags_at_submit, weekdays_only
from surveys.records import DayCount

EIT = load("eit-2567")
LEVELS = [item.id for item in EIT.items if item.kind == "level"]
MONDAY = date(2026, 10, 5)


def came(days: Sequence[tuple[int, int]], point: str | None = "EA7K", channel: str = "line") -> list[DayCount]:
    """(days after a Monday, how many)."""
    return [DayCount(MONDAY + timedelta(after), point, channel, (), n) for after, n in days]


def test_same_option_on_all_levels_is_flagged() -> None:
    assert flags(EIT, dict.fromkeys(LEVELS, 6)) == (STRAIGHT,)


def test_yes_no_items_take_no_part() -> None:
    assert flags(EIT, {**dict.fromkeys(LEVELS, 2), "e3": 1, "e9": 2}) == (STRAIGHT,)


def test_one_other_option_or_few_answers_are_not_flagged() -> None:
    assert flags(EIT, {**dict.fromkeys(LEVELS, 6), "e1": 5}) == ()
    assert flags(EIT, dict.fromkeys(LEVELS[:4], 6)) == ()
    assert flags(EIT, {}) == ()


@pytest.mark.parametrize(
    ("answered", "seconds", "expected"),
    [(9, 14.9, (FAST,)), (9, 15, ()), (5, 8, (FAST,)), (5, 9, ()), (4, 0, ()), (9, 0, (FAST,)), (9, -3600, ())],
)
def test_speed_is_judged_by_what_was_answered(answered: int, seconds: float, expected: tuple[str, ...]) -> None:
    assert flags_at_submit(answered, seconds) == expected


USUAL = [(0, 5), (1, 5), (2, 5), (3, 5), (4, 5), (7, 5), (8, 5), (9, 5)]


def test_day_far_above_usual_is_a_burst() -> None:
    # eight usual days among eleven working ones; the last has forty
    assert bursts(came([*USUAL, (14, 40)])) == (Burst("EA7K", MONDAY + timedelta(14), 40, 4),)


def test_usual_days_are_none() -> None:
    assert bursts(came([*USUAL, (14, 15)])) == ()
    assert bursts([]) == ()


def test_burst_belongs_to_its_point() -> None:
    quiet = came(USUAL, "EB8M")
    assert [one.point for one in bursts([*quiet, *came([*USUAL, (14, 40)])])] == ["EA7K"]


def test_answers_without_a_point_are_no_burst() -> None:
    assert bursts(came([*USUAL, (14, 40)], point=None)) == ()


def test_first_days_of_a_round_are_no_burst() -> None:
    assert bursts(came([(0, 40), (3, 1)])) == ()
    assert bursts(came([(0, 40), (4, 1)])) != ()


def test_channels_of_one_day_add_up_to_a_burst() -> None:
    assert bursts([*came([*USUAL, (14, 20)]), *came([(14, 20)], channel="kiosk")])[0].n == 40


WORKING = [(after, 5) for after in (0, 4, 8, 14, 21, 28)]


def test_working_days_alone_are_told() -> None:
    assert weekdays_only(came(WORKING))


@pytest.mark.parametrize("weekend", [5, 6])
def test_one_weekend_batch_is_enough_to_say_nothing(weekend: int) -> None:
    assert not weekdays_only(came([*WORKING, (weekend, 5)]))


def test_few_answers_or_few_weeks_say_nothing() -> None:
    assert not weekdays_only(came(WORKING[:-1]))
    assert not weekdays_only(came([(0, 20), (4, 20)]))


def test_kiosk_and_paper_follow_the_office() -> None:
    assert not weekdays_only(came(WORKING, channel="kiosk"))
    assert weekdays_only([*came(WORKING), *came([(5, 9)], channel="paper")])
