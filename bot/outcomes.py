"""What a call to LINE came to, and LINE as the rest of the room sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol


class Reason(StrEnum):
    """Why LINE refused."""

    INVALID_TOKEN = "invalid_token"  # noqa: S105 - a reply token that is spent or too old
    BAD_REQUEST = "bad_request"
    UNAUTHORIZED = "unauthorized"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    RATE = "rate"
    MONTHLY = "monthly"
    OTHER = "other"


@dataclass(frozen=True)
class Delivered:
    """LINE has taken it. Whether a phone shows it, LINE never says."""

    request_id: str = ""


@dataclass(frozen=True)
class Refused:
    """A definite no: nothing went out."""

    status: int
    reason: Reason
    request_id: str = ""


@dataclass(frozen=True)
class NotConnected:
    """No connection came about: nothing went out."""

    cause: str = ""


@dataclass(frozen=True)
class Ambiguous:
    """It may or may not have gone out (time-out, reset, 5xx). Never follow a reply by a push after this."""

    cause: str = ""


Outcome = Delivered | Refused | NotConnected | Ambiguous


@dataclass(frozen=True)
class Account:
    """Whom to speak as: the channel's token, and which LINE ("" = the real one)."""

    token: str = field(repr=False)
    host: str = ""


@dataclass(frozen=True)
class Answer:
    """A reading call's answer. `data` is empty unless the outcome is Delivered."""

    outcome: Outcome
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Content:
    """A photo or file: `status` 200 with bytes, or 202 (not ready), 404, 410 (taken back), 0 (no answer)."""

    status: int
    data: bytes = field(default=b"", repr=False)
    media_type: str = ""


class Line(Protocol):
    """The calls this room makes. Every one has a time-out; none is repeated inside."""

    def reply(self, account: Account, reply_token: str, messages: Sequence[Mapping[str, Any]]) -> Outcome: ...

    def push(self, account: Account, to: str, messages: Sequence[Mapping[str, Any]], retry_key: str) -> Outcome:
        """The same `retry_key` and messages may be sent again for 24 hours: LINE delivers once."""
        ...

    def show_loading(self, account: Account, user_id: str, seconds: int) -> Outcome: ...

    def bot_info(self, account: Account) -> Answer: ...
