"""The survey in the chat: one question per bubble, by touch or by typing, with undo, review and resume."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from bot import messages, texts
from bot.buttons import Button
from bot.desk import Desk, Turn, short_key
from bot.events import Event
from bot.facts import Counted, Fact, SurveyDone, VisitCounted
from bot.ports import Message
from bot.state import State
from bot.topics import menu, rating_cards
from kernel.agency import Purpose, ServicePoint
from kernel.errors import Refused
from qa.normal import flat
from surveys import sitting as sittings
from surveys.instruments import Instrument
from surveys.sitting import Sitting

SEND_WORDS = frozenset(flat(word) for word in (texts.SEND, texts.SEND_LONG, "ยืนยัน", "ส่งเลย", "ตกลง", "send"))
BACK_WORDS = frozenset(flat(word) for word in (texts.BACK, texts.BACK_LONG, "ย้อนกลับ", "กลับ", "แก้", "แก้ไข", "back"))
DOUBLE_TAP = timedelta(seconds=10)
"""The same button again within this time is a shaky finger, not a change of mind."""

_STALE = Counted("stale_button", "survey")


def open_sitting(desk: Desk, state: State) -> Sitting | None:
    """The survey that is under way: not too old, of the present round."""
    found = state.sitting
    if found is None or desk.instrument is None or desk.round is None:
        return None
    current = found.round == desk.round.id and found.instrument == desk.instrument.id
    return found if current and not sittings.expired(found, desk.now) else None


def start_at(desk: Desk, state: State, event: Event, code: str | None) -> Turn:
    """A poster's text: open the survey of that point, or of the agency when the code is unknown or retired."""
    point = desk.points.get(code) if code else None
    if point is None:
        return start(desk, state, event, note=texts.UNKNOWN_POINT)
    if point.retired:
        return start(desk, state, event, note=texts.RETIRED_POINT)
    visit = VisitCounted(point.code)
    if point.purpose is Purpose.QUESTION:
        turn = menu.say(state, texts.QUESTION_POINT.format(point=point.name))
    else:
        turn = start(desk, state, event, point=point)
    return replace(turn, facts=[visit, *turn.facts])


def start(desk: Desk, state: State, event: Event, *, point: ServicePoint | None = None, note: str = "") -> Turn:
    """The first question, or the one where the person stopped."""
    if desk.staff:
        return menu.say(state, texts.STAFF_CANNOT)
    if desk.round is None or desk.instrument is None:
        return menu.say(state, texts.NO_SURVEY)
    if desk.answered:
        return menu.say(replace(state, sitting=None), texts.ALREADY)
    running = open_sitting(desk, state)
    if running is None:
        return _begin(desk, state, event, point, note)
    resumed = replace(running, point=point.code if point else running.point)
    return _ask(desk, replace(state, sitting=resumed), note or texts.RESUMED)


def restart(desk: Desk, state: State, event: Event) -> Turn:
    """All over again, at the same point."""
    old = state.sitting.point if state.sitting else None
    point = desk.points.get(old) if old else None
    return start(desk, replace(state, sitting=None), event, point=point)


def _begin(desk: Desk, state: State, event: Event, point: ServicePoint | None, note: str) -> Turn:
    assert desk.instrument is not None
    assert desk.round is not None
    fresh = sittings.begin(desk.instrument, desk.round.id, point.code if point else None, desk.now)
    # our own session name: the step gives the same result when it is repeated after a crash
    fresh = replace(fresh, session=short_key("sitting", event.id))
    notes = [note, texts.AT_POINT.format(point=point.name) if point else ""]
    notes.append(texts.CONSENT.format(count=len(desk.instrument.items)))
    return _ask(desk, replace(state, sitting=fresh), "\n\n".join(line for line in notes if line))


def typed(desk: Desk, state: State, event: Event, text: str) -> Turn | None:
    """What was typed in the middle of the survey; None when it is no answer to the question shown."""
    sitting = open_sitting(desk, state)
    if sitting is None or desk.instrument is None:
        return _typed_too_late(desk, state, text)
    said = flat(text)
    item = sittings.current(sitting, desk.instrument)
    if said in SEND_WORDS:
        return _send(desk, state, sitting, desk.instrument)
    if said in BACK_WORDS:
        return _go(desk, state, lambda instrument: sittings.back(sitting, instrument, event.at))
    if item is None:
        return None
    position = sittings.read_choice(item, text)
    if position is not None:
        return _go(desk, state, lambda instrument: sittings.answer(sitting, instrument, item.id, position, event.at))
    if sittings.means_skip(text):
        return _go(desk, state, lambda instrument: sittings.skip(sitting, instrument, item.id, event.at))
    return None


def _typed_too_late(desk: Desk, state: State, text: str) -> Turn | None:
    """A bare answer to a survey that has lapsed; anything else has nothing to do with it."""
    old = state.sitting
    item = sittings.current(old, desk.instrument) if old is not None and desk.instrument is not None else None
    meant = item is not None and (sittings.read_choice(item, text) is not None or sittings.means_skip(text))
    if old is None or not (meant or flat(text) in SEND_WORDS):
        return None
    why = texts.EXPIRED if sittings.expired(old, desk.now) else texts.ROUND_CLOSED
    return menu.say(replace(state, sitting=None), why, texts.START_AGAIN)


