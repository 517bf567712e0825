"""How often one network may press a button. Nothing of it outlives the process, and nothing of it is an address."""

import hashlib
import ipaddress
import secrets
from datetime import date

from flask import request
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

from kernel.clock import Clock, bangkok_day

_V4_BITS, _V6_BITS = 24, 48
"""A mobile network gives many people one address, and one person many: only the prefix is looked at."""


class Throttle:
    """Counts per network prefix, hashed under a key that lives in RAM and dies at midnight."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._key = secrets.token_bytes(32)
        self._day: date | None = None

    def check(self, door: str, rate: str) -> None:
        """Count one request at `door`; answers 429 with Retry-After when `rate` ("60/minute") is used up."""
        limit, who = parse(rate), self._who()
        if not self._limiter.hit(limit, door, who):
            raise TooManyRequests(retry_after=limit.get_expiry())

    def network(self) -> str:
        """A name for this request's network that means nothing tomorrow, nor outside this process."""
        return self._who()

    def _who(self) -> str:
        today = bangkok_day(self._clock.now())
        if today != self._day:
            self._key, self._day = secrets.token_bytes(32), today
        return hashlib.blake2b(_prefix(request.remote_addr).encode(), key=self._key, digest_size=16).hexdigest()


def _prefix(address: str | None) -> str:
    try:
        ip = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    bits = _V4_BITS if ip.version == 4 else _V6_BITS
    return str(ipaddress.ip_network(f"{ip}/{bits}", strict=False))
