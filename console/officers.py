"""The sealed store as the console meets it: an officer's key, and the cases it opens.

Nothing here reads the opened text of a case; `console.case_views` alone does.
"""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from complaints.approval import WaitingKey
from complaints.audit import Entry, Verdict
from complaints.guard import Door
from complaints.keys import OfficerKey
from complaints.ports import CaseReader
from complaints.rows import Officer
from complaints.statistics import Snapshot
from complaints.taking_out import SealedParts
from kernel.agency import Agency


class Officers(Protocol):
    """Keys of fraud officers. What is slow (Argon2id, 256 MiB, one at a time) is never called in a transaction."""

    def door(self, agency: Agency) -> Door:
        """Whether reports are taken, and what is lacking."""
        ...

    def enrolled(self, agency: Agency, officer_id: str) -> bool:
        """Whether the officer has a key."""
        ...

    def enrol(self, agency: Agency, officer_id: str, name: str, password: str) -> OfficerKey:
        """Make the officer's key, which may have to wait. Slow. Raises Refused("already_enrolled")."""
        ...

    def waiting_keys(self, agency: Agency) -> Sequence[WaitingKey]:
        """Keys that get no case until a second person has approved them."""
        ...

    def approve(self, agency: Agency, by: OfficerKey, officer_id: str, seen: str) -> None:
        """Approve the waiting key with the number `seen`. Raises Refused: not_approver, key_changed."""
        ...

    def reject(self, agency: Agency, by: OfficerKey, officer_id: str, seen: str) -> None:
        """Throw a waiting key away: it is not its owner's. Raises Refused: not_approver, key_changed."""
        ...

    def challenge_for_key(self, agency: Agency, officer_id: str) -> str:
        """Text that the recovery key's holder answers offline. Raises Refused: key_changed, no_recovery."""
        ...

    def approve_by_recovery(self, agency: Agency, officer_id: str, answer: str) -> None:
        """Raises Refused: key_changed, no_recovery, recovery_unproved."""
        ...

    def unlock(self, agency: Agency, officer_id: str, password: str) -> OfficerKey:
        """Slow. Raises Refused("officer_key") when the password does not open it."""
        ...

    def recovery_code(self, agency: Agency, key: OfficerKey) -> str:
        """A fresh code that opens the key when the password is lost; an earlier one ends. Slow."""
        ...

    def unlock_with_code(self, agency: Agency, officer_id: str, code: str, new_password: str) -> OfficerKey:
        """Open the key with its code and put it under this password. Slow. Raises Refused("officer_key")."""
        ...

    def wrap_for_session(self, key: OfficerKey, cookie: str) -> bytes:
        """The key under a key that only the browser's cookie has."""
        ...

    def unwrap_from_session(self, wrapped: bytes, cookie: str) -> OfficerKey:
        """Raises Unreadable when the cookie is another one."""
        ...

    def change_password(self, agency: Agency, officer_id: str, old: str, new: str) -> None:
        """Keep the key under a new password. Slow. Raises Refused("officer_key")."""
        ...

    def leave(self, agency: Agency, officer_id: str) -> None:
        """Drop the officer's key and every wrap made for it. Harmless for somebody who never had one."""
        ...

    def examine(self, agency: Agency) -> Sequence[str]:
        """What was changed from outside: "audit", "counters", "wraps"; empty when all is sound. Reads every case."""
        ...

    def found(self, agency: Agency) -> Sequence[str]:
        """The same as of the last hour. For officers: its time tells of no case."""
        ...

    def erasures_waiting(self, agency: Agency) -> int:
        """How many cases an erase that is too large to be believed waits to take."""
        ...

    def reader(self, agency: Agency, key: OfficerKey) -> CaseReader:
        """The cases this officer may open. Raises Unreadable for a key of another agency."""
        ...

    def key_holders(self, agency: Agency) -> Sequence[Officer]:
        """Everybody with a key; who is custodian of volunteered contacts."""
        ...

    def set_custodian(self, agency: Agency, officer_id: str, on: bool, actor: str) -> None:
        """For contacts volunteered from now on. Raises Refused("officer_unknown")."""
        ...

    def seal_parts(self, password: str, name: str, parts: Sequence[bytes]) -> SealedParts:
        """For a file that leaves the house, openable in any browser. Raises Refused("export_unavailable")."""
        ...

    def audit_entries(self, agency: Agency) -> Sequence[Entry]:
        """The sealed store's own log, in order: who did what on which day, to which reference. No text of any case."""
        ...

    def check_audit(self, agency: Agency, seed: bytes | None = None, anchor: str = "") -> Verdict:
        """Whether the log is whole, also against a line noted elsewhere. Raises Refused("anchor_malformed")."""
        ...

    def statistics(self, agency: Agency, today: date) -> Snapshot:
        """The counts as they stand now."""
        ...

    def published(self, agency: Agency) -> Sequence[Snapshot]:
        """The frozen ones, the newest first."""
        ...