def not_a_choice(desk: Desk, state: State) -> Turn:
    """Neither an answer nor a question: the same question again, with a hint."""
    return again(desk, state, texts.NOT_A_CHOICE)


def unreadable(desk: Desk, state: State) -> Turn:
    """A sticker, a photo, a place: the same question again."""
    return again(desk, state, texts.ONLY_CHOICES)


def again(desk: Desk, state: State, hint: str = "") -> Turn:
    """The question shown now, once more."""
    sitting = open_sitting(desk, state)
    assert sitting is not None
    assert desk.instrument is not None
    item = sittings.current(sitting, desk.instrument)
    if item is None:
        return _ask(desk, state, "")
    return _ask(desk, state, hint.format(most=len(item.options)) if hint else "")


def after(desk: Desk, state: State, turn: Turn) -> Turn:
    """Another topic's turn, followed by the question that still waits."""
    if open_sitting(desk, turn.state) is None:
        return turn
    waiting = again(desk, turn.state).messages
    earlier = [messages.without_quick_replies(message) for message in turn.messages]
    return replace(turn, messages=[*earlier[: messages.MESSAGES - len(waiting)], *waiting])


def tapped(desk: Desk, state: State, event: Event, button: Button) -> Turn:
    """A button of a survey bubble. One of another survey, or tampered with, changes nothing."""
    sitting = open_sitting(desk, state)
    if sitting is None or desk.instrument is None or button.get("s") != sitting.session:
        return _stale(desk, state)
    if button.get("do") == rating_cards.SEND:
        return _send(desk, state, sitting, desk.instrument)
    if button.get("do") == rating_cards.BACK:
        return _go(desk, state, lambda instrument: sittings.back(sitting, instrument, event.at))
    item_id, chosen = button.get("q"), button.get("a")
    if chosen == rating_cards.SKIP:
        return _go(desk, state, lambda instrument: sittings.skip(sitting, instrument, item_id, event.at))
    position = int(chosen) if len(chosen) <= 2 and chosen.isascii() and chosen.isdigit() else 0
    if _is_double_tap(sitting, event, item_id, position):
        return Turn(state)
    return _go(desk, state, lambda instrument: sittings.answer(sitting, instrument, item_id, position, event.at))


def _is_double_tap(sitting: Sitting, event: Event, item_id: str, position: int) -> bool:
    given = sitting.at != item_id and sitting.answers.get(item_id) == position
    return given and event.at - sitting.touched_at < DOUBLE_TAP


def _stale(desk: Desk, state: State) -> Turn:
    if open_sitting(desk, state) is not None:
        turn = again(desk, state)
        return replace(turn, messages=[messages.text(texts.STALE_BUTTON), *turn.messages], facts=[_STALE])
    lapsed = state.sitting is not None and sittings.expired(state.sitting, desk.now)
    words = (texts.EXPIRED if lapsed else texts.STALE_BUTTON, texts.ALREADY if desk.answered else texts.START_AGAIN)
    return replace(menu.say(replace(state, sitting=None), *words), facts=[_STALE])


def _go(desk: Desk, state: State, move: Callable[[Instrument], Sitting]) -> Turn:
    assert desk.instrument is not None
    try:
        moved = move(desk.instrument)
    except Refused as refused:
        words = texts.STALE_ITEM if refused.reason == "stale_item" else texts.FOREIGN_BUTTON
        turn = again(desk, state)
        return replace(turn, messages=[messages.text(words), *turn.messages], facts=[_STALE])
    return _ask(desk, replace(state, sitting=moved), "")


def _ask(desk: Desk, state: State, note: str) -> Turn:
    """The question that comes now, or the review. Not lasting: the next message shows it anyway."""
    assert state.sitting is not None
    assert desk.instrument is not None
    shown: list[Message] = [messages.text(note)] if note else []
    item = sittings.current(state.sitting, desk.instrument)
    if item is None:
        shown.append(rating_cards.review(state.sitting, desk.instrument))
        offered: Sequence[str] = (texts.SEND, texts.BACK, texts.RESTART, texts.CANCEL)
    else:
        shown.append(rating_cards.question(state.sitting, desk.instrument, item))
        offered = (texts.SKIP, texts.BACK, texts.MENU, texts.CANCEL)
    return Turn(state, messages.with_quick_replies(shown, offered), lasting=False)


def _send(desk: Desk, state: State, sitting: Sitting, instrument: Instrument) -> Turn:
    if sitting.at is not None:
        return not_a_choice(desk, state)
    if not any(position is not None for position in sitting.answers.values()):
        turn = again(desk, state)
        return replace(turn, messages=[messages.text(texts.NOTHING_ANSWERED), *turn.messages])
    done = replace(state, sitting=None)
    facts: list[Fact] = [SurveyDone(sittings.finished(sitting, "line")), Counted("survey", instrument.id)]
    thanks = menu.say(done, texts.SURVEY_THANKS)
    refusals = {
        "already_answered": menu.say(done, texts.ALREADY).messages,
        "round_closed": menu.say(done, texts.ROUND_CLOSED).messages,
        "": menu.say(done, texts.TROUBLE).messages,
    }
    return Turn(done, thanks.messages, facts, refusals)
