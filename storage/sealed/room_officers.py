"""The fraud room's verbs for those who hold keys: enrolling, approving, unlocking, leaving. It only composes."""

from collections.abc import Sequence

from complaints import approval, officers
from complaints.approval import WaitingKey
from complaints.casework import CaseWork
from complaints.keys import OfficerKey
from complaints.rows import Officer
from complaints.taking_out import SealedParts
from kernel.agency import Agency
from storage.sealed import recovery_sheet, session_key
from storage.sealed.room_ground import Ground
from storage.sealed.taking_out import seal_parts


class RoomOfficers:
    """Officers of every agency."""

    ground: Ground

    def enrolled(self, agency: Agency, officer_id: str) -> bool:
        """Whether this person has a key."""
        with self.ground.store.read() as work:
            return work.officers.lock_of(agency, officer_id) is not None

    def enrol(self, agency: Agency, officer_id: str, name: str, password: str) -> OfficerKey:
        """Make a key at the first sign-in. Raises Refused("already_enrolled")."""
        return officers.enrol(self.ground.desk, agency, officer_id, name, password)

    def key_holders(self, agency: Agency) -> list[Officer]:
        """Everybody with a key, by name."""
        with self.ground.store.read() as work:
            return work.officers.all(agency)

    def waiting_keys(self, agency: Agency) -> list[WaitingKey]:
        """Keys of officers that wait for a second person."""
        return approval.waiting(self.ground.desk, agency)

    def approve(self, agency: Agency, by: OfficerKey, officer_id: str, seen: str) -> None:
        """Raises Refused("not_approver"), Refused("key_changed")."""
        approval.approve(self.ground.desk, agency, by, officer_id, seen)

    def reject(self, agency: Agency, by: OfficerKey, officer_id: str, seen: str) -> None:
        """Take a waiting key away. Raises Refused("not_approver"), Refused("key_changed")."""
        approval.reject(self.ground.desk, agency, by, officer_id, seen)

    def reject_on_server(self, agency: Agency, officer_id: str) -> None:
        """The same from the command line. Raises Refused("key_changed")."""
        approval.reject_on_server(self.ground.desk, agency, officer_id)

    def recovery_code(self, agency: Agency, key: OfficerKey) -> str:
        """A printed code for a forgotten password; see `complaints.officers`. Slow."""
        return officers.recovery_code(self.ground.desk, agency, key)

    def unlock_with_code(self, agency: Agency, officer_id: str, code: str, new_password: str) -> OfficerKey:
        """Raises Refused("officer_key"). Slow."""
        return officers.unlock_with_code(self.ground.desk, agency, officer_id, code, new_password)

    def set_custodian(self, agency: Agency, officer_id: str, on: bool, actor: str) -> None:
        """Raises Refused("officer_unknown")."""
        officers.set_custodian(self.ground.desk, agency, officer_id, on, actor)

    def challenge_for_key(self, agency: Agency, officer_id: str) -> str:
        """Text for `recovery_sheet.answer`, about one waiting key. Raises Refused: key_changed, no_recovery."""
        return recovery_sheet.write_challenge(approval.challenge(self.ground.desk, agency, officer_id))

    def approve_by_recovery(self, agency: Agency, officer_id: str, answer: str) -> None:
        """Raises Refused: key_changed, no_recovery, recovery_unproved."""
        approval.approve_by_recovery(self.ground.desk, agency, officer_id, answer)

    def unlock(self, agency: Agency, officer_id: str, password: str) -> OfficerKey:
        """Raises Refused("officer_key"); Unavailable when too many sign in at once."""
        return officers.unlock(self.ground.desk, agency, officer_id, password)

    def change_password(self, agency: Agency, officer_id: str, old: str, new: str) -> None:
        """Raises Refused("officer_key")."""
        officers.change_password(self.ground.desk, agency, officer_id, old, new)

    def leave(self, agency: Agency, officer_id: str) -> None:
        """Drop the officer's key and wraps; harmless when there are none."""
        officers.leave(self.ground.desk, agency, officer_id)
        self.ground.store.clear_traces()

    def wrap_for_session(self, key: OfficerKey, cookie: str) -> bytes:
        """For the console's session row."""
        return session_key.wrap(key, cookie)

    def unwrap_from_session(self, wrapped: bytes, cookie: str) -> OfficerKey:
        """Raises Unreadable when the cookie is another one."""
        return session_key.unwrap(wrapped, cookie)

    def reader(self, agency: Agency, key: OfficerKey) -> CaseWork:
        """The cases this officer may open. Raises Unreadable for another agency's key."""
        return CaseWork(self.ground.desk, agency, key)

    def seal_parts(self, password: str, name: str, parts: Sequence[bytes]) -> SealedParts:
        """For a file that leaves the house. Raises Refused("export_unavailable")."""
        return seal_parts(password, name, parts)
