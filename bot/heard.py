"""What the office learns from a turn: which question was asked, and how it ended so far. Derived, never asked for."""

from dataclasses import replace

from bot.desk import Turn
from bot.facts import Asked, AskedUnknown, Counted, Fact, Rated
from bot.state import Question, State
from qa.counting import NO_TOPIC, Outcome
from qa.learning_ports import Fate
from qa.ports import Kind


def noted(before: State, turn: Turn) -> Turn:
    """The turn with what is to be kept of its question, for `qa.learning` and the service statistics."""
    found = _passed_on(before, turn) or _answered(before, turn)
    return replace(turn, facts=[*turn.facts, *found]) if found else turn


def _passed_on(before: State, turn: Turn) -> list[Fact]:
    passed = next((fact for fact in turn.facts if isinstance(fact, AskedUnknown)), None)
    if passed is None or passed.kind is not Kind.QUESTION:
        return []
    asked = before.question
    again = asked is not None and bool(passed.message_id) and asked.message_id == passed.message_id
    shown = _shown_for(before, asked) if again and asked is not None else ""
    counted: list[Fact] = [] if again else [Counted(Outcome.ASKED.value, NO_TOPIC)]
    return [*counted, Asked(passed.text, passed.message_id, Fate.PASSED_ON, shown)]


def _answered(before: State, turn: Turn) -> list[Fact]:
    asked = turn.state.question
    outcomes = {fact.outcome: fact.topic for fact in turn.facts if isinstance(fact, Counted)}
    if asked is None:
        return []
    fresh = before.question is None or before.question.key != asked.key
    answered, asked_back = outcomes.get(Outcome.ANSWERED.value), outcomes.get(Outcome.ASKED_BACK.value)
    if fresh and (answered is not None or asked_back is not None):
        topic = answered if answered is not None else asked_back
        return [Counted(Outcome.ASKED.value, topic or NO_TOPIC), _now(turn.state, asked, answered is not None)]
    if fresh:
        return []
    if asked_back is not None or any(isinstance(fact, Rated) and not fact.helped for fact in turn.facts):
        return [Asked(asked.text, asked.message_id, Fate.NOT_THIS, _shown_for(before, asked))]
    return [_now(turn.state, asked, answered=True)] if answered is not None else []


def _now(state: State, asked: Question, answered: bool) -> Asked:
    if answered:
        return Asked(asked.text, asked.message_id, Fate.ANSWERED, _shown_for(state, asked))
    return Asked(asked.text, asked.message_id, Fate.UNTAKEN, "")


def _shown_for(state: State, asked: Question | None) -> str:
    """The entry that was shown since the question was asked; "" when none was."""
    topic = state.topic
    return topic.about if topic is not None and asked is not None and topic.at >= asked.at else ""
