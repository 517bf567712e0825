"""When enough will have answered, at the present pace."""

from datetime import date, timedelta
from fractions import Fraction

from surveys.pace import LOOK_BACK_DAYS, pace

OPENS, CLOSES = date(2026, 10, 1), date(2026, 12, 31)
TODAY = date(2026, 11, 21)


def days_ago(n: int) -> date:
    return TODAY - timedelta(n)


def test_target_is_met_on_the_day_the_pace_says() -> None:
    found = pace({days_ago(3): 7, days_ago(0): 7}, 30, TODAY, OPENS, CLOSES)
    assert (found.n, found.per_day, found.met_on, found.in_time) == (14, 1, TODAY + timedelta(16), True)


def test_part_of_a_day_counts_as_a_day() -> None:
    found = pace({days_ago(0): 5}, 6, TODAY, OPENS, CLOSES)
    assert (found.per_day, found.met_on) == (Fraction(5, 14), TODAY + timedelta(3))


def test_standing_still_has_no_date() -> None:
    found = pace({days_ago(LOOK_BACK_DAYS): 20}, 30, TODAY, OPENS, CLOSES)
    assert (found.n, found.per_day, found.met_on, found.in_time) == (20, 0, None, False)


def test_nobody_has_no_date() -> None:
    assert pace({}, 30, TODAY, OPENS, CLOSES).met_on is None


def test_reached_target_tells_the_day_it_was() -> None:
    found = pace({days_ago(9): 20, days_ago(5): 10, days_ago(1): 8}, 30, TODAY, OPENS, CLOSES)
    assert (found.reached, found.met_on) == (True, days_ago(5))


def test_young_round_is_measured_from_its_opening() -> None:
    found = pace({OPENS: 5, OPENS + timedelta(1): 5}, 30, OPENS + timedelta(1), OPENS, CLOSES)
    assert (found.per_day, found.met_on) == (5, OPENS + timedelta(5))


def test_slow_pace_ends_after_the_round() -> None:
    found = pace({days_ago(1): 5}, 40, TODAY, OPENS, CLOSES)
    assert found.met_on is not None
    assert (found.met_on > CLOSES, found.in_time) == (True, False)


def test_ended_round_is_not_met_any_more() -> None:
    after = CLOSES + timedelta(1)
    assert pace({CLOSES: 5}, 30, after, OPENS, CLOSES).met_on is None


def test_days_to_come_are_not_counted() -> None:
    assert pace({TODAY + timedelta(1): 30}, 30, TODAY, OPENS, CLOSES).n == 0


def test_date_beyond_the_calendar_is_none() -> None:
    assert pace({days_ago(0): 1}, 10**9, TODAY, OPENS, CLOSES).met_on is None
