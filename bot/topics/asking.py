"""Questions: answered from the knowledge base, asked back, or passed on to a person."""

from collections.abc import Sequence
from dataclasses import replace

from bot import buttons, messages, texts
from bot.buttons import Button
from bot.desk import Desk, Turn, short_key
from bot.events import Event, Text
from bot.facts import Counted
from bot.state import QUESTION_KEPT, Listed, Question, State
from bot.topics import answers, menu, nudging, passing_on
from qa import hours_texts
from qa.answering import Kind as ReplyKind
from qa.answering import Reply
from qa.counting import Outcome
from qa.entries import Entry
from qa.personal import HIDDEN, masked
from qa.ports import Kind
from qa.roads import is_road_matter

_TELL = {"question": texts.TELL_QUESTION, "suggestion": texts.TELL_SUGGESTION, "complaint": texts.TELL_COMPLAINT}


def ask(desk: Desk, state: State, event: Event, said: Text) -> Turn:
    """Answer a typed question as well as we can."""
    topic = answers.talked_about(desk, state)
    # Who puts their number into a question did not mean to leave it with us: it is hidden before anything is kept.
    text = _without_numbers(said.text)
    reply = desk.knowledge.reply(text, topic.about if topic else None)
    asked = Question(
        short_key(event.id, said.message_id), text, said.message_id, event.at,
        tuple(ranked.entry.id for ranked in reply.entries[1:]),
    )  # fmt: skip
    kept = replace(state, listed=None)
    if reply.kind is ReplyKind.ANSWER:
        entry = reply.entries[0].entry
        day = hours_texts.for_the_day(desk.agency, entry, text, desk.now)
        return answers.show(desk, replace(kept, question=asked), entry, asked.key, note=day)
    if reply.kind is ReplyKind.CHOICES:
        return _choices(desk, replace(kept, question=replace(asked, others=())), reply, asked.key)
    if not reply.worth_passing:
        return menu.say(state, texts.UNCLEAR)
    hidden = f"\n{texts.NUMBERS_HIDDEN}" if asked.text != said.text else ""
    words = texts.PASSED_ON + hidden
    return _passed(desk, replace(kept, question=None), asked.text, said.message_id, Kind.QUESTION, words)


def understood(desk: Desk, text: str) -> bool:
    """Whether there is an answer or a choice for this; for texts that might be something else."""
    return desk.knowledge.reply(text).kind is not ReplyKind.UNKNOWN


def tapped(desk: Desk, state: State, button: Button) -> Turn:
    """A tapped choice, "not this one", or "ask staff"."""
    if button.get("e"):
        return _shown(desk, state, button)
    if button.get("to") == "others":
        return not_this(desk, state, button.get("q"))
    if not button.get("q"):  # an answer found by looking around: there is no question yet
        return tell(replace(state, question=None), "question")
    if _asked(desk, state, button.get("q")) is None:
        return menu.say(state, texts.QUESTION_GONE)
    return to_staff(desk, state)


def _shown(desk: Desk, state: State, button: Button) -> Turn:
    entry = desk.knowledge.entry(button.get("e"))
    if entry is None:
        return gone(state)
    if button.get("r") not in ("", str(entry.version)):  # the rest of a wording that is no longer there
        return answers.show(desk, state, entry, button.get("q"), note=texts.ENTRY_CHANGED)
    part = int(button.get("p")) if button.get("p") in ("1", "2", "3", "4", "5") else 0
    return answers.show(desk, state, entry, button.get("q"), part)


def gone(state: State) -> Turn:
    """A button of an entry that is not offered any more."""
    return replace(menu.say(state, texts.ENTRY_GONE), facts=[Counted("stale_button", "entry")])


def to_staff(desk: Desk, state: State) -> Turn:
    """Pass the last question on; without one, ask for it."""
    asked = state.question
    if asked is None or _too_old(desk, asked):
        return tell(replace(state, question=None), "question")
    kept = replace(state, question=None)
    return _passed(desk, kept, asked.text, asked.message_id, Kind.QUESTION, texts.PASSED_ON_ANEW)


