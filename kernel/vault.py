"""Sealing as a port: the domain says what must be unreadable at rest, storage knows how."""

from typing import Protocol


class Vault(Protocol):
    """Seals under keys that are in neither the database nor its backups."""

    def seal(self, label: str, context: str, plain: bytes) -> bytes:
        """Encrypt. `label` chooses the sub-key, `context` (agency and row) is bound in: a moved row will not open."""
        ...

    def unseal(self, label: str, context: str, sealed: bytes) -> bytes:
        """Decrypt. Raises `kernel.errors.Unreadable` when key, context or bytes do not fit."""
        ...

    def mark(self, label: str, *parts: str) -> str:
        """A keyed fingerprint of `parts` in hex (128 bits): equal input, equal mark; useless without the key."""
        ...
