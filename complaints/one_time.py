"""A receipt on its way from the chat to one page in the outside browser: ten minutes, one look."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from complaints.desk import Desk
from complaints.receipt import Receipt
from kernel.agency import Agency
from kernel.errors import Refused, Unreadable

KEPT = timedelta(minutes=10)
_TOKEN_BYTES = 16
_BOUND = b"v1|one-time receipt|"


@dataclass(frozen=True)
class OneTime:
    """Over a desk. What is kept opens with the token alone, which is not kept."""

    desk: Desk

    def give(self, agency: Agency, receipt: Receipt) -> str:
        """A token for the page's address."""
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        sealed = self.desk.crypto.seal(_key(token), _BOUND + agency.code.encode(), receipt.digits.encode())
        self.desk.short.put(_name(token), sealed, self.desk.clock.now() + KEPT)
        return token

    def take(self, agency: Agency, token: str) -> Receipt:
        """The receipt, once. Raises Refused("visit_over")."""
        sealed = self.desk.short.take(_name(token), self.desk.clock.now())
        try:
            if sealed is None:
                raise Refused("visit_over")
            return Receipt(self.desk.crypto.open(_key(token), _BOUND + agency.code.encode(), sealed).decode())
        except Unreadable:
            raise Refused("visit_over") from None


def _name(token: str) -> str:
    return "receipt-" + hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _key(token: str) -> bytes:
    return hashlib.blake2b(token.encode("utf-8", "surrogatepass"), digest_size=32, person=b"prongsai.onetime").digest()
