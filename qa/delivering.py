"""Answers on their way back to whoever asked."""

from dataclasses import dataclass, field, replace

from kernel.agency import Agency
from qa import sealing
from qa.ports import Kind, Progress, QuestionWork, Side

DELIVER_JOB = "deliver_answer"
"""The job that brings an officer's answer back to its asker. Payload: question, the thread's id."""


@dataclass(frozen=True)
class Delivery:
    """What staff wrote since the last delivery. `person` is the private id it was asked with; never log it."""

    question_id: str
    kind: Kind
    person: str = field(repr=False)
    question: str = field(repr=False)
    """The first of the citizen's messages; "" when they took it back."""
    answers: tuple[str, ...] = field(repr=False)
    closed: bool = False
    """Whether staff have ended the thread."""

    @property
    def answer(self) -> str:
        """The answers as one text."""
        return "\n\n".join(self.answers)


def delivery(work: QuestionWork, agency: Agency, thread_id: str) -> Delivery | None:
    """What has to be brought to whom; None when nothing is on its way or nobody is known to bring it to."""
    found = work.questions.get(agency, thread_id)
    if found is None or found.person is None:
        return None
    messages = work.questions.messages(agency, [thread_id])[thread_id]
    asked = [message for message in messages if message.side is Side.CITIZEN]
    ready = [message for message in messages if not message.delivered]
    if not ready:
        return None
    return Delivery(
        question_id=thread_id,
        kind=found.kind,
        person=sealing.open_person(work.vault, agency, thread_id, found.person),
        question=sealing.open_text(work.vault, agency, thread_id, asked[0]) if asked else "",
        answers=tuple(sealing.open_text(work.vault, agency, thread_id, message) for message in ready),
        closed=found.progress is Progress.CLOSED,
    )


def delivered(work: QuestionWork, agency: Agency, thread_id: str) -> None:
    """The answers have left for the person; a closed thread forgets now who it was. Harmless when repeated."""
    found = work.questions.hold(agency, thread_id)
    if found is None:
        return
    work.questions.mark_delivered(agency, thread_id)
    if found.progress is Progress.CLOSED and found.person is not None:
        work.questions.replace(agency, replace(found, person=None))
