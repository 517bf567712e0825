"""What arrives from LINE and what leaves for it, as rows of the inbox and the outbox."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class NewEvent:
    """An event as the webhook stores it: `body` is sealed, `mark` and `lane` are keyed hashes.

    One that was answered from memory is kept as a mark alone: no body, no time, no lane, handled today.
    """

    agency: str
    mark: str
    lane: str
    at: datetime | None
    body: bytes | None
    handled_on: date | None = None


@dataclass(frozen=True)
class ClaimedEvent:
    """An event this worker has to handle."""

    agency: str
    mark: str
    lane: str
    at: datetime
    body: bytes
    attempts: int


@dataclass(frozen=True)
class Outgoing:
    """What one person is to be told: `body` holds user id, reply token and messages; sealed when stored."""

    agency: str
    id: str
    person: str
    body: dict[str, Any] = field(repr=False)
    created_at: datetime
