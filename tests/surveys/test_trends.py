"""Changes are called changes only when they are."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from storage.work import Work
from surveys import Answers, publish_batch, submit
from surveys.instruments import load
from surveys.results import summary
from surveys.rounds import current_round
from surveys.texts import DIRECTIONS
from surveys.trends import Direction, against_last, compare
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.clock import FrozenClock
from tests.surveys.rounds_of_answers import EIT, all_gave, answered, renamed, traced

BAD_AND_GOOD = [{"e1": 1}] * 15 + [{"e1": 6}] * 15


def test_large_change_has_an_arrow_up_and_down() -> None:
    low, high = all_gave(40, 3), all_gave(40, 6)
    assert compare(low, high).items["e1"].direction is Direction.UP
    assert compare(high, low).items["e1"].direction is Direction.DOWN
    assert compare(high, low).total is not None
    assert {one.direction for one in compare(high, low).indicators.values()} == {Direction.DOWN}


def test_small_change_lies_within_chance() -> None:
    """Thirteen points, and thirty people a round."""
    before = answered([{"e1": 6}] * 16 + [{"e1": 1}] * 14)
    after = answered([{"e1": 6}] * 20 + [{"e1": 1}] * 10)
    change = compare(before, after).items["e1"]
    assert (change.before.score.shown, change.after.score.shown) == ("53.33", "66.67")
    assert change.direction is Direction.WITHIN


def test_nine_answers_decide_nothing() -> None:
    assert compare(all_gave(9, 1), all_gave(40, 6)).items["e1"].direction is Direction.UNDECIDED
    assert compare(all_gave(40, 1), all_gave(9, 6)).items["e1"].direction is Direction.UNDECIDED


def test_item_unanswered_in_one_round_is_undecided() -> None:
    assert compare(answered(BAD_AND_GOOD), all_gave(30)).items["e2"].direction is Direction.UNDECIDED


def test_reworded_items_of_one_lineage_make_one_line() -> None:
    old, new = traced(EIT, "eit."), renamed(EIT, "eit-2568", "eit.")
    low = answered([dict.fromkeys([item.id for item in old.items], 1)] * 30, "2569Q4", old)
    high = answered([dict.fromkeys([item.id for item in new.items], 2)] * 30, "2570Q1", new)
    found = compare(low, high)
    assert list(found.items) == [f"n{place}" for place in range(1, 10)]
    assert found.items["n3"].direction is Direction.UP  # e3 under its new id
    assert list(found.indicators) == ["6", "7", "8"]
    assert found.total is not None


def test_items_without_lineage_end_with_their_instrument() -> None:
    bare = replace(EIT, items=tuple(replace(item, lineage="") for item in EIT.items))
    other = replace(bare, id="eit-2568")
    found = compare(answered(BAD_AND_GOOD, "2569Q4", bare), answered(BAD_AND_GOOD, "2570Q1", other))
    assert (dict(found.items), dict(found.indicators), found.total) == ({}, {}, None)
    assert list(compare(answered([], "2569Q4", bare), answered([], "2570Q1", bare)).items) == [i.id for i in EIT.items]


def test_indicator_of_other_items_is_not_compared() -> None:
    old, new = traced(EIT, "eit."), traced(EIT, "eit.")
    changed = replace(new, id="eit-2568", items=(*new.items[:-1], replace(new.items[-1], lineage="eit.another")))
    found = compare(answered(BAD_AND_GOOD, "2569Q4", old), answered(BAD_AND_GOOD, "2570Q1", changed))
    assert (list(found.indicators), found.total) == (["6", "7"], None)


def test_indicator_is_not_compared_where_an_item_was_never_answered() -> None:
    """Sixty from one item and eighty from two is no change of anything."""
    found = compare(answered([{"e1": 4, "e4": 4}] * 30), answered([{"e1": 4, "e2": 6, "e4": 4}] * 30))
    assert (list(found.indicators), found.total) == (["7", "8"], None)


def collect(work: Work, clock: FrozenClock, n: int, position: int) -> str:
    round_ = current_round(work, BAN_MAI, clock)
    for _ in range(n):
        given = Answers(round_.id, "eit-2567", None, "web", {"e1": position})
        submit(work, BAN_MAI, given, person=None, clock=clock)
    publish_batch(work, BAN_MAI, clock, day_end=True)
    return round_.id


@pytest.fixture
def two_rounds(work: Work, clock: FrozenClock) -> str:
    """A bad quarter, then one that hardly anybody answered, then a good one; the last one's id."""
    collect(work, clock, 12, 1)
    clock.pass_time(days=92)
    collect(work, clock, 5, 6)
    clock.pass_time(days=92)
    return collect(work, clock, 12, 6)


def test_round_is_held_against_the_last_that_says_anything(work: Work, two_rounds: str) -> None:
    after = summary(work, BAN_MAI, two_rounds)
    assert after is not None
    found = against_last(work, BAN_MAI, after)
    assert found is not None
    assert (found.before.round.opens_on, found.before.n) == (date(2026, 10, 1), 12)
    assert found.items["e1"].direction is Direction.UP


def test_first_round_and_another_office_have_nothing_to_compare(work: Work, two_rounds: str) -> None:
    after = summary(work, BAN_MAI, two_rounds)
    assert after is not None
    first = replace(after, round=replace(after.round, opens_on=date(2026, 10, 1) - timedelta(1)))
    assert against_last(work, BAN_MAI, first) is None
    assert against_last(work, NONG_BUA, after) is None


def test_another_scale_is_shown_beside_and_called_no_change() -> None:
    """Four levels of 2563 (0, 33, 67, 100) against the six of 2567: 33 points are not 33 points."""
    old = load("eit-2563")
    asked = {item.lineage: item for item in EIT.items}
    shared = next(item for item in old.items if item.lineage in asked and len(item.options) == 4)
    before = answered([{item.id: 1 for item in old.items}] * 40, "2563", old)
    found = compare(before, all_gave(40, 6)).items[asked[shared.lineage].id]
    assert (found.before.score.shown, found.after.score.shown) == ("0.00", "100.00")
    assert (found.rescaled, found.direction) == (True, Direction.RESCALED)
    assert "▲" not in DIRECTIONS[found.direction]


def test_change_of_scale_of_one_item_marks_what_is_made_of_it() -> None:
    halved = tuple(
        replace(item, options=tuple(replace(one, points=one.points // 2) for one in item.options))
        if item.id == "e1"
        else item
        for item in EIT.items
    )
    before = answered([dict.fromkeys([item.id for item in EIT.items], 1)] * 40, "2569Q4", replace(EIT, items=halved))
    found = compare(before, all_gave(40, 6))
    assert {key for key, one in found.items.items() if one.rescaled} == {"e1"}
    assert {key for key, one in found.indicators.items() if one.rescaled} == {EIT.items[0].indicator}
    assert found.total is not None
    assert found.total.direction is Direction.RESCALED
    assert found.items["e2"].direction is Direction.UP
