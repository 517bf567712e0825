"""The hash-chained record of what was done in the fraud room.

h_n = SHA-256(h_{n-1} + entry), m_n = HMAC(k_n, h_n), k_{n+1} = BLAKE2b(k_n): who takes the server today holds only
the present k and cannot rewrite yesterday for a reader who kept the first one. A cut tail shows only against a
head that was noted elsewhere.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from kernel.errors import Refused

NO_HASH = bytes(32)
KEY_BYTES = 32
ANCHOR_DIGITS = 16
"""Of the head, in hex: 64 bits, which nobody forges and everybody can copy."""
INFORMER = "informer"
"""The actor of daily sums; what informers do has no reference and no time."""


@dataclass(frozen=True)
class Entry:
    """One thing done. Never an address, account, receipt or a report's text."""

    n: int
    day: date
    actor: str
    action: str
    case: str = ""
    reason: str = ""
    """Typed by an officer who opened a contact; elsewhere empty, or the number of a daily sum."""


@dataclass(frozen=True)
class Link:
    """An entry with its place in the chain."""

    entry: Entry
    hash: bytes
    mac: bytes


@dataclass(frozen=True)
class Head:
    """Where the chain stands."""

    count: int = 0
    hash: bytes = NO_HASH
    key: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Verdict:
    """What a check found. `count` and `head` are what an auditor notes down elsewhere."""

    count: int
    head: str
    first_bad: int | None
    """Number of the first entry that is changed, missing or foreign; None when the chain holds."""

    @property
    def anchor(self) -> str:
        """One line to note down elsewhere: "17 9f86d081884c7d65"."""
        return f"{self.count} {self.head[:ANCHOR_DIGITS]}"

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return self.first_bad is None


def add_link(head: Head, entry: Entry) -> tuple[Link, Head]:
    """The next link, and the head after it with its key moved on."""
    digest = _hash(head.hash, entry)
    link = Link(entry, digest, _mac(head.key, digest))
    return link, Head(entry.n, digest, next_key(head.key))


def next_key(key: bytes) -> bytes:
    """One step of the ratchet; there is no way back."""
    return hashlib.blake2b(key, digest_size=KEY_BYTES, person=b"prongsai.audit").digest()


def read_anchor(text: str) -> tuple[int, str]:
    """Undo `Verdict.anchor`. Raises Refused("anchor_malformed")."""
    count, _, head = text.strip().lower().partition(" ")
    if not count.isascii() or not count.isdigit() or len(head) != ANCHOR_DIGITS:
        raise Refused("anchor_malformed")
    return int(count), head


def verify(links: Iterable[Link], head: Head, seed: bytes | None = None, anchor: str = "") -> Verdict:
    """Walk the chain. Without the first key (`seed`) only the hashes can be checked.

    With an `anchor` noted down earlier, a tail that was cut off since shows too, and a past that was written anew.
    """
    noted = read_anchor(anchor) if anchor else (0, "")
    before, n, key = NO_HASH, 0, seed
    for n, link in enumerate(links, start=1):
        digest = _hash(before, link.entry)
        if link.entry.n != n or not hmac.compare_digest(digest, link.hash):
            return Verdict(head.count, head.hash.hex(), n)
        if key is not None:
            if not hmac.compare_digest(_mac(key, digest), link.mac):
                return Verdict(head.count, head.hash.hex(), n)
            key = next_key(key)
        if n == noted[0] and digest.hex()[:ANCHOR_DIGITS] != noted[1]:
            return Verdict(head.count, head.hash.hex(), n)
        before = digest
    if n < noted[0]:
        return Verdict(head.count, head.hash.hex(), n + 1)
    whole = n == head.count and before == head.hash
    return Verdict(head.count, head.hash.hex(), None if whole else min(n, head.count) + 1)


def _hash(before: bytes, entry: Entry) -> bytes:
    body = [entry.n, entry.day.isoformat(), entry.actor, entry.action, entry.case, entry.reason]
    return hashlib.sha256(before + json.dumps(body).encode()).digest()


def _mac(key: bytes, digest: bytes) -> bytes:
    return hmac.digest(key, digest, "sha256")
