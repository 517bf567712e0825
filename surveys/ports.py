"""What the surveys room needs from the outside: three small stores, jobs and a vault."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from kernel.agency import Agency
from kernel.jobs import Jobs
from kernel.vault import Vault
from surveys.library import Questionnaires
from surveys.records import Comment, DayCount, Response, Round, SealedAside, Waiting
from surveys.tally import Slice, Tally


class RoundStore(Protocol):
    """Rounds and their sealed secrets."""

    def add(self, agency: Agency, round_: Round, secret: bytes) -> bool:
        """Keep a new round with its sealed secret; False (and no change) when it exists already."""
        ...

    def get(self, agency: Agency, round_id: str) -> Round | None:
        """The round, closed ones included."""
        ...

    def all(self, agency: Agency) -> list[Round]:
        """Every round, newest first."""
        ...

    def secret(self, agency: Agency, round_id: str) -> bytes | None:
        """The sealed secret; None once destroyed."""
        ...

    def close(self, agency: Agency, round_id: str) -> None:
        """Destroy the secret and the marks of its slips, and mark the round closed. May be repeated."""
        ...


class BallotBox(Protocol):
    """Who has answered (a keyed mark) with the sealed answers until they are published; then the mark alone."""

    def add(self, agency: Agency, round_id: str, mark: str, payload: bytes, day: date) -> bool:
        """Drop a ballot in; False when this mark is in the round already. The store decides who was first."""
        ...

    def has(self, agency: Agency, round_id: str, mark: str) -> bool:
        """Whether the mark is in the round."""
        ...

    def waiting(self, agency: Agency) -> list[Waiting]:
        """Unpublished ballots of all rounds, by round and mark; held for this transaction against other publishers."""
        ...

    def waiting_count(self, agency: Agency, round_id: str) -> int:
        """How many ballots of the round are not published yet."""
        ...

    def empty(self, agency: Agency, round_id: str, marks: Sequence[str]) -> None:
        """Wipe these ballots' payloads and dates, and leave no physical trace of which were wiped together."""
        ...


class ResponseStore(Protocol):
    """Published answers. Holds nothing that names a person."""

    def last_place(self, agency: Agency) -> int:
        """The highest place given so far, 0 at first; held for this transaction against other publishers."""
        ...

    def add_all(self, agency: Agency, responses: Sequence[Response]) -> None:
        """Keep one batch of one round, in key order, so that its position in the file says nothing."""
        ...

    def of_round(self, agency: Agency, round_id: str) -> list[Response]:
        """The round's responses, by place."""
        ...

    def days(self, agency: Agency, round_id: str) -> Sequence[DayCount]:
        """How many were published by day, point, channel and flags; in no particular order."""
        ...

    def all(self, agency: Agency) -> list[Response]:
        """Every response of the agency, by place."""
        ...


class TallyStore(Protocol):
    """Published answers, counted: `ResponseStore.add_all` counts a batch in its own transaction."""

    def of_round(self, agency: Agency, round_id: str) -> Mapping[Slice, Tally]:
        """Every slice of the round; empty before its first batch."""
        ...

    def of_every_agency(self, round_id: str) -> Iterator[tuple[str, Mapping[Slice, Tally]]]:
        """(agency code, its slices), by code, of those with responses. `means` are filled in slices of ALL only."""
        ...

    def rebuild(self, agency: Agency) -> int:
        """Make the agency's tallies again from its responses; returns how many responses were counted."""
        ...

    def differing(self, agency: Agency) -> Sequence[str]:
        """Rounds whose tallies are not what their responses say; empty when all is well."""
        ...


class AsideStore(Protocol):
    """Sealed asides until their batch, then counts and comments."""

    def add(self, agency: Agency, aside: SealedAside) -> bool:
        """Keep one; False when its key waits already."""
        ...

    def waiting(self, agency: Agency) -> list[SealedAside]:
        """Those not published, by round and key."""
        ...

    def drop(self, agency: Agency, asides: Sequence[SealedAside]) -> None:
        """Erase these."""
        ...

    def count(self, agency: Agency, round_id: str, profile: tuple[str, str, str], by: int) -> None:
        """Add to the count of (age, sex, education)."""
        ...

    def counts(self, agency: Agency, round_id: str) -> Mapping[tuple[str, str, str], int]:
        """Published counts of (age, sex, education)."""
        ...

    def keep(self, agency: Agency, comment: Comment) -> None:
        """Keep a published comment."""
        ...

    def comments(self, agency: Agency, round_id: str) -> list[Comment]:
        """Published comments by their random key."""
        ...


class SurveyWork(Protocol):
    """One open transaction, as far as this room may see it."""

    @property
    def rounds(self) -> RoundStore: ...
    @property
    def ballots(self) -> BallotBox: ...
    @property
    def responses(self) -> ResponseStore: ...
    @property
    def asides(self) -> AsideStore: ...
    @property
    def questionnaires(self) -> Questionnaires: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def vault(self) -> Vault: ...


class ResultWork(SurveyWork, Protocol):
    """The same, where results are read."""

    @property
    def tallies(self) -> TallyStore: ...
