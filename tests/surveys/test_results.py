"""What a round says, honestly."""

import pytest

from storage.work import Work
from surveys import Answers, publish_batch, submit
from surveys.intervals import Interval, interval, wilson
from surveys.results import by_point, summary
from surveys.rounds import current_round
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.clock import FrozenClock


def fill(work: Work, clock: FrozenClock, n: int, channel: str = "web", **given: int) -> str:
    round_ = current_round(work, BAN_MAI, clock)
    for _ in range(n):
        submit(work, BAN_MAI, Answers(round_.id, "eit-2567", "EA7K", channel, given), person=None, clock=clock)
    publish_batch(work, BAN_MAI, clock)
    return round_.id


def test_below_ten_nothing_is_concluded(work: Work, clock: FrozenClock) -> None:
    found = summary(work, BAN_MAI, fill(work, clock, 9, e1=6))
    assert found is not None
    assert (found.n, found.decided, found.lowest, found.missing) == (9, False, None, 21)


def test_ten_name_the_lowest_item(work: Work, clock: FrozenClock) -> None:
    found = summary(work, BAN_MAI, fill(work, clock, 10, e1=6, e9=1))
    assert found is not None
    assert found.lowest is not None
    assert (found.lowest.item.id, found.lowest.score.shown) == ("e9", "0.00")


def test_channels_and_waiting_are_counted(work: Work, clock: FrozenClock) -> None:
    fill(work, clock, 5, "web", e1=6)
    round_id = fill(work, clock, 6, "line", e1=6)
    fill(work, clock, 2, "paper", e1=1)
    found = summary(work, BAN_MAI, round_id)
    assert found is not None
    assert (found.by_channel, found.waiting) == ({"line": 6, "web": 5}, 2)


def test_other_agency_sees_nothing(work: Work, clock: FrozenClock) -> None:
    round_id = fill(work, clock, 10, e1=6)
    assert summary(work, NONG_BUA, round_id) is None
    current_round(work, NONG_BUA, clock)
    theirs = summary(work, NONG_BUA, round_id)
    assert theirs is not None
    assert theirs.n == 0


def test_points_have_summaries_of_their_own(work: Work, clock: FrozenClock) -> None:
    round_id = fill(work, clock, 5, e1=6)
    assert {point: one.n for point, one in by_point(work, BAN_MAI, round_id).items()} == {"EA7K": 5}


@pytest.mark.parametrize(
    ("share", "n", "low", "high"), [(0.5, 10, 23.7, 76.3), (1.0, 10, 72.2, 100.0), (0.0, 30, 0.0, 11.4)]
)
def test_wilson_matches_its_tables(share: float, n: int, low: float, high: float) -> None:
    found = wilson(share, n)
    assert (round(found.low, 1), round(found.high, 1)) == (low, high)


def test_interval_of_levels_is_students_t() -> None:
    found = interval([(60, 5), (80, 5)])
    assert found is not None
    assert (round(found.low, 2), round(found.high, 2)) == (62.46, 77.54)


def test_indicator_interval_holds_its_score_when_people_pass_different_items(work: Work, clock: FrozenClock) -> None:
    fill(work, clock, 29, e1=6)
    found = summary(work, BAN_MAI, fill(work, clock, 5, e2=1))
    assert found is not None
    quality = found.indicators[0]
    assert quality.interval is not None
    assert quality.score.shown == "50.00"  # the respondents' own means lie at 85
    assert quality.interval.low <= 50 <= quality.interval.high


def test_interval_of_nobody_is_none() -> None:
    assert interval([]) is None


def test_interval_never_claims_certainty() -> None:
    found = interval([(80, 12)])
    assert found is not None
    assert found.high - found.low > 20


def test_intervals_are_apart_only_without_touching() -> None:
    assert Interval(10, 20).apart_from(Interval(21, 30))
    assert not Interval(10, 20).apart_from(Interval(20, 30))
