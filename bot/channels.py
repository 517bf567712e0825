"""The channels of all agencies, as last entered in the console. Takes effect without a restart."""

import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.parts import Channel
from bot.ports import Work, Workplace
from kernel.clock import Clock
from kernel.vault import Vault

KIND = "line"
"""The sealed credentials: secret, token, basic_id; while a secret is being changed also previous_secret and
previous_until (ISO time)."""
KNOWN = "line-bot"
"""What LINE told us about the channel: user_id, and token_mark, which says for which token that is true."""
CHAT = "line-chat"
"""What LINE told us about who can read the chat; `bot.chat_mode` writes it."""
LOOK_AGAIN_S = 1.0

_Revision = tuple[int, int]


def token_mark(vault: Vault, token: str) -> str:
    """A fingerprint of a token that can be compared but not used."""
    return vault.mark("line-token", token)


class ChannelBook:
    """Callable: the channel of an agency's code, or None. Cached; looks for changes at most once a second."""

    def __init__(self, workplace: Workplace, vault: Vault, clock: Clock, host: str = "") -> None:
        self._workplace = workplace
        self._vault = vault
        self._clock = clock
        self._host = host.rstrip("/")
        self._lock = threading.Lock()
        self._channels: Mapping[str, tuple[_Revision, Channel]] = {}
        self._looked = datetime.min.replace(tzinfo=UTC)

    def __call__(self, code: str) -> Channel | None:
        """Raises kernel.errors.Unavailable when the database cannot be asked."""
        known = self._channels.get(code)
        if known is None or not self._fresh():
            with self._lock:
                known = self._channels.get(code)
                if known is None or not self._fresh():  # nobody else has looked meanwhile
                    known = self._look(code)
        return None if known is None else known[1]

    def _fresh(self) -> bool:
        return 0 <= (self._clock.now() - self._looked).total_seconds() < LOOK_AGAIN_S

    def _look(self, code: str) -> tuple[_Revision, Channel] | None:
        now = self._clock.now()
        with self._workplace.read() as work:
            numbers = work.revisions.all()
            kept = {
                one: (revision, channel)
                for one, (revision, channel) in self._channels.items()
                if revision == _revision(numbers, one) and not channel.previous_secret
            }
            if code not in kept:
                channel = self._read(work, code, now)
                if channel is not None:  # codes of nobody are not remembered: strangers choose them
                    kept[code] = (_revision(numbers, code), channel)
        self._channels, self._looked = kept, now
        return kept.get(code)

    def _read(self, work: Work, code: str, now: datetime) -> Channel | None:
        agency = work.agencies.get(code)
        values = work.credentials.get(agency, KIND) if agency is not None else None
        if agency is None or not values or not values.get("secret") or not values.get("token"):
            return None
        known = work.credentials.get(agency, KNOWN) or {}
        learnt = known.get("user_id", "") if known.get("token_mark") == token_mark(self._vault, values["token"]) else ""
        return Channel(
            agency=agency,
            secret=values["secret"],
            token=values["token"],
            previous_secret=_previous(values, now),
            bot_user_id=values.get("bot_user_id") or learnt,
            basic_id=values.get("basic_id", ""),
            host=self._host,
            chat=(work.credentials.get(agency, CHAT) or {}) if agency.fraud_chat else {},
        )


def _revision(numbers: Mapping[tuple[str, str], int], code: str) -> _Revision:
    return numbers.get((code, "credentials"), 0), numbers.get((code, "agency"), 0)


def _previous(values: Mapping[str, Any], now: datetime) -> str:
    until = values.get("previous_until")
    if not values.get("previous_secret") or not until:
        return ""
    return str(values["previous_secret"]) if now < datetime.fromisoformat(until) else ""
