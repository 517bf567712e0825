"""What the sealed store keeps, as rows. Nothing here is readable without a key, nor finer in time than it must be."""

from dataclasses import dataclass, field
from datetime import date, datetime

from complaints.status import Status


@dataclass(frozen=True)
class CaseRow:
    """A case as stored. `reference` is random; nothing here is finer than a month."""

    reference: str
    locator: str
    salt: bytes = field(repr=False)
    verifier: bytes = field(repr=False)
    informer_public: bytes = field(repr=False)
    status: Status
    month: str
    header: bytes = field(repr=False)


@dataclass(frozen=True)
class KeyBox:
    """A case's key wrapped for one reader."""

    reference: str
    kind: str
    """ "case" or "contact"."""
    role: str
    """ "officer", "recovery" or "informer"."""
    reader: str
    """Keyed fingerprint of case and officer, so that a stolen database does not say who is excluded."""
    epoch: int
    box: bytes = field(repr=False)


@dataclass(frozen=True)
class MessageRow:
    """One sealed message."""

    id: str
    seq: int
    author: str
    epoch: int
    sealed: bytes = field(repr=False)


@dataclass(frozen=True)
class Officer:
    """Somebody enrolled to read cases."""

    id: str
    name: str
    public: bytes = field(repr=False)
    approved: bool = True
    """Whether new cases are sealed to this key; see `complaints.approval`."""


@dataclass(frozen=True)
class Recovery:
    """The agency's recovery key: only its public half is ever here."""

    public: bytes = field(repr=False)
    proved: bool
    challenge: bytes = field(default=b"", repr=False)
    """Fingerprint of the answer that is waited for; empty when none is."""


@dataclass(frozen=True)
class UsedForm:
    """That a form was sent: fingerprints only, gone after a few hours."""

    token: str
    content: str
    day: date
    attempt: int
    expires: datetime
    """A whole hour."""
