"""Showing the survey's question, again where it is needed."""

from collections.abc import Sequence
from dataclasses import replace

from bot import messages, texts
from bot.desk import Desk, Turn
from bot.ports import Message
from bot.state import State
from bot.topics import rating_cards
from surveys import sitting as sittings
from surveys.sitting import Sitting


def open_sitting(desk: Desk, state: State) -> Sitting | None:
    """The survey that is under way: not too old, of the present questionnaire; counted in the present round."""
    found = state.sitting
    if found is None or desk.instrument is None or desk.round is None:
        return None
    if found.instrument != desk.instrument.id or sittings.expired(found, desk.now):
        return None
    return found if found.round == desk.round.id else sittings.move_to(found, desk.round.id)


def ask(desk: Desk, state: State, note: str, before: Sequence[Message] = ()) -> Turn:
    """The question that comes now, or the review. Not lasting: the next message shows it anyway."""
    assert state.sitting is not None
    assert desk.instrument is not None
    shown: list[Message] = [*before, *([messages.text(note)] if note else [])]
    item = sittings.current(state.sitting, desk.instrument)
    if item is None:
        shown.append(rating_cards.review(state.sitting, desk.instrument))
        offered: Sequence[str] = (texts.SEND, texts.BACK, texts.RESTART, texts.CANCEL)
    else:
        shown.append(rating_cards.question(state.sitting, desk.instrument, item))
        full = (texts.FULL,) if item.spoken != item.text else ()
        back = (texts.BACK,) if sittings.progress(state.sitting, desk.instrument)[0] > 1 else ()
        offered = (texts.SKIP, *back, *full, texts.MENU, texts.CANCEL)
    return Turn(state, messages.with_quick_replies(shown, offered), lasting=False)


def again(desk: Desk, state: State, hint: str = "") -> Turn:
    """The question shown now, once more."""
    sitting = open_sitting(desk, state)
    assert sitting is not None
    assert desk.instrument is not None
    item = sittings.current(sitting, desk.instrument)
    if item is None:
        return ask(desk, state, "")
    return ask(desk, state, hint.replace("{most}", str(len(item.options))))


def not_a_choice(desk: Desk, state: State) -> Turn:
    """Neither an answer nor a question: the same question again, with a hint."""
    return again(desk, state, texts.NOT_A_CHOICE)


def unreadable(desk: Desk, state: State) -> Turn:
    """A sticker, a photo, a place: the same question again."""
    return again(desk, state, texts.ONLY_CHOICES)


def after(desk: Desk, state: State, turn: Turn) -> Turn:
    """Another topic's turn, followed by the question that still waits."""
    if open_sitting(desk, turn.state) is None:
        return turn
    waiting = again(desk, turn.state).messages
    earlier = [messages.without_quick_replies(message) for message in turn.messages]
    return replace(turn, messages=[*earlier[: messages.MESSAGES - len(waiting)], *waiting])
