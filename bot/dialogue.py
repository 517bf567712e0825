"""The dialogue as a function: where a person stands and what they did, in; where they stand now and what is said, out.

No clock, no store, no network: the desk is all a step may look at, and what must be written leaves as facts.
"""

from dataclasses import replace

from bot import texts, ways
from bot.desk import Desk, Turn
from bot.events import Event, Follow, Postback, Text, Unfollow, Unreadable, Unsend
from bot.facts import Forgotten
from bot.six_digits import code_in
from bot.state import State
from bot.topics import (
    asking,
    browsing,
    greeting,
    in_public,
    menu,
    numbered,
    patrol,
    rating,
    staff,
    threads,
    wordless,
)
from qa.routing import Route, point_code


def step(desk: Desk, state: State, event: Event) -> Turn:
    """One event of one person."""
    content = event.content
    if not event.one_to_one:
        return in_public.answer(desk, event)
    if isinstance(content, Follow):
        return greeting.followed(desk)
    if isinstance(content, Unfollow):
        return replace(greeting.unfollowed(), facts=[Forgotten(state.threads)])
    here = replace(state, blocked=False)  # who writes has not blocked us, whatever event was lost
    match content:
        case Text():
            return _typed(desk, here, event, content)
        case Postback():
            return ways.tapped(desk, here, event, content)
        case Unsend():
            return wordless.taken_back(here, content)
        case Unreadable() if desk.staff and patrol.may_be(event):
            return patrol.photographed(here, event, content)
        case Unreadable():
            return wordless.unreadable(desk, here, content)
        case _:
            return Turn(state)


def asks_who(state: State, event: Event) -> bool:
    """Whether the step needs to know if the person is staff or has answered: two look-ups most events can spare."""
    if not event.one_to_one:
        return False
    if state.sitting is not None or isinstance(event.content, Postback) or patrol.may_be(event):
        return True
    if not isinstance(event.content, Text):
        return False
    flat = event.content.flat
    wants = event.content.route in (Route.SURVEY, Route.POINT, Route.RESTART) or flat in rating.SENT_WORDS
    return wants or menu.way_typed(flat) == menu.SURVEY


def _typed(desk: Desk, state: State, event: Event, said: Text) -> Turn:
    if said.message_id and said.message_id in state.taken_back:
        return Turn(state)  # its unsend came first
    if not said.flat:
        return wordless.signs(desk, state, said)
    route = said.route
    if route in (Route.MENU, Route.CANCEL, Route.RESTART):
        return _global_word(desk, state, event, route)
    about = threads.way_typed(said.flat)
    if about and (state.threads or about == threads.ERASE):
        return rating.after(desk, state, threads.typed(desk, state, about))
    if state.waiting_for and _leads_away(said, route):
        state = replace(state, waiting_for="")
    if state.waiting_for and route is not Route.EMERGENCY:
        if state.waiting_for.startswith(threads.WRITING):
            return threads.told(desk, state, said)
        return asking.told(desk, state, said)
    answered = rating.typed(desk, state, event, said.text)
    if answered is not None:
        return answered
    if rating.open_sitting(desk, state) is not None:
        return _beside_the_survey(desk, state, event, said, route)
    return _free(desk, replace(state, sitting=None), event, said, route)


def _leads_away(said: Text, route: Route) -> bool:
    """A word of the menu or a poster's text: nobody means to write that to staff, whatever we wait for."""
    way = menu.way_typed(said.flat)
    return route is Route.POINT or bool(way and way not in menu.ABOUT_ANSWERS)


def _global_word(desk: Desk, state: State, event: Event, route: Route) -> Turn:
    running = rating.open_sitting(desk, state) is not None
    if route is Route.MENU:
        return menu.show(desk, state if running else replace(state, sitting=None))
    if route is Route.RESTART and running:
        return rating.restart(desk, state, event)
    if route is Route.CANCEL and state.waiting_for:
        return rating.after(desk, state, menu.say(replace(state, waiting_for=""), texts.CANCELLED))
    cleared = replace(state, sitting=None, waiting_for="", question=None)
    if route is Route.RESTART:
        return menu.show(desk, cleared)
    return menu.say(cleared, texts.SURVEY_CANCELLED if running else texts.NOTHING_TO_CANCEL)


def _beside_the_survey(desk: Desk, state: State, event: Event, said: Text, route: Route) -> Turn:
    """Something else in the middle of a survey is dealt with, and the survey's question is shown again."""
    way = menu.way_typed(said.flat)
    if route in (Route.SURVEY, Route.POINT) or (way and way not in menu.ABOUT_ANSWERS):
        return _free(desk, state, event, said, route)
    if not way and route is Route.QUESTION and not asking.understood(desk, said.text):
        return rating.not_a_choice(desk, state)
    return rating.after(desk, state, _free(desk, state, event, said, route))


def _free(desk: Desk, state: State, event: Event, said: Text, route: Route) -> Turn:
    way = menu.way_typed(said.flat)
    if way:
        return ways.to(desk, state, event, way)
    code = code_in(said.text)
    if code is not None:
        return staff.link(desk, state, code)
    chosen = _by_number(desk, state, event, said)
    if chosen is not None:
        return chosen
    category = browsing.named(desk, said.flat)
    if category:
        return browsing.questions(desk, state, category)
    match route:
        case Route.POINT:
            return rating.start_at(desk, state, event, point_code(said.text))
        case Route.SURVEY:
            return rating.start(desk, state, event)
        case Route.GREETING:
            return greeting.hello(desk, state)
        case Route.THANKS:
            return menu.say(state, texts.THANKED)
        case Route.EMERGENCY:
            return menu.say(state, texts.EMERGENCY)
        case Route.PERSON:
            return ways.to(desk, state, event, menu.PERSON)
        case _:
            return asking.ask(desk, state, event, said)


def _by_number(desk: Desk, state: State, event: Event, said: Text) -> Turn | None:
    """A typed number is a tap on that line of the list shown last; None when there is no such list."""
    listed = numbered.live(state, desk.now)
    number = numbered.number_in(said.text, said.flat) if listed is not None else None
    if listed is None or number is None:
        return None
    line = numbered.line(listed, number)
    if not line:
        last = listed.first + len(listed.lines) - 1
        return menu.say(state, texts.NUMBER_NOT_THERE.format(first=listed.first, last=last))
    return ways.tapped(desk, state, event, Postback(line))
