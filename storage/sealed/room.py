"""The fraud room put together: every verb of `complaints` over the sealed store. It only composes."""

import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from complaints import approval, audit, examining, guard, intake, keyed, officers, recovery, retention, statistics
from complaints.approval import WaitingKey
from complaints.casework import CaseWork
from complaints.desk import Desk
from complaints.drafts import Chat
from complaints.due import DueDay, calendar_due
from complaints.evidence import CleanFile
from complaints.guard import Door
from complaints.keys import OfficerKey
from complaints.one_time import OneTime
from complaints.opened import ReporterView
from complaints.receipt import Receipt
from complaints.report import Report
from complaints.reporter import Reporter
from complaints.rows import Officer
from complaints.sending_notices import Notice, due_notices
from complaints.statistics import Snapshot
from complaints.thread import Followed
from kernel.agency import Agency
from kernel.clock import Clock
from storage.keyfile import KeyFile
from storage.sealed import ceremony, recovery_sheet, session_key
from storage.sealed.case_crypto import Costs, SodiumCaseCrypto
from storage.sealed.database import SealedStore
from storage.sealed.rewriting import rewrite
from storage.sealed.short_memory import ShortMemory

LEAST_FREE = 256 * 1024 * 1024
"""Bytes on the database's disk below which no report is taken: the largest one has to fit, and its log."""


