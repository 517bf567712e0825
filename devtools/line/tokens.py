"""Reply tokens and retry keys: the two small memories behind sending."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from devtools.line.chat import Chat

LIFE = timedelta(seconds=60)
REDELIVERY_LIFE = timedelta(minutes=20)
RETRY_LIFE = timedelta(hours=24)


@dataclass
class Token:
    """A reply token: good for one minute after the delivery it came with, once."""

    chat: Chat
    event_at: datetime
    delivered_at: datetime
    used: bool = False


class ReplyTokens:
    """All issued reply tokens."""

    def __init__(self) -> None:
        self._tokens: dict[str, Token] = {}

    def issue(self, value: str, chat: Chat, now: datetime) -> None:
        """Remembers a token that leaves with an event."""
        self._tokens[value] = Token(chat, now, now)

    def renew(self, value: str, now: datetime) -> None:
        """A redelivery gives another minute, unless the token was used or the event is 20 minutes old."""
        token = self._tokens.get(value)
        if token and not token.used and now - token.event_at <= REDELIVERY_LIFE:
            token.delivered_at = now

    def good(self, value: str, now: datetime) -> Token | None:
        """The token when a reply may use it now."""
        token = self._tokens.get(value)
        if token is None or token.used or now - token.delivered_at > LIFE:
            return None
        return token

    def chat_of(self, value: str) -> Chat | None:
        """The chat a token belongs to, good or not."""
        token = self._tokens.get(value)
        return token.chat if token else None

    def trim(self, now: datetime) -> None:
        """Drops what nobody can use any more, now and then, so that a long run does not fill the memory."""
        if len(self._tokens) > 50_000:
            self._tokens = {
                value: token for value, token in self._tokens.items() if now - token.event_at <= REDELIVERY_LIFE
            }


@dataclass(frozen=True)
class Accepted:
    """An accepted request under a retry key."""

    digest: str
    request_id: str
    sent: list[dict[str, str]]
    at: datetime


class RetryKeys:
    """Retry keys of one platform; a key lives 24 hours per channel."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], Accepted] = {}

    def find(self, channel: str, key: str, now: datetime) -> Accepted | None:
        """The request already accepted under `key`."""
        seen = self._seen.get((channel, key))
        return seen if seen and now - seen.at <= RETRY_LIFE else None

    def keep(self, channel: str, key: str, accepted: Accepted) -> None:
        """Remembers an accepted request."""
        self._seen[(channel, key)] = accepted


def digest(body: bytes) -> str:
    """A fingerprint to see whether a retry carries the same body."""
    return hashlib.sha256(body).hexdigest()
