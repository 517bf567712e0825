"""What the fraud door needs from its store for cases: the rows, their wrapped keys, what was said. Agency first."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from complaints.rows import CaseRow, KeyBox, MessageRow, NoteRow
from kernel.agency import Agency


class Cases(Protocol):
    """Cases, their wrapped keys, messages and contacts."""

    def add(self, agency: Agency, row: CaseRow) -> bool:
        """False when reference or locator is taken."""
        ...

    def change(self, agency: Agency, row: CaseRow) -> bool:
        """Keep the row in place of the one with its reference; False when its new locator is taken."""
        ...

    def all(self, agency: Agency, among: Collection[str] | None = None) -> list[CaseRow]:
        """By reference; of these alone where some are named."""
        ...

    def epochs(self, agency: Agency) -> Mapping[str, int]:
        """Every case's reference, and which of the office's key changes it has seen. Reads nothing sealed."""
        ...

    def get(self, agency: Agency, reference: str, *, lock: bool = False) -> CaseRow | None:
        """With `lock`, nobody else changes the case until the transaction ends."""
        ...

    def by_locator(self, agency: Agency, locator: str) -> CaseRow | None: ...

    def erase(self, agency: Agency, reference: str) -> None:
        """The case, its keys, thread, notes, files and contact. Its counters stay."""
        ...

    def add_boxes(self, agency: Agency, boxes: Sequence[KeyBox]) -> None: ...

    def put_boxes(self, agency: Agency, boxes: Sequence[KeyBox]) -> None:
        """Keep wraps, in place of those with their keys."""
        ...

    def boxes(self, agency: Agency, role: str, kind: str, reference: str | None = None) -> list[KeyBox]: ...

    def boxes_among(self, agency: Agency, role: str, kind: str, among: Collection[str]) -> list[KeyBox]:
        """Those of these cases."""
        ...

    def readers(self, agency: Agency, kind: str) -> Mapping[str, Collection[str]]:
        """Every case with officers' wraps of a kind, and their marks. Reads nothing sealed."""
        ...

    def wrapped(self, agency: Agency, role: str, kind: str, epoch: int) -> set[str]:
        """References of cases with such a wrap under this number. Reads nothing sealed."""
        ...

    def drop_boxes(self, agency: Agency, readers: Sequence[str]) -> None: ...

    def drop_kind(self, agency: Agency, reference: str, kind: str) -> None:
        """Erase all wraps of one kind: what they opened is lost to everybody."""
        ...

    def put_contact(self, agency: Agency, reference: str, sealed: bytes) -> None:
        """Keep it, in place of the one before."""
        ...

    def contact(self, agency: Agency, reference: str) -> bytes: ...


class Threads(Protocol):
    """What was said in a case: messages, notes, files."""

    def add_message(self, agency: Agency, reference: str, message: MessageRow) -> None: ...

    def messages(self, agency: Agency, reference: str) -> list[MessageRow]:
        """In the order of the thread."""
        ...

    def add_key(self, agency: Agency, reference: str, message: str, sealed: bytes) -> None:
        """The own key of a message."""
        ...

    def keys(self, agency: Agency, reference: str) -> Mapping[str, bytes]:
        """Message id to its own sealed key, where it has one."""
        ...

    def take_back(self, agency: Agency, reference: str, message: str, erased: str) -> None:
        """Erase ciphertext and key; leave the hash."""
        ...

    def add_note(self, agency: Agency, reference: str, note: NoteRow) -> None: ...

    def notes(self, agency: Agency, reference: str) -> list[NoteRow]:
        """In their order."""
        ...

    def add_chunks(self, agency: Agency, reference: str, file: str, chunks: Sequence[bytes]) -> None: ...

    def chunks(self, agency: Agency, reference: str, file: str) -> list[bytes]:
        """In their order."""
        ...

    def chunk_count(self, agency: Agency, reference: str) -> int:
        """How many pieces all files of the case have."""
        ...
