"""Photographs of a draft. That one was sent is kept before the platform is thanked; its bytes follow, as often as it
takes: the platform's own copy is the only one until then.
"""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from complaints.desk import Desk
from complaints.draft_box import IDLE, DraftBox
from complaints.draft_state import Draft
from complaints.evidence import MAX_FILES, CleanFile
from kernel.agency import Agency
from kernel.errors import Refused


@dataclass(frozen=True)
class DraftPhotos:
    """The bot's verbs for photographs. All but `wanted` and `lose` raise Refused("no_draft")."""

    desk: Desk
    idle: timedelta = field(default=IDLE)

    @property
    def box(self) -> DraftBox:
        """Where drafts lie."""
        return DraftBox(self.desk, self.idle)

    def want(self, agency: Agency, user: str, message_id: str, event_id: str) -> Draft:
        """A photograph was sent: note, sealed, that it is to be fetched. Raises Refused("files_many")."""
        with self.desk.store.begin() as work:
            mark, state = self.box.open(work, agency, user)
            if self.box.is_new(work, agency, event_id) and not self.box.taken_back(work, agency, message_id):
                if len(state.photos) + len(state.wanted) >= MAX_FILES:
                    raise Refused("files_many", limit=MAX_FILES)
                state = replace(state, wanted=(*state.wanted, message_id))
                self.box.put(work, agency, mark, state)
        self.box.shade(agency, user)
        return state.draft

    def wanted(self, agency: Agency, user: str) -> tuple[str, ...]:
        """The platform's ids of photographs that are still to be fetched."""
        with self.desk.store.read() as work:
            found = self.box.find(work, agency, user)
        return found[1].wanted if found else ()

    def attach(self, agency: Agency, user: str, file: CleanFile, message_id: str) -> Draft:
        """The bytes of a photograph that is wanted; of any other, nothing is kept."""
        with self.desk.store.begin() as work:
            mark, state = self.box.open(work, agency, user)
            if message_id in state.wanted:
                number = 1 + max((part for part, _ in state.photos), default=0)
                left = tuple(one for one in state.wanted if one != message_id)
                state = replace(state, photos=(*state.photos, (number, message_id)), wanted=left)
                self.box.put_photo(work, agency, mark, number, file)
                self.box.put(work, agency, mark, state)
        self.box.shade(agency, user)
        return state.draft

    def lose(self, agency: Agency, user: str, message_id: str) -> None:
        """A photograph that cannot be had, or not be taken: nobody waits for it any more."""
        with self.desk.store.begin() as work:
            found = self.box.find(work, agency, user, lock=True)
            if found and message_id in found[1].wanted:
                left = tuple(one for one in found[1].wanted if one != message_id)
                self.box.put(work, agency, found[0], replace(found[1], wanted=left))

    def _unsend_here(self, agency: Agency, user: str, message_id: str) -> bool:
        """Take a message or photograph out of the draft; False when it is not in it."""
        with self.desk.store.begin() as work:
            found = self.box.find(work, agency, user, lock=True)
            if not found or not found[1].holds(message_id):
                return False
            mark, state = found
            for part, one in state.photos:
                if one == message_id:
                    work.chats.drop(agency, mark, part)
            self.box.put(work, agency, mark, state.without(message_id))
        return True
