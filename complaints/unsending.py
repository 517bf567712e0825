"""A chat message that its author takes back: out of the draft, or out of the case it became part of."""

from dataclasses import dataclass, replace

from complaints.casethread import thread_hash
from complaints.desk import Desk
from complaints.rows import UnsendMark
from kernel.agency import Agency


@dataclass(frozen=True)
class Unsending:
    """Over a desk. What is taken back is erased; in a case, its place and its hash stay."""

    desk: Desk

    def take_back(self, agency: Agency, message_id: str) -> bool:
        """Whether something was erased. A wish that comes before its message keeps it out."""
        mark = self.desk.crypto.mark("unsend", agency.code, message_id)
        with self.desk.store.begin() as work:
            found = work.chats.unsend_mark(agency, mark)
            if found is None:
                work.chats.put_unsend_mark(agency, UnsendMark(mark, "", "", self.desk.today))
                return False
            if not found.reference:
                return False
            rows = work.threads.messages(agency, found.reference)
            row = next((one for one in rows if one.id == found.message and not one.erased), None)
            if row is None:
                return False
            work.threads.take_back(agency, found.reference, row.id, thread_hash(row))
            work.chats.put_unsend_mark(agency, replace(found, reference=found.reference, message=""))
            work.audit.tally(agency, self.desk.today, "taken_back")
        return True
