"""A visit of the follow-up page: a quarter of an hour in a memory that forgets, under a key that only a cookie has."""

import hashlib
import json
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import timedelta

from complaints.desk import Desk
from kernel.agency import Agency
from kernel.errors import Refused, Unreadable

VISIT = timedelta(minutes=15)
_COOKIE_BYTES = 32
_BOUND = b"v1|visit|informer"


@dataclass(frozen=True)
class Visit:
    """Whose case, and the informer's key to it."""

    agency: str
    reference: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True)
class Visits:
    """Over a desk. What is kept opens with the cookie alone, which is not kept."""

    desk: Desk

    def begin(self, visit: Visit) -> str:
        """The cookie of a new visit."""
        cookie = secrets.token_urlsafe(_COOKIE_BYTES)
        self.keep(cookie, visit)
        return cookie

    def get(self, agency: Agency, cookie: str) -> Visit:
        """Raises Refused("visit_over") for one that is over, unknown, or another agency's."""
        kept = self.desk.short.get(_name(cookie), self.desk.clock.now())
        try:
            if kept is None:
                raise Refused("visit_over")
            body = json.loads(self.desk.crypto.open(_cookie_key(cookie), _BOUND, kept))
            visit = Visit(body["agency"], body["reference"], b64decode(body["secret"]))
        except (Unreadable, ValueError, KeyError, TypeError):
            raise Refused("visit_over") from None
        if visit.agency != agency.code:
            raise Refused("visit_over")
        return visit

    def keep(self, cookie: str, visit: Visit) -> None:
        """For another quarter of an hour."""
        body = {
            "agency": visit.agency, "reference": visit.reference, "secret": b64encode(visit.secret).decode(),
        }  # fmt: skip
        sealed = self.desk.crypto.seal(_cookie_key(cookie), _BOUND, json.dumps(body).encode())
        self.desk.short.put(_name(cookie), sealed, self.desk.clock.now() + VISIT)

    def end(self, cookie: str) -> None:
        """Forget it."""
        self.desk.short.drop(_name(cookie))


def _name(cookie: str) -> str:
    return "visit-" + hashlib.sha256(cookie.encode("utf-8", "surrogatepass")).hexdigest()


def _cookie_key(cookie: str) -> bytes:
    # cookies carry 256 bits: no slow derivation is needed
    return hashlib.blake2b(cookie.encode("utf-8", "surrogatepass"), digest_size=32, person=b"prongsai.visit").digest()
