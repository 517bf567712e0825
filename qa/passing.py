"""Questions the bot could not answer: kept sealed, answered by a person, brought back, forgotten."""

from dataclasses import dataclass, replace
from datetime import datetime

from kernel.agency import Agency
from kernel.clock import Clock
from kernel.codes import new_id
from kernel.errors import Refused
from qa.counting import NO_TOPIC, Outcome, count
from qa.personal import masked, without_receipt
from qa.ports import Kind, Progress, QuestionWork, SealedQuestion
from qa.routing import Route, classify

TEXT_LIMIT = 5000
"""LINE's own limit for one text message."""

DELIVER_JOB = "deliver_answer"
"""The job that brings an officer's answer back to its asker."""


@dataclass(frozen=True)
class OpenQuestion:
    """A question as staff read it. Nothing in it tells who asked."""

    id: str
    kind: Kind
    progress: Progress
    asked_at: datetime
    text: str
    answer: str | None
    answered_at: datetime | None
    reachable: bool
    """Whether an answer can still be brought to the person in LINE."""

    @property
    def listed(self) -> str:
        """The text for a list: long numbers and addresses hidden."""
        return masked(self.text)


@dataclass(frozen=True)
class Delivery:
    """An answer on its way. `person` is the private id it was asked with; never log it."""

    question_id: str
    person: str
    question: str
    answer: str


def pass_on(
    work: QuestionWork,
    agency: Agency,
    text: str,
    person: str | None,
    message_id: str | None,
    clock: Clock,
    kind: Kind = Kind.QUESTION,
) -> str:
    """Keep a question for staff; returns its id. `person` (a LINE user id) may be None: then nobody is told.

    Raises Refused("question_empty") when there is nothing to read, and Refused("fraud_door") for fraud words or a
    receipt: such a text may be kept nowhere, whoever calls.
    """
    if classify(text) in (Route.FRAUD, Route.RECEIPT):
        raise Refused("fraud_door")
    kept = without_receipt(_sendable(text)).strip()[:TEXT_LIMIT]
    if not kept:
        raise Refused("question_empty")
    question_id = new_id()
    context = _context(agency, question_id)
    work.questions.add(
        agency,
        SealedQuestion(
            id=question_id,
            kind=kind,
            progress=Progress.WAITING,
            asked_at=_hour(clock.now()),
            text=work.vault.seal("question", context, kept.encode()),
            person=work.vault.seal("asker", context, person.encode()) if person else None,
            message_mark=_mark(work, agency, message_id) if message_id else None,
        ),
    )
    count(work, agency, Outcome.PASSED_ON, NO_TOPIC, clock)
    return question_id


def answer(work: QuestionWork, agency: Agency, question_id: str, text: str, staff: str, clock: Clock) -> None:
    """Answer a waiting question and ask for its delivery.

    `staff` is the staff member's id. Raises Refused: question_unknown, question_not_waiting, answer_empty,
    answer_long.
    """
    found = _waiting(work, agency, question_id)
    words = _sendable(text).strip()
    if not words:
        raise Refused("answer_empty")
    if len(words) > TEXT_LIMIT:
        raise Refused("answer_long", limit=TEXT_LIMIT)
    sealed = work.vault.seal("answer", _context(agency, question_id), words.encode())
    now = clock.now()
    work.questions.replace(
        agency, replace(found, progress=Progress.ANSWERED, answer=sealed, answered_at=now, answered_by=staff)
    )
    count(work, agency, Outcome.BY_STAFF, NO_TOPIC, clock)
    if found.person is not None:
        work.jobs.put(agency, DELIVER_JOB, key=question_id, payload={"question": question_id})


def close(work: QuestionWork, agency: Agency, question_id: str) -> None:
    """End a question without (further) answer; who asked is forgotten. Raises Refused("question_unknown")."""
    found = _known(work, agency, question_id)
    work.questions.replace(agency, replace(found, progress=Progress.CLOSED, person=None, message_mark=None))


def withdraw(work: QuestionWork, agency: Agency, message_id: str) -> bool:
    """Erase what was passed on from a message its sender took back. False when nothing was kept of it."""
    found = work.questions.by_message(agency, _mark(work, agency, message_id))
    for question in found:
        work.questions.remove(agency, question.id)
    return bool(found)


def waiting(work: QuestionWork, agency: Agency) -> list[OpenQuestion]:
    """The inbox: questions that wait for an answer, oldest hour first."""
    return [_opened(work, agency, question) for question in work.questions.in_progress(agency, Progress.WAITING)]


def get(work: QuestionWork, agency: Agency, question_id: str) -> OpenQuestion:
    """One question as staff read it. Raises Refused("question_unknown")."""
    return _opened(work, agency, _known(work, agency, question_id))


def delivery(work: QuestionWork, agency: Agency, question_id: str) -> Delivery | None:
    """What has to be brought to whom; None when it is delivered, withdrawn, closed or not answered."""
    found = work.questions.get(agency, question_id)
    return _to_bring(work, agency, found) if found else None


def answers_for(work: QuestionWork, agency: Agency, person: str) -> list[Delivery]:
    """Answers that wait for this person, to go out free of charge with their next message."""
    found = (_to_bring(work, agency, question) for question in work.questions.undelivered(agency))
    return [ready for ready in found if ready is not None and ready.person == person]


def delivered(work: QuestionWork, agency: Agency, question_id: str) -> None:
    """The answer has reached the person: forget who it was. Harmless when repeated."""
    found = work.questions.get(agency, question_id)
    if found is not None and found.progress is Progress.ANSWERED:
        work.questions.replace(agency, replace(found, person=None, message_mark=None))


def _to_bring(work: QuestionWork, agency: Agency, found: SealedQuestion) -> Delivery | None:
    if found.progress is not Progress.ANSWERED or found.person is None or found.answer is None:
        return None
    context = _context(agency, found.id)
    return Delivery(
        question_id=found.id,
        person=work.vault.unseal("asker", context, found.person).decode(),
        question=work.vault.unseal("question", context, found.text).decode(),
        answer=work.vault.unseal("answer", context, found.answer).decode(),
    )


def _opened(work: QuestionWork, agency: Agency, found: SealedQuestion) -> OpenQuestion:
    context = _context(agency, found.id)
    return OpenQuestion(
        id=found.id,
        kind=found.kind,
        progress=found.progress,
        asked_at=found.asked_at,
        text=work.vault.unseal("question", context, found.text).decode(),
        answer=work.vault.unseal("answer", context, found.answer).decode() if found.answer else None,
        answered_at=found.answered_at,
        reachable=found.person is not None,
    )


def _waiting(work: QuestionWork, agency: Agency, question_id: str) -> SealedQuestion:
    found = _known(work, agency, question_id)
    if found.progress is not Progress.WAITING:
        raise Refused("question_not_waiting")
    return found


def _known(work: QuestionWork, agency: Agency, question_id: str) -> SealedQuestion:
    found = work.questions.get(agency, question_id)
    if found is None:
        raise Refused("question_unknown")
    return found


def _mark(work: QuestionWork, agency: Agency, message_id: str) -> str:
    return work.vault.mark("message", agency.code, message_id)


def _context(agency: Agency, question_id: str) -> str:
    return f"{agency.code}/{question_id}"


def _hour(moment: datetime) -> datetime:
    # The minute of a question, beside LINE's own chat log, would tell who asked.
    return moment.replace(minute=0, second=0, microsecond=0)


def _sendable(text: str) -> str:
    return text.encode("utf-8", "ignore").decode().replace("\x00", "")
