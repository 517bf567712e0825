"""Opened text. Importable only by `complaints`, the sealed store, the console's case view and the receipt page."""

from dataclasses import dataclass, field
from datetime import date

from complaints.header import CaseHeader
from complaints.report import Report
from complaints.status import Status


@dataclass(frozen=True)
class OpenedMessage:
    """One later message of a thread, exactly as typed."""

    by_office: bool
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


@dataclass(frozen=True)
class ReporterView:
    """What the holder of a receipt sees: the own thread; no note, no name, no reference."""

    status: Status
    status_label: str
    acknowledgement: str
    come_back: date
    messages: tuple[OpenedMessage, ...]
