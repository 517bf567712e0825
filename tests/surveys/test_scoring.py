"""Scores are exact, indifferent to order, and silent where nobody answered."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.instruments import load
from surveys.scoring import Row, as_json, half_up, score

EIT = load("eit-2567")
ROWS = st.lists(
    st.fixed_dictionaries({}, optional={item.id: st.integers(1, len(item.options)) for item in EIT.items}).map(Row),
    max_size=20,
)


def full(position: int, part: int = 1) -> Row:
    return Row({item.id: min(position, len(item.options)) for item in EIT.items}, part)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(1, 200), "0.01"),
        (Fraction(2675, 1000), "2.68"),
        (Fraction(91415, 1000), "91.42"),
        (Fraction(100), "100.00"),
        (Fraction(0), "0.00"),
        (Fraction(995, 1000), "1.00"),
    ],
)
def test_half_up_never_rounds_to_even(value: Fraction, shown: str) -> None:
    assert half_up(value) == shown


def test_nobody_is_not_zero() -> None:
    scored = score(EIT, [])
    assert scored.total.shown is None
    assert as_json(scored)["items"]["e1"] == {"score": None, "n": 0}


def test_unanswered_item_leaves_its_indicator_to_the_others() -> None:
    scored = score(EIT, [Row({"e1": 6}), Row({"e1": 1})])
    assert (scored.items["e1"].shown, scored.indicators["6"].shown, scored.total.shown) == ("50.00",) * 3
    assert scored.indicators["6"].n == 2
    assert scored.indicators["7"].shown is None


def test_parts_are_averaged_per_indicator_and_not_pooled() -> None:
    rows = [full(6, 1) for _ in range(9)] + [full(1, 2)]
    scored = score(EIT, rows)
    part_1, part_2 = (scored.parts[part].indicators["7"].value for part in (1, 2))
    assert (part_1, part_2) == (100, 0)
    assert scored.indicators["7"].shown == "50.00"
    assert scored.items["e4"].shown == "90.00"


def test_yes_no_items_point_in_opposite_directions() -> None:
    bribe, service = EIT.item("e3"), EIT.item("e9")
    assert bribe is not None
    assert service is not None
    assert {option.label: option.points for option in bribe.options} == {"เคย": 0, "ไม่เคย": 100}
    assert {option.label: option.points for option in service.options} == {"ไม่เคย": 0, "เคย": 100}


def test_json_has_the_documented_shape() -> None:
    found = as_json(score(EIT, [full(6) for _ in range(51)]))
    assert list(found) == ["instrument", "n", "items", "indicators", "total", "parts"]
    assert (found["instrument"], found["n"], found["total"]) == ("eit-2567", 51, "100.00")
    assert found["indicators"]["6"] == {"score": "100.00", "n": 51}
    assert list(found["parts"]) == ["1"]
    assert list(found["parts"]["1"]) == ["n", "items", "indicators", "total"]


@given(ROWS, st.randoms(use_true_random=False))
def test_order_of_respondents_does_not_matter(rows: list[Row], rng: random.Random) -> None:
    shuffled = list(rows)
    rng.shuffle(shuffled)
    assert as_json(score(EIT, rows)) == as_json(score(EIT, shuffled))


@given(ROWS)
def test_scores_stay_between_0_and_100(rows: list[Row]) -> None:
    scored = score(EIT, rows)
    for one in (*scored.items.values(), *scored.indicators.values(), scored.total):
        assert one.value is None or 0 <= one.value <= 100


@given(st.lists(st.integers(1, 6), min_size=1, max_size=30))
def test_reverse_item_mirrors_a_plain_one(positions: list[int]) -> None:
    iit = load("iit-2567")
    plain = score(iit, [Row({"i4": position}) for position in positions]).items["i4"].value
    reverse = score(iit, [Row({"i5": position}) for position in positions]).items["i5"].value
    assert plain is not None
    assert reverse is not None
    assert plain + reverse == 100
