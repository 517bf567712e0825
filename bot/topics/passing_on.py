"""Handing something to staff: a question, a suggestion, a complaint; and the way on for roads and lamps."""

from dataclasses import replace

from bot import buttons, messages, texts
from bot import thread_texts as words
from bot.buttons import Button
from bot.desk import Desk, Turn, short_key
from bot.events import Text
from bot.facts import AskedUnknown, Counted
from bot.ports import Message
from bot.state import Question, State
from bot.topics import menu
from qa import thread_texts
from qa.counting import Outcome, topic_of
from qa.ports import Kind
from qr import links

KEPT = 20
"""Threads a person can come back to."""
SEE, ANYWAY = "see", "anyway"


def passed(desk: Desk, state: State, text: str, message_id: str, kind: Kind, said: str) -> Turn:
    """Hand a text to staff: what becomes of it, when somebody answers, and a button to come back with."""
    key = short_key("thread", message_id, kind.value, "" if message_id else text)
    kept = replace(state, threads=(*(one for one in state.threads if one != key), key)[-KEPT:])
    promise = thread_texts.when(desk.agency, kind, desk.now)
    told = "\n".join(part for part in (said, promise) if part)
    shown = [messages.text(f"{told}\n\n{texts.contact(desk.agency)}")]
    shown.append(messages.card("", words.SEE_LATER, [button(words.SEE, SEE)], strong=False))
    empty = menu.say(state, texts.EMPTY).messages
    return Turn(
        kept,
        messages.with_quick_replies(shown, (texts.MENU, words.SEE, *menu.OFFERED)),
        [AskedUnknown(text, message_id, kind, key)],
        refusals={"": empty, "fraud_door": [fraud_door(desk)]},
    )


def talk(desk: Desk, state: State) -> Turn:
    """How to reach a human being, and whether one is there now; what is typed next goes to staff."""
    there = thread_texts.when(desk.agency, Kind.QUESTION, desk.now)
    kept = replace(state, waiting_for="question")
    return menu.say(kept, f"{texts.contact(desk.agency)}\n{there}\n\n{texts.TELL_QUESTION}")


def roads(desk: Desk, state: State, said: Text) -> Turn:
    """A complaint about roads or lamps: the way to those who mend them. Nothing is kept unless the person insists."""
    key = short_key("roads", said.message_id)
    kept = replace(state, question=Question(key, said.text, said.message_id, desk.now))
    actions = [
        messages.opens(thread_texts.TRAFFY, thread_texts.TRAFFY_LINK),
        messages.opens(words.CALL_1567, "tel:1567"),
        button(thread_texts.ROADS_ANYWAY, ANYWAY, q=key),
    ]
    body = f"{thread_texts.ROADS_BODY}\n\n{thread_texts.ROADS_NOT_KEPT}"
    card = messages.card(thread_texts.ROADS_TITLE, body, actions)
    shown = messages.with_quick_replies([card], (texts.MENU,))
    return Turn(kept, shown, [Counted(Outcome.HANDED_OFF.value, topic_of(Kind.COMPLAINT))])


def anyway(desk: Desk, state: State, tapped: Button) -> Turn:
    """Staff get the complaint all the same."""
    asked = state.question
    if asked is None or asked.key != tapped.get("q"):
        return menu.say(state, texts.QUESTION_GONE)
    kept = replace(state, question=None)
    return passed(desk, kept, asked.text, asked.message_id, Kind.COMPLAINT, texts.COMPLAINT_KEPT)


def fraud_door(desk: Desk) -> Message:
    """Instead of keeping fraud words: the way to the form."""
    form = links.fraud_door_from_line(desk.base_url, desk.agency)
    return messages.card(texts.DOOR_TITLE, texts.DOOR_BODY, [messages.opens(texts.DOOR_BUTTON, form)])


def button(label: str, to: str, **values: str) -> messages.Action:
    """A button about a thread."""
    return messages.tells(label, buttons.data(buttons.THREAD, to=to, **values))
