"""Questions: answered from the knowledge base, asked back, or passed on to a person."""

from dataclasses import replace

from bot import buttons, messages, texts
from bot.buttons import Button
from bot.desk import Desk, Turn, short_key
from bot.events import Event, Text
from bot.facts import AskedUnknown, Counted
from bot.ports import Message
from bot.state import QUESTION_KEPT, Question, State
from bot.topics import menu
from qa.answering import Kind as ReplyKind
from qa.answering import Ranked, Reply
from qa.counting import Outcome
from qa.entries import Entry
from qa.ports import Kind

_UNDER = (texts.NOT_THIS, texts.ASK_STAFF, texts.MENU)
_TELL = {"question": texts.TELL_QUESTION, "suggestion": texts.TELL_SUGGESTION, "complaint": texts.TELL_COMPLAINT}


def ask(desk: Desk, state: State, event: Event, said: Text) -> Turn:
    """Answer a typed question as well as we can."""
    reply = desk.knowledge.reply(said.text)
    asked = Question(
        short_key(event.id, said.message_id), said.text, said.message_id, event.at,
        tuple(ranked.entry.id for ranked in reply.entries[1:]),
    )  # fmt: skip
    if reply.kind is ReplyKind.ANSWER:
        return _answer(replace(state, question=asked), reply.entries[0].entry, asked.key)
    if reply.kind is ReplyKind.CHOICES:
        return _choices(replace(state, question=replace(asked, others=())), reply, asked.key)
    if not reply.worth_passing:
        return menu.say(state, texts.UNCLEAR)
    return _passed(desk, replace(state, question=None), said.text, said.message_id, Kind.QUESTION, texts.PASSED_ON)


def understood(desk: Desk, text: str) -> bool:
    """Whether there is an answer or a choice for this; for texts that might be something else."""
    return desk.knowledge.reply(text).kind is not ReplyKind.UNKNOWN


def tapped(desk: Desk, state: State, button: Button) -> Turn:
    """A tapped choice, "not this one", or "ask staff"."""
    entry_id = button.get("e")
    if entry_id:
        entry = desk.knowledge.entry(entry_id)
        return menu.say(state, texts.ENTRY_GONE) if entry is None else _answer(state, entry, button.get("q"))
    if state.question is None or state.question.key != button.get("q") or _too_old(desk, state.question):
        return menu.say(state, texts.QUESTION_GONE)
    return not_this(desk, state) if button.get("to") == "others" else to_staff(desk, state)


def to_staff(desk: Desk, state: State) -> Turn:
    """Pass the last question on; without one, ask for it."""
    asked = state.question
    if asked is None or _too_old(desk, asked):
        return tell(replace(state, question=None), "question")
    kept = replace(state, question=None)
    return _passed(desk, kept, asked.text, asked.message_id, Kind.QUESTION, texts.PASSED_ON_ANEW)


def not_this(desk: Desk, state: State) -> Turn:
    """The next best answers to the last question, or a person."""
    asked = state.question
    others = [entry for one in (asked.others if asked else ()) if (entry := desk.knowledge.entry(one)) is not None]
    if asked is None or not others:
        return to_staff(desk, state)
    shown = [_choice_card([(entry.question, entry.id) for entry in others], asked.key)]
    kept = replace(state, question=replace(asked, others=()))
    facts = [Counted(Outcome.ASKED_BACK.value, others[0].category)]
    return Turn(kept, messages.with_quick_replies(shown, (texts.ASK_STAFF, texts.MENU)), facts)


def tell(state: State, kind: str) -> Turn:
    """Ask for a text that goes to staff: "question", "suggestion" or "complaint"."""
    shown = [messages.text(_TELL[kind])]
    return Turn(replace(state, waiting_for=kind), messages.with_quick_replies(shown, (texts.CANCEL, texts.MENU)))


def told(desk: Desk, state: State, said: Text) -> Turn:
    """The text we asked for."""
    kind = Kind(state.waiting_for)
    kept = replace(state, waiting_for="", question=None)
    words = {
        Kind.QUESTION: texts.PASSED_ON_ANEW,
        Kind.SUGGESTION: texts.SUGGESTION_KEPT,
        Kind.COMPLAINT: texts.COMPLAINT_KEPT.format(days=desk.agency.complaint_days),
    }
    return _passed(desk, kept, said.text, said.message_id, kind, words[kind])


def _answer(state: State, entry: Entry, key: str) -> Turn:
    shown = [messages.text(entry.answer), _after(key)]
    facts = [Counted(Outcome.ANSWERED.value, entry.category)]
    return Turn(state, messages.with_quick_replies(shown, _UNDER), facts)


def _after(key: str) -> Message:
    # The answer itself is plain text, because there a phone number can be touched and copied; the buttons are Flex,
    # because quick replies do not exist on a PC.
    actions = [
        messages.tells(texts.NOT_THIS, buttons.data(buttons.ASK, q=key, to="others")),
        messages.tells(texts.ASK_STAFF, buttons.data(buttons.ASK, q=key, to="staff")),
    ]
    return messages.card("", texts.NOT_RIGHT, actions, strong=False)


def _choices(state: State, reply: Reply, key: str) -> Turn:
    first: Ranked = reply.entries[0]
    shown = [_choice_card([(ranked.entry.question, ranked.entry.id) for ranked in reply.entries], key)]
    facts = [Counted(Outcome.ASKED_BACK.value, first.entry.category)]
    return Turn(state, messages.with_quick_replies(shown, (texts.ASK_STAFF, texts.MENU)), facts)


def _choice_card(offered: list[tuple[str, str]], key: str) -> Message:
    taps = [messages.tells(label, buttons.data(buttons.ASK, q=key, e=entry_id)) for label, entry_id in offered]
    lines = [messages.choice(label, tap) for (label, _), tap in zip(offered, taps, strict=True)]
    staff = messages.tells(texts.NONE_OF_THESE, buttons.data(buttons.ASK, q=key, to="staff"))
    head = [messages.words(texts.WHICH, size="lg", bold=True), messages.words(texts.WHICH_BODY)]
    alt = "\n".join([texts.WHICH, *(f"• {label}" for label, _ in offered)])
    return messages.bubble(alt, [*head, *lines], [messages.button(staff)])


def _passed(desk: Desk, state: State, text: str, message_id: str, kind: Kind, words: str) -> Turn:
    turn = menu.say(state, f"{words}\n\n{texts.contact(desk.agency)}")
    nothing_to_read = menu.say(state, texts.EMPTY).messages
    return replace(turn, facts=[AskedUnknown(text, message_id, kind)], refusals={"": nothing_to_read})


def _too_old(desk: Desk, asked: Question) -> bool:
    return desk.now - asked.at > QUESTION_KEPT
