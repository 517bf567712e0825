"""A chat of several people, or of one whom LINE does not name: public answers, nothing remembered or passed on."""

from bot import buttons, messages, reading, texts
from bot.desk import Desk, Turn
from bot.events import Event, Join, Postback, Text
from bot.ports import Message
from bot.state import State
from bot.topics import answers
from qa import hours_texts
from qa.answering import Kind
from qa.entries import Entry
from qa.routing import Route


def answer(desk: Desk, event: Event) -> Turn:
    """Silent in a group unless it names us. Buttons are links only: a tap in a group says nothing to us."""
    content = event.content
    if isinstance(content, Join):
        return Turn(State(), _pointing(desk, event, texts.GROUP_HELLO, texts.MENU))
    if isinstance(content, Postback) and not event.in_group:
        return _tapped(desk, content)
    if not isinstance(content, Text) or (event.in_group and not content.to_us):
        return Turn(State())
    return Turn(State(), _spoken(desk, event, content))


def _spoken(desk: Desk, event: Event, said: Text) -> list[Message]:
    match said.route:
        case Route.SURVEY | Route.POINT:
            return _pointing(desk, event, texts.ONE_TO_ONE_ONLY, said.text.strip())
        case Route.EMERGENCY:
            return [messages.text(texts.EMERGENCY)]
        case Route.PERSON:
            return _pointing(desk, event, texts.contact(desk.agency), texts.PERSON)
        case Route.QUESTION if said.flat:
            return _answered(desk, event, said)
        case _:
            return _pointing(desk, event, texts.GROUP_HELLO, texts.MENU)


def _answered(desk: Desk, event: Event, said: Text) -> list[Message]:
    reply = desk.knowledge.reply(said.text)
    if reply.kind is Kind.ANSWER:
        entry = reply.entries[0].entry
        day = hours_texts.for_the_day(desk.agency, entry, said.text, desk.now)
        return [*([messages.text(day)] if day else []), *_entry(desk, entry, whole=not event.in_group)]
    if reply.kind is Kind.CHOICES:
        listed = "\n".join([texts.WHICH, *(f"• {ranked.entry.question}" for ranked in reply.entries)])
        return _pointing(desk, event, listed, reply.entries[0].entry.question)
    return _pointing(desk, event, f"{texts.CANNOT_ANSWER}\n{texts.contact(desk.agency)}", texts.ASK)


def _entry(desk: Desk, entry: Entry, *, whole: bool) -> list[Message]:
    """A group gets the beginning, and the way to the rest: a long answer for one would push away everybody's talk."""
    parts = reading.parts(entry.answer)
    shown = [messages.text(entry.answer if whole else parts[0])]
    actions = answers.outward(entry)
    private = desk.private_chat(entry.question) if len(parts) > 1 and not whole else None
    if private:
        actions = [messages.opens(texts.OPEN_PRIVATE, private), *actions]
    if actions:
        shown.append(messages.card("", texts.MORE_IN_PRIVATE if private else entry.question, actions, strong=False))
    return shown


def _pointing(desk: Desk, event: Event, words: str, ready: str) -> list[Message]:
    """The words and, in a group, the way to the one-to-one chat with `ready` as the text to send."""
    private = desk.private_chat(ready) if event.in_group else None
    if private is None:
        return [messages.text(words)]
    way = messages.card("", texts.ASK_IN_PRIVATE, [messages.opens(texts.OPEN_PRIVATE, private)], strong=False)
    return [messages.text(words), way]


def _tapped(desk: Desk, postback: Postback) -> Turn:
    """A tapped choice of somebody without an id: the answer, and nothing remembered."""
    button = buttons.read(postback.data)
    entry = desk.knowledge.entry(button.get("e")) if button.topic == buttons.ASK else None
    if entry is None:
        return Turn(State(), [messages.text(texts.FOREIGN_BUTTON)])
    return Turn(State(), _entry(desk, entry, whole=True))
