"""How an answer looks: the short words first, then a card with what one can do next."""

from dataclasses import replace
from urllib.parse import urlsplit

from bot import addresses, buttons, messages, reading, texts
from bot.desk import Desk, Turn, short_key
from bot.facts import Counted
from bot.messages import Component
from bot.ports import Message
from bot.state import RATINGS_KEPT, TOPIC_KEPT, State, Topic
from bot.topics import menu
from qa.counting import Outcome
from qa.entries import Entry

_FILES = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".zip")


def show(desk: Desk, state: State, entry: Entry, key: str, part: int = 0, note: str = "") -> Turn:
    """A part of an answer, the first one unless told. `key` names the question that led here, "" when none did."""
    parts = reading.parts(entry.answer)
    part = part if 0 <= part < len(parts) else 0
    more = part + 1 if part + 1 < len(parts) else 0
    said = [messages.text(one) for one in (note, parts[part]) if one]
    kept = replace(state, topic=Topic(entry.id, desk.now, more), shown=_with(state.shown, mark(entry)))
    offered = (*((texts.READ_ON,) if more else ()), texts.NOT_THIS, texts.ASK_STAFF, texts.MENU)
    facts = [] if part else [Counted(Outcome.ANSWERED.value, entry.category)]
    return Turn(kept, messages.with_quick_replies([*said, _after(desk, entry, key, part, more)], offered), facts)


def read_on(desk: Desk, state: State) -> Turn:
    """The typed word: the next part of the answer shown last."""
    topic = talked_about(desk, state)
    entry = desk.knowledge.entry(topic.about) if topic is not None and topic.more else None
    if topic is None or entry is None:
        return menu.say(state, texts.NOTHING_MORE)
    return show(desk, state, entry, state.question.key if state.question else "", topic.more)


def talked_about(desk: Desk, state: State) -> Topic | None:
    """What was talked about last, unless that is too long ago."""
    topic = state.topic
    return topic if topic is not None and desk.now - topic.at <= TOPIC_KEPT else None


def mark(entry: Entry) -> str:
    """Names an answer in a person's memory: a new wording may be rated anew."""
    return short_key("shown", entry.id, str(entry.version))


def _with(marks: tuple[str, ...], new: str) -> tuple[str, ...]:
    return (*(one for one in marks if one != new), new)[-RATINGS_KEPT:]


def _after(desk: Desk, entry: Entry, key: str, part: int, more: int) -> Message:
    # The answer itself is plain text, because there a phone number can be touched and copied; the buttons are Flex,
    # because quick replies do not exist on a PC.
    asks = messages.words(texts.RIGHT_ANSWER, color=messages.QUIET)
    thumbs = [
        {**_thumb(entry, key, texts.HELPED, 1), "flex": 2},
        {**_thumb(entry, key, texts.THUMB_DOWN + texts.NOT_THIS, 0), "flex": 3},  # so that it stays in one line
    ]
    staff = messages.tells(texts.ASK_STAFF, buttons.data(buttons.ASK, q=key, to="staff"))
    buttons_below = [messages.side_by_side(thumbs), messages.button(staff, quiet=True)]
    picture = addresses.picture(entry.image) if entry.image and part == 0 else None
    alt = f"{texts.RIGHT_ANSWER}\n{texts.PICTURE_OF.format(question=entry.question)}" if picture else texts.RIGHT_ANSWER
    return messages.bubble(alt, [*_doing(desk, entry, key, more), asks, *buttons_below], above=picture or "")


def _thumb(entry: Entry, key: str, label: str, helped: int) -> Component:
    data = buttons.data(buttons.RATE, q=key, e=entry.id, h=helped)
    return messages.choice(label, messages.tells(label, data), centred=True)


def _doing(desk: Desk, entry: Entry, key: str, more: int) -> list[Component]:
    """Buttons to read on, call, open, find the way."""
    found: list[Component] = []
    if more:
        data = buttons.data(buttons.ASK, q=key, e=entry.id, p=more, r=entry.version)
        found.append(messages.button(messages.tells(texts.READ_ON, data), strong=True))
    found += [messages.button(action) for action in outward(entry)]
    beside = desk.knowledge.entry(entry.see) if entry.see and entry.see != entry.id else None
    if beside is not None:
        label = texts.SEE.format(question=beside.question)
        found.append(messages.choice(label, messages.tells(label, buttons.data(buttons.ASK, q=key, e=beside.id))))
    return found


def outward(entry: Entry) -> list[messages.Action]:
    """What leads out of the chat and tells nobody: a call, a page, a map."""
    call, page, way = addresses.call(entry.phone), addresses.page(entry.link), addresses.page(entry.map_link)
    found = []
    if call:
        found.append(messages.opens(texts.CALL.format(phone=" ".join(entry.phone.split())), call))
    if page:
        found.append(messages.opens(_named(page), page))
    if way:
        found.append(messages.opens(texts.OPEN_MAP, way))
    return found


def _named(page: str) -> str:
    parts = urlsplit(page)
    if parts.path.lower().endswith(_FILES):
        return texts.OPEN_FILE
    host = (parts.hostname or "").removeprefix("www.")
    return texts.OPEN_PAGE.format(host=host)
