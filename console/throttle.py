"""How often one may try. Counted in this process's memory only; nothing about who tried is written anywhere."""

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

_RULES = {
    "login": "5/5minutes",  # tries at one account
    "address": "60/5minutes",  # tries from one address: a whole office may share it
    "code": "5/5minutes",  # tries at one account's second step
    "join": "30/5minutes",  # opened invitation links from one address
}


class Throttle:
    """Counts tries per thing tried."""

    def __init__(self) -> None:
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._rules: dict[str, RateLimitItem] = {name: parse(rule) for name, rule in _RULES.items()}

    def try_once(self, what: str, *of: str) -> bool:
        """Count a try; False when there were too many and one has to wait."""
        return self._limiter.hit(self._rules[what], what, *of)

    def forgive(self, what: str, *of: str) -> None:
        """Forget the tries after a success."""
        self._limiter.clear(self._rules[what], what, *of)
