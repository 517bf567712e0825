"""What learning and counting need from outside: small stores, agency first. Nothing in them says who."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from kernel.agency import Agency
from kernel.clock import Clock
from kernel.vault import Vault
from qa.faq_ports import Faq
from qa.ports import Questions, QuestionWork


class Fate(StrEnum):
    """How a question ended, as far as we saw."""

    ANSWERED = "answered"
    """By an entry, at once or by a tapped choice, and nobody objected."""
    UNTAKEN = "untaken"
    """Choices were shown; none was tapped."""
    NOT_THIS = "not_this"
    """An answer or choices were shown, and the person said that it was not this."""
    PASSED_ON = "passed_on"


class ClusterState(StrEnum):
    """What became of a group of questions."""

    OPEN = "open"
    DONE = "done"
    DISMISSED = "dismissed"


@dataclass(frozen=True)
class AskedRow:
    """A question as it lies in the store."""

    id: str
    """The keyed mark of its LINE message for a week, so that unsend finds it; then random."""
    day: date
    fate: Fate
    entry: str
    """Id of the entry that was shown; "" when none was."""
    text: bytes
    """Sealed: long numbers and names hidden, or `reduced`."""
    reduced: bool
    """Only words are left that identify nobody."""
    cluster: str | None = None
    question: str | None = None
    """Of `Questions`, while its asker waits for an answer."""
    settled: bool = False
    """Somebody has dealt with it: it stays in the history and comes into no group again."""


@dataclass(frozen=True)
class ClusterRow:
    """A group of questions as it lies in the store."""

    id: str
    body: bytes
    """Sealed JSON."""
    size: int
    nearest: str
    """Id of the nearest entry; "" when there is none."""
    found_on: date
    state: ClusterState


@dataclass(frozen=True)
class Rated:
    """Thumbs of one day under one entry."""

    day: date
    entry: str
    helped: bool
    count: int


class Asked(Protocol):
    """Questions of the last twelve months, without who."""

    def put_many(self, rows: Sequence[tuple[str, AskedRow]]) -> None:
        """Add or replace by agency code and id; what a row's group and question were stays."""
        ...

    def since(self, agency: Agency, first: date) -> list[AskedRow]:
        """From that day on, by id: never in order of arrival."""
        ...

    def replace(self, agency: Agency, old_id: str, row: AskedRow) -> None:
        """Write a row anew, perhaps under another id. Nothing happens when it is gone; what is settled stays so."""
        ...

    def settle(self, agency: Agency, cluster: str) -> None:
        """Everything in a group is dealt with."""
        ...

    def remove(self, agency: Agency, row_id: str) -> bool: ...

    def forget_before(self, agency: Agency, day: date) -> None: ...


class Clusters(Protocol):
    """Groups of questions."""

    def all(self, agency: Agency) -> list[ClusterRow]:
        """The largest first."""
        ...

    def get(self, agency: Agency, cluster_id: str) -> ClusterRow | None: ...

    def replace_open(self, agency: Agency, rows: Sequence[ClusterRow], day: date) -> None:
        """The open groups are now these, found on that day; the others stay as they were dealt with."""
        ...

    def end(self, agency: Agency, cluster_id: str, state: ClusterState) -> bool:
        """Deal with an open group. False when it is not open; of two at the same moment one hears so."""
        ...

    def forget_before(self, agency: Agency, day: date) -> None:
        """Groups that were dealt with, from before that day."""
        ...

    def learnt_on(self, agency: Agency) -> date | None:
        """When the groups were last made."""
        ...


class Ratings(Protocol):
    """Thumbs, counted."""

    def add(self, agency: Agency, day: date, entry: str, helped: bool) -> None: ...

    def since(self, agency: Agency, first: date) -> list[Rated]: ...

    def forget_before(self, agency: Agency, day: date) -> None: ...


class ForgettingWork(Protocol):
    """What erasing a question that was taken back needs."""

    @property
    def asked(self) -> Asked: ...
    @property
    def vault(self) -> Vault: ...


class ErasingWork(Protocol):
    """What erasing questions together with their threads needs."""

    @property
    def asked(self) -> Asked: ...
    @property
    def questions(self) -> Questions: ...


class LearningWork(Protocol):
    """What the learning loop needs of an open unit of work."""

    @property
    def asked(self) -> Asked: ...
    @property
    def clusters(self) -> Clusters: ...
    @property
    def ratings(self) -> Ratings: ...
    @property
    def faq(self) -> Faq: ...
    @property
    def questions(self) -> Questions: ...
    @property
    def vault(self) -> Vault: ...


class GroupWork(LearningWork, QuestionWork, Protocol):
    """What answering those who wait in a group needs besides: both stores, and the time."""

    @property
    def clock(self) -> Clock: ...


class RatingWork(Protocol):
    """What a thumb needs."""

    @property
    def ratings(self) -> Ratings: ...
    @property
    def faq(self) -> Faq: ...
