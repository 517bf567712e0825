"""The fraud room put together: every verb of `complaints` over the sealed store. It only composes."""

from datetime import date

from complaints import approval, audit, guard, intake, officers, recovery, statistics
from complaints.approval import WaitingKey
from complaints.casework import CaseWork
from complaints.desk import Desk
from complaints.guard import Door
from complaints.keys import OfficerKey
from complaints.opened import ReporterView
from complaints.receipt import Receipt
from complaints.report import Report
from complaints.statistics import Snapshot
from complaints.thread import Followed
from kernel.agency import Agency
from kernel.clock import Clock
from storage.keyfile import KeyFile
from storage.sealed import recovery_sheet, session_key
from storage.sealed.case_crypto import Costs, SodiumCaseCrypto
from storage.sealed.database import SealedStore


class FraudRoom:
    """What `app` hands to the public pages, the console and the calendar."""

    def __init__(self, store: SealedStore, keys: KeyFile, clock: Clock, costs: Costs | None = None) -> None:
        """`costs` exists for tests; the product never passes it."""
        self.store = store
        self._desk = Desk(store, SodiumCaseCrypto(keys.door, costs), clock)
        self._thread = Followed(self._desk)

    @classmethod
    def open(cls, url: str, keys: KeyFile, clock: Clock, costs: Costs | None = None) -> "FraudRoom":
        """Over the sealed database at `url`, which is migrated already."""
        return cls(SealedStore.open(url), keys, clock, costs)

    def close(self) -> None:
        """Close the database's connections."""
        self.store.close()

    # -- the public door

    def door(self, agency: Agency) -> Door:
        """Whether reports are taken, and the officers an informer may exclude."""
        with self.store.read() as work:
            return guard.look(work, agency)

    def file(self, agency: Agency, report: Report, form: str) -> Receipt:
        """Keep a report once per form; see `complaints.intake.file`. Slow on purpose: no transaction around it."""
        return intake.file(self._desk, agency, report, form)

    def follow(self, agency: Agency, typed: str) -> ReporterView:
        """The thread of a receipt; see `complaints.ports.ReporterThread`."""
        return self._thread.follow(agency, typed)

    # -- officers

    def enrolled(self, agency: Agency, officer_id: str) -> bool:
        """Whether this person has a key."""
        with self.store.read() as work:
            return work.officers.lock_of(agency, officer_id) is not None

    def enrol(self, agency: Agency, officer_id: str, name: str, password: str) -> OfficerKey:
        """Make a key at the first sign-in. Raises Refused("already_enrolled")."""
        return officers.enrol(self._desk, agency, officer_id, name, password)

    def waiting_keys(self, agency: Agency) -> list[WaitingKey]:
        """Keys of officers that wait for a second person."""
        return approval.waiting(self._desk, agency)

    def approve(self, agency: Agency, by: OfficerKey, officer_id: str, seen: str) -> None:
        """Raises Refused("not_approver"), Refused("key_changed")."""
        approval.approve(self._desk, agency, by, officer_id, seen)

    def challenge_for_key(self, agency: Agency, officer_id: str) -> str:
        """Text for `recovery_sheet.answer`, about one waiting key. Raises Refused: key_changed, no_recovery."""
        return recovery_sheet.write_challenge(approval.challenge(self._desk, agency, officer_id))

    def approve_by_recovery(self, agency: Agency, officer_id: str, answer: str) -> None:
        """Raises Refused: key_changed, no_recovery, recovery_unproved."""
        approval.approve_by_recovery(self._desk, agency, officer_id, answer)

    def unlock(self, agency: Agency, officer_id: str, password: str) -> OfficerKey:
        """Raises Refused("officer_key"); Unavailable when too many sign in at once."""
        return officers.unlock(self._desk, agency, officer_id, password)

    def change_password(self, agency: Agency, officer_id: str, old: str, new: str) -> None:
        """Raises Refused("officer_key")."""
        officers.change_password(self._desk, agency, officer_id, old, new)

    def leave(self, agency: Agency, officer_id: str) -> None:
        """Drop the officer's key and wraps; harmless when there are none."""
        officers.leave(self._desk, agency, officer_id)
        self.store.clear_traces()

    def wrap_for_session(self, key: OfficerKey, cookie: str) -> bytes:
        """For the console's session row."""
        return session_key.wrap(key, cookie)

    def unwrap_from_session(self, wrapped: bytes, cookie: str) -> OfficerKey:
        """Raises Unreadable when the cookie is another one."""
        return session_key.unwrap(wrapped, cookie)

    def reader(self, agency: Agency, key: OfficerKey) -> CaseWork:
        """The cases this officer may open. Raises Unreadable for another agency's key."""
        return CaseWork(self._desk, agency, key)

    # -- figures

    def statistics(self, agency: Agency, today: date) -> Snapshot:
        """The counts as they stand now, for the console. Never for a public page: those are frozen."""
        with self.store.read() as work:
            return statistics.take(work.counters, agency, today)

    def publish_snapshot(self, agency: Agency, day: date) -> bool:
        """Freeze the counts as of `day`; False when that day's are frozen. Harmless to repeat."""
        with self.store.begin() as work:
            return work.snapshots.freeze(agency, statistics.take(work.counters, agency, day))

    def published(self, agency: Agency) -> list[Snapshot]:
        """Frozen figures, the newest first."""
        with self.store.read() as work:
            return work.snapshots.all(agency)

    # -- keeping

    def load_recovery(self, agency: Agency, public_text: str) -> bytes | None:
        """Load a recovery key as printed on its sheet. The audit log's first key comes back once, to be printed too.

        Raises Refused("key_malformed").
        """
        seed = recovery.load(self._desk, agency, recovery_sheet.read_key(public_text))
        self.store.clear_traces()
        return seed

    def challenge_recovery(self, agency: Agency) -> str:
        """Text for `recovery_sheet.answer` on the offline machine. Raises Refused("no_recovery")."""
        return recovery_sheet.write_challenge(recovery.challenge(self._desk, agency))

    def prove_recovery(self, agency: Agency, answer: str) -> None:
        """Raises Refused("recovery_unproved")."""
        recovery.prove(self._desk, agency, answer)

    def tidy(self, agency: Agency) -> None:
        """Daily: erase used forms and old day keys, close the audit log's day."""
        intake.tidy(self._desk, agency, self.store.clear_traces)

    def check_audit(self, agency: Agency, seed: bytes | None = None) -> audit.Verdict:
        """Walk the chain; with the first key from the recovery sheet also its seals."""
        with self.store.read() as work:
            links, head = work.audit.chain(agency)
        return audit.verify(links, head, seed)
