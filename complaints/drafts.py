"""A report typed into a chat, until it is sent: sealed before it is stored, and gone after minutes.

Mark and seal hang on a key of the day that lives in RAM only: a copy of the database tells neither who is typing nor
what. Nothing here is ever pushed, echoed, or kept in the dialogue's own state.
"""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from complaints import guard, intake
from complaints.desk import Desk
from complaints.draft_keys import SHADOW, DayKeys
from complaints.draft_state import QUESTIONS, Draft, State, dump_file, dump_state, load_file, load_state
from complaints.evidence import CleanFile, check_all
from complaints.receipt import Receipt, holds_receipt
from complaints.report import MAX_TEXT, Report
from complaints.rows import DraftPart
from complaints.store_ports import SealedWork
from complaints.unsending import Unsending
from kernel.agency import Agency
from kernel.codes import new_id
from kernel.errors import Refused

__all__ = ["EVENTS_KEPT", "IDLE", "MOST_MESSAGES", "QUESTIONS", "SHADOW", "Chat", "Draft"]

IDLE = timedelta(minutes=15)
MOST_MESSAGES = 60
EVENTS_KEPT = timedelta(days=3)
_STATE = 0


@dataclass(frozen=True)
class Chat:
    """The bot's verbs. `user` is the platform's id of a person, stored in no form that outlives the day."""

    desk: Desk
    idle: timedelta = field(default=IDLE)

    def begin(self, agency: Agency, user: str) -> Draft:
        """After consent only. An open draft goes on. Raises Refused("intake_closed")."""
        with self.desk.store.begin() as work:
            if not guard.look(work, agency, self.desk.today, space=self.desk.space()).open:
                raise Refused("intake_closed")
            found = self._find(work, agency, user)
            state = found[1] if found else State(new_id())
            self._put(work, agency, found[0] if found else self._keys.mark(agency, user), state)
        self._shade(agency, user)
        return state.draft

    def draft(self, agency: Agency, user: str) -> Draft | None:
        """Where this person stands; None without a draft, or when it lay too long."""
        with self.desk.store.read() as work:
            found = self._find(work, agency, user)
        return found[1].draft if found else None

    def answer(self, agency: Agency, user: str, text: str, message_id: str, event_id: str) -> Draft:
        """A typed message for the open question, which is done with it. Raises: no_draft, too_long, receipt_in_text."""
        if len(text) > MAX_TEXT:
            raise Refused("too_long", field="text", limit=MAX_TEXT)
        if holds_receipt(text):
            raise Refused("receipt_in_text")
        with self.desk.store.begin() as work:
            mark, state = self._open(work, agency, user)
            if self._is_new(work, agency, event_id) and not self._taken_back(work, agency, message_id):
                if len(state.told) >= MOST_MESSAGES:
                    raise Refused("too_long", field="messages", limit=MOST_MESSAGES)
                told = (state.draft.question or "what", text, message_id)
                step = min(state.step + 1, len(QUESTIONS))
                state = replace(state, told=(*state.told, told), step=step)
                self._put(work, agency, mark, state)
        self._shade(agency, user)
        return state.draft

    def attach(self, agency: Agency, user: str, file: CleanFile, message_id: str, event_id: str) -> Draft:
        """One photograph, at any question. Raises Refused: no_draft, files_many."""
        with self.desk.store.begin() as work:
            mark, state = self._open(work, agency, user)
            if self._is_new(work, agency, event_id) and not self._taken_back(work, agency, message_id):
                parts = work.chats.parts(agency, mark)
                check_all([*(self._photo(one) for one in parts if one.part != _STATE), file])
                number = 1 + max((part for part, _ in state.photos), default=0)
                state = replace(state, photos=(*state.photos, (number, message_id)))
                self._put_part(work, agency, mark, number, dump_file(file))
                self._put(work, agency, mark, state)
        self._shade(agency, user)
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
            found = self._find(work, agency, user)
            if found:
                work.chats.drop(agency, found[0])
        self._shade(agency, user)

    def send(self, agency: Agency, user: str) -> Receipt:
        """File it as the web form would, erasing the draft in the same transaction.

        Raises Refused: no_draft, empty_report, intake_closed.
        """
        with self.desk.store.read() as work:
            found = self._find(work, agency, user)
            parts = work.chats.parts(agency, found[0]) if found else []
        if not found:
            raise Refused("no_draft")
        mark, state = found
        if not any(question == "what" and text.strip() for question, text, _ in state.told):
            raise Refused("empty_report")
        photos = [self._photo(one) for one in parts if one.part != _STATE]
        chat = [("evidence" if question == "files" else question, text, one) for question, text, one in state.told]
        told = intake.Told(Report(what=""), photos, chat, intake.CHAT, mark)
        receipt = intake.keep(self.desk, agency, told, state.form)
        self._shade(agency, user)
        return receipt

    def unsend(self, agency: Agency, user: str, message_id: str) -> bool:
        """Take one message back, out of the draft or out of the case it became part of; whether something was erased.

        A wish that comes before its message keeps it out.
        """
        with self.desk.store.begin() as work:
            found = self._find(work, agency, user)
            if found and any(message_id == one[-1] for one in (*found[1].told, *found[1].photos)):
                mark, state = found
                for part, one in state.photos:
                    if one == message_id:
                        work.chats.drop(agency, mark, part)
                told = tuple(one for one in state.told if one[2] != message_id)
                photos = tuple(one for one in state.photos if one[1] != message_id)
                self._put(work, agency, mark, replace(state, told=told, photos=photos))
                return True
        return Unsending(self.desk).take_back(agency, message_id)

    def shadow(self, agency: Agency, user: str) -> bool:
        """Whether a draft was here within the hour: free text is then stored nowhere."""
        now = self.desk.clock.now()
        return any(self.desk.short.get(f"shadow-{mark}", now) is not None for mark in self._keys.marks(agency, user))

    def release(self, agency: Agency, user: str) -> None:
        """The person has said that it is about something else: forget the shadow."""
        for mark in self._keys.marks(agency, user):
            self.desk.short.drop(f"shadow-{mark}")

    def seen(self, agency: Agency, event_id: str) -> bool:
        """Whether this event was handled here."""
        with self.desk.store.read() as work:
            return work.chats.knows_event(agency, self._event(agency, event_id))

    def note_event(self, agency: Agency, event_id: str) -> bool:
        """Mark an event that left nothing else; False when it was marked before."""
        with self.desk.store.begin() as work:
            return self._is_new(work, agency, event_id)

    # -- inside

    @property
    def _keys(self) -> DayKeys:
        return DayKeys(self.desk)

    def _step(self, agency: Agency, user: str, event_id: str, by: int) -> Draft:
        with self.desk.store.begin() as work:
            mark, state = self._open(work, agency, user)
            if self._is_new(work, agency, event_id):
                step = min(max(state.step + by, 0), len(QUESTIONS))
                again = QUESTIONS[step] if by < 0 else None
                state = replace(state, step=step, told=tuple(one for one in state.told if one[0] != again))
                self._put(work, agency, mark, state)
        self._shade(agency, user)
        return state.draft

    def _open(self, work: SealedWork, agency: Agency, user: str) -> tuple[str, State]:
        found = self._find(work, agency, user)
        if found is None:
            raise Refused("no_draft")
        return found

    def _find(self, work: SealedWork, agency: Agency, user: str) -> tuple[str, State] | None:
        for mark in self._keys.marks(agency, user):
            parts = work.chats.parts(agency, mark)
            if parts and parts[0].part == _STATE and parts[0].expires > self.desk.clock.now():
                return mark, load_state(self._unseal(parts[0]))
        return None

    def _put(self, work: SealedWork, agency: Agency, mark: str, state: State) -> None:
        self._put_part(work, agency, mark, _STATE, dump_state(state))

    def _put_part(self, work: SealedWork, agency: Agency, mark: str, number: int, plain: bytes) -> None:
        sealed = self._keys.seal(mark, number, plain)
        expires = self.desk.clock.now() + self.idle
        work.chats.put_part(agency, DraftPart(mark, number, expires, sealed))

    def _unseal(self, part: DraftPart) -> bytes:
        return self._keys.unseal(part.mark, part.part, part.sealed)

    def _photo(self, part: DraftPart) -> CleanFile:
        return load_file(self._unseal(part))

    def _is_new(self, work: SealedWork, agency: Agency, event_id: str) -> bool:
        return work.chats.note_event(agency, self._event(agency, event_id), self.desk.today)

    def _event(self, agency: Agency, event_id: str) -> str:
        return self.desk.crypto.mark("chat event", agency.code, event_id)

    def _taken_back(self, work: SealedWork, agency: Agency, message_id: str) -> bool:
        found = work.chats.unsend_mark(agency, self.desk.crypto.mark("unsend", agency.code, message_id))
        return found is not None and not found.reference

    def _shade(self, agency: Agency, user: str) -> None:
        self.desk.short.put(f"shadow-{self._keys.mark(agency, user)}", b"-", self.desk.clock.now() + SHADOW)
