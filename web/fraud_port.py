"""The fraud door as the public pages see it: put in, and come back with the receipt. Nothing else can be asked."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from complaints.crowding import Effort
from complaints.effort import Price
from complaints.evidence import CleanFile
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


class Attached(Protocol):
    """A file of one's own, or of the office: what it is called, not what is in it."""

    @property
    def name(self) -> str: ...


class Said(Protocol):
    """One later message of the thread."""

    @property
    def by_office(self) -> bool: ...
    @property
    def text(self) -> str: ...
    @property
    def day(self) -> date: ...
    @property
    def files(self) -> Sequence[Attached]: ...
    @property
    def taken_back(self) -> bool:
        """Its author took it back, in the chat it came from."""
        ...


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
    @property
    def files(self) -> Sequence[Attached]:
        """Those sent with the report."""
        ...

    @property
    def first_use(self) -> bool:
        """An officer filed it and knows this receipt: it has to be exchanged first."""
        ...

    @property
    def withdrawn(self) -> bool: ...
    @property
    def closed(self) -> bool: ...


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
    """Every agency's door, and none of the fraud room's other verbs.

    The verbs with a cookie belong to one visit, which ends after 15 minutes: all raise Refused("visit_over").
    """

    def door(self, agency: Agency) -> Door:
        """Whether it is open, and who stands behind it."""
        ...

    def published(self, agency: Agency) -> Sequence[Snapshot]:
        """The frozen complaint figures, counts only, the newest first."""
        ...

    def come_back(self, agency: Agency) -> date:
        """When somebody who files now is told to look again."""
        ...

    def crowd(self, agency: Agency) -> Price | None:
        """The riddle or the patience that filing costs now; None in quiet times."""
        ...

    def file(
        self, agency: Agency, report: Report, form: str, files: Sequence[CleanFile] = (), effort: Effort | None = None
    ) -> Receipt:
        """Keep a report once per `form` and give its receipt; the same form again gives the same receipt.

        Raises Refused: "intake_closed", "no_officer_left", "unknown_officer", "empty_report", "too_long",
        "unknown_category", "receipt_in_text", "files_many", "form_invalid", "already_filed" (the form
        was sent with another text, or too long ago to show its receipt), "effort" (facts: bits, wait_s) while very many
        are sent; Unavailable when too many send at once.
        """
        ...

    def sign_in(self, agency: Agency, typed: str, token: str = "", answer: str = "") -> tuple[str, Followed]:
        """Begin a visit with a receipt as a person typed it: the cookie's value, and the thread.

        Raises Refused: "receipt_malformed", "receipt_unknown" for a wrong and an unknown one alike, "effort" (facts:
        token, bits, wait_s) after many wrong tries; Unavailable when too many ask at once.
        """
        ...

    def look(self, agency: Agency, cookie: str) -> Followed:
        """The thread."""
        ...

    def say(self, agency: Agency, cookie: str, text: str, form: str, files: Sequence[CleanFile] = ()) -> None:
        """One more message, once per `form`.

        Raises Refused: "empty_message", "too_long", "receipt_in_text", "already_filed", "files_many",
        "case_files", "case_full".
        """
        ...

    def withdraw(self, agency: Agency, cookie: str) -> None:
        """The informer does not want it pursued; the volunteered contact is erased."""
        ...

    def exchange(self, agency: Agency, cookie: str, form: str) -> Receipt:
        """A receipt that no officer has seen, in place of the code one came with; the same `form`, the same receipt."""
        ...

    def notice_code(self, agency: Agency, cookie: str) -> str:
        """Six digits to type to the bot, for a notice that names nothing."""
        ...

    def stop_notice(self, agency: Agency, cookie: str) -> None:
        """Forget where to send notices."""
        ...

    def sign_out(self, cookie: str) -> None:
        """End the visit; harmless when it is over."""
        ...

    def take_one_time(self, agency: Agency, token: str) -> Receipt:
        """The receipt of a report from the chat, once, within minutes."""
        ...
