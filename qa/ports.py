"""What the verbs of this room need from outside: small stores, agency first."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from kernel.agency import Agency
from kernel.clock import Clock
from kernel.jobs import Jobs
from kernel.vault import Vault
from qa.entries import Entry


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


@dataclass(frozen=True)
class SealedQuestion:
    """A question as it lies in the store: words and person are readable only through the vault."""

    id: str
    kind: Kind
    progress: Progress
    asked_at: datetime
    """Aware, cut to the hour."""
    text: bytes
    person: bytes | None = None
    """Sealed LINE user id, only while an answer has still to reach the person."""
    message_mark: str | None = None
    answer: bytes | None = None
    answered_at: datetime | None = None
    answered_by: str | None = None


@dataclass(frozen=True)
class Count:
    """How often something happened on one day."""

    day: date
    outcome: str
    topic: str
    count: int


class Faq(Protocol):
    """The agency's entries."""

    def put(self, agency: Agency, entry: Entry, now: datetime) -> Entry:
        """Add or replace by id; returns it with its new version."""
        ...

    def get(self, agency: Agency, entry_id: str) -> Entry | None: ...

    def all(self, agency: Agency) -> list[Entry]:
        """Every entry whatever its status, by category, then id."""
        ...


class Questions(Protocol):
    """What the bot passed on to a person. Listed by hour, then id: never in order of arrival."""

    def add(self, agency: Agency, question: SealedQuestion) -> None: ...

    def get(self, agency: Agency, question_id: str) -> SealedQuestion | None: ...

    def in_progress(self, agency: Agency, progress: Progress) -> list[SealedQuestion]: ...

    def undelivered(self, agency: Agency) -> list[SealedQuestion]:
        """Answered, with the person still kept."""
        ...

    def replace(self, agency: Agency, question: SealedQuestion) -> None: ...

    def remove(self, agency: Agency, question_id: str) -> None: ...

    def by_message(self, agency: Agency, message_mark: str) -> list[SealedQuestion]: ...


class Counts(Protocol):
    """Service statistics: counters, never a person's row."""

    def add(self, agency: Agency, day: date, outcome: str, topic: str) -> None: ...

    def between(self, agency: Agency, first: date, last: date) -> list[Count]:
        """All counters of the days `first` to `last`, both included, by day, outcome, topic."""
        ...


class Revisions(Protocol):
    """Numbers that grow when something cached elsewhere has changed."""

    def bump(self, agency: Agency, what: str) -> None: ...


class FaqWork(Protocol):
    """What publishing needs of an open unit of work."""

    @property
    def faq(self) -> Faq: ...
    @property
    def revisions(self) -> Revisions: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def clock(self) -> Clock: ...


class ReadingFaq(Protocol):
    """What reading the knowledge base needs."""

    @property
    def faq(self) -> Faq: ...


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


class CountingWork(Protocol):
    """What counting needs."""

    @property
    def counts(self) -> Counts: ...
