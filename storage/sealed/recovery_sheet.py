"""The recovery key on paper. Everything here runs offline: the private half never meets the server.

Keys are written in base32 with a checksum, in groups of four, so that a person can copy them from paper.
"""

import base64
import binascii
from dataclasses import dataclass, field

from complaints.recovery import challenge_name
from kernel.errors import Refused, Unreadable
from storage import crypto
from storage.sealed.case_crypto import open_named

_CHECK_BYTES = 3
_GROUP = 4


@dataclass(frozen=True)
class RecoverySheet:
    """What goes into the envelope, and what goes to the server."""

    secret: str = field(repr=False)
    public: str


def new_sheet() -> RecoverySheet:
    """A fresh recovery key."""
    secret, public = crypto.new_pair()
    return RecoverySheet(write_key(secret), write_key(public))


def answer(secret_text: str, challenge_text: str, agency_code: str) -> str:
    """The code inside a challenge. Raises Refused("key_malformed"), Unreadable when it is for another key."""
    sealed = read_challenge(challenge_text)
    return open_named(sealed, read_key(secret_text), challenge_name(agency_code)).decode()


def write_key(key: bytes) -> str:
    """A 32-byte key as fourteen groups of four."""
    text = base64.b32encode(key + _check(key)).decode()
    return "-".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))


def read_key(text: str) -> bytes:
    """Undo `write_key`; 0 and 1 are read as the letters they were copied from. Raises Refused("key_malformed")."""
    bare = "".join(text.split()).replace("-", "").upper().replace("0", "O").replace("1", "I")
    try:
        raw = base64.b32decode(bare)
    except (binascii.Error, ValueError):
        raise Refused("key_malformed") from None
    key, check = raw[: crypto.KEY_BYTES], raw[crypto.KEY_BYTES :]
    if len(key) != crypto.KEY_BYTES or check != _check(key):
        raise Refused("key_malformed")
    return key


def write_challenge(sealed: bytes) -> str:
    """A challenge as text to carry to the offline machine."""
    return base64.urlsafe_b64encode(sealed).decode()


def read_challenge(text: str) -> bytes:
    """Undo `write_challenge`. Raises Unreadable."""
    try:
        return base64.b64decode("".join(text.split()), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise Unreadable from None


def _check(key: bytes) -> bytes:
    return crypto.fingerprint(b"recovery sheet" + key)[:_CHECK_BYTES]
