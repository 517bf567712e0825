"""What a turn leaves for the learning loop and the statistics: derived from states and facts."""

from datetime import timedelta

import pytest

from bot.desk import Turn
from bot.facts import Asked, AskedUnknown, Counted, Fact, Rated
from bot.heard import noted
from bot.state import Question, State, Topic
from qa.learning_ports import Fate
from qa.ports import Kind
from tests.cast import NOON

QUESTION = Question("k1", "ขอถังขยะ", "m1", NOON)
ASKED = State(question=QUESTION)
ANSWERED = State(question=QUESTION, topic=Topic("bins", NOON, 0))
EARLIER = State(topic=Topic("tax", NOON - timedelta(minutes=5), 0))
ANSWER, BACK = Counted("answered", "ขยะ"), Counted("asked_back", "ขยะ")


def left(before: State, after: State, *facts: Fact) -> list[Fact]:
    """What is noted beside a turn's own facts."""
    turn = noted(before, Turn(after, [], list(facts)))
    assert list(turn.facts)[: len(facts)] == list(facts)
    return list(turn.facts)[len(facts) :]


def test_an_answered_question_is_asked_once_and_kept_with_its_entry() -> None:
    kept = Asked("ขอถังขยะ", "m1", Fate.ANSWERED, "bins")
    assert left(EARLIER, ANSWERED, ANSWER) == [Counted("asked", "ขยะ"), kept]


def test_choices_are_untaken_until_one_is_tapped() -> None:
    after = State(question=QUESTION, topic=EARLIER.topic)
    assert left(EARLIER, after, BACK) == [Counted("asked", "ขยะ"), Asked("ขอถังขยะ", "m1", Fate.UNTAKEN, "")]
    assert left(after, ANSWERED, ANSWER) == [Asked("ขอถังขยะ", "m1", Fate.ANSWERED, "bins")]


@pytest.mark.parametrize("fact", [BACK, Rated("bins", False)])
def test_not_this_is_kept_with_the_entry_that_was_shown(fact: Fact) -> None:
    assert left(ANSWERED, ANSWERED, fact) == [Asked("ขอถังขยะ", "m1", Fate.NOT_THIS, "bins")]


def test_a_thumb_up_changes_nothing() -> None:
    assert left(ANSWERED, ANSWERED, Rated("bins", True)) == []


def test_a_question_passed_on_at_once_is_asked_without_topic() -> None:
    passed = AskedUnknown("ขอยืมเต็นท์", "m2")
    assert left(ANSWERED, State(), passed) == [Counted("asked", "-"), Asked("ขอยืมเต็นท์", "m2", Fate.PASSED_ON, "")]


def test_a_question_passed_on_after_its_answer_is_not_asked_twice() -> None:
    assert left(ANSWERED, State(), AskedUnknown("ขอถังขยะ", "m1")) == [Asked("ขอถังขยะ", "m1", Fate.PASSED_ON, "bins")]


@pytest.mark.parametrize("kind", [Kind.SUGGESTION, Kind.COMPLAINT])
def test_suggestions_and_complaints_are_no_questions(kind: Kind) -> None:
    assert left(ASKED, State(), AskedUnknown("เสนอ", "m3", kind)) == []


def test_an_answer_found_by_looking_around_is_no_question() -> None:
    assert left(State(), State(topic=Topic("bins", NOON, 0)), ANSWER) == []
