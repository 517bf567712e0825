"""Keys in hand. They live in RAM for one request, and no repr shows them."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class OfficerKey:
    """An officer's opened private key."""

    agency: str
    officer: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True)
class InformerKey:
    """What the receipt's key derivation yields."""

    verifier: bytes = field(repr=False)
    """Compared with the stored one."""
    secret: bytes = field(repr=False)
    public: bytes = field(repr=False)


@dataclass(frozen=True)
class PasswordLock:
    """A secret under a password, with the cost of guessing."""

    salt: bytes = field(repr=False)
    ops: int
    memory: int
    """In bytes."""
    sealed: bytes = field(repr=False)
