"""Passwords: Argon2id, one at a time, and the same work for a login nobody has."""

import secrets
import threading
from base64 import b64encode
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kernel.errors import Refused, Unavailable

SHORTEST = 10
LONGEST = 200
"""Characters; longer ones only cost time."""

_PATIENCE_S = 10.0


def check(password: str, login: str = "") -> None:
    """Raise Refused for a password that is guessed quickly.

    Reasons: password_short, password_long, password_digits (a telephone number), password_login, password_plain.
    """
    said = password.casefold()
    wrong = {
        "password_short": len(password) < SHORTEST,
        "password_long": len(password) > LONGEST,
        "password_digits": password.isdigit(),
        "password_login": bool(login) and login.casefold() in said,
        "password_plain": len(set(said)) < 5 or "password" in said or "qwerty" in said,
    }
    reason = next((reason for reason, is_wrong in wrong.items() if is_wrong), None)
    if reason:
        raise Refused(reason, least=SHORTEST)


class Passwords:
    """Hashes and verifies. Cost: 3 passes over 64 MiB (RFC 9106, second recommended option) unless told otherwise."""

    def __init__(self, hasher: PasswordHasher | None = None, *, time_cost: int = 3, memory_kib: int = 65536) -> None:
        self._hasher = hasher or PasswordHasher(time_cost=time_cost, memory_cost=memory_kib, parallelism=1)
        # One at a time: sixteen threads at 64 MiB each would take a small machine down.
        self._turn = threading.Lock()

    @cached_property
    def _nobody(self) -> str:
        # put together, not computed: the first login that nobody has would take twice as long as every other
        salt, hashed = (b64encode(secrets.token_bytes(size)).rstrip(b"=").decode() for size in (16, 32))
        cost = f"m={self._hasher.memory_cost},t={self._hasher.time_cost},p={self._hasher.parallelism}"
        return f"$argon2id$v=19${cost}${salt}${hashed}"

    def hash(self, password: str) -> str:
        """The encoded hash. Raises Unavailable when too many wait for their turn."""
        with self._waiting_turn():
            return self._hasher.hash(_bytes(password))

    def verify(self, encoded: str | None, password: str) -> bool:
        """Whether it fits. With None (no such person) the same work is done and the answer is no."""
        with self._waiting_turn():
            try:
                self._hasher.verify(encoded or self._nobody, _bytes(password))
            except (VerificationError, InvalidHashError):
                return False
        return encoded is not None

    def _waiting_turn(self) -> "_Turn":
        return _Turn(self._turn)


class _Turn:
    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock

    def __enter__(self) -> None:
        if not self._lock.acquire(timeout=_PATIENCE_S):
            raise Unavailable("sign-in is busy")

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def _bytes(password: str) -> bytes:
    # A lone surrogate cannot come from a keyboard, but it can come over the wire.
    return password[:LONGEST].encode("utf-8", "replace")
