"""Thumbs under an answer: counted once for a person and a wording, without the person."""

from dataclasses import replace

from bot import messages, texts
from bot.buttons import Button
from bot.desk import Desk, Turn
from bot.facts import Counted, Fact, Rated
from bot.state import RATINGS_KEPT, State
from bot.topics import answers, asking, menu


def tapped(desk: Desk, state: State, button: Button) -> Turn:
    """A thumb. A second tap, and one under an answer shown long ago, is thanked for and not counted."""
    if button.get("h") not in ("0", "1"):
        return replace(menu.say(state, texts.FOREIGN_BUTTON), facts=[Counted("stale_button", "unknown")])
    return _rated(desk, state, button.get("e"), button.get("q"), helped=button.get("h") == "1")


def typed(desk: Desk, state: State, *, helped: bool) -> Turn:
    """The word or the sign for it, about the answer shown last."""
    topic = answers.talked_about(desk, state)
    if topic is None or desk.knowledge.entry(topic.about) is None:
        return menu.say(state, texts.WELCOME_BACK_TO_WORK) if helped else asking.not_this(desk, state)
    return _rated(desk, state, topic.about, state.question.key if state.question else "", helped=helped)


def _rated(desk: Desk, state: State, entry_id: str, key: str, *, helped: bool) -> Turn:
    entry = desk.knowledge.entry(entry_id)
    if entry is None:
        return asking.gone(state)
    mark = answers.mark(entry)
    counts = mark in state.shown and mark not in state.rated
    kept = replace(state, rated=(*state.rated, mark)[-RATINGS_KEPT:]) if counts else state
    if helped:
        turn = menu.say(kept, texts.RATED if counts else texts.RATED_ALREADY)
    else:
        turn = asking.not_this(desk, kept, key)
        if not counts:
            turn = replace(turn, messages=[messages.text(texts.RATED_ALREADY), *turn.messages])
    rated: list[Fact] = [Rated(entry.id, helped)] if counts else []
    return replace(turn, facts=[*turn.facts, *rated], refusals={"": turn.messages} if counts else {})
