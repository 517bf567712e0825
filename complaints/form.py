"""One form is one case: the same sending finds the same receipt, and nothing that tells the receipt is stored.

The receipt is derived from the form's random number under a random key of the day. The key is erased two days
later, so that a page left open on a phone, together with everything the server holds, no longer yields it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta

from complaints.envelope import dump_text
from complaints.evidence import CleanFile
from complaints.receipt import Receipt, receipt_from
from complaints.report import Report
from complaints.rows import UsedForm
from kernel.agency import Agency
from kernel.errors import Refused

LIFETIME = timedelta(hours=13)
"""Longer than any form may lie open before it is sent again."""
KEEP_DAY_KEYS = timedelta(days=1)
_SHORTEST = 22
"""128 bits in base64."""


@dataclass(frozen=True)
class Sending:
    """One form's random number together with what was typed in it."""

    agency: str
    token: str
    """Fingerprint of the number: what is stored."""
    content: str
    """Fingerprint of the report under the number: useless to somebody who guesses texts without it."""
    number: bytes = field(repr=False)

    def receipt(self, day_key: bytes, attempt: int) -> Receipt:
        """The receipt of this sending. A further attempt is needed only when its locator is taken."""
        seed = hashlib.blake2b(key=day_key, digest_size=32, person=b"prongsai.receipt")
        seed.update(dump_text([self.agency, self.number.hex(), attempt]))
        return receipt_from(seed.digest())

    def used(self, day: date, attempt: int, now: datetime) -> UsedForm:
        """The row that marks the form as sent; its expiry is a whole hour."""
        return UsedForm(self.token, self.content, day, attempt, expiry(now))


def expiry(now: datetime) -> datetime:
    """When a form sent now is forgotten: a whole hour, the same for all that are sent in one."""
    return now.replace(minute=0, second=0, microsecond=0) + LIFETIME + timedelta(hours=1)


def sending(agency: Agency, report: Report, form: str, files: Sequence[CleanFile] = ()) -> Sending:
    """`form` is the form's secret random number as text, 128 bits at least. Raises Refused("form_invalid")."""
    return _sending(agency, dump_text([asdict(report), *map(_fingerprint, files)]), form)


def message_sending(agency: Agency, text: str, form: str, files: Sequence[CleanFile] = ()) -> Sending:
    """The same for a later message."""
    return _sending(agency, dump_text([text, *map(_fingerprint, files)]), form)


def _sending(agency: Agency, content: bytes, form: str) -> Sending:
    if len(form) < _SHORTEST:
        raise Refused("form_invalid")
    number = hashlib.blake2b(form.encode("utf-8", "surrogatepass"), digest_size=32).digest()
    token = hashlib.blake2b(number, digest_size=32, person=b"prongsai.form")
    told = hashlib.blake2b(content, key=number, digest_size=32)
    return Sending(agency.code, token.hexdigest(), told.hexdigest(), number)


def _fingerprint(file: CleanFile) -> str:
    return hashlib.blake2b(file.data, digest_size=16).hexdigest()
