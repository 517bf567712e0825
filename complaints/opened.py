"""Opened text. Importable only by `complaints`, the sealed store, the console's case view and the receipt page."""

from dataclasses import dataclass, field
from datetime import date

from complaints.header import CaseHeader
from complaints.inside import NOTHING_INSIDE, Inside
from complaints.report import Report
from complaints.status import Status


@dataclass(frozen=True)
class FileFact:
    """An evidence file as a message names it."""

    id: str
    name: str = field(repr=False)
    kind: str
    size: int
    """In bytes."""
    cleaned: bool
    original: bool
    orientation: int


@dataclass(frozen=True)
class OpenedFile:
    """An evidence file in an officer's hands."""

    fact: FileFact
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class OpenedMessage:
    """One later message of a thread, exactly as typed."""

    by_office: bool
    text: str = field(repr=False)
    day: date
    files: tuple[FileFact, ...] = ()
    taken_back: bool = False
    """Its author took it back; nothing of it is left but its place."""


@dataclass(frozen=True)
class OpenedNote:
    """What an officer wrote for colleagues."""

    author: str
    """Id of the officer."""
    text: str = field(repr=False)
    day: date


@dataclass(frozen=True)
class OpenedCase:
    """A case in an officer's hands."""

    reference: str
    month: str
    """Bangkok month of arrival, "2026-11"."""
    status: Status
    header: CaseHeader
    report: Report
    messages: tuple[OpenedMessage, ...]
    files: tuple[FileFact, ...] = ()
    """What came with the report itself."""
    notes: tuple[OpenedNote, ...] = ()
    inside: Inside = NOTHING_INSIDE


@dataclass(frozen=True)
class Evidence:
    """A line of an export's evidence list, with its bytes."""

    number: int
    fact: FileFact
    digest: str
    """SHA-256 of the bytes, in hex: whoever receives them can tell that they are these."""
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class CaseExport:
    """One case on its way out of the house: to a court, a superior body, a printer. Never the contact."""

    case: OpenedCase
    evidence: tuple[Evidence, ...]
    day: date


@dataclass(frozen=True)
class ReporterView:
    """What the holder of a receipt sees: the own thread; no note, no name, no reference."""

    status: Status
    status_label: str
    acknowledgement: str
    come_back: date
    messages: tuple[OpenedMessage, ...]
    files: tuple[FileFact, ...] = ()
    first_use: bool = False
    """The code came from an officer and has to be exchanged for a receipt of one's own."""
    withdrawn: bool = False
    closed: bool = False
