"""What the fraud door needs from its store for those who hold keys. Agency first."""

from typing import Protocol

from complaints.keys import PasswordLock
from complaints.rows import Officer, Recovery
from kernel.agency import Agency


class Officers(Protocol):
    """Enrolled officers and their locked keys."""

    def add(self, agency: Agency, officer: Officer, lock: PasswordLock) -> bool:
        """False when this officer is enrolled."""
        ...

    def all(self, agency: Agency) -> list[Officer]:
        """Approved ones and those who wait for it."""
        ...

    def approve(self, agency: Agency, officer_id: str, public: bytes) -> bool:
        """False when nobody waits with this very key."""
        ...

    def set_custodian(self, agency: Agency, officer_id: str, on: bool) -> bool:
        """False when nobody has this id."""
        ...

    def lock_of(self, agency: Agency, officer_id: str, kind: str = "password") -> PasswordLock | None: ...

    def change_lock(self, agency: Agency, officer_id: str, lock: PasswordLock, kind: str = "password") -> None: ...

    def drop_lock(self, agency: Agency, officer_id: str, kind: str) -> None: ...

    def drop(self, agency: Agency, officer_id: str) -> bool: ...


class Recoveries(Protocol):
    """One recovery key per agency."""

    def get(self, agency: Agency) -> Recovery | None: ...

    def put(self, agency: Agency, recovery: Recovery) -> None: ...
