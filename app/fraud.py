"""The fraud room as others see it: each gets the verbs it needs, and no way to the rest."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from app.fraud_chat import ChatDoor
from complaints.crowding import Effort
from complaints.due import calendar_due
from complaints.effort import Price
from complaints.evidence import CleanFile
from complaints.guard import Door
from complaints.receipt import Receipt
from complaints.report import Report
from complaints.statistics import Snapshot
from kernel.agency import Agency
from qa import hours

__all__ = ["ChatDoor", "PublicDoor", "due_day"]

if TYPE_CHECKING:
    from storage.sealed.room import FraudRoom
    from web.fraud_port import Followed


def due_day(agency: Agency, received: date) -> date:
    """By when a fraud report is to be answered: calendar days, or office days where the agency says so."""
    if not agency.complaint_office_days:
        return calendar_due(agency, received)
    # an office closed for months promises nothing in office days; the calendar's are told then
    return hours.working_day_after(hours.of(agency), received, agency.complaint_days) or calendar_due(agency, received)


class PublicDoor:
    """`web.fraud_port.FraudDoor`. A wide object handed to a room can be read from; this one puts in and follows up."""

    def __init__(self, room: "FraudRoom") -> None:
        self._room = room

    def door(self, agency: Agency) -> Door:
        """Whether reports are taken, and who would read one."""
        return self._room.door(agency)

    def published(self, agency: Agency) -> Sequence[Snapshot]:
        """Frozen figures, the newest first."""
        return self._room.published(agency)

    def come_back(self, agency: Agency) -> date:
        """When somebody who files now is told to look again."""
        return self._room.come_back(agency)

    def file(
        self, agency: Agency, report: Report, form: str, files: Sequence[CleanFile] = (), effort: Effort | None = None
    ) -> Receipt:
        """Keep a report once per form."""
        return self._room.file(agency, report, form, files, effort)

    def crowd(self, agency: Agency) -> Price | None:
        """What filing costs now; None in quiet times."""
        return self._room.crowd(agency)

    def sign_in(self, agency: Agency, typed: str, token: str = "", answer: str = "") -> "tuple[str, Followed]":
        """Begin a visit."""
        return self._room.reporter.sign_in(agency, typed, token, answer)

    def look(self, agency: Agency, cookie: str) -> "Followed":
        """The thread of a visit."""
        return self._room.reporter.look(agency, cookie)

    def say(self, agency: Agency, cookie: str, text: str, form: str, files: Sequence[CleanFile] = ()) -> None:
        """One more message, once per form."""
        self._room.reporter.say(agency, cookie, text, form, files)

    def withdraw(self, agency: Agency, cookie: str) -> None:
        """The informer takes it back."""
        self._room.reporter.withdraw(agency, cookie)
        self._room.clear_traces()

    def exchange(self, agency: Agency, cookie: str, form: str) -> Receipt:
        """A receipt of one's own for a first-use code, once per form."""
        return self._room.reporter.exchange(agency, cookie, form)

    def notice_code(self, agency: Agency, cookie: str) -> str:
        """Six digits to type to the bot."""
        return self._room.reporter.notice_code(agency, cookie)

    def stop_notice(self, agency: Agency, cookie: str) -> None:
        """Be told no more."""
        self._room.reporter.stop_notice(agency, cookie)

    def sign_out(self, cookie: str) -> None:
        """End the visit."""
        self._room.reporter.sign_out(cookie)

    def take_one_time(self, agency: Agency, token: str) -> Receipt:
        """The receipt of a report from the chat, once."""
        return self._room.one_time.take(agency, token)
