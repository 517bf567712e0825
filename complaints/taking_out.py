"""One case on its way out of the house, sealed under a password that is good for this one file."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kernel.codes import new_code, read_code
from kernel.errors import Refused

_HALF, _GROUP = 12, 4
"""Symbols of each half, the last of them a check: 108 bits together."""


@dataclass(frozen=True)
class SealedParts:
    """What any browser opens with the password: AES-256-GCM under PBKDF2-HMAC-SHA-256."""

    salt: bytes
    rounds: int
    parts: Sequence[tuple[bytes, bytes]] = field(repr=False)
    """(nonce, ciphertext with its tag); bound to "<name>|<number of the part, from 0>"."""


def new_password() -> str:
    """In groups of four, to be read out or written down; it goes another way than the file."""
    return _grouped(new_code(_HALF) + new_code(_HALF))


def read_password(text: str) -> str:
    """One of ours, in groups of four. Raises Refused("export_password"): nobody chooses a short one."""
    symbols = text.replace("-", "").replace(" ", "")
    halves = read_code(symbols[:_HALF]), read_code(symbols[_HALF:])
    if halves[0] is None or halves[1] is None or len(halves[0]) != _HALF or len(halves[1]) != _HALF:
        raise Refused("export_password")
    return _grouped(halves[0] + halves[1])


def _grouped(symbols: str) -> str:
    return "-".join(symbols[at : at + _GROUP] for at in range(0, 2 * _HALF, _GROUP))
