"""The survey in the chat: one question per bubble, by touch or by typing, with undo, review and resume.

Rules for what goes wrong: a button of another survey, or tampered with, changes nothing and is counted; a round that
closed meanwhile moves the answers to the new one, says so, and is sent only by another ส่ง; a questionnaire withdrawn
meanwhile, or more than 24 h of silence, ends the survey with a word; who was linked as staff meanwhile sends nothing.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot import messages, texts
from bot.buttons import Button
from bot.desk import Desk, Turn
from bot.events import Event
from bot.facts import Counted, Fact, SurveyDone
from bot.ports import Message
from bot.state import State
from bot.topics import menu, rating_cards
from bot.topics.rating_asking import after, again, ask, not_a_choice, open_sitting, unreadable
from bot.topics.rating_opening import restart, start, start_at
from kernel.errors import Refused
from kernel.thai import arabic_digits
from qa.normal import flat
from surveys import sitting as sittings
from surveys.instruments import Instrument
from surveys.sitting import Sitting

__all__ = [
    "after", "again", "not_a_choice", "open_sitting", "restart", "start", "start_at", "tapped", "typed", "unreadable",
]  # fmt: skip

SENT_WORDS = frozenset(flat(word) for word in (texts.SEND, texts.SEND_LONG, "ส่งเลย", "send"))
"""Words that can mean nothing else, even when nothing is left to be sent."""
SEND_WORDS = SENT_WORDS | frozenset(flat(word) for word in ("ยืนยัน", "ตกลง"))
BACK_WORDS = frozenset(flat(word) for word in (texts.BACK, texts.BACK_LONG, "ย้อนกลับ", "กลับ", "แก้", "แก้ไข", "back"))
FULL_WORDS = frozenset(flat(word) for word in (texts.FULL, "ข้อความเต็ม", "อ่านเต็ม", "คำถามเต็ม"))
DOUBLE_TAP = timedelta(seconds=10)
"""The same button again within this time is a shaky finger, not a change of mind."""

_STALE = Counted("stale_button", "survey")


def typed(desk: Desk, state: State, event: Event, text: str) -> Turn | None:
    """What was typed in the middle of the survey; None when it is no answer to the question shown."""
    sitting = open_sitting(desk, state)
    if sitting is None or desk.instrument is None:
        return _typed_too_late(desk, state, text)
    turn = _typed(desk, state, event, sitting, desk.instrument, text)
    return None if turn is None else _told_of_the_move(desk, state, turn)


def _typed(desk: Desk, state: State, event: Event, sitting: Sitting, instrument: Instrument, text: str) -> Turn | None:
    said = flat(text)
    item = sittings.current(sitting, instrument)
    if said in SEND_WORDS:
        return _send(desk, state, event, sitting, instrument)
    if said in BACK_WORDS:
        return _go(desk, state, lambda instrument: sittings.back(sitting, instrument, event.at))
    if item is None:
        return None
    if said in FULL_WORDS:
        return again(desk, state, texts.OFFICIAL_WORDING.format(text=item.text))
    position = sittings.read_choice(item, text)
    if position is not None:
        return _go(desk, state, lambda instrument: sittings.answer(sitting, instrument, item.id, position, event.at))
    if sittings.means_skip(text):
        return _go(desk, state, lambda instrument: sittings.skip(sitting, instrument, item.id, event.at))
    return None


def _typed_too_late(desk: Desk, state: State, text: str) -> Turn | None:
    """A bare answer to a survey that has lapsed; anything else has nothing to do with it."""
    old = state.sitting
    if old is None and desk.answered and flat(text) in SENT_WORDS:
        return menu.say(state, texts.ARRIVED)
    if old is None or not (_looks_like_an_answer(desk, old, text) or flat(text) in SEND_WORDS):
        return None
    return menu.say(replace(state, sitting=None), _why_over(desk, old), texts.START_AGAIN)


def _looks_like_an_answer(desk: Desk, old: Sitting, text: str) -> bool:
    if sittings.means_skip(text):
        return True
    if desk.instrument is None or desk.instrument.id != old.instrument:  # its labels are not at hand any more
        return len(digits := arabic_digits(text).strip()) <= 2 and digits.isascii() and digits.isdigit()
    item = sittings.current(old, desk.instrument)
    return item is not None and sittings.read_choice(item, text) is not None


def _why_over(desk: Desk, old: Sitting) -> str:
    if sittings.expired(old, desk.now):
        return texts.EXPIRED
    same = desk.instrument is not None and desk.instrument.id == old.instrument
    return texts.ROUND_CLOSED if same else texts.WITHDRAWN


def tapped(desk: Desk, state: State, event: Event, button: Button) -> Turn:
    """A button of a survey bubble. One of another survey, or tampered with, changes nothing."""
    sitting = open_sitting(desk, state)
    if sitting is None or desk.instrument is None or button.get("s") != sitting.session:
        return _stale(desk, state)
    return _told_of_the_move(desk, state, _tapped(desk, state, event, sitting, desk.instrument, button))


def _tapped(desk: Desk, state: State, event: Event, sitting: Sitting, instrument: Instrument, button: Button) -> Turn:
    if button.get("do") == rating_cards.SEND:
        return _send(desk, state, event, sitting, instrument)
    if button.get("do") == rating_cards.BACK:
        return _go(desk, state, lambda instrument: sittings.back(sitting, instrument, event.at))
    item_id, chosen = button.get("q"), button.get("a")
    if chosen == rating_cards.SKIP:
        return _go(desk, state, lambda instrument: sittings.skip(sitting, instrument, item_id, event.at))
    position = int(chosen) if len(chosen) <= 2 and chosen.isascii() and chosen.isdigit() else 0
    if _is_double_tap(sitting, event, item_id, position):
        return Turn(state)
    return _go(desk, state, lambda instrument: sittings.answer(sitting, instrument, item_id, position, event.at))


def _told_of_the_move(desk: Desk, state: State, turn: Turn) -> Turn:
    """The round's last midnight passed since the person's last answer: say that the answers now count in the next."""
    assert state.sitting is not None
    if desk.round is None or state.sitting.round == desk.round.id or not turn.messages:
        return turn
    return replace(turn, messages=[messages.text(texts.ROUND_MOVED), *turn.messages][: messages.MESSAGES])


def _is_double_tap(sitting: Sitting, event: Event, item_id: str, position: int) -> bool:
    given = sitting.at != item_id and sitting.answers.get(item_id) == position
    return given and event.at - sitting.touched_at < DOUBLE_TAP


def _stale(desk: Desk, state: State) -> Turn:
    if open_sitting(desk, state) is not None:
        turn = again(desk, state)
        return replace(turn, messages=[messages.text(texts.STALE_BUTTON), *turn.messages], facts=[_STALE])
    why = texts.STALE_BUTTON if state.sitting is None else _why_over(desk, state.sitting)
    then = texts.ALREADY if desk.answered else texts.START_AGAIN
    return replace(menu.say(replace(state, sitting=None), why, then), facts=[_STALE])


def _go(desk: Desk, state: State, move: Callable[[Instrument], Sitting]) -> Turn:
    assert desk.instrument is not None
    try:
        moved = move(desk.instrument)
    except Refused as refused:
        words = texts.STALE_ITEM if refused.reason == "stale_item" else texts.FOREIGN_BUTTON
        turn = again(desk, state)
        return replace(turn, messages=[messages.text(words), *turn.messages], facts=[_STALE])
    return ask(desk, replace(state, sitting=moved), "")


def _send(desk: Desk, state: State, event: Event, sitting: Sitting, instrument: Instrument) -> Turn:
    if desk.staff:
        return menu.say(replace(state, sitting=None), texts.STAFF_CANNOT)
    if sitting.at is not None:
        return not_a_choice(desk, state)
    if not any(given is not None for given in sitting.answers.values()):
        turn = again(desk, state)
        return replace(turn, messages=[messages.text(texts.NOTHING_ANSWERED), *turn.messages])
    assert state.sitting is not None
    if state.sitting.round != sitting.round:  # nobody sends into a round they have not heard of
        return ask(desk, replace(state, sitting=sitting), "")
    done = replace(state, sitting=None)
    answers = sittings.finished(sitting, "line", event.at)
    facts: list[Fact] = [SurveyDone(answers), Counted("survey", instrument.id)]
    refusals = {
        "already_answered": menu.say(done, texts.ALREADY).messages,
        "round_closed": menu.say(done, texts.ROUND_CLOSED).messages,
        "withdrawn": menu.say(done, texts.WITHDRAWN).messages,
        "": menu.say(done, texts.TROUBLE).messages,
    }
    return Turn(done, _thanks(desk), facts, refusals)


def _thanks(desk: Desk) -> list[Message]:
    """The same for every answer. The optional page is one address for everybody: it cannot know who opens it."""
    about = messages.opens(texts.ABOUT_BUTTON, f"{desk.base_url}/s/agency/{desk.agency.code}/about")
    shown = [messages.text(texts.SURVEY_THANKS), messages.card("", texts.ABOUT_BODY, [about], strong=False)]
    return messages.with_quick_replies(shown, (texts.MENU, *menu.OFFERED))
