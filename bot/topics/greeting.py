"""Coming and going: new friends, greetings, groups."""

from bot import messages, texts
from bot.desk import Desk, Turn
from bot.events import Event, Join, Text
from bot.facts import Forgotten
from bot.state import State
from bot.topics import menu
from kernel.agency import Agency
from qa.answering import Kind
from qa.routing import Route


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


def contact(agency: Agency, state: State) -> Turn:
    """How to reach a human being; what is typed next goes to staff."""
    return menu.say(state, f"{texts.contact(agency)}\n\n{texts.TELL_QUESTION}")


def in_public(desk: Desk, event: Event) -> Turn:
    """A chat of several people, or of one whom LINE does not name: public answers, no state, no survey."""
    nobody = State()
    if isinstance(event.content, Join):
        return Turn(nobody, [messages.text(texts.GROUP_HELLO)])
    if not isinstance(event.content, Text) or (event.in_group and not event.content.to_us):
        return Turn(nobody)
    return Turn(nobody, [messages.text(_public_answer(desk, event.content))])


def _public_answer(desk: Desk, said: Text) -> str:
    route = said.route
    if route in (Route.SURVEY, Route.POINT):
        return texts.ONE_TO_ONE_ONLY
    if route is Route.EMERGENCY:
        return texts.EMERGENCY
    if route is Route.PERSON:
        return texts.contact(desk.agency)
    if route is not Route.QUESTION:
        return texts.GROUP_HELLO
    reply = desk.knowledge.reply(said.text)
    if reply.kind is Kind.ANSWER:
        return reply.entries[0].entry.answer
    if reply.kind is Kind.CHOICES:
        return "\n".join([texts.WHICH, *(f"• {ranked.entry.question}" for ranked in reply.entries)])
    return f"{texts.CANNOT_ANSWER}\n{texts.contact(desk.agency)}"
