"""`complaints.crypto_ports.CaseCrypto` over libsodium."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from complaints.envelope import FILE_PIECE, KEY_BLOCK, TEXT_BLOCK, pad, padded_size, unpad
from complaints.keys import InformerKey, PasswordLock
from kernel.errors import Unreadable
from storage import crypto
from storage.crypto import KEY_BYTES, SALT_BYTES, Cost, join
from storage.sealed.gate import Gate
from storage.sealed.quiet import QuietThreads

_MIB = 1024 * 1024
RECEIPT_COST = Cost(3, 64 * _MIB)
OFFICER_COST = Cost(3, 256 * _MIB)
HIGHEST_COST = Cost(16, 1024 * _MIB)
_AT_ONCE, _LOOKING, _FILING, _OFFICERS = 2, 3, 6, 3
"""How many derive a key at once, and how many more stand in line to look, to file, to sign in. Together they hold a
good part of a web process's sixteen threads, never all. Those who look stand in a line before this one, which holds
no thread of a request for long (`web.fair_line`)."""
_MARK_BYTES = 16


@dataclass(frozen=True)
class Costs:
    """What guessing shall cost. A lock found with less than `floor`, or more than `cap`, is refused."""

    receipt: Cost = RECEIPT_COST
    officer: Cost = OFFICER_COST
    floor: Cost = OFFICER_COST
    cap: Cost = HIGHEST_COST


class SodiumCaseCrypto:
    """Keys and sealing for the fraud room. Safe to share between threads; holds no key that opens a case."""

    def __init__(self, door_key: bytes, costs: Costs | None = None) -> None:
        self._costs = costs or Costs()
        self._salts = crypto.subkey(door_key, b"prongsai.salt", "unknown receipt")
        self._marks = crypto.subkey(door_key, b"prongsai.mark", "reader")
        self._derived = crypto.subkey(door_key, b"prongsai.notify", "notices")
        self._looking = Gate(at_once=_AT_ONCE, waiting=_LOOKING)
        self._filing = self._looking.beside(waiting=_FILING)
        self._quiet = QuietThreads(_AT_ONCE)
        self._officers = Gate(at_once=1, waiting=_OFFICERS)

    def __repr__(self) -> str:
        return "SodiumCaseCrypto(<redacted>)"

    def new_key(self) -> bytes:
        """32 random bytes."""
        return crypto.new_key()

    def new_salt(self) -> bytes:
        """16 random bytes."""
        return os.urandom(SALT_BYTES)

    def dummy_salt(self, agency: str, locator: str) -> bytes:
        """The same for one locator for as long as the key file lives."""
        return crypto.keyed_fingerprint(self._salts, join(agency.encode(), locator.encode()), SALT_BYTES)

    def informer(self, secret: str, salt: bytes, *, filing: bool = False) -> InformerKey:
        """One Argon2id run gives both the verifier and the informer's key pair. Two at a time."""
        cost = self._costs.receipt
        with (self._filing if filing else self._looking).turn():
            if filing:
                out = crypto.stretch(secret.encode(), salt, cost, 2 * KEY_BYTES)
            else:  # whoever guesses takes only what the chat and the pages leave
                out = self._quiet.do(lambda: crypto.stretch(secret.encode(), salt, cost, 2 * KEY_BYTES))
        private, public = crypto.pair_from(out[KEY_BYTES:])
        return InformerKey(crypto.fingerprint(out[:KEY_BYTES]), private, public)

    def new_pair(self) -> tuple[bytes, bytes]:
        """A fresh private and public key."""
        return crypto.new_pair()

    def lock(self, secret: bytes, password: str, bound: bytes) -> PasswordLock:
        """Put a secret under a password. One at a time."""
        cost, salt = self._costs.officer, self.new_salt()
        return PasswordLock(salt, cost.ops, cost.memory, crypto.encrypt(self._key(password, salt, cost), secret, bound))

    def unlock(self, lock: PasswordLock, password: str, bound: bytes) -> bytes:
        """Undo `lock`. A row whose cost was lowered, or raised beyond reason, is refused before any work."""
        cost = Cost(lock.ops, lock.memory)
        if not cost.at_least(self._costs.floor) or not self._costs.cap.at_least(cost) or len(lock.salt) != SALT_BYTES:
            raise Unreadable
        return crypto.decrypt(self._key(password, lock.salt, cost), lock.sealed, bound)

    def idle_unlock(self, password: str) -> None:
        """Take as long as `unlock`."""
        self._key(password, bytes(SALT_BYTES), self._costs.officer)

    def seal_key(self, key: bytes, public: bytes, name: bytes) -> bytes:
        """A sealed box of name and key, of one size for all names."""
        return seal_named(key, public, name)

    def open_key(self, box: bytes, secret: bytes, name: bytes) -> bytes:
        """Raises Unreadable when box, key or the name inside do not fit: sealed boxes carry no bound data."""
        return open_named(box, secret, name)

    def seal(self, key: bytes, bound: bytes, plain: bytes) -> bytes:
        """Padded to whole blocks, so that sizes do not tell a short complaint from a long one."""
        return crypto.encrypt(key, pad(plain, TEXT_BLOCK), bound)

    def open(self, key: bytes, bound: bytes, sealed: bytes) -> bytes:
        """Undo `seal`."""
        return unpad(crypto.decrypt(key, sealed, bound))

    def seal_file(self, key: bytes, bound: bytes, plain: bytes) -> list[bytes]:
        """A secretstream in pieces, padded to one of a few sizes."""
        framed = len(plain).to_bytes(4, "big") + plain
        return crypto.encrypt_stream(key, framed.ljust(padded_size(len(plain)), b"\0"), bound, FILE_PIECE)

    def open_file(self, key: bytes, bound: bytes, pieces: Sequence[bytes]) -> bytes:
        """Undo `seal_file`."""
        return unpad(crypto.decrypt_stream(key, pieces, bound))

    def derive(self, key: bytes, label: str) -> bytes:
        """A 32-byte key that says nothing about the one it comes from."""
        return crypto.subkey(key, b"prongsai.derive", label)

    def pair_of(self, seed: bytes) -> tuple[bytes, bytes]:
        """The X25519 pair that a seed stands for."""
        return crypto.pair_from(seed)

    def notifier(self) -> tuple[bytes, bytes]:
        """Derived from the server's key file: in no database and no backup."""
        return crypto.pair_from(self._derived)

    def mark(self, *parts: str) -> str:
        """32 hex digits."""
        data = join(*(part.encode() for part in parts))
        return crypto.keyed_fingerprint(self._marks, data, _MARK_BYTES).hex()

    def _key(self, password: str, salt: bytes, cost: Cost) -> bytes:
        with self._officers.turn():
            return crypto.stretch(password.encode("utf-8", "surrogatepass"), salt, cost, KEY_BYTES)


def seal_named(key: bytes, public: bytes, name: bytes) -> bytes:
    """A sealed box of name and key. Needs no server."""
    return crypto.box(pad(join(name, key), KEY_BLOCK), public)


def open_named(box: bytes, secret: bytes, name: bytes) -> bytes:
    """What `seal_key` wrapped. Needs no server, so the recovery key can do it offline."""
    plain = unpad(crypto.unbox(box, secret))
    head = join(name)
    if not plain.startswith(head):
        raise Unreadable
    return plain[len(head) + 4 :]
