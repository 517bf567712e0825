"""The inbox: threads as staff read them. Nothing in it tells who asked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from kernel.agency import Agency
from kernel.errors import Refused
from qa import sealing
from qa.personal import masked
from qa.ports import Kind, Progress, QuestionWork, SealedMessage, SealedThread, Side, Via
from qa.thread_texts import ERASED


@dataclass(frozen=True)
class Said:
    """One message of a thread, readable."""

    place: int
    by_office: bool
    text: str = field(repr=False)
    at: datetime
    """A citizen's is cut to the hour."""
    by: str | None = None
    """The member of staff's id."""
    delivered: bool = True


@dataclass(frozen=True)
class OpenThread:
    """A thread as staff read it."""

    id: str
    kind: Kind
    progress: Progress
    via: Via
    asked_at: datetime
    active_at: datetime
    closed_at: datetime | None
    answered_at: datetime | None
    satisfied: bool | None
    messages: tuple[Said, ...] = field(repr=False)
    draft: str = field(repr=False)
    reachable: bool
    """Whether an answer can still be brought to the person."""

    @property
    def text(self) -> str:
        """The citizen's first words."""
        return next((said.text for said in self.messages if not said.by_office), ERASED)

    @property
    def answer(self) -> str | None:
        """The office's last words."""
        return next((said.text for said in reversed(self.messages) if said.by_office), None)

    @property
    def listed(self) -> str:
        """The citizen's last words for a list: long numbers and addresses hidden."""
        return masked(next((said.text for said in reversed(self.messages) if not said.by_office), ERASED))

    @property
    def last_place(self) -> int:
        """The place of the newest message: who answers says which one they have seen."""
        return self.messages[-1].place if self.messages else 0

    @property
    def open(self) -> bool:
        """Whether either side may still write."""
        return self.progress is not Progress.CLOSED


def get(work: QuestionWork, agency: Agency, thread_id: str) -> OpenThread:
    """One thread. Raises Refused("question_unknown")."""
    found = work.questions.get(agency, thread_id)
    if found is None:
        raise Refused("question_unknown")
    return _opened(work, agency, found, work.questions.messages(agency, [thread_id])[thread_id])


def waiting(work: QuestionWork, agency: Agency) -> list[OpenThread]:
    """Threads that wait for staff, oldest hour first."""
    return opened(work, agency, work.questions.in_progress(agency, Progress.WAITING))


def listed(work: QuestionWork, agency: Agency, progress: Progress, kind: Kind | None, most: int) -> list[OpenThread]:
    """Threads of one state (and kind): those that wait the oldest first, the others the latest first."""
    found = [one for one in work.questions.in_progress(agency, progress) if kind is None or one.kind is kind]
    if progress is not Progress.WAITING:
        found.sort(key=lambda thread: (thread.active_at, thread.id), reverse=True)
    return opened(work, agency, found[:most])


def numbers(work: QuestionWork, agency: Agency) -> dict[tuple[Progress, Kind], int]:
    """How many threads there are of each state and kind; what there is none of is 0."""
    counted = {(progress, kind): 0 for progress in Progress for kind in Kind}
    for thread in work.questions.in_progress(agency, *Progress):
        counted[thread.progress, thread.kind] += 1
    return counted


def opened(work: QuestionWork, agency: Agency, found: Iterable[SealedThread]) -> list[OpenThread]:
    """These threads, readable, in the order given."""
    threads = list(found)
    messages = work.questions.messages(agency, [thread.id for thread in threads])
    return [_opened(work, agency, thread, messages[thread.id]) for thread in threads]


def _opened(work: QuestionWork, agency: Agency, found: SealedThread, messages: list[SealedMessage]) -> OpenThread:
    said = [
        Said(
            place=message.place,
            by_office=message.side is Side.STAFF,
            text=sealing.open_text(work.vault, agency, found.id, message),
            at=message.at,
            by=message.by,
            delivered=message.delivered,
        )
        for message in messages
    ]
    return OpenThread(
        id=found.id,
        kind=found.kind,
        progress=found.progress,
        via=found.via,
        asked_at=found.asked_at,
        active_at=found.active_at,
        closed_at=found.closed_at,
        answered_at=found.answered_at,
        satisfied=found.satisfied,
        messages=tuple(said),
        draft=sealing.open_draft(work.vault, agency, found.id, found.draft) if found.draft else "",
        reachable=found.person is not None or (found.via is Via.WEB and found.progress is not Progress.CLOSED),
    )
