"""Access tokens: which channel a bearer token opens, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from devtools.line.channel import Channel

FOREVER_S = 3_138_007_490
"""What LINE says of a long-lived token."""


@dataclass(frozen=True)
class _Issued:
    channel: Channel
    kind: str
    until: datetime | None


class Access:
    """All access tokens of a platform, oldest first. `kind` is "long", "short" or "stateless"."""

    def __init__(self) -> None:
        self._issued: dict[str, _Issued] = {}

    def add(self, token: str, channel: Channel, kind: str = "long", until: datetime | None = None) -> None:
        """Lets `token` open `channel`, for good unless `until`."""
        self._issued[token] = _Issued(channel, kind, until)

    def drop(self, token: str) -> None:
        """Ends a token; one nobody knows is no fault."""
        self._issued.pop(token, None)

    def channel_of(self, token: str, now: datetime) -> Channel | None:
        """The channel a token opens now."""
        found = self._issued.get(token)
        return found.channel if found and (found.until is None or now < found.until) else None

    def seconds_left(self, token: str, now: datetime) -> int:
        """How long a token that opens something will go on to."""
        until = self._issued[token].until
        return FOREVER_S if until is None else (until - now) // timedelta(seconds=1)

    def issued(self, channel: Channel, kind: str, now: datetime) -> list[str]:
        """The living tokens of one kind, oldest first."""
        return [
            token for token, one in self._issued.items()
            if one.channel is channel and one.kind == kind and self.channel_of(token, now)
        ]  # fmt: skip
