"""Skip rules, and the sitting that follows them whatever people do."""

import json
from collections.abc import Mapping
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.errors import Refused
from surveys import sitting as s
from surveys.asking import asked, kept, possible
from surveys.instruments import Condition, Given, Instrument, Item, Option
from tests.cast import NOON
from tests.surveys.own import WATER

KINDS = ("level", "yesno", "single", "multiple", "number", "text")


def ids(items: tuple[Item, ...]) -> str:
    return " ".join(item.id for item in items)


@pytest.mark.parametrize(
    ("answers", "path", "still_possible"),
    [
        ({}, "q1 q2 q3 q4 q7", "q1 q2 q3 q4 q5 q6 q7"),
        ({"q4": 2}, "q1 q2 q3 q4 q5 q6 q7", "q1 q2 q3 q4 q5 q6 q7"),
        ({"q4": 1}, "q1 q2 q3 q4 q7", "q1 q2 q3 q4 q7"),
        ({"q4": None}, "q1 q2 q3 q4 q7", "q1 q2 q3 q4 q7"),
    ],
)
def test_condition_decides_what_is_asked(answers: Mapping[str, Given | None], path: str, still_possible: str) -> None:
    assert (ids(asked(WATER, answers)), ids(possible(WATER, answers))) == (path, still_possible)


def test_condition_on_a_multiple_choice_looks_at_every_choice() -> None:
    found = made([("multiple", None), ("text", ("q1", (2, 3)))])
    assert [ids(asked(found, {"q1": given})) for given in ((1,), (1, 3), (2,))] == ["q1", "q1 q2", "q1 q2"]


def test_item_behind_one_that_is_not_asked_is_not_asked_either() -> None:
    found = made([("single", None), ("single", ("q1", (2,))), ("text", ("q2", (1,)))])
    assert ids(asked(found, {"q1": 2, "q2": 1})) == "q1 q2 q3"
    assert ids(asked(found, {"q1": 1, "q2": 1})) == "q1"
    assert kept(found, {"q1": 1, "q2": 1, "q3": "x"}) == {"q1": 1}


def through(instrument: Instrument, answers: Mapping[str, Given]) -> s.Sitting:
    sitting = s.begin(instrument, "water-2570.1:2570Q1", None, NOON)
    while sitting.at is not None:
        sitting = s.answer(sitting, instrument, sitting.at, answers[sitting.at], NOON)
    return sitting


FULL: dict[str, Given] = {"q1": 1, "q2": 5, "q3": 1, "q4": 2, "q5": (1, 3), "q6": 2, "q7": "น้ำขุ่น"}


def test_changed_answer_on_the_review_drops_the_way_not_taken() -> None:
    done = through(WATER, FULL)
    changed = s.answer(done, WATER, "q4", 1, NOON)
    assert (done.answers, changed.at) == (FULL, None)
    assert changed.answers == {"q1": 1, "q2": 5, "q3": 1, "q4": 1, "q7": "น้ำขุ่น"}
    with pytest.raises(Refused, match="stale_item"):
        s.answer(changed, WATER, "q5", (1,), NOON)


def test_changed_answer_on_the_review_opens_what_is_asked_now() -> None:
    done = through(WATER, FULL | {"q4": 1})
    opened = s.answer(done, WATER, "q4", 2, NOON)
    assert (done.at, opened.at) == (None, "q5")
    with pytest.raises(Refused, match="unfinished"):
        s.finished(opened, "web")


def test_back_passes_over_items_not_asked() -> None:
    done = through(WATER, FULL | {"q4": 1})
    assert s.back(s.back(done, WATER, NOON), WATER, NOON).at == "q4"


def test_progress_never_promises_less_than_it_keeps() -> None:
    sitting = s.begin(WATER, "r", None, NOON)
    seen = []
    for position in (1, 5, 1, 1):
        seen.append(s.progress(sitting, WATER))
        sitting = s.answer(sitting, WATER, sitting.at or "", position, NOON)
    assert [*seen, s.progress(sitting, WATER)] == [(1, 7), (2, 7), (3, 7), (4, 7), (5, 5)]


def test_dict_of_a_sitting_survives_json_with_every_kind_of_answer() -> None:
    done = through(WATER, FULL)
    assert s.from_dict(json.loads(json.dumps(s.to_dict(done)))) == done


# -- whatever the questionnaire and whatever people do


