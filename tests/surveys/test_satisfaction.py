"""Satisfaction as printed: mean, S.D., percent; and the survey with an office's own services."""

import statistics
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import Refused
from surveys.instruments import load
from surveys.levels import TOTAL, Satisfaction, root_half_up, satisfaction
from surveys.records import Response, Round
from surveys.results import summarise_slices
from surveys.satisfaction import with_services
from surveys.scoring import Row, as_json, score
from surveys.tally import count, parts_of, together
from tests.cast import BAN_MAI
from tests.surveys.own import WATER

TEMPLATE = load("satisfaction-2570")


def levels(*answers: Mapping[str, int]) -> dict[str, Satisfaction]:
    """Of so many people."""
    day = date(2026, 11, 21)
    rows = [Response(f"{n}", "r", TEMPLATE.id, None, "web", day, one, n) for n, one in enumerate(answers, 1)]
    round_ = Round("r", TEMPLATE.id, "2570Q1", day, day)
    slices = count(TEMPLATE, rows)
    return satisfaction(summarise_slices(BAN_MAI, round_, slices, 0, TEMPLATE), together(parts_of(slices).values()))


def test_mean_sd_and_percent_of_an_item() -> None:
    found = levels(*({"s1": level} for level in (5, 5, 4, 4, 4, 3)))
    assert found["s1"].shown == ("4.17", "0.75", "83.33")
    assert (found["s1"].n, found["s2"]) == (6, Satisfaction(0, None, None, None))


def test_printed_percent_is_mean_over_five() -> None:
    answers = [{"s1": 5}] * 58 + [{"s1": 4}] * 42  # a mean of 4.58, as a printed report has it
    assert levels(*answers)["s1"].shown == ("4.58", "0.50", "91.60")


def test_aspects_sd_is_that_of_the_respondents_own_means() -> None:
    found = levels({"s1": 5, "s2": 4, "s3": 3}, {"s1": 2, "s2": 2, "s3": 2, "s4": 5}, {"s1": 5})
    assert found["1"].variance == statistics.variance([Fraction(4), Fraction(2), Fraction(5)])
    assert found[TOTAL].variance == statistics.variance([Fraction(4), Fraction(11, 4), Fraction(5)])


def test_nobody_and_one_person_have_no_sd() -> None:
    assert levels()[TOTAL].shown == (None, None, None)
    assert levels({"s1": 4})["s1"].shown == ("4.00", None, "80.00")


@given(st.lists(st.integers(1, 5), min_size=2, max_size=60))
def test_sd_is_that_of_the_standard_library(given_levels: list[int]) -> None:
    found = levels(*({"s1": level} for level in given_levels))["s1"]
    assert found.variance == statistics.variance(map(Fraction, given_levels))
    assert float(found.shown[1] or "nan") == pytest.approx(statistics.stdev(given_levels), abs=0.005000001)


def test_other_questionnaires_have_no_levels() -> None:
    day = date(2026, 11, 21)
    whole = summarise_slices(BAN_MAI, Round("r", "eit-2567", "2570Q1", day, day), {}, 0)
    assert satisfaction(whole, together([])) == {}


@pytest.mark.parametrize(
    ("square", "root"),
    [
        (Fraction(0), "0.00"),
        (Fraction("0.015") ** 2, "0.02"),
        (Fraction("0.014999") ** 2, "0.01"),
        (Fraction(2), "1.41"),
    ],
)
def test_root_is_rounded_half_up_exactly(square: Fraction, root: str) -> None:
    assert root_half_up(square) == root


def test_only_scored_kinds_count() -> None:
    rows = [Row({"q1": 3, "q2": 5, "q4": 2, "q5": (1, 2), "q6": 9, "q7": "ดี"}), Row({"q7": "=1+1"})]
    scored = score(WATER, rows)
    assert [scored.items[item].shown for item in ("q1", "q2", "q4", "q5", "q6", "q7")] == [
        None, "100.00", "100.00", None, None, None,
    ]  # fmt: skip
    assert (scored.total.shown, scored.total.n, scored.n) == ("100.00", 1, 2)
    assert list(as_json(scored)["items"]) == ["q2", "q3", "q4"]
    assert (scored.items["q5"].n, scored.items["q1"].n) == (2, 1)


def test_chosen_services_stand_in_the_first_question() -> None:
    made = with_services("satisfaction-2570", "ความพึงพอใจ", 2570, ["  ภาษี ", "", "น้ำประปา"])
    assert [option.label for option in made.items[0].options] == ["ภาษี", "น้ำประปา"]
    assert (made.kind, made.split_by, made.items[1:]) == ("satisfaction", "s0", TEMPLATE.items[1:])


def test_one_service_needs_no_first_question() -> None:
    made = with_services("satisfaction-2570", "ความพึงพอใจ", 2570, ["ภาษี"])
    assert (made.split_by, made.items) == ("", TEMPLATE.items[1:])


@pytest.mark.parametrize("services", [[], [" "], ["ก", "ก"], ["ก" * 61], [str(number) for number in range(13)]])
def test_unfit_services_are_refused(services: list[str]) -> None:
    with pytest.raises(Refused, match="bad_services"):
        with_services("satisfaction-2570", "ความพึงพอใจ", 2570, services)
