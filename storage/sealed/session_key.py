"""An officer's key between two requests: under a key that only the browser's cookie holds."""

import json
from base64 import b64decode, b64encode

from complaints.keys import OfficerKey
from kernel.errors import Unreadable
from storage import crypto

_BOUND = b"v1|session|officer"


def wrap(key: OfficerKey, cookie: str) -> bytes:
    """What the session row may keep: useless without the cookie, of which the row holds only a hash."""
    body = {"agency": key.agency, "officer": key.officer, "secret": b64encode(key.secret).decode()}
    return crypto.encrypt(_cookie_key(cookie), json.dumps(body).encode(), _BOUND)


def unwrap(wrapped: bytes, cookie: str) -> OfficerKey:
    """Undo `wrap`. Raises Unreadable when the cookie is another one."""
    try:
        body = json.loads(crypto.decrypt(_cookie_key(cookie), wrapped, _BOUND))
        return OfficerKey(body["agency"], body["officer"], b64decode(body["secret"]))
    except (ValueError, KeyError, TypeError):
        raise Unreadable from None


def _cookie_key(cookie: str) -> bytes:
    # cookies carry 128 bits and more: no slow derivation is needed. Hashed first: BLAKE2b keys have 64 bytes at most.
    return crypto.subkey(crypto.fingerprint(cookie.encode()), b"prongsai.session", "officer key")
