"""What keeping the knowledge base needs from outside, agency first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kernel.agency import Agency
from kernel.clock import Clock
from kernel.jobs import Jobs
from qa.entries import Entry
from qa.versions import BY_PRODUCT, Change, Version


@dataclass(frozen=True)
class Upload:
    """A sound file that somebody looked at and has not published yet."""

    staff_id: str
    entries: tuple[Entry, ...]
    revision: int
    """Of the knowledge base that the preview was made against."""
    at: datetime
    whole: bool = False
    """Whether it is all there is: entries that it does not hold will be hidden."""


class Faq(Protocol):
    """The agency's entries, their history, and the files that wait to be published."""

    def put(self, agency: Agency, entry: Entry, now: datetime, change: Change = BY_PRODUCT) -> Entry:
        """Add or replace by id, and keep it as a version; returns it with its new version number."""
        ...

    def get(self, agency: Agency, entry_id: str) -> Entry | None: ...

    def all(self, agency: Agency) -> list[Entry]:
        """Every entry whatever its status, by category, then id."""
        ...

    def changed_at(self, agency: Agency) -> dict[str, datetime]:
        """Id -> when the entry last changed."""
        ...

    def versions(self, agency: Agency, entry_id: str) -> list[Version]:
        """Every version of an entry, the newest first."""
        ...

    def synonyms(self, agency: Agency) -> str:
        """The office's own lines of words that mean the same, as `qa.synonyms.read` reads them."""
        ...

    def keep_synonyms(self, agency: Agency, lines: str, now: datetime, by: str) -> None: ...

    def keep_upload(self, agency: Agency, upload: Upload) -> None:
        """Replaces the same person's earlier one."""
        ...

    def upload(self, agency: Agency, staff_id: str) -> Upload | None: ...

    def drop_upload(self, agency: Agency, staff_id: str) -> None: ...


class Revisions(Protocol):
    """Numbers that grow when something cached elsewhere has changed."""

    def bump(self, agency: Agency, what: str) -> None: ...


class FaqWork(Protocol):
    """What publishing needs of an open unit of work."""

    @property
    def faq(self) -> Faq: ...
    @property
    def revisions(self) -> Revisions: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def clock(self) -> Clock: ...


class ReadingFaq(Protocol):
    """What reading the knowledge base needs."""

    @property
    def faq(self) -> Faq: ...
