"""Threads with staff: begin one, see what was answered, write on, say whether it helped, end it, erase it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot import buttons, messages, texts
from bot import thread_texts as words
from bot.buttons import Button
from bot.desk import Desk, Turn
from bot.events import Event, Postback, Text
from bot.facts import Erased, ThreadTapped, WroteOn
from bot.ports import Message
from bot.state import State
from bot.topics import menu, passing_on
from qa import thread_texts
from qa.inbox import OpenThread
from qa.normal import flat
from qa.ports import Kind

WRITING = "thread:"
"""Begins `State.waiting_for` while the next text goes into a thread, whose id follows."""
QUOTED = 60
"""Characters of a question that are repeated, so that the person knows what it is about."""

SEE, WRITE, CLOSE, REOPEN, ERASE, SURE, KEEP, YES, NO, ANYWAY = (
    "see", "write", "close", "reopen", "erase", "sure", "keep", "yes", "no", "anyway",
)  # fmt: skip
_TYPED: Mapping[str, str] = {
    flat(word): way
    for way, typed in {
        SEE: (words.SEE, "ขอดูคำตอบ", "ตอบหรือยัง", "ได้คำตอบหรือยัง"),
        WRITE: (words.WRITE_ON, words.NOT_SERVED, "เขียนต่อ", "ถามเจ้าหน้าที่ต่อ"),
        YES: (words.SERVED,),
        CLOSE: (words.CLOSE,),
        REOPEN: (words.REOPEN, "เปิดเรื่อง"),
        ERASE: (words.ERASE, "ลบข้อมูลของฉัน", "ลบข้อความ", "ขอลบข้อความ"),
        SURE: (words.ERASE_SURE,),
    }.items()
    for word in typed
}
_OFFERED = (words.SEE, texts.MENU)


def way_typed(said: str) -> str:
    """What a typed word of ours asks for, given flat; "" for anything else."""
    return _TYPED.get(said, "")


def asks(state: State, event: Event) -> bool:
    """Whether the step needs the person's threads."""
    if not state.threads:
        return False
    if isinstance(event.content, Postback):
        return buttons.read(event.content.data).topic == buttons.THREAD
    return isinstance(event.content, Text) and (
        state.waiting_for.startswith(WRITING) or bool(way_typed(event.content.flat))
    )


# -- within one


def typed(desk: Desk, state: State, way: str) -> Turn:
    """A word of ours: about the thread that moved last."""
    if way in (ERASE, SURE, KEEP):
        return _erasing(desk, state, way)
    newest = next(iter(desk.threads), None)
    if newest is None:
        return menu.say(state, words.NOTHING_SENT)
    return _followed(desk, state, newest, way)


def tapped(desk: Desk, state: State, button: Button) -> Turn:
    """A tapped button of a thread."""
    way = button.get("to")
    if way in (ERASE, SURE, KEEP) or (way == SEE and not button.get("t")):
        return typed(desk, state, way)
    if way == ANYWAY:
        return passing_on.anyway(desk, state, button)
    found = next((one for one in desk.threads if one.id == button.get("t")), None)
    if found is None:
        return menu.say(state, words.GONE)
    return _followed(desk, state, found, way)


def told(desk: Desk, state: State, said: Text) -> Turn:
    """The text that goes into a thread."""
    thread_id = state.waiting_for.removeprefix(WRITING)
    kept = replace(state, waiting_for="")
    promise = thread_texts.when(desk.agency, Kind.QUESTION, desk.now)
    shown = messages.with_quick_replies([messages.text(f"{words.WRITTEN} {promise}")], _OFFERED)
    return Turn(kept, shown, [WroteOn(thread_id, said.text, said.message_id)], refusals=_refusals(desk, kept))


def _followed(desk: Desk, state: State, thread: OpenThread, way: str) -> Turn:
    match way:
        case "see":
            return _seen(desk, state, thread)
        case "write" | "no":
            return _writing(state, thread, way)
        case "yes" | "close":
            done = words.THANKS_CLOSED if way == YES else words.CLOSED
            reopening = messages.card("", done, [passing_on.button(words.REOPEN, REOPEN, t=thread.id)], strong=False)
            return Turn(state, messages.with_quick_replies([reopening], (texts.MENU,)), [ThreadTapped(thread.id, way)],
                        refusals=_refusals(desk, state))  # fmt: skip
        case "reopen":
            turn = _writing(state, thread, way, words.REOPENED)
            return replace(turn, facts=[ThreadTapped(thread.id, way)], refusals=_refusals(desk, state))
        case _:
            return menu.say(state, texts.FOREIGN_BUTTON)


