"""Trying receipts costs more and more, and is never forbidden: who knows a locator cannot shut its owner out.

After ten wrong receipts for one locator in a day, known or not, each further try needs an answer to a riddle, or, for
a page without JavaScript, the patience that would have gone into it.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from complaints.desk import Desk
from complaints.rows import UsedForm
from complaints.store_ports import SealedWork
from kernel.agency import Agency
from kernel.codes import new_id
from kernel.errors import Refused

FREE_TRIES = 10
_TRIES_PER_STEP = 5
_FIRST_BITS, _MOST_BITS = 14, 22
"""A telephone's browser needs about a tenth of a second for the first, half a minute for the last."""
_FIRST_WAIT_S, _LONGEST_WAIT_S = 2, 120
_GOOD_FOR = timedelta(hours=1)
_LONGEST_ANSWER = 32


@dataclass(frozen=True)
class Price:
    """What the next try costs: one or the other."""

    bits: int
    """Leading zero bits wanted of SHA-256 over "token:answer"."""
    wait_s: int


def price(wrong: int) -> Price | None:
    """After so many wrong receipts; None while trying is free."""
    if wrong < FREE_TRIES:
        return None
    step = (wrong - FREE_TRIES) // _TRIES_PER_STEP
    wait = min(_FIRST_WAIT_S << min(step, 16), _LONGEST_WAIT_S)
    return Price(min(_FIRST_BITS + step, _MOST_BITS), wait)


def check(desk: Desk, work: SealedWork, agency: Agency, locator: str, token: str, answer: str) -> None:
    """Let a try through, or raise Refused("effort", token, bits, wait_s) with what it costs now.

    Inside a writing transaction: a token is good for one try.
    """
    asked = price(work.tries.count(agency, desk.today, mark_of(desk, agency, locator)))
    if asked is None:
        return
    if not (_pays(desk, agency, locator, token, answer) and _first_use(desk, work, agency, token)):
        raise Refused("effort", token=_token(desk, agency, locator, asked), bits=asked.bits, wait_s=asked.wait_s)


def mark_of(desk: Desk, agency: Agency, locator: str) -> str:
    """Under which wrong receipts of one locator are counted."""
    return desk.crypto.mark("tries", agency.code, locator)


def solves(token: str, answer: str, bits: int) -> bool:
    """Whether the answer was worked for."""
    digest = hashlib.sha256(f"{token}:{answer}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest, "big") >> (256 - bits) == 0


def _token(desk: Desk, agency: Agency, locator: str, asked: Price) -> str:
    issued = int(desk.clock.now().timestamp())
    body = f"{new_id()}.{issued}.{asked.bits}.{asked.wait_s}"
    return f"{body}.{_mac(desk, agency, locator, body)}"


def _pays(desk: Desk, agency: Agency, locator: str, token: str, answer: str) -> bool:
    body, _, mac = token.rpartition(".")
    if not hmac.compare_digest(mac.encode(), _mac(desk, agency, locator, body).encode()):
        return False
    _, issued, bits, wait_s = body.split(".")  # ours, as the mark says
    waited = desk.clock.now() - datetime.fromtimestamp(int(issued), UTC)
    if not timedelta(0) <= waited <= _GOOD_FOR:
        return False
    if answer:
        return len(answer) <= _LONGEST_ANSWER and solves(token, answer, int(bits))
    return waited >= timedelta(seconds=int(wait_s))


def _first_use(desk: Desk, work: SealedWork, agency: Agency, token: str) -> bool:
    fingerprint = hashlib.blake2b(token.encode(), digest_size=32, person=b"prongsai.effort").hexdigest()
    hour = desk.clock.now().replace(minute=0, second=0, microsecond=0)
    return work.forms.use(agency, UsedForm(fingerprint, "", desk.today, 0, hour + 2 * _GOOD_FOR))


def _mac(desk: Desk, agency: Agency, locator: str, body: str) -> str:
    return desk.crypto.mark("effort", agency.code, locator, body)
