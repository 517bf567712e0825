"""Coming and going: new friends, greetings."""

from bot import texts
from bot.desk import Desk, Turn
from bot.facts import Forgotten
from bot.state import State
from bot.topics import menu


def followed(desk: Desk) -> Turn:
    """A new friend, or an old one back again: privacy notice and menu, and nothing remembered from before."""
    fresh = State()
    note = texts.WELCOME.format(name=desk.agency.spoken_name)
    turn = menu.show(desk, fresh, note=f"{note}\n\n{texts.PRIVACY.format(link=desk.privacy)}")
    return Turn(fresh, turn.messages)


def unfollowed() -> Turn:
    """Blocked: an open survey ends, nothing is kept but that nothing may be sent."""
    return Turn(State(blocked=True), facts=[Forgotten()])


def hello(desk: Desk, state: State) -> Turn:
    """A greeting in return."""
    return menu.show(desk, state, note=texts.HELLO.format(name=desk.agency.spoken_name))
