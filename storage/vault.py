"""The Vault port over PyNaCl: XChaCha20-Poly1305 under sub-keys of the key file's `vault` key."""

import hashlib
from functools import lru_cache

from kernel.errors import Unreadable
from storage.crypto import decrypt, encrypt, subkey
from storage.keyfile import KeyFile

_VERSION = b"\x01"
_MARK_BYTES = 16


class SealedVault:
    """Seals small values for the product's own database. Safe to share between threads."""

    def __init__(self, keys: KeyFile) -> None:
        self._master = keys.vault
        # labels are a handful of constants; the cache keeps seal() at a few microseconds
        self._sealing = lru_cache(maxsize=256)(lambda label: subkey(self._master, b"prongsai.seal", label))
        self._marking = lru_cache(maxsize=256)(self._new_marker)

    def __repr__(self) -> str:
        return "SealedVault(<redacted>)"

    def seal(self, label: str, context: str, plain: bytes) -> bytes:
        """Version byte, 24-byte nonce, ciphertext with its tag: 41 bytes more than `plain`."""
        return _VERSION + encrypt(self._sealing(label), plain, context.encode("utf-8", "surrogatepass"))

    def unseal(self, label: str, context: str, sealed: bytes) -> bytes:
        """The plain bytes. Raises Unreadable when key, context or bytes do not fit."""
        if sealed[:1] != _VERSION:
            raise Unreadable
        return decrypt(self._sealing(label), bytes(sealed[1:]), context.encode("utf-8", "surrogatepass"))

    def mark(self, label: str, *parts: str) -> str:
        """32 hex digits of keyed BLAKE2b over the parts, each with its length before it."""
        marker = self._marking(label).copy()
        for part in parts:
            data = part.encode("utf-8", "surrogatepass")
            marker.update(len(data).to_bytes(4, "big"))
            marker.update(data)
        return marker.hexdigest()

    def _new_marker(self, label: str) -> "hashlib.blake2b":
        key = subkey(self._master, b"prongsai.mark", label)
        return hashlib.blake2b(key=key, digest_size=_MARK_BYTES)