class FraudRoom:
    """What `app` hands to the public pages, the console, the bot and the calendar."""

    def __init__(
        self, store: SealedStore, keys: KeyFile, clock: Clock, costs: Costs | None = None,
        *, due: DueDay = calendar_due, memory: ShortMemory | None = None, space: Callable[[], bool] | None = None,
    ) -> None:  # fmt: skip
        """`costs`, `memory` and `space` exist for tests; the product never passes them."""
        self.store = store
        self._memory = memory or ShortMemory.beside(str(store.engine.url))
        self._desk = Desk(
            store, SodiumCaseCrypto(keys.door, costs), clock, self._memory, due, space or _room_beside(store)
        )
        self._thread = Followed(self._desk)
        self.reporter = Reporter(self._desk)
        """The follow-up page's verbs."""
        self.chat = Chat(self._desk)
        """The guided chat's verbs."""
        self.one_time = OneTime(self._desk)
        """A receipt on its way to one page."""

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
            return guard.look(work, agency, self._desk.today, space=self._desk.space())

    def file(self, agency: Agency, report: Report, form: str, files: Sequence[CleanFile] = ()) -> Receipt:
        """Keep a report once per form; see `complaints.intake.file`. Slow on purpose: no transaction around it."""
        return intake.file(self._desk, agency, report, form, files)

    def come_back(self, agency: Agency) -> date:
        """The day by which something filed now is to be answered."""
        return self._desk.due(agency, self._desk.today)

    def follow(self, agency: Agency, typed: str, token: str = "", answer: str = "") -> ReporterView:
        """The thread of a receipt; see `complaints.ports.ReporterThread`."""
        return self._thread.follow(agency, typed, token, answer)

    # -- notices

    def notices(self, agency: Agency) -> list[Notice]:
        """Whom to tell, with a neutral line, that there is an answer. Names no case."""
        return due_notices(self._desk, agency)

    def notice_done(self, agency: Agency, notice: str) -> None:
        """It was sent, or never will be."""
        with self.store.begin() as work:
            work.notices.done(agency, notice)

    # -- officers

    def enrolled(self, agency: Agency, officer_id: str) -> bool:
        """Whether this person has a key."""
        with self.store.read() as work:
            return work.officers.lock_of(agency, officer_id) is not None

    def enrol(self, agency: Agency, officer_id: str, name: str, password: str) -> OfficerKey:
        """Make a key at the first sign-in. Raises Refused("already_enrolled")."""
        return officers.enrol(self._desk, agency, officer_id, name, password)

    def key_holders(self, agency: Agency) -> list[Officer]:
        """Everybody with a key, by name."""
        with self.store.read() as work:
            return work.officers.all(agency)

    def rotate(self, agency: Agency) -> None:
        """Ask for new keys of all cases; officers make them when they open the list."""
        with self.store.begin() as work:
            keyed.next_epoch(work, agency)
            work.audit.add(agency, self._desk.today, recovery.ACTOR, "rotated")

    def stale(self, agency: Agency) -> int:
        """How many cases have not seen the office's last key change."""
        with self.store.read() as work:
            newest = keyed.epoch(work, agency)
            return sum(row.epoch < newest for row in work.cases.all(agency))

    def waiting_keys(self, agency: Agency) -> list[WaitingKey]:
        """Keys of officers that wait for a second person."""
        return approval.waiting(self._desk, agency)

    def approve(self, agency: Agency, by: OfficerKey, officer_id: str, seen: str) -> None:
        """Raises Refused("not_approver"), Refused("key_changed")."""
        approval.approve(self._desk, agency, by, officer_id, seen)

    def reject(self, agency: Agency, by: OfficerKey, officer_id: str, seen: str) -> None:
        """Take a waiting key away. Raises Refused("not_approver"), Refused("key_changed")."""
        approval.reject(self._desk, agency, by, officer_id, seen)

    def reject_on_server(self, agency: Agency, officer_id: str) -> None:
        """The same from the command line. Raises Refused("key_changed")."""
        approval.reject_on_server(self._desk, agency, officer_id)

    def recovery_code(self, agency: Agency, key: OfficerKey) -> str:
        """A printed code for a forgotten password; see `complaints.officers`. Slow."""
        return officers.recovery_code(self._desk, agency, key)

    def unlock_with_code(self, agency: Agency, officer_id: str, code: str, new_password: str) -> OfficerKey:
        """Raises Refused("officer_key"). Slow."""
        return officers.unlock_with_code(self._desk, agency, officer_id, code, new_password)

    def set_custodian(self, agency: Agency, officer_id: str, on: bool, actor: str) -> None:
        """Raises Refused("officer_unknown")."""
        officers.set_custodian(self._desk, agency, officer_id, on, actor)

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
            return statistics.take(work.counters, agency, today, work.snapshots.all(agency))

    def publish_snapshot(self, agency: Agency, day: date) -> bool:
        """Freeze the counts as of `day`; False when that day's are frozen. Harmless to repeat."""
        with self.store.begin() as work:
            earlier = work.snapshots.all(agency)
            return work.snapshots.freeze(agency, statistics.take(work.counters, agency, day, earlier))

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
        """Daily: erase what is over, close the audit log's day, leave no trace of the order of rows."""
        retention.tidy(self._desk, agency, self.store.clear_traces)
        self._memory.tidy(self._desk.clock.now())
        rewrite(self.store)

    def tidy_drafts(self, agency: Agency) -> None:
        """Every few minutes: erase what somebody stopped typing."""
        if retention.tidy_drafts(self._desk, agency):
            self.store.clear_traces()

    def erase_drafts(self, agency: Agency) -> int:
        """Erase every open draft of the agency; how many parts there were."""
        with self.store.begin() as work:
            gone = work.chats.drop_all(agency)
        self.store.clear_traces()
        return gone

    def erasures_waiting(self, agency: Agency) -> int:
        """How many closed cases wait for an officer's leave to be erased at once."""
        return retention.waiting(self._desk, agency)

    def erase(self, agency: Agency, reference: str) -> bool:
        """Erase one closed case from the command line; False when it is open, or not there."""
        done = retention.erase_closed(self._desk, agency, reference)
        self.store.clear_traces()
        return done

    def believe_clock(self, agency: Agency) -> None:
        """Somebody looked at the clock, and it is right."""
        retention.believe_clock(self._desk, agency, recovery.ACTOR)

    def examine(self, agency: Agency) -> tuple[str, ...]:
        """What somebody changed by hand: "audit", "counters", "wraps", "threads"; () when all is sound."""
        return examining.examine(self._desk, agency)

    def check_audit(self, agency: Agency, seed: bytes | None = None, anchor: str = "") -> audit.Verdict:
        """Walk the chain; with the first key from the recovery sheet also its seals, with an anchor also its tail."""
        with self.store.read() as work:
            links, head = work.audit.chain(agency)
        return audit.verify(links, head, seed, anchor)

    def anchor(self, agency: Agency) -> str:
        """The line to note down elsewhere."""
        return self.check_audit(agency).anchor

    # -- when every officer is gone

    def pack_recovery(self, agency: Agency) -> str:
        """What the holder of the recovery key takes to the offline machine. Raises Refused("no_officer_left")."""
        return ceremony.pack(self._desk, agency)

    def load_rewrapped(self, agency: Agency, rewrapped: str) -> int:
        """What comes back from there; how many cases open again. Raises Refused("not_a_package")."""
        return ceremony.load(self._desk, agency, rewrapped)


def _room_beside(store: SealedStore) -> Callable[[], bool]:
    """Whether the disk under an SQLite file has room; a database server looks after its own."""
    path = store.engine.url.database if store.engine.dialect.name == "sqlite" else None
    if not path or path == ":memory:":
        return lambda: True
    folder = Path(path).parent
    return lambda: not folder.exists() or shutil.disk_usage(folder).free >= LEAST_FREE
