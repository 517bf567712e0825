"""The few cryptographic acts of this product, each a thin name over libsodium (PyNaCl) or BLAKE2b.

Nothing here decides what is sealed for whom; callers do. Every failure to open is `kernel.errors.Unreadable`.
"""

import hashlib
import os

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import CryptoError

from kernel.errors import Unreadable

KEY_BYTES = 32
_NONCE_BYTES = 24


def new_key() -> bytes:
    """32 fresh random bytes."""
    return os.urandom(KEY_BYTES)


def subkey(master: bytes, purpose: bytes, label: str) -> bytes:
    """A 32-byte key for one use. `purpose` (at most 16 bytes) goes into BLAKE2b's personalisation."""
    return hashlib.blake2b(label.encode(), key=master, person=purpose, digest_size=KEY_BYTES).digest()


def fingerprint(data: bytes) -> bytes:
    """BLAKE2b-256 without a key: for values that are already unguessable."""
    return hashlib.blake2b(data, digest_size=32).digest()


def encrypt(key: bytes, plain: bytes, bound: bytes) -> bytes:
    """XChaCha20-Poly1305: nonce and ciphertext. `bound` is checked at opening, not stored."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(plain, bound, nonce, key)


def decrypt(key: bytes, sealed: bytes, bound: bytes) -> bytes:
    """Undo `encrypt`. Raises Unreadable when key, bound data or bytes do not fit."""
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[_NONCE_BYTES:], bound, sealed[:_NONCE_BYTES], key)
    except (CryptoError, ValueError):
        raise Unreadable from None


def join(*parts: bytes) -> bytes:
    """Parts with their lengths before them, so that ("ab", "c") and ("a", "bc") never look alike."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)
