"""The people of an agency who use the console."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class Member:
    """A staff account. Secrets are left out of its repr."""

    id: str
    login: str
    name: str
    roles: tuple[str, ...]
    """clerk | officer | auditor | surveyor | admin"""
    password_hash: str | None = field(default=None, repr=False)
    totp_secret: str | None = field(default=None, repr=False)
    totp_last_step: int = 0
    line_person: str | None = field(default=None, repr=False)
    line_user: str | None = field(default=None, repr=False)
    """The linked LINE account itself, so that a notice can reach it; None for one linked before this was kept."""
    noticed_at: datetime | None = None
    """The last notice that something waits."""
    left_on: date | None = None

    def has(self, role: str) -> bool:
        """Whether the account carries a role."""
        return role in self.roles


@dataclass(frozen=True)
class Session:
    """One sign-in. `key` holds the officer's key under a key that only the browser's cookie has."""

    id: str
    agency: str
    staff_id: str
    stage: str
    """password (a second factor is still owed) | full"""
    key: bytes | None = field(repr=False)
    last_seen: datetime
    began_at: datetime
    """When it was entered. However busy it is kept, it ends some hours later."""


@dataclass(frozen=True)
class LogLine:
    """Something a member of staff did."""

    at: datetime
    actor: str
    action: str
    detail: str
