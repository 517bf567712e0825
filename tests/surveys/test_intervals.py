"""Intervals hold the truth as often as they say. The whole grid: `make prove ONLY=intervals`."""

import json
from pathlib import Path
from statistics import fmean

import pytest

from benchmarks.interval_cover import (
    Cover,
    angry,
    false_arrows,
    indicator_cover,
    leaning,
    level_cover,
    neighbours,
    split,
    yes_no_cover,
)
from surveys.intervals import Interval, interval, mean_interval, wilson

PROOFS = Path(__file__).parents[2] / "benchmarks" / "proofs.json"


@pytest.mark.parametrize(
    ("share", "n", "low", "high"), [(0.5, 10, 23.7, 76.3), (1.0, 10, 72.2, 100.0), (0.0, 30, 0.0, 11.4)]
)
def test_wilson_matches_its_tables(share: float, n: int, low: float, high: float) -> None:
    found = wilson(share, n)
    assert (round(found.low, 1), round(found.high, 1)) == (low, high)


def test_yes_no_item_is_wilsons() -> None:
    assert interval([(0, 3), (100, 27)]) == wilson(0.9, 30)


def test_level_item_is_narrower_than_yes_no_of_the_same_mean() -> None:
    levels, ends = interval([(80, 15), (100, 15)]), interval([(0, 3), (100, 27)])
    assert levels is not None
    assert ends is not None
    assert ends.low < levels.low < 90 < levels.high < ends.high


def test_interval_stays_inside_the_scale_and_leans_away_from_its_end() -> None:
    found = interval([(60, 1), (100, 29)])
    assert found is not None
    assert 89 < found.low < found.high < 100
    assert 98.67 - found.low > found.high - 98.67


def test_interval_of_nobody_is_none() -> None:
    assert interval([]) is None
    assert mean_interval(0, [], []) is None


def test_interval_never_claims_certainty() -> None:
    found = interval([(80, 12)])
    assert found is not None
    assert found.high - found.low > 20


def test_mean_hanging_on_few_answers_is_wide() -> None:
    """One item answered by all, another by five: the five decide."""
    even = mean_interval(80, [(60, 15), (100, 15)], [30, 30])
    uneven = mean_interval(80, [(60, 15), (100, 15)], [30, 5])
    assert even is not None
    assert uneven is not None
    assert uneven.high - uneven.low > 1.4 * (even.high - even.low)


def test_intervals_are_apart_only_without_touching() -> None:
    assert Interval(10, 20).apart_from(Interval(21, 30))
    assert not Interval(10, 20).apart_from(Interval(20, 30))


@pytest.mark.parametrize("shape", [leaning, split, angry, neighbours])
def test_shapes_of_the_proof_have_the_true_score_they_claim(shape) -> None:
    for score in (60, 82, 95):
        weights = shape(score)
        assert fmean([sum(weights)]) == pytest.approx(1)
        assert sum(weight * 20 * level for level, weight in enumerate(weights)) == pytest.approx(score, abs=0.01)


def test_yes_no_cover_is_exact_and_enough() -> None:
    cover = yes_no_cover()
    assert 93 <= 100 * fmean(cover.cells) <= 97
    assert min(cover.cells) >= 0.9


def test_level_items_are_covered_where_students_t_fails() -> None:
    ours, students = level_cover(150, (30, 100), seed=7)
    assert min(students.cells) < 0.85  # the failure the method was chosen for is in the grid
    assert 93 <= 100 * fmean(ours.cells) <= 97.5
    assert min(ours.cells) >= 0.87  # 150 draws a cell: a true 91 % may look like this


def test_indicators_are_covered() -> None:
    cover = indicator_cover(25, (30,), seed=8)
    assert 0.92 <= fmean(cover.cells) <= 0.98


def test_arrows_hardly_ever_appear_where_nothing_changed() -> None:
    assert false_arrows(500) <= 2


def test_proof_on_file_is_of_these_intervals() -> None:
    figures = json.loads(PROOFS.read_text())
    for name in ("level_items", "yes_no_items", "indicators"):
        assert 93 <= figures[f"intervals.{name}.mean"] <= 97
        assert figures[f"intervals.{name}.worst"] >= 90
    exact = yes_no_cover().figures("intervals.yes_no_items")
    assert {key: figures[key] for key in exact} == exact


def test_cover_figures_are_percent_of_cells() -> None:
    cover = Cover()
    cover.note([True, True, True, False])
    cover.note([True, False])
    assert cover.figures("x") == {"x.mean": 62.5, "x.worst": 50.0}
