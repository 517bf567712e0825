"""The few cryptographic acts of this product, each a thin name over libsodium (PyNaCl) or BLAKE2b.

Nothing here decides what is sealed for whom; callers do. Every failure to open is `kernel.errors.Unreadable`.
"""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_secretstream_xchacha20poly1305_HEADERBYTES,
    crypto_secretstream_xchacha20poly1305_init_pull,
    crypto_secretstream_xchacha20poly1305_init_push,
    crypto_secretstream_xchacha20poly1305_pull,
    crypto_secretstream_xchacha20poly1305_push,
    crypto_secretstream_xchacha20poly1305_state,
    crypto_secretstream_xchacha20poly1305_TAG_FINAL,
    crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
)
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.pwhash import argon2id

from kernel.errors import Unreadable

KEY_BYTES = 32
SALT_BYTES = argon2id.SALTBYTES
_NONCE_BYTES = 24
_FINAL = crypto_secretstream_xchacha20poly1305_TAG_FINAL


def new_key() -> bytes:
    """32 fresh random bytes."""
    return os.urandom(KEY_BYTES)


def subkey(master: bytes, purpose: bytes, label: str) -> bytes:
    """A 32-byte key for one use. `purpose` (at most 16 bytes) goes into BLAKE2b's personalisation."""
    return hashlib.blake2b(label.encode(), key=master, person=purpose, digest_size=KEY_BYTES).digest()


def fingerprint(data: bytes) -> bytes:
    """BLAKE2b-256 without a key: for values that are already unguessable."""
    return hashlib.blake2b(data, digest_size=32).digest()


def keyed_fingerprint(key: bytes, data: bytes, size: int) -> bytes:
    """BLAKE2b under a key, `size` bytes: equal data, equal fingerprint; useless without the key."""
    return hashlib.blake2b(data, key=key, digest_size=size).digest()


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


def encrypt_stream(key: bytes, plain: bytes, bound: bytes, piece: int) -> list[bytes]:
    """A secretstream in pieces; the first carries the stream's header, the last its final tag."""
    state = crypto_secretstream_xchacha20poly1305_state()
    header = crypto_secretstream_xchacha20poly1305_init_push(state, key)
    out = []
    for start in range(0, len(plain), piece):
        tag = _FINAL if start + piece >= len(plain) else crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
        out.append(crypto_secretstream_xchacha20poly1305_push(state, plain[start : start + piece], bound, tag))
    return [header + out[0], *out[1:]]


def decrypt_stream(key: bytes, pieces: Sequence[bytes], bound: bytes) -> bytes:
    """Undo `encrypt_stream`. Raises Unreadable for a piece that is missing, moved, changed or one too many."""
    head = crypto_secretstream_xchacha20poly1305_HEADERBYTES
    state, out, final = crypto_secretstream_xchacha20poly1305_state(), [], False
    try:
        first = pieces[0]
        crypto_secretstream_xchacha20poly1305_init_pull(state, first[:head], key)
        for sealed in (first[head:], *pieces[1:]):
            if final:
                raise Unreadable
            plain, tag = crypto_secretstream_xchacha20poly1305_pull(state, sealed, bound)
            out.append(plain)
            final = tag == _FINAL
    except (CryptoError, ValueError, IndexError, RuntimeError):
        raise Unreadable from None
    if not final:
        raise Unreadable
    return b"".join(out)


def join(*parts: bytes) -> bytes:
    """Parts with their lengths before them, so that ("ab", "c") and ("a", "bc") never look alike."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


@dataclass(frozen=True)
class Cost:
    """What one Argon2id run takes: passes, and memory in bytes."""

    ops: int
    memory: int

    def at_least(self, other: "Cost") -> bool:
        """Whether guessing is no cheaper than under `other`."""
        return self.ops >= other.ops and self.memory >= other.memory


def stretch(secret: bytes, salt: bytes, cost: Cost, size: int) -> bytes:
    """Argon2id (libsodium's): slow on purpose, so that a short secret is dear to guess."""
    return argon2id.kdf(size, secret, salt, opslimit=cost.ops, memlimit=cost.memory)


def new_pair() -> tuple[bytes, bytes]:
    """A fresh X25519 private key and its public half."""
    key = PrivateKey.generate()
    return bytes(key), bytes(key.public_key)


def pair_from(seed: bytes) -> tuple[bytes, bytes]:
    """The X25519 pair that a 32-byte seed stands for."""
    key = PrivateKey.from_seed(seed)
    return bytes(key), bytes(key.public_key)


def box(plain: bytes, public: bytes) -> bytes:
    """SealedBox: only the holder of the private half opens it; it says nothing about who made it."""
    return SealedBox(PublicKey(public)).encrypt(plain)


def unbox(sealed: bytes, secret: bytes) -> bytes:
    """Undo `box`. Raises Unreadable."""
    try:
        return SealedBox(PrivateKey(secret)).decrypt(sealed)
    except (CryptoError, ValueError):
        raise Unreadable from None
