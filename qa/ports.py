"""What the verbs of this room need from outside: small stores, agency first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from kernel.agency import Agency
from kernel.jobs import Jobs
from kernel.vault import Vault


class Kind(StrEnum):
    """Three kinds of message in one inbox, each with an address of its own."""

    QUESTION = "question"
    SUGGESTION = "suggestion"
    COMPLAINT = "complaint"


class Progress(StrEnum):
    """How far a question is."""

    WAITING = "waiting"
    ANSWERED = "answered"
    CLOSED = "closed"


class Side(StrEnum):
    """Who wrote a message of a thread."""

    CITIZEN = "citizen"
    STAFF = "staff"


class Via(StrEnum):
    """Where a thread was opened, and so where its answers are read."""

    LINE = "line"
    WEB = "web"


@dataclass(frozen=True)
class SealedThread:
    """A question passed on, as it lies in the store. Its words are messages of their own."""

    id: str
    kind: Kind
    progress: Progress
    via: Via
    asked_at: datetime
    """Aware, cut to the hour."""
    active_at: datetime
    """Of the last message; a citizen's is cut to the hour."""
    person: bytes | None = None
    """Sealed LINE user id, only while the thread is open or an answer is still on its way."""
    answered_at: datetime | None = None
    """Of the first answer."""
    closed_at: datetime | None = None
    satisfied: bool | None = None
    draft: bytes | None = None
    """A clerk's answer that could not be sent; sealed."""


@dataclass(frozen=True)
class SealedMessage:
    """One message of a thread: its words are readable only through the vault."""

    place: int
    """1, 2, 3 ... within the thread."""
    side: Side
    text: bytes
    at: datetime
    """A citizen's is cut to the hour."""
    message_mark: str | None = None
    """Keyed mark of the LINE message, so that taking it back finds it."""
    by: str | None = None
    """The member of staff."""
    delivered: bool = True
    """False while a staff message is on its way."""


@dataclass(frozen=True)
class Count:
    """How often something happened on one day."""

    day: date
    outcome: str
    topic: str
    count: int


class Questions(Protocol):
    """What was passed on to a person, as threads. Listed by hour, then id: never in order of arrival."""

    def add(self, agency: Agency, thread: SealedThread, first: SealedMessage) -> bool:
        """False when there is a thread with its id already."""
        ...

    def get(self, agency: Agency, thread_id: str) -> SealedThread | None: ...

    def hold(self, agency: Agency, thread_id: str) -> SealedThread | None:
        """The same, locked against other writers until the transaction ends."""
        ...

    def many(self, agency: Agency, thread_ids: Sequence[str]) -> list[SealedThread]: ...

    def in_progress(self, agency: Agency, *progress: Progress) -> list[SealedThread]: ...

    def replace(self, agency: Agency, thread: SealedThread) -> None: ...

    def remove(self, agency: Agency, thread_id: str) -> None:
        """Erase the thread and every message of it."""
        ...

    def messages(self, agency: Agency, thread_ids: Sequence[str]) -> dict[str, list[SealedMessage]]:
        """By thread, in their order."""
        ...

    def put_message(self, agency: Agency, thread_id: str, message: SealedMessage) -> None: ...

    def remove_message(self, agency: Agency, thread_id: str, place: int) -> None: ...

    def mark_delivered(self, agency: Agency, thread_id: str) -> None: ...

    def by_message(self, agency: Agency, message_mark: str) -> list[tuple[str, int]]:
        """(thread, place) of what was kept of one LINE message."""
        ...


class Counts(Protocol):
    """Service statistics: counters, never a person's row."""

    def add(self, agency: Agency, day: date, outcome: str, topic: str) -> None: ...

    def between(self, agency: Agency, first: date, last: date) -> list[Count]:
        """All counters of the days `first` to `last`, both included, by day, outcome, topic."""
        ...


class AnswerTimes(Protocol):
    """How long first answers took, counted."""

    def add(self, agency: Agency, month: date, minutes: int) -> None:
        """`month` by its first day."""
        ...


class QuestionWork(Protocol):
    """What passing a question on and answering it need of an open unit of work."""

    @property
    def questions(self) -> Questions: ...
    @property
    def counts(self) -> Counts: ...
    @property
    def vault(self) -> Vault: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def answer_times(self) -> AnswerTimes: ...


class CountingWork(Protocol):
    """What counting needs."""

    @property
    def counts(self) -> Counts: ...
