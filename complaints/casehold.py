"""A case in an officer's hand: locked, its keys out, for one transaction."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from complaints import guard, keyed
from complaints.casefile import CASE, INSIDE, OFFICER, CaseFiles, grown, newest
from complaints.casethread import BY_OFFICE, Keys, Turn
from complaints.desk import Desk
from complaints.header import CaseHeader
from complaints.inside import Inside
from complaints.keys import OfficerKey
from complaints.report import check_message
from complaints.rows import CaseRow, Officer
from complaints.store_ports import SealedWork
from kernel.agency import Agency
from kernel.codes import read_code
from kernel.errors import Refused, Unreadable


@dataclass(frozen=True, repr=False)
class Held:
    """A case with its keys out, inside one transaction."""

    row: CaseRow
    keys: Keys
    header: CaseHeader
    inside_keys: Keys
    inside: Inside

    def __repr__(self) -> str:
        return "Held(<redacted>)"

    @property
    def reference(self) -> str:
        """The case's name among staff."""
        return self.row.reference


@dataclass(frozen=True)
class CaseHold:
    """One officer of one agency."""

    desk: Desk
    agency: Agency
    officer: OfficerKey

    def __post_init__(self) -> None:
        if self.officer.agency != self.agency.code:
            raise Unreadable  # a key of another agency: somebody moved a session

    @property
    def files(self) -> CaseFiles:
        """Seals and opens this agency's cases."""
        return self.desk.files(self.agency)

    @contextmanager
    def held(self, reference: str) -> Iterator[tuple[SealedWork, Held]]:
        """A write transaction with the case locked and its keys out. Raises Refused("no_such_case").

        Asking for a case that is not there, or is another's, leaves a line in the audit log, with no reference.
        """
        with self.desk.store.begin() as work:
            found = self._find(work, reference)
            if found is not None:
                yield work, found
            else:
                work.audit.add(self.agency, self.desk.today, self.officer.officer, "denied")
        if found is None:  # after the transaction, or the line would be gone with it
            raise Refused("no_such_case")

    def _find(self, work: SealedWork, reference: str) -> Held | None:
        code = read_code(reference) or ""
        row = work.cases.get(self.agency, code, lock=True)
        boxes, officers = work.cases.boxes(self.agency, OFFICER, CASE, code), guard.approved(work, self.agency)
        keys = self.files.officers_keys(self.officer, boxes, officers)
        if row is None or not keys:
            return None
        inside = self.files.officers_keys(self.officer, work.cases.boxes(self.agency, OFFICER, INSIDE, code))
        return Held(row, keys, self.files.open_header(row, keys), inside, self.files.open_inside(row, inside))

    def save(
        self, work: SealedWork, held: Held, *, row: CaseRow | None = None, header: CaseHeader | None = None,
        inside: Inside | None = None,
    ) -> Held:  # fmt: skip
        """Keep what changed."""
        kept = replace(held, row=row or held.row, header=header or held.header)
        if inside is not None:
            kept = replace(kept, inside=inside)
            if not kept.inside_keys:
                kept = self._first_inside_key(work, kept)
        fresh, epoch = kept.row, kept.row.epoch
        sealed = self.files.seal_header(held.reference, newest(fresh, kept.keys), epoch, kept.header)
        fresh = replace(fresh, header=sealed)
        if inside is not None:
            key = newest(fresh, kept.inside_keys)
            fresh = replace(fresh, inside=self.files.seal_inside(held.reference, key, epoch, kept.inside))
        work.cases.change(self.agency, fresh)
        return replace(kept, row=fresh)

    def say(self, work: SealedWork, held: Held, text: str) -> CaseHeader:
        """Put a message into the thread; the header after it. Raises what `check_message` raises."""
        check_message(text)
        turn = Turn(BY_OFFICE, held.row.epoch, held.header.messages, held.header.head)
        body = {"text": text, "day": self.desk.today.isoformat()}
        sent = self.files.thread.seal(held.reference, newest(held.row, held.keys), turn, body)
        keyed.keep_sent(work, self.agency, held.reference, sent)
        return grown(held.header, sent)

    def note_down(self, work: SealedWork, action: str, held: Held, reason: str = "") -> None:
        """Enter it into the audit log."""
        work.audit.add(self.agency, self.desk.today, self.officer.officer, action, held.reference, reason)

    def readers(self, work: SealedWork, reference: str) -> Sequence[Officer]:
        """Approved officers who hold a wrap of this case."""
        marks = {box.reader for box in work.cases.boxes(self.agency, OFFICER, CASE, reference)}
        officers = guard.approved(work, self.agency)
        return [one for one in officers if self.files.mark(reference, CASE, one.id) in marks]

    def _first_inside_key(self, work: SealedWork, held: Held) -> Held:
        """A case of the first versions gets its office's part when it is first needed."""
        key, epoch, recovery = self.desk.crypto.new_key(), held.row.epoch, work.recoveries.get(self.agency)
        assert recovery is not None  # no case was ever filed without one
        readers = self.readers(work, held.reference)
        boxes = self.files.boxes_for(held.reference, INSIDE, epoch, key, readers, recovery.public)
        work.cases.put_boxes(self.agency, boxes)
        return replace(held, inside_keys={epoch: key})
