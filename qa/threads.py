"""The citizen's side of a thread: write on, say whether it helped, end it, open it again, erase it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from kernel.agency import Agency
from kernel.clock import Clock
from kernel.errors import Refused
from qa import noticing, sealing
from qa.counting import Outcome, count, topic_of
from qa.ports import Progress, QuestionWork, SealedMessage, SealedThread, Side
from qa.replying import closed

REOPENS = timedelta(days=7)
"""How long after its end a thread can be opened again."""
MESSAGES = 50
"""More than that in one thread is no conversation."""


def write_on(
    work: QuestionWork, agency: Agency, thread_id: str, text: str, person: str | None, message_id: str | None,
    clock: Clock,
) -> None:  # fmt: skip
    """Add the citizen's words to their thread: it waits for staff again. One that ended less than a week ago reopens.

    person -- a LINE user id: kept again while the thread is open

    Raises Refused: question_unknown, thread_closed (too long ago), thread_full, and like `sealing.keepable`.
    """
    kept = sealing.keepable(text)
    found = _reopenable(work, agency, thread_id, clock)
    messages = work.questions.messages(agency, [thread_id])[thread_id]
    mark = sealing.message_mark(work.vault, agency, message_id) if message_id else None
    if mark is not None and any(message.message_mark == mark for message in messages):
        return  # the same message, delivered twice
    if len(messages) >= MESSAGES:
        raise Refused("thread_full")
    now = sealing.hour(clock.now())
    place = messages[-1].place + 1 if messages else 1
    sealed = sealing.seal_text(work.vault, agency, thread_id, Side.CITIZEN, kept)
    work.questions.put_message(agency, thread_id, SealedMessage(place, Side.CITIZEN, sealed, now, mark))
    work.questions.replace(agency, replace(_awake(work, agency, found, person), active_at=max(now, found.active_at)))
    noticing.ask(work, agency, clock)


def reopen(work: QuestionWork, agency: Agency, thread_id: str, person: str | None, clock: Clock) -> None:
    """Open an ended thread again. Raises Refused: question_unknown, thread_closed (too long ago)."""
    found = _reopenable(work, agency, thread_id, clock)
    if found.progress is Progress.CLOSED:
        work.questions.replace(agency, replace(_awake(work, agency, found, person), active_at=clock.now()))
        noticing.ask(work, agency, clock)


def finish(work: QuestionWork, agency: Agency, thread_id: str, clock: Clock) -> None:
    """The citizen ends their thread; who they are is forgotten. Raises Refused("question_unknown")."""
    found = _held(work, agency, thread_id)
    if found.progress is not Progress.CLOSED:
        ended = closed(work, agency, found, clock)
        work.questions.mark_delivered(agency, thread_id)  # who ends it does not wait for more
        work.questions.replace(agency, replace(ended, person=None))


def satisfied(work: QuestionWork, agency: Agency, thread_id: str, yes: bool, clock: Clock) -> None:
    """Whether the answer helped; counted once for a thread. A yes ends it, a no keeps it open for more words.

    Raises Refused("question_unknown").
    """
    found = _held(work, agency, thread_id)
    if found.satisfied is None:
        count(work, agency, Outcome.SATISFIED if yes else Outcome.UNSATISFIED, topic_of(found.kind), clock)
        work.questions.replace(agency, replace(found, satisfied=yes))
    if yes:
        finish(work, agency, thread_id, clock)


def erase(work: QuestionWork, agency: Agency, thread_ids: Sequence[str]) -> int:
    """Erase threads as a whole, answers included; how many there were. Counters stay: they name nobody."""
    found = work.questions.many(agency, thread_ids)
    for thread in found:
        work.questions.remove(agency, thread.id)
    return len(found)


def forget_person(work: QuestionWork, agency: Agency, thread_ids: Sequence[str]) -> None:
    """Nothing can be brought to the citizen any more: they have blocked the account."""
    for thread in work.questions.many(agency, thread_ids):
        work.questions.mark_delivered(agency, thread.id)
        work.questions.replace(agency, replace(thread, person=None))


def _awake(work: QuestionWork, agency: Agency, found: SealedThread, person: str | None) -> SealedThread:
    sealed = sealing.seal_person(work.vault, agency, found.id, person) if person else found.person
    return replace(found, progress=Progress.WAITING, person=sealed, closed_at=None)


def _reopenable(work: QuestionWork, agency: Agency, thread_id: str, clock: Clock) -> SealedThread:
    found = _held(work, agency, thread_id)
    if found.closed_at is not None and clock.now() - found.closed_at > REOPENS:
        raise Refused("thread_closed")
    return found


def _held(work: QuestionWork, agency: Agency, thread_id: str) -> SealedThread:
    found = work.questions.hold(agency, thread_id)
    if found is None:
        raise Refused("question_unknown")
    return found
