"""Drafts as the sealed store keeps them, and the marks beside them. Everything hangs on the key of the day."""

from dataclasses import dataclass, field
from datetime import timedelta

from complaints.desk import Desk
from complaints.draft_keys import SHADOW, DayKeys
from complaints.draft_state import State, dump_file, dump_state, load_file, load_state
from complaints.evidence import CleanFile
from complaints.rows import STATE, DraftPart
from complaints.store_ports import SealedWork
from kernel.agency import Agency
from kernel.errors import Refused, Unreadable

IDLE = timedelta(minutes=15)
SHOWN = timedelta(minutes=15)
"""How long the receipt of a sent draft can be asked for again: nobody knows whether the first answer arrived."""
_FORM = -1


@dataclass(frozen=True)
class DraftBox:
    """Over a desk. `user` is the platform's id of a person, stored in no form that outlives the day."""

    desk: Desk
    idle: timedelta = field(default=IDLE)

    @property
    def keys(self) -> DayKeys:
        """Marks and seals of today, and shortly after midnight of yesterday."""
        return DayKeys(self.desk)

    def find(self, work: SealedWork, agency: Agency, user: str, *, lock: bool = False) -> tuple[str, State] | None:
        """The person's draft under its mark; None without one, or when it lay too long."""
        for mark in self.keys.marks(agency, user):
            part = work.chats.state(agency, mark, lock=lock)
            if part is not None and part.expires > self.desk.clock.now():
                return mark, load_state(self._unseal(part))
        return None

    def open(self, work: SealedWork, agency: Agency, user: str) -> tuple[str, State]:
        """The same, to be changed: nobody else does meanwhile. Raises Refused("no_draft")."""
        found = self.find(work, agency, user, lock=True)
        if found is None:
            raise Refused("no_draft")
        return found

    def put(self, work: SealedWork, agency: Agency, mark: str, state: State) -> None:
        """Keep the draft; it may lie idle anew."""
        self._put_part(work, agency, mark, STATE, dump_state(state))

    def put_photo(self, work: SealedWork, agency: Agency, mark: str, number: int, file: CleanFile) -> None:
        """Keep one photograph beside the draft."""
        self._put_part(work, agency, mark, number, dump_file(file))

    def photos(self, work: SealedWork, agency: Agency, mark: str) -> list[CleanFile]:
        """The draft's photographs, in their order."""
        return [load_file(self._unseal(one)) for one in work.chats.photos(agency, mark)]

    def is_new(self, work: SealedWork, agency: Agency, event_id: str) -> bool:
        """Mark an event in this transaction; False when it was marked before."""
        return work.chats.note_event(agency, self.event(agency, event_id), self.desk.today)

    def event(self, agency: Agency, event_id: str) -> str:
        """Under which an event is known. The id itself carries its time to the millisecond."""
        return self.desk.crypto.mark("chat event", agency.code, event_id)

    def taken_back(self, work: SealedWork, agency: Agency, message_id: str) -> bool:
        """Whether the author took this message back before it came."""
        found = work.chats.unsend_mark(agency, self.desk.crypto.mark("unsend", agency.code, message_id))
        return found is not None and not found.reference

    # -- in the memory that forgets

    def shade(self, agency: Agency, user: str) -> None:
        """For an hour, free text of this person is stored nowhere."""
        self.desk.short.put(f"shadow-{self.keys.mark(agency, user)}", b"-", self.desk.clock.now() + SHADOW)

    def keep_form(self, agency: Agency, user: str, form: str) -> None:
        """Before a draft is filed: with its form's number, whoever sent it finds the receipt after a crash as well."""
        mark = self.keys.mark(agency, user)
        sealed = self.keys.seal(mark, _FORM, form.encode())
        self.desk.short.put(f"sent-{mark}", sealed, self.desk.clock.now() + SHOWN)

    def sent_form(self, agency: Agency, user: str) -> str | None:
        """The number of the form this person sent within the last minutes, or was about to send."""
        for mark in self.keys.marks(agency, user):
            sealed = self.desk.short.get(f"sent-{mark}", self.desk.clock.now())
            if sealed is not None:
                try:
                    return self.keys.unseal(mark, _FORM, sealed).decode()
                except Unreadable:  # the day's key is another one since the machine was started anew
                    return None
        return None

    def _put_part(self, work: SealedWork, agency: Agency, mark: str, number: int, plain: bytes) -> None:
        sealed = self.keys.seal(mark, number, plain)
        work.chats.put_part(agency, DraftPart(mark, number, self.desk.clock.now() + self.idle, sealed))

    def _unseal(self, part: DraftPart) -> bytes:
        return self.keys.unseal(part.mark, part.part, part.sealed)
