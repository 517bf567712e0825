"""The fraud door as the public pages see it: put in, and look again with the receipt. Nothing else can be asked."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from complaints.receipt import Receipt
from complaints.report import Report
from complaints.statistics import Snapshot
from kernel.agency import Agency


class OfficerName(Protocol):
    """Somebody who would read a report, for the informer to exclude."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str:
        """Name and post, as shown."""
        ...


class Said(Protocol):
    """One later message of the thread."""

    @property
    def by_office(self) -> bool: ...
    @property
    def text(self) -> str: ...
    @property
    def day(self) -> date: ...


class Followed(Protocol):
    """What the holder of a receipt may see: the own thread, no internal note, no identity."""

    @property
    def status_label(self) -> str: ...
    @property
    def acknowledgement(self) -> str:
        """Names the day to come back."""
        ...

    @property
    def messages(self) -> Sequence[Said]: ...


class Door(Protocol):
    """What the form has to know."""

    @property
    def open(self) -> bool:
        """Whether reports are taken: enough officers, a proved recovery key."""
        ...

    @property
    def officers(self) -> Sequence[OfficerName]:
        """Who would read a report."""
        ...


class FraudDoor(Protocol):
    """Every agency's door: four verbs, and none of the fraud room's others."""

    def door(self, agency: Agency) -> Door:
        """Whether it is open, and who stands behind it."""
        ...

    def published(self, agency: Agency) -> Sequence[Snapshot]:
        """The frozen complaint figures, counts only, the newest first."""
        ...

    def file(self, agency: Agency, report: Report, form: str) -> Receipt:
        """Keep a report once per `form` and give its receipt; the same form again gives the same receipt.

        Raises Refused: "intake_closed", "no_officer_left", "unknown_officer", "empty_report", "too_long",
        "unknown_category", "form_invalid", "already_filed" (the form was sent with another text, or too long ago
        to show its receipt); Unavailable when too many send at once.
        """
        ...

    def follow(self, agency: Agency, typed: str) -> Followed:
        """The thread of a receipt as a person typed it.

        Raises Refused("receipt_malformed"), Refused("receipt_unknown") for a wrong and an unknown one alike, and
        Unavailable when too many ask at once.
        """
        ...