def _writing(state: State, thread: OpenThread, way: str, said: str = "") -> Turn:
    question = messages.cut(thread.text, QUOTED)
    asked = said or (words.SORRY_WRITE if way == NO else words.WRITE_AWAY.format(question=question))
    kept = replace(state, waiting_for=WRITING + thread.id)
    facts = [ThreadTapped(thread.id, NO)] if way == NO else []
    return Turn(kept, messages.with_quick_replies([messages.text(asked)], (texts.CANCEL, texts.MENU)), facts)


def _seen(desk: Desk, state: State, thread: OpenThread) -> Turn:
    """What was answered, as often as the person likes: taps are free."""
    if thread.id in desk.held:  # the answer rides on this very reply
        return Turn(state, messages.with_quick_replies([messages.text(words.ANSWER_ABOVE)], _OFFERED))
    given = _latest(thread)
    if given:
        shown = answer_messages(thread.id, thread.text, given, closed=not thread.open)
        return Turn(state, messages.with_quick_replies(shown, _OFFERED))
    promise = thread_texts.when(desk.agency, thread.kind, desk.now)
    return menu.say(state, words.STILL_WAITING.format(when=promise).strip())


def _latest(thread: OpenThread) -> list[str]:
    """The office's words since the citizen wrote last; the last ones before that while nothing new has come."""
    after: list[str] = []
    for said in thread.messages:
        if said.by_office:
            after.append(said.text)
        elif after and any(later.by_office for later in thread.messages if later.place > said.place):
            after = []
    return after[-messages.MESSAGES + 2 :]


def answer_messages(thread_id: str, question: str, given: Sequence[str], *, closed: bool) -> list[Message]:
    """A person's answers, and what can be said to them."""
    quoted = messages.cut(question, QUOTED)
    head = words.ANSWER_HEAD.format(question=quoted) if quoted else words.ANSWER_HEAD_PLAIN
    most = messages.MESSAGES - 2  # one for what follows, one for what the person has just asked
    parts = [*given[: most - 1], "\n\n".join(given[most - 1 :])] if len(given) > most else list(given)
    shown = [messages.text(f"{head}\n\n{parts[0]}"), *(messages.text(part) for part in parts[1:])]
    if closed:
        actions = [passing_on.button(words.WRITE_ON, WRITE, t=thread_id)]
        return [*shown, messages.card("", words.STAFF_CLOSED, actions, strong=False)]
    actions = [passing_on.button(words.SERVED, YES, t=thread_id), passing_on.button(words.NOT_SERVED, NO, t=thread_id)]
    return [*shown, messages.card("", words.DID_IT_HELP, actions, strong=False)]


# -- erasing


def _erasing(desk: Desk, state: State, way: str) -> Turn:
    if way == KEEP:
        return menu.say(state, words.NOT_ERASED)
    if not desk.threads and state.question is None:
        return menu.say(state, words.NOTHING_TO_ERASE)
    if way == ERASE:
        actions = [passing_on.button(words.ERASE_SURE, SURE), passing_on.button(words.KEEP, KEEP)]
        card = messages.card(words.ERASE, words.WHICH_ERASE.format(count=len(desk.threads)), actions, strong=False)
        return Turn(state, messages.with_quick_replies([card], (words.ERASE_SURE, texts.MENU)))
    kept = replace(state, threads=(), question=None, waiting_for="", topic=None, listed=None)
    return replace(menu.say(kept, words.ERASED), facts=[Erased(tuple(one.id for one in desk.threads))])


def _refusals(desk: Desk, state: State) -> dict[str, Sequence[Message]]:
    said = {"thread_closed": words.TOO_LATE, "thread_full": words.FULL, "question_unknown": words.GONE, "": texts.EMPTY}
    return {reason: menu.say(state, text).messages for reason, text in said.items()} | {
        "fraud_door": [passing_on.fraud_door(desk)]
    }
