"""The office's side of a thread: answer, again if need be; keep what could not be sent; end it."""

from dataclasses import replace

from kernel.agency import Agency
from kernel.clock import Clock
from kernel.errors import Refused
from qa import sealing
from qa.counting import Outcome, count, topic_of
from qa.delivering import DELIVER_JOB
from qa.ports import Kind, Progress, QuestionWork, SealedMessage, SealedThread, Side, Via
from qa.sealing import TEXT_LIMIT
from qa.service import note_time

ANY = -1
"""For `seen`: the writer has not looked at the thread, e.g. when one entry answers many who wait."""


def answer(
    work: QuestionWork,
    agency: Agency,
    thread_id: str,
    text: str,
    staff: str,
    clock: Clock,
    *,
    seen: int = ANY,
    had: str = "",
) -> None:
    """Write to the citizen and ask for its delivery. A thread may get several answers while it is open.

    staff -- the staff member's id
    seen -- the newest message the writer has read (`OpenThread.last_place`)
    had -- the draft the writer has read: it is done with; any other stays, for whoever opens the thread next

    The same words by the same person twice in a row are one answer: a form sent twice.
    Raises Refused: question_unknown, thread_closed, thread_moved (somebody wrote meanwhile), answer_empty,
    answer_long.
    """
    found = _held(work, agency, thread_id)
    words = sealing.sendable(text).strip()
    if not words:
        raise Refused("answer_empty")
    if len(words) > TEXT_LIMIT:
        raise Refused("answer_long", limit=TEXT_LIMIT)
    messages = work.questions.messages(agency, [thread_id])[thread_id]
    last = messages[-1] if messages else None
    if last is not None and seen in (ANY, last.place - 1) and _same(work, agency, thread_id, last, words, staff):
        return
    if found.progress is Progress.CLOSED:
        raise Refused("thread_closed")
    place = last.place if last is not None else 0
    if seen not in (ANY, place):
        raise Refused("thread_moved")
    kept = found.draft if _unread(work, agency, found, had, words) else None
    _add(work, agency, replace(found, draft=kept), place + 1, words, staff, clock)


def _same(work: QuestionWork, agency: Agency, thread_id: str, last: SealedMessage, words: str, staff: str) -> bool:
    if last.side is not Side.STAFF or last.by != staff:
        return False
    return sealing.open_text(work.vault, agency, thread_id, last) == words


def _add(
    work: QuestionWork, agency: Agency, found: SealedThread, place: int, words: str, staff: str, clock: Clock
) -> None:
    now, on_its_way = clock.now(), found.person is not None or found.via is Via.WEB
    work.questions.put_message(
        agency,
        found.id,
        SealedMessage(
            place=place,
            side=Side.STAFF,
            text=sealing.seal_text(work.vault, agency, found.id, Side.STAFF, words),
            at=now,
            by=staff,
            delivered=not on_its_way,
        ),
    )
    first = found.answered_at or now
    work.questions.replace(agency, replace(found, progress=Progress.ANSWERED, answered_at=first, active_at=now))
    if found.progress is Progress.WAITING:
        count(work, agency, Outcome.BY_STAFF, topic_of(found.kind), clock)
    if found.answered_at is None and found.kind is Kind.QUESTION:
        note_time(work, agency, found.asked_at, clock)
    if found.person is not None:
        work.jobs.put(agency, DELIVER_JOB, key=found.id, payload={"question": found.id})


def close(work: QuestionWork, agency: Agency, thread_id: str, clock: Clock) -> None:
    """End a thread; who asked is forgotten, at once or when an answer on its way has left.

    Raises Refused("question_unknown").
    """
    found = _held(work, agency, thread_id)
    if found.progress is not Progress.CLOSED:
        work.questions.replace(agency, closed(work, agency, found, clock))


def closed(work: QuestionWork, agency: Agency, found: SealedThread, clock: Clock) -> SealedThread:
    """The thread as it is once it has ended."""
    messages = work.questions.messages(agency, [found.id])[found.id]
    leaving = any(not message.delivered for message in messages)
    person = found.person if leaving else None
    return replace(found, progress=Progress.CLOSED, person=person, closed_at=clock.now(), draft=None)


def keep_draft(work: QuestionWork, agency: Agency, thread_id: str, text: str, had: str | None = None) -> None:
    """Keep an answer that could not be sent, for whoever opens the thread next. "" forgets it.

    had -- the draft that the writer has seen: another one, kept by somebody else meanwhile, goes below the new one
    """
    found = work.questions.hold(agency, thread_id)
    if found is None:
        return
    words = sealing.sendable(text).strip()
    if had is not None and (other := _unread(work, agency, found, had, words)):
        words = f"{words}\n\n{other}".strip()
    words = words[: 4 * TEXT_LIMIT]
    draft = sealing.seal_draft(work.vault, agency, thread_id, words) if words else None
    work.questions.replace(agency, replace(found, draft=draft))


def _unread(work: QuestionWork, agency: Agency, found: SealedThread, had: str, words: str) -> str:
    """The thread's draft when its next writer has not read it and has not taken it into these words; else ""."""
    if not found.draft:
        return ""
    other = sealing.open_draft(work.vault, agency, found.id, found.draft)
    read, said = " ".join(other.split()), " ".join(words.split())
    return "" if read == " ".join(had.split()) or read in said else other


def _held(work: QuestionWork, agency: Agency, thread_id: str) -> SealedThread:
    found = work.questions.hold(agency, thread_id)
    if found is None:
        raise Refused("question_unknown")
    return found
