"""What the surveys room needs from the outside: three small stores, jobs and a vault."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from kernel.agency import Agency
from kernel.jobs import Jobs
from kernel.vault import Vault
from surveys.records import Response, Round, Waiting


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
        """Destroy the secret and mark the round closed. May be repeated."""
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

    def all(self, agency: Agency) -> list[Response]:
        """Every response of the agency, by place."""
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
    def jobs(self) -> Jobs: ...
    @property
    def vault(self) -> Vault: ...
