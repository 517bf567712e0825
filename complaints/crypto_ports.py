"""What the fraud door needs from cryptography, and a memory that forgets."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from complaints.keys import InformerKey, PasswordLock


class CaseCrypto(Protocol):
    """Keys and sealing. Whatever does not open is Unreadable."""

    def new_key(self) -> bytes:
        """32 random bytes."""
        ...

    def new_salt(self) -> bytes:
        """16 random bytes."""
        ...

    def dummy_salt(self, agency: str, locator: str) -> bytes:
        """The salt of a case that does not exist; always the same for one locator."""
        ...

    def informer(self, secret: str, salt: bytes, *, filing: bool = False) -> InformerKey:
        """Slow on purpose; a few at a time. Raises Unavailable when the line is full. Never in a transaction.

        Those who file stand in a line of their own: guessed receipts do not fill it.
        """
        ...

    def new_pair(self) -> tuple[bytes, bytes]:
        """A fresh private and public key."""
        ...

    def lock(self, secret: bytes, password: str, bound: bytes) -> PasswordLock:
        """Put a secret under a password. Slow, one at a time."""
        ...

    def unlock(self, lock: PasswordLock, password: str, bound: bytes) -> bytes:
        """Undo `lock`. Slow, one at a time. Refuses costs outside its limits as Unreadable."""
        ...

    def idle_unlock(self, password: str) -> None:
        """Take as long as `unlock`, for an officer who does not exist."""
        ...

    def seal_key(self, key: bytes, public: bytes, name: bytes) -> bytes:
        """Wrap a key for the holder of `public`."""
        ...

    def open_key(self, box: bytes, secret: bytes, name: bytes) -> bytes:
        """Undo `seal_key`, checking the name inside."""
        ...

    def seal(self, key: bytes, bound: bytes, plain: bytes) -> bytes:
        """Encrypt, padded, bound to a place."""
        ...

    def open(self, key: bytes, bound: bytes, sealed: bytes) -> bytes:
        """Undo `seal`."""
        ...

    def mark(self, *parts: str) -> str:
        """A keyed fingerprint that a thief of the database cannot recompute."""
        ...

    def seal_file(self, key: bytes, bound: bytes, plain: bytes) -> list[bytes]:
        """Encrypt a file in pieces, padded to one of a few sizes; a missing or foreign piece shows at opening."""
        ...

    def open_file(self, key: bytes, bound: bytes, pieces: Sequence[bytes]) -> bytes:
        """Undo `seal_file`."""
        ...

    def derive(self, key: bytes, label: str) -> bytes:
        """A 32-byte key that says nothing about the one it comes from."""
        ...

    def pair_of(self, seed: bytes) -> tuple[bytes, bytes]:
        """The private and public key that a 32-byte seed stands for."""
        ...

    def notifier(self) -> tuple[bytes, bytes]:
        """The server's own pair for notices; from its key file, in no database."""
        ...


class ShortMemory(Protocol):
    """Small secrets for minutes: in RAM that the server's processes share, in no database and no backup."""

    def put(self, name: str, value: bytes, until: datetime) -> None: ...

    def put_new(self, name: str, value: bytes, until: datetime) -> bool:
        """False when the name is taken."""
        ...

    def get(self, name: str, now: datetime) -> bytes | None: ...

    def take(self, name: str, now: datetime) -> bytes | None:
        """Get and forget: of two who ask at once, one gets it."""
        ...

    def drop(self, name: str) -> None: ...