def made(plan: list[tuple[str, tuple[str, tuple[int, ...]] | None]]) -> Instrument:
    """A questionnaire of these kinds and conditions; every choice has three options."""
    options = tuple(Option(position, f"ตัวเลือก {position}", 0) for position in (1, 2, 3))
    items = tuple(
        Item(
            id=f"q{number}", text="ข้อ", kind=kind, reverse=False, indicator="", issue=0,  # type: ignore[arg-type]
            options=options if kind not in {"number", "text"} else (), when=Condition(*when) if when else None,
        )
        for number, (kind, when) in enumerate(plan, start=1)
    )  # fmt: skip
    return Instrument("made-2570.1", "own", "แบบทดสอบ", 2570, "", items, {})


@st.composite
def questionnaires(draw: st.DrawFn) -> Instrument:
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=7))
    plan: list[tuple[str, tuple[str, tuple[int, ...]] | None]] = []
    for place, kind in enumerate(kinds):
        before = [f"q{number}" for number, one in enumerate(kinds[:place], 1) if one not in {"number", "text"}]
        positions = st.sets(st.sampled_from((1, 2, 3)), min_size=1, max_size=2).map(lambda one: tuple(sorted(one)))
        when = draw(st.none() | st.tuples(st.sampled_from(before), positions)) if before else None
        plan.append((kind, when))
    return made(plan)


def an_answer(item: Item) -> st.SearchStrategy[Given]:
    if item.kind == "multiple":
        return st.sets(st.sampled_from((1, 2, 3)), min_size=1).map(lambda one: tuple(sorted(one)))
    return {"number": st.integers(0, 99), "text": st.sampled_from(("ดี", "=1+1"))}.get(
        item.kind, st.sampled_from((1, 2, 3))
    )


def one_move(draw: st.DrawFn, sitting: s.Sitting, instrument: Instrument, minute: int) -> s.Sitting:
    now = NOON + timedelta(minutes=minute)
    can = asked(instrument, sitting.answers) if sitting.at is None else (instrument.item(sitting.at),)
    item = draw(st.sampled_from([one for one in can if one is not None]))
    match draw(st.sampled_from(("answer", "answer", "answer", "skip", "back"))):
        case "back":
            return s.back(sitting, instrument, now)
        case "skip":
            return s.skip(sitting, instrument, item.id, now)
    return s.answer(sitting, instrument, item.id, draw(an_answer(item)), now)


@st.composite
def journeys(draw: st.DrawFn) -> tuple[Instrument, list[s.Sitting]]:
    """A questionnaire and every sitting of a wandering person."""
    instrument = draw(questionnaires())
    states = [s.begin(instrument, "r", None, NOON)]
    for minute in range(draw(st.integers(0, 14))):
        states.append(one_move(draw, states[-1], instrument, minute))
    return instrument, states


@settings(max_examples=150, deadline=None)
@given(journeys())
def test_answers_never_hold_an_item_that_is_not_asked(journey: tuple[Instrument, list[s.Sitting]]) -> None:
    instrument, states = journey
    for sitting in states:
        path = {item.id for item in asked(instrument, sitting.answers)}
        assert sitting.answers.keys() <= path
        assert sitting.at is None or sitting.at in path


@settings(max_examples=150, deadline=None)
@given(journeys())
def test_review_is_reached_from_anywhere_and_then_everything_asked_is_seen(
    journey: tuple[Instrument, list[s.Sitting]],
) -> None:
    instrument, states = journey
    sitting, moves = states[-1], 0
    while sitting.at is not None:
        sitting, moves = s.skip(sitting, instrument, sitting.at, NOON), moves + 1
    assert moves <= len(instrument.items) + 1
    assert list(s.finished(sitting, "web").answers) == [item.id for item in asked(instrument, sitting.answers)]


@settings(max_examples=150, deadline=None)
@given(journeys())
def test_undone_and_given_again_changes_nothing(journey: tuple[Instrument, list[s.Sitting]]) -> None:
    instrument, states = journey
    for before, after in pairwise(states):
        undone = s.back(after, instrument, after.touched_at)
        went_on = before.at is not None and before.at not in before.answers and before.at in after.answers
        if not went_on or undone.at != before.at:
            continue  # a change further back goes on at the first item not seen yet
        redone = again(undone, instrument, after.answers[before.at or ""], after)
        assert redone == after


def again(undone: s.Sitting, instrument: Instrument, said: Given | None, after: s.Sitting) -> s.Sitting:
    if said is None:
        return s.skip(undone, instrument, undone.at or "", after.touched_at)
    return s.answer(undone, instrument, undone.at or "", said, after.touched_at)


@settings(max_examples=150, deadline=None)
@given(journeys())
def test_number_of_items_to_come_never_grows_while_going_on(journey: tuple[Instrument, list[s.Sitting]]) -> None:
    instrument, states = journey
    for before, after in pairwise(states):
        if before.at is not None and before.at not in before.answers:
            assert s.progress(after, instrument)[1] <= s.progress(before, instrument)[1]