def not_this(desk: Desk, state: State, key: str = "") -> Turn:
    """The next best answers to the last question, or the offer to pass it on. `key`: only if it is that question."""
    asked = _asked(desk, state, key)
    if asked is None:
        return _offer_staff(state, "")
    others = [entry for one in asked.others if (entry := desk.knowledge.entry(one)) is not None]
    if not others:
        return _offer_staff(state, asked.key)
    kept = replace(state, question=replace(asked, others=()))
    facts = [Counted(Outcome.ASKED_BACK.value, others[0].category)]
    return replace(_choose(desk, kept, others, asked.key), facts=facts)


def _offer_staff(state: State, key: str) -> Turn:
    staff = messages.tells(texts.ASK_STAFF, buttons.data(buttons.ASK, q=key, to="staff"))
    shown = [messages.card("", texts.STILL_NOT, [staff])]
    return Turn(state, messages.with_quick_replies(shown, (texts.ASK_STAFF, texts.BROWSE, texts.MENU)))


def _asked(desk: Desk, state: State, key: str) -> Question | None:
    """The last question, when it is not too old and, with a key, the one that the key names."""
    asked = state.question
    if asked is None or _too_old(desk, asked) or key not in ("", asked.key):
        return None
    return asked


def tell(state: State, kind: str) -> Turn:
    """Ask for a text that goes to staff: "question", "suggestion" or "complaint"."""
    shown = [messages.text(_TELL[kind])]
    return Turn(replace(state, waiting_for=kind), messages.with_quick_replies(shown, (texts.CANCEL, texts.MENU)))


def told(desk: Desk, state: State, said: Text) -> Turn:
    """The text we asked for."""
    kind = Kind(state.waiting_for)
    kept = replace(state, waiting_for="", question=None)
    if kind is Kind.COMPLAINT and is_road_matter(said.text):
        return passing_on.roads(desk, kept, said)
    words = {
        Kind.QUESTION: texts.PASSED_ON_ANEW,
        Kind.SUGGESTION: texts.SUGGESTION_KEPT,
        Kind.COMPLAINT: texts.COMPLAINT_KEPT,
    }
    turn = _passed(desk, kept, said.text, said.message_id, kind, words[kind])
    return turn if kind is Kind.QUESTION else nudging.after_service(desk, turn)


def _choices(desk: Desk, state: State, reply: Reply, key: str) -> Turn:
    offered = [ranked.entry for ranked in reply.entries]
    facts = [Counted(Outcome.ASKED_BACK.value, offered[0].category)]
    return replace(_choose(desk, state, offered, key), facts=facts)


def _choose(desk: Desk, state: State, offered: Sequence[Entry], key: str) -> Turn:
    """Entries to choose from, by touch or by number."""
    lines = tuple(buttons.data(buttons.ASK, q=key, e=entry.id) for entry in offered)
    typing = state.sitting is None  # in a running survey a number answers the survey
    named = [f"{n}. {entry.question}" if typing else entry.question for n, entry in enumerate(offered, 1)]
    body = [messages.words(texts.WHICH, size="lg", bold=True)]
    body.append(messages.words(texts.TYPE_NUMBER if typing else texts.MENU_BODY, color=messages.QUIET))
    for label, entry, line in zip(named, offered, lines, strict=True):
        body.append(messages.choice(label, messages.tells(label, line, entry.question)))
    staff = messages.tells(texts.NONE_OF_THESE, buttons.data(buttons.ASK, q=key, to="staff"))
    alt = "\n".join([texts.WHICH, *named, *([texts.TYPE_NUMBER] if typing else [])])
    shown = [messages.bubble(alt, body, [messages.button(staff)])]
    kept = replace(state, listed=Listed(lines, desk.now)) if typing else state
    return Turn(kept, messages.with_quick_replies(shown, (texts.ASK_STAFF, texts.MENU)))


def _passed(desk: Desk, state: State, text: str, message_id: str, kind: Kind, words: str) -> Turn:
    return passing_on.passed(desk, state, text, message_id, kind, words)


def _without_numbers(text: str) -> str:
    hidden = masked(text)
    return hidden if HIDDEN in hidden and HIDDEN not in text else text


def _too_old(desk: Desk, asked: Question) -> bool:
    return desk.now - asked.at > QUESTION_KEPT
