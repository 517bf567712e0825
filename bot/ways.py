"""Where a tile, a typed word or a button leads."""

from dataclasses import replace

from bot import buttons, messages, texts
from bot.desk import Desk, Turn
from bot.events import Event, Postback
from bot.facts import Counted
from bot.state import State
from bot.topics import answers, asking, browsing, menu, passing_on, rating, threads, thumbs


def to(desk: Desk, state: State, event: Event, way: str) -> Turn:
    """Follow a tile of the menu, or the word for it."""
    match way:
        case menu.SURVEY:
            return rating.start(desk, state, event)
        case menu.ASK:
            return browsing.categories(desk, state, texts.ASK_OR_BROWSE)
        case menu.SUGGEST:
            return asking.tell(state, "suggestion")
        case menu.COMPLAIN:
            return asking.tell(state, "complaint")
        case menu.PERSON:
            return passing_on.talk(desk, state)
        case menu.STAFF:
            return asking.to_staff(desk, state)
        case menu.NOT_THIS:
            return thumbs.typed(desk, state, helped=False)
        case menu.HELPED:
            return thumbs.typed(desk, state, helped=True)
        case menu.READ_ON:
            return answers.read_on(desk, state)
        case menu.BROWSE:
            return browsing.categories(desk, state)
        case menu.ONWARD:
            return browsing.onward(desk, state)
        case menu.FIGURES:
            opened = messages.opens(texts.FIGURES, desk.figures)
            shown = [messages.card(texts.ABOUT, texts.contact(desk.agency), [opened])]
            return Turn(state, messages.with_quick_replies(shown, (texts.PERSON, texts.MENU)))
        case menu.SHOW:
            return menu.show(desk, state)
        case _:
            return _foreign(state)


def tapped(desk: Desk, state: State, event: Event, postback: Postback) -> Turn:
    """Follow a button of ours, however old."""
    button = buttons.read(postback.data)
    match button.topic:
        case buttons.SURVEY:
            return rating.tapped(desk, state, event, button)
        case buttons.ASK:
            return rating.after(desk, state, asking.tapped(desk, state, button))
        case buttons.RATE:
            return rating.after(desk, state, thumbs.tapped(desk, state, button))
        case buttons.BROWSE:
            return rating.after(desk, state, browsing.tapped(desk, state, button))
        case buttons.THREAD:
            return rating.after(desk, state, threads.tapped(desk, replace(state, waiting_for=""), button))
        case buttons.MENU:
            return to(desk, replace(state, waiting_for=""), event, button.get("to"))
        case _:
            return rating.after(desk, state, _foreign(state))


def _foreign(state: State) -> Turn:
    return replace(menu.say(state, texts.FOREIGN_BUTTON), facts=[Counted("stale_button", "unknown")])
