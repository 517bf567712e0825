"""A question is passed on to a person: a thread begins. And what a citizen takes back is gone.

What happens within a thread is in `qa.threads` (the citizen's side) and `qa.replying` (the office's side).
"""

from kernel.agency import Agency
from kernel.clock import Clock
from kernel.codes import new_id
from qa import noticing, sealing
from qa.counting import Outcome, count, topic_of
from qa.delivering import DELIVER_JOB, Delivery, delivered, delivery
from qa.inbox import OpenThread, get, waiting
from qa.ports import Kind, Progress, QuestionWork, SealedMessage, SealedThread, Side, Via
from qa.replying import answer, close
from qa.sealing import TEXT_LIMIT

__all__ = [
    "DELIVER_JOB",
    "TEXT_LIMIT",
    "Delivery",
    "OpenThread",
    "answer",
    "close",
    "delivered",
    "delivery",
    "get",
    "pass_on",
    "waiting",
    "withdraw",
    "withdrawn",
]


def pass_on(
    work: QuestionWork,
    agency: Agency,
    text: str,
    person: str | None,
    message_id: str | None,
    clock: Clock,
    kind: Kind = Kind.QUESTION,
    *,
    key: str = "",
    via: Via = Via.LINE,
) -> str:
    """Begin a thread; returns its id.

    person -- a LINE user id, or None: then nobody is told
    key -- what the citizen holds to come back to the thread: with `person` in a sealed dialogue, or on paper
    (`via` WEB). The same key makes one thread, however often it comes.

    Raises Refused("question_empty") and Refused("fraud_door") like `sealing.keepable`.
    """
    kept = sealing.keepable(text)
    found = sealing.thread_id(work.vault, agency, person or via.value, key) if key else new_id()
    now = sealing.hour(clock.now())
    thread = SealedThread(
        id=found,
        kind=kind,
        progress=Progress.WAITING,
        via=via,
        asked_at=now,
        active_at=now,
        person=sealing.seal_person(work.vault, agency, found, person) if person else None,
    )
    if not work.questions.add(agency, thread, _first(work, agency, found, kept, message_id, clock)):
        return found
    if via is Via.WEB and kind is Kind.QUESTION:  # in the chat it was counted as it was typed
        count(work, agency, Outcome.ASKED, topic_of(kind), clock)
    count(work, agency, Outcome.PASSED_ON, topic_of(kind), clock)
    noticing.ask(work, agency, clock)
    return found


def _first(
    work: QuestionWork, agency: Agency, thread_id: str, text: str, message_id: str | None, clock: Clock
) -> SealedMessage:
    return SealedMessage(
        place=1,
        side=Side.CITIZEN,
        text=sealing.seal_text(work.vault, agency, thread_id, Side.CITIZEN, text),
        at=sealing.hour(clock.now()),
        message_mark=sealing.message_mark(work.vault, agency, message_id) if message_id else None,
    )


def withdrawn(work: QuestionWork, agency: Agency, message_id: str) -> list[str]:
    """Erase what was kept of a message its sender took back; the threads it stood in.

    A thread in which nothing of the citizen is left goes as a whole.
    """
    touched = work.questions.by_message(agency, sealing.message_mark(work.vault, agency, message_id))
    for thread_id, place in touched:
        work.questions.remove_message(agency, thread_id, place)
        left = work.questions.messages(agency, [thread_id])[thread_id]
        if not any(message.side is Side.CITIZEN for message in left):
            work.questions.remove(agency, thread_id)
    return list(dict.fromkeys(thread_id for thread_id, _ in touched))


def withdraw(work: QuestionWork, agency: Agency, message_id: str) -> bool:
    """Erase what was kept of a message its sender took back. False when nothing was kept of it."""
    return bool(withdrawn(work, agency, message_id))
