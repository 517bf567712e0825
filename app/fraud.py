"""The fraud room as others see it: each gets the verbs it needs, and no way to the rest."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from complaints.drafts import Draft
from complaints.due import calendar_due
from complaints.evidence import CleanFile
from complaints.guard import Door
from complaints.receipt import Receipt
from complaints.report import Report
from complaints.sending_notices import Notice
from complaints.statistics import Snapshot
from kernel.agency import Agency
from qa import hours

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

    def file(self, agency: Agency, report: Report, form: str, files: Sequence[CleanFile] = ()) -> Receipt:
        """Keep a report once per form."""
        return self._room.file(agency, report, form, files)

    def follow(self, agency: Agency, typed: str, token: str = "", answer: str = "") -> "Followed":
        """The thread of a receipt, once."""
        return self._room.follow(agency, typed, token, answer)

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

    def exchange(self, agency: Agency, cookie: str) -> Receipt:
        """A receipt of one's own for a first-use code."""
        return self._room.reporter.exchange(agency, cookie)

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


class ChatDoor:
    """What the bot may do: take a report in, message by message, and tell people that there is an answer."""

    def __init__(self, room: "FraudRoom") -> None:
        self._room = room

    def open(self, agency: Agency) -> bool:
        """Whether reports are taken at all."""
        return self._room.door(agency).open

    def draft(self, agency: Agency, user: str) -> Draft | None:
        """Where somebody stands."""
        return self._room.chat.draft(agency, user)

    def begin(self, agency: Agency, user: str) -> Draft:
        """After consent only."""
        return self._room.chat.begin(agency, user)

    def answer(self, agency: Agency, user: str, text: str, message_id: str, event_id: str) -> Draft:
        """One typed message."""
        return self._room.chat.answer(agency, user, text, message_id, event_id)

    def attach(self, agency: Agency, user: str, file: CleanFile, message_id: str, event_id: str) -> Draft:
        """One photograph."""
        return self._room.chat.attach(agency, user, file, message_id, event_id)

    def skip(self, agency: Agency, user: str, event_id: str) -> Draft:
        """The next question."""
        return self._room.chat.skip(agency, user, event_id)

    def back(self, agency: Agency, user: str, event_id: str) -> Draft:
        """The question before."""
        return self._room.chat.back(agency, user, event_id)

    def cancel(self, agency: Agency, user: str) -> None:
        """Erase the draft."""
        self._room.chat.cancel(agency, user)
        self._room.store.clear_traces()

    def send(self, agency: Agency, user: str) -> Receipt:
        """File the draft."""
        receipt = self._room.chat.send(agency, user)
        self._room.store.clear_traces()
        return receipt

    def erase_drafts(self, agency: Agency) -> int:
        """Every open draft of the agency goes: the channel began to let operators read along."""
        return self._room.erase_drafts(agency)

    def shadow(self, agency: Agency, user: str) -> bool:
        """Whether a draft was here within the hour."""
        return self._room.chat.shadow(agency, user)

    def release(self, agency: Agency, user: str) -> None:
        """The person has said that it is about something else."""
        self._room.chat.release(agency, user)

    def unsend(self, agency: Agency, user: str, message_id: str) -> bool:
        """Take one message back; whether something was erased."""
        done = self._room.chat.unsend(agency, user, message_id)
        if done:
            self._room.store.clear_traces()
        return done

    def seen(self, agency: Agency, event_id: str) -> bool:
        """Whether this event was handled here."""
        return self._room.chat.seen(agency, event_id)

    def note_event(self, agency: Agency, event_id: str) -> bool:
        """Mark an event that left nothing else; False when it was marked before."""
        return self._room.chat.note_event(agency, event_id)

    def one_time(self, agency: Agency, receipt: Receipt) -> str:
        """A token that shows the receipt once, on a page."""
        return self._room.one_time.give(agency, receipt)

    def bind_notice(self, agency: Agency, code: str, user: str) -> bool:
        """Six digits from the follow-up page, typed by whoever wants to be told."""
        return self._room.reporter.bind_notice(agency, code, user)

    def notices(self, agency: Agency) -> Sequence[Notice]:
        """Whom to tell."""
        return self._room.notices(agency)

    def notice_done(self, agency: Agency, notice: str) -> None:
        """It was sent, or never will be."""
        self._room.notice_done(agency, notice)
