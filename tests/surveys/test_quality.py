"""Flags warn; they never remove an answer."""

from surveys.instruments import load
from surveys.quality import STRAIGHT, flags

EIT = load("eit-2567")
LEVELS = [item.id for item in EIT.items if item.kind == "level"]


def test_same_option_on_all_levels_is_flagged() -> None:
    assert flags(EIT, dict.fromkeys(LEVELS, 6)) == (STRAIGHT,)


def test_yes_no_items_take_no_part() -> None:
    assert flags(EIT, {**dict.fromkeys(LEVELS, 2), "e3": 1, "e9": 2}) == (STRAIGHT,)


def test_one_other_option_or_few_answers_are_not_flagged() -> None:
    assert flags(EIT, {**dict.fromkeys(LEVELS, 6), "e1": 5}) == ()
    assert flags(EIT, dict.fromkeys(LEVELS[:4], 6)) == ()
    assert flags(EIT, {}) == ()
