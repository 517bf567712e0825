"""How often one may try. Counted in this process's memory only; nothing about who tried is written anywhere.

Guessing at one account is slowed twice. From one address: five tries in five minutes. From all addresses together:
sixty in an hour, which a crowd of machines cannot get around. The second limit alone would let strangers lock the
account's owner out, so it does not count for an address from which the account was entered before: whoever signs in
where they usually do waits only for what was tried from there. The price: after a restart, or from a new place, the
owner of an account under attack waits like everybody else. Behind a proxy that PRONGSAI_BEHIND_PROXY does not know,
all addresses are one, and an attack locks everybody out again.
"""

from collections import OrderedDict
from threading import Lock

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

_RULES = {
    "login": "5/5minutes",  # tries at one account from one address
    "login_everywhere": "60/hour",  # and from all addresses where nobody entered it before
    "address": "60/5minutes",  # tries from one address: a whole office may share it
    "code": "5/5minutes",  # the same two at one account's second step
    "code_everywhere": "30/hour",
    "own": "5/5minutes",  # the present password typed again by somebody who is signed in
    "join": "30/5minutes",  # opened invitation links from one address
    "unknown": "20/hour",  # lines in one office's log about logins that nobody has
}
_KNOWN = 5_000
"""Accounts at addresses that are remembered; the least recently used are forgotten first."""

Account = tuple[str, ...]
"""The agency's code and the login or the id."""


class Throttle:
    """Counts tries per thing tried."""

    def __init__(self) -> None:
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._rules: dict[str, RateLimitItem] = {name: parse(rule) for name, rule in _RULES.items()}
        self._known: OrderedDict[tuple[str, ...], None] = OrderedDict()
        self._lock = Lock()

    def try_once(self, what: str, *of: str) -> bool:
        """Count a try; False when there were too many and one has to wait."""
        return self._limiter.hit(self._rules[what], what, *of)

    def try_account(self, what: str, account: Account, address: str) -> bool:
        """Count a try at an account ("login" or "code") from an address; False when one has to wait."""
        if not self.try_once(what, *account, address):
            return False
        return self._is_known(account, address) or self.try_once(f"{what}_everywhere", *account)

    def remember(self, account: Account, address: str) -> None:
        """The account was entered whole, second step included: strangers elsewhere no longer hold this address up."""
        with self._lock:
            self._known[(*account, address)] = None
            self._known.move_to_end((*account, address))
            while len(self._known) > _KNOWN:
                self._known.popitem(last=False)

    def forgive(self, what: str, *of: str) -> None:
        """Forget the tries after a success; at an account, those from its address."""
        self._limiter.clear(self._rules[what], what, *of)

    def _is_known(self, account: Account, address: str) -> bool:
        with self._lock:
            return (*account, address) in self._known
