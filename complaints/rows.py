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
    inside: bytes | None = field(default=None, repr=False)
    """What officers alone know of it; None on a case of the first versions."""
    epoch: int = 1
    """Which of the office's key changes the newest key of this case has seen."""
    erase_from: date | None = None
    """First of the month in which a closed case is erased."""


@dataclass(frozen=True)
class KeyBox:
    """A case's key wrapped for one reader."""

    reference: str
    kind: str
    """ "case", "contact" or "inside"."""
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
    erased: str = ""
    """Once its author took it back: the hash of the ciphertext that stood here. `sealed` is empty then."""


@dataclass(frozen=True)
class NoteRow:
    """One sealed note among officers."""

    id: str
    seq: int
    epoch: int
    sealed: bytes = field(repr=False)


@dataclass(frozen=True)
class UnsendMark:
    """Where a chat message went."""

    mark: str
    reference: str
    """ "" when it was taken back before it came."""
    message: str
    day: date


STATE = 0
"""The part of a draft that holds what was typed; the others are its photographs."""


@dataclass(frozen=True)
class DraftPart:
    """A sealed piece of what is being typed in a chat."""

    mark: str
    part: int
    """`STATE`, or the number of a photograph."""
    expires: datetime
    sealed: bytes = field(repr=False)


@dataclass(frozen=True)
class QueuedNotice:
    """Somebody to tell that there is an answer. Names no case."""

    id: str
    sealed: bytes = field(repr=False)


@dataclass(frozen=True)
class Officer:
    """Somebody enrolled to read cases."""

    id: str
    name: str
    public: bytes = field(repr=False)
    approved: bool = True
    """Whether new cases are sealed to this key; see `complaints.approval`."""
    custodian: bool = False
    """Whether volunteered contacts are sealed to this key. With no custodian at all, every officer is one."""


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
