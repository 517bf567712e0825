"""Sealing for a browser: the only place where AES is used, because it is what every browser can open by itself."""

import hashlib
import os
from collections.abc import Sequence

from nacl.bindings import crypto_aead_aes256gcm_encrypt, crypto_aead_aes256gcm_NPUBBYTES
from nacl.exceptions import UnavailableError

from complaints.taking_out import SealedParts
from kernel.errors import Refused
from storage.crypto import KEY_BYTES, SALT_BYTES

ROUNDS = 600_000
"""Of PBKDF2. The password has 108 bits of its own; the rounds are for whoever shortens it."""


def seal_parts(password: str, name: str, parts: Sequence[bytes]) -> SealedParts:
    """Each part bound to name and number. Raises Refused("export_unavailable"): no AES in this processor."""
    salt = os.urandom(SALT_BYTES)
    key = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, ROUNDS, KEY_BYTES)
    try:
        return SealedParts(salt, ROUNDS, [_seal(key, f"{name}|{n}", part) for n, part in enumerate(parts)])
    except UnavailableError:
        raise Refused("export_unavailable") from None


def _seal(key: bytes, bound: str, part: bytes) -> tuple[bytes, bytes]:
    nonce = os.urandom(crypto_aead_aes256gcm_NPUBBYTES)
    return nonce, crypto_aead_aes256gcm_encrypt(part, bound.encode(), nonce, key)
