"""The fraud room as the bot meets it: report by report, message by message, and nothing that was told before."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from complaints.drafts import Draft
from complaints.evidence import CleanFile
from complaints.receipt import Receipt
from complaints.sending_notices import Notice
from kernel.agency import Agency

if TYPE_CHECKING:
    from storage.sealed.room import FraudRoom


class ChatDoor:
    """What the bot may do: take a report in, message by message, and tell people that there is an answer."""

    def __init__(self, room: "FraudRoom") -> None:
        self._room = room

    def draft(self, agency: Agency, user: str) -> Draft | None:
        """Where somebody stands."""
        return self._room.chat.draft(agency, user)

    def begin(self, agency: Agency, user: str) -> Draft:
        """After consent only."""
        return self._room.chat.begin(agency, user)

    def answer(self, agency: Agency, user: str, text: str, message_id: str, event_id: str) -> Draft:
        """One typed message."""
        return self._room.chat.answer(agency, user, text, message_id, event_id)

    def want(self, agency: Agency, user: str, message_id: str, event_id: str) -> Draft:
        """One photograph that is to be fetched."""
        return self._room.chat.want(agency, user, message_id, event_id)

    def wanted(self, agency: Agency, user: str) -> Sequence[str]:
        """What is still to be fetched."""
        return self._room.chat.wanted(agency, user)

    def attach(self, agency: Agency, user: str, file: CleanFile, message_id: str) -> Draft:
        """One photograph."""
        return self._room.chat.attach(agency, user, file, message_id)

    def lose(self, agency: Agency, user: str, message_id: str) -> None:
        """One that nobody waits for any more."""
        self._room.chat.lose(agency, user, message_id)

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

    def in_hand(self, agency: Agency, user: str) -> Receipt | None:
        """The receipt of what was sent a moment ago."""
        return self._room.chat.in_hand(agency, user)

    def erase_drafts(self, agency: Agency) -> int:
        """Every open draft of the agency goes: the channel began to let operators read along."""
        return self._room.erase_drafts(agency)

    def shadow(self, agency: Agency, user: str) -> bool:
        """Whether a draft was here within the hour."""
        return self._room.chat.shadow(agency, user)

    def warn(self, agency: Agency, user: str) -> None:
        """The warning is shown, and nothing is agreed to yet."""
        self._room.chat.warn(agency, user)

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
