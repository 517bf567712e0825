"""Form tokens without a session: a keyed mark over what the form is for, a random number and an expiry.

They need no cookie and no row. The random number makes one form one submission, however often it arrives.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kernel.clock import Clock
from kernel.errors import Refused
from kernel.vault import Vault

_LABEL = "web.form"
_NONCE_BYTES = 16


@dataclass(frozen=True)
class Forms:
    """Issues and reads tokens. `lifetime` is how long a page may lie open before it must be confirmed again."""

    vault: Vault
    clock: Clock
    lifetime: timedelta = timedelta(hours=12)

    def issue(self, *purpose: str) -> str:
        """A fresh token for one form, e.g. issue("survey", "banmai", "EA7M", "eit-2567:2570Q1")."""
        return self._token(secrets.token_hex(_NONCE_BYTES), self._now() + int(self.lifetime.total_seconds()), purpose)

    def read(self, token: str, *purpose: str) -> str:
        """The form's random number.

        Raises Refused("form_invalid") for a token that is not ours or is another form's, Refused("form_expired")
        for one that lay too long.
        """
        nonce, _, expires = token[:200].partition(".")
        expires = expires.partition(".")[0]
        if not (expires.isascii() and expires.isdigit() and len(expires) <= 12):
            raise Refused("form_invalid")
        expected = self._token(nonce, int(expires), purpose)
        if not hmac.compare_digest(expected.encode(), token.encode()):
            raise Refused("form_invalid")
        if int(expires) < self._now():
            raise Refused("form_expired")
        return nonce

    def opened(self, token: str) -> datetime:
        """When a token that was read was issued."""
        return datetime.fromtimestamp(int(token.split(".")[1]), UTC) - self.lifetime

    def _token(self, nonce: str, expires: int, purpose: tuple[str, ...]) -> str:
        return f"{nonce}.{expires}.{self.vault.mark(_LABEL, nonce, str(expires), *purpose)}"

    def _now(self) -> int:
        return int(self.clock.now().timestamp())
