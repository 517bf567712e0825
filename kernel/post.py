"""What arrives from LINE and what leaves for it, as rows of the inbox and the outbox."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from kernel.vault import Vault

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


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
    sealed: bytes | None = field(default=None, repr=False, compare=False)
    """`body` sealed already. Sealing takes time, which nobody should spend while holding the database's lock."""


def seal_body(vault: Vault, message: Outgoing) -> bytes:
    """The body as it is stored."""
    return vault.seal("outbox", f"{message.agency}/{message.id}", _JSON.encode(message.body).encode())


def open_body(vault: Vault, agency: str, message_id: str, sealed: bytes) -> dict[str, Any]:
    """Undo `seal_body`. Raises kernel.errors.Unreadable."""
    body: dict[str, Any] = json.loads(vault.unseal("outbox", f"{agency}/{message_id}", sealed))
    return body


def sealed_ahead(vault: Vault, message: Outgoing) -> Outgoing:
    """The same message, ready to be stored."""
    return replace(message, sealed=seal_body(vault, message))


def nameless(message: Outgoing) -> Outgoing:
    """The same message for a place where it waits for its person to come: it need not say who that is."""
    return replace(message, body={**message.body, "user": "", "token": ""}, sealed=None)


def seal_state(vault: Vault, agency: str, person: str, state: Mapping[str, Any]) -> bytes:
    """Where a person's dialogue stands, as it is stored."""
    return vault.seal("state", f"{agency}/{person}", _JSON.encode(state).encode())


def open_state(vault: Vault, agency: str, person: str, sealed: bytes) -> dict[str, Any]:
    """Undo `seal_state`. Raises kernel.errors.Unreadable."""
    state: dict[str, Any] = json.loads(vault.unseal("state", f"{agency}/{person}", sealed))
    return state
