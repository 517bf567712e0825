"""How the survey begins: at a poster, by a word, where somebody stopped; and the days on which it does not."""

from dataclasses import replace

from bot import messages, texts
from bot.desk import Desk, Turn, short_key
from bot.events import Event
from bot.facts import VisitCounted
from bot.ports import Message
from bot.state import State
from bot.topics import menu
from bot.topics.rating_asking import ask, open_sitting
from kernel.agency import Purpose, ServicePoint
from qr import links
from surveys import sitting as sittings
from surveys.rounds import Door, door


def start_at(desk: Desk, state: State, event: Event, code: str | None) -> Turn:
    """A poster's text: open the survey of that point, or of the agency when the code is unknown or retired.

    Two posters, one person: the survey under way goes on, counts for the poster scanned last, and says so.
    """
    point = desk.points.get(code) if code else None
    if point is None or point.purpose is Purpose.FRAUD:  # a fraud poster says nothing in the chat
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
    """The first question, or the one where the person stopped; or where else to go today."""
    if desk.staff:
        return menu.say(state, texts.STAFF_CANNOT)
    if desk.round is None or desk.instrument is None:
        return menu.say(state, texts.NO_SURVEY)
    official = links.official(desk.agency.official_eit_url)
    opened = door(desk.agency, desk.today, official)
    if not opened.asks:
        return _elsewhere(replace(state, sitting=None), opened, official)
    if desk.answered:
        return menu.say(replace(state, sitting=None), texts.ALREADY)
    if not desk.instrument.tappable:
        return _on_the_web(desk, replace(state, sitting=None), point)
    first = [_official(official)] if opened is Door.FIRST and official else []
    running = open_sitting(desk, state)
    if running is None:
        return _begin(desk, state, event, point, note, first)
    moved = point is not None and point.code != running.point
    notes = [texts.AT_POINT.format(point=point.name) if point and moved else "", note or texts.RESUMED]
    resumed = replace(running, point=point.code if point else running.point)
    return ask(desk, replace(state, sitting=resumed), "\n\n".join(line for line in notes if line), first)


def restart(desk: Desk, state: State, event: Event) -> Turn:
    """All over again, at the same point."""
    old = state.sitting.point if state.sitting else None
    point = desk.points.get(old) if old else None
    return start(desk, replace(state, sitting=None), event, point=point)


def _begin(desk: Desk, state: State, event: Event, point: ServicePoint | None, note: str, first: list[Message]) -> Turn:
    assert desk.instrument is not None
    assert desk.round is not None
    fresh = sittings.begin(desk.instrument, desk.round.id, point.code if point else None, desk.now)
    # our own session name: the step gives the same result when it is repeated after a crash
    fresh = replace(fresh, session=short_key("sitting", event.id))
    notes = [note, texts.AT_POINT.format(point=point.name) if point else ""]
    notes.append(texts.CONSENT.format(count=len(desk.instrument.items)))
    return ask(desk, replace(state, sitting=fresh), "\n\n".join(line for line in notes if line), first)


def _elsewhere(state: State, opened: Door, official: str | None) -> Turn:
    """The official form alone, or a word of thanks: nothing of ours is asked today."""
    if opened is Door.THANKS or not official:
        return menu.say(state, texts.THANKS_ONLY)
    shown = [_official(official)]
    return Turn(state, messages.with_quick_replies(shown, (texts.MENU, *menu.OFFERED)))


def _on_the_web(desk: Desk, state: State, point: ServicePoint | None) -> Turn:
    """A questionnaire that buttons cannot ask has its page."""
    path = f"/s/{point.code}" if point else f"/s/agency/{desk.agency.code}"
    card = messages.card("", texts.ON_THE_WEB, [messages.opens(texts.OPEN_FORM, desk.base_url + path)])
    return Turn(state, messages.with_quick_replies([card], (texts.MENU, *menu.OFFERED)))


def _official(address: str) -> Message:
    return messages.card(texts.OFFICIAL_TITLE, texts.OFFICIAL_BODY, [messages.opens(texts.OFFICIAL_BUTTON, address)])
