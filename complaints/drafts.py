"""A report typed into a chat, until it is sent: sealed before it is stored, and gone after minutes.

Mark and seal hang on a key of the day that lives in RAM only: a copy of the database tells neither who is typing nor
what. Nothing here is ever pushed, echoed, or kept in the dialogue's own state. Every step can be done again after a
crash: an event is noted in the transaction that keeps what it told, and a draft that was sent has one receipt.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from complaints import guard, intake
from complaints.draft_box import IDLE, SHOWN
from complaints.draft_keys import SHADOW
from complaints.draft_photos import DraftPhotos
from complaints.draft_state import QUESTIONS, Draft, State
from complaints.receipt import Receipt, holds_receipt
from complaints.report import MAX_TEXT, Report
from complaints.unsending import Unsending
from kernel.agency import Agency
from kernel.codes import new_id
from kernel.errors import Refused, Unavailable

__all__ = ["EVENTS_KEPT", "IDLE", "MOST_MESSAGES", "QUESTIONS", "SHADOW", "SHOWN", "Chat", "Draft"]

MOST_MESSAGES = 60
EVENTS_KEPT = timedelta(days=3)
_ATTEMPTS = 5
"""To file what somebody goes on changing meanwhile."""


@dataclass(frozen=True)
class Chat(DraftPhotos):
    """The bot's verbs."""

    def begin(self, agency: Agency, user: str) -> Draft:
        """After consent only. An open draft goes on. Raises Refused("intake_closed")."""
        with self.desk.store.begin() as work:
            if not guard.look(work, agency, self.desk.today, space=self.desk.space()).open:
                raise Refused("intake_closed")
            found = self.box.find(work, agency, user)
            state = found[1] if found else State(new_id())
            self.box.put(work, agency, found[0] if found else self.box.keys.mark(agency, user), state)
        self.box.shade(agency, user)
        return state.draft

    def draft(self, agency: Agency, user: str) -> Draft | None:
        """Where this person stands; None without a draft, or when it lay too long."""
        with self.desk.store.read() as work:
            found = self.box.find(work, agency, user)
        return found[1].draft if found else None

    def answer(self, agency: Agency, user: str, text: str, message_id: str, event_id: str) -> Draft:
        """A typed message for the open question, which is done with it. Raises: no_draft, too_long, receipt_in_text."""
        if len(text) > MAX_TEXT:
            raise Refused("too_long", field="text", limit=MAX_TEXT)
        if holds_receipt(text):
            raise Refused("receipt_in_text")
        with self.desk.store.begin() as work:
            mark, state = self.box.open(work, agency, user)
            if self.box.is_new(work, agency, event_id) and not self.box.taken_back(work, agency, message_id):
                if len(state.told) >= MOST_MESSAGES:
                    raise Refused("too_long", field="messages", limit=MOST_MESSAGES)
                told = (state.draft.question or "what", text, message_id)
                step = min(state.step + 1, len(QUESTIONS))
                state = replace(state, told=(*state.told, told), step=step)
                self.box.put(work, agency, mark, state)
        self.box.shade(agency, user)
        return state.draft

    def skip(self, agency: Agency, user: str, event_id: str) -> Draft:
        """Leave the open question without an answer. Raises Refused("no_draft")."""
        return self._step(agency, user, event_id, 1)

    def back(self, agency: Agency, user: str, event_id: str) -> Draft:
        """The question before, whose answers go. Raises Refused("no_draft")."""
        return self._step(agency, user, event_id, -1)

    def cancel(self, agency: Agency, user: str) -> None:
        """Erase the draft; its shadow stays a while."""
        with self.desk.store.begin() as work:
            found = self.box.find(work, agency, user)
            if found:
                work.chats.drop(agency, found[0])
        self.box.shade(agency, user)

    def send(self, agency: Agency, user: str) -> Receipt:
        """File it as the web form would, erasing the draft in the same transaction; again, and the receipt is the same.

        The number the receipt is derived from is put aside before anything is filed: a crash at any moment leaves a
        draft that can be sent, or a case whose receipt can be asked for. What is said or taken back while it is being
        filed counts. Raises Refused: no_draft, photos_waiting, empty_report, intake_closed; Unavailable when too many
        send at once.
        """
        for _ in range(_ATTEMPTS):
            try:
                return self._send(agency, user)
            except Refused as refused:
                if refused.reason != "draft_changed":
                    raise
        raise Unavailable("draft")

    def _send(self, agency: Agency, user: str) -> Receipt:
        with self.desk.store.read() as work:
            found = self.box.find(work, agency, user)
            photos = self.box.photos(work, agency, found[0]) if found else []
            read = work.chats.state(agency, found[0]) if found else None
        if not found:
            return self._sent(agency, user)
        mark, state = found
        if state.wanted:
            raise Refused("photos_waiting")
        if not any(question == "what" and text.strip() for question, text, _ in state.told):
            raise Refused("empty_report")
        chat = [("evidence" if question == "files" else question, text, one) for question, text, one in state.told]
        self.box.keep_form(agency, user, state.form)
        told = intake.Told(Report(what=""), photos, chat, intake.CHAT, mark, read)
        receipt = intake.keep(self.desk, agency, told, state.form)
        self.box.shade(agency, user)
        return receipt

    def in_hand(self, agency: Agency, user: str) -> Receipt | None:
        """The receipt of what this person sent within the last minutes, to be shown once more."""
        form = self.box.sent_form(agency, user)
        return None if form is None else intake.receipt_of(self.desk, agency, form)

    def unsend(self, agency: Agency, user: str, message_id: str) -> bool:
        """Take one message back, out of the draft or out of the case it became part of; whether something was erased.

        A wish that comes before its message keeps it out.
        """
        if self._unsend_here(agency, user, message_id):
            return True
        return Unsending(self.desk).take_back(agency, message_id)

    def shadow(self, agency: Agency, user: str) -> bool:
        """Whether a draft, or the warning before it, was here within the hour: free text is then stored nowhere."""
        now = self.desk.clock.now()
        marks = self.box.keys.marks(agency, user)
        return any(self.desk.short.get(f"shadow-{mark}", now) is not None for mark in marks)

    def warn(self, agency: Agency, user: str) -> None:
        """The warning is shown: who types under it without a tap may be telling the report, which is stored nowhere."""
        self.box.shade(agency, user)

    def release(self, agency: Agency, user: str) -> None:
        """The person has said that it is about something else: forget the shadow."""
        for mark in self.box.keys.marks(agency, user):
            self.desk.short.drop(f"shadow-{mark}")

    def seen(self, agency: Agency, event_id: str) -> bool:
        """Whether this event was handled here."""
        with self.desk.store.read() as work:
            return work.chats.knows_event(agency, self.box.event(agency, event_id))

    def note_event(self, agency: Agency, event_id: str) -> bool:
        """Mark an event that left nothing else; False when it was marked before."""
        with self.desk.store.begin() as work:
            return self.box.is_new(work, agency, event_id)

    def _sent(self, agency: Agency, user: str) -> Receipt:
        receipt = self.in_hand(agency, user)
        if receipt is None:
            raise Refused("no_draft")
        return receipt

    def _step(self, agency: Agency, user: str, event_id: str, by: int) -> Draft:
        with self.desk.store.begin() as work:
            mark, state = self.box.open(work, agency, user)
            if self.box.is_new(work, agency, event_id):
                step = min(max(state.step + by, 0), len(QUESTIONS))
                again = QUESTIONS[step] if by < 0 else None
                state = replace(state, step=step, told=tuple(one for one in state.told if one[0] != again))
                self.box.put(work, agency, mark, state)
        self.box.shade(agency, user)
        return state.draft
