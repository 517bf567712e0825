"""The fraud room's verbs for keeping it: recovery key, daily work, erasing, the ceremony. It only composes."""

from collections.abc import Sequence

from complaints import audit, examining, keyed, recovery, retention
from complaints.audit import Entry
from kernel.agency import Agency
from storage.sealed import ceremony, recovery_sheet
from storage.sealed.rewriting import rewrite
from storage.sealed.room_ground import Ground


class RoomKeeping:
    """Keeping of every agency's room."""

    ground: Ground

    def rotate(self, agency: Agency) -> None:
        """Ask for new keys of all cases; officers make them when they open the list."""
        with self.ground.store.begin() as work:
            keyed.next_epoch(work, agency)
            work.audit.add(agency, self.ground.desk.today, recovery.ACTOR, "rotated")

    def stale(self, agency: Agency) -> int:
        """How many cases have not seen the office's last key change."""
        with self.ground.store.read() as work:
            newest = keyed.epoch(work, agency)
            return sum(epoch < newest for epoch in work.cases.epochs(agency).values())

    def load_recovery(self, agency: Agency, public_text: str) -> bytes | None:
        """Load a recovery key as printed on its sheet. The audit log's first key comes back once, to be printed too.

        Raises Refused("key_malformed").
        """
        seed = recovery.load(self.ground.desk, agency, recovery_sheet.read_key(public_text))
        self.ground.store.clear_traces()
        return seed

    def challenge_recovery(self, agency: Agency) -> str:
        """Text for `recovery_sheet.answer` on the offline machine. Raises Refused("no_recovery")."""
        return recovery_sheet.write_challenge(recovery.challenge(self.ground.desk, agency))

    def prove_recovery(self, agency: Agency, answer: str) -> None:
        """Raises Refused("recovery_unproved")."""
        recovery.prove(self.ground.desk, agency, answer)

    def tidy(self, agency: Agency) -> None:
        """Daily: erase what is over, close the audit log's day, leave no trace of the order of rows."""
        retention.tidy(self.ground.desk, agency, self.ground.store.clear_traces)
        self.ground.memory.tidy(self.ground.desk.clock.now())
        rewrite(self.ground.store)

    def tidy_drafts(self, agency: Agency) -> None:
        """Every few minutes: erase what somebody stopped typing, and from RAM what was to live for minutes."""
        self.ground.memory.tidy(self.ground.desk.clock.now())
        if retention.tidy_drafts(self.ground.desk, agency):
            self.ground.store.clear_traces()

    def erase_drafts(self, agency: Agency) -> int:
        """Erase every open draft of the agency; how many parts there were."""
        with self.ground.store.begin() as work:
            gone = work.chats.drop_all(agency)
        self.ground.store.clear_traces()
        return gone

    def erasures_waiting(self, agency: Agency) -> int:
        """How many closed cases wait for an officer's leave to be erased at once."""
        return retention.waiting(self.ground.desk, agency)

    def erase(self, agency: Agency, reference: str) -> bool:
        """Erase one closed case from the command line; False when it is open, or not there."""
        done = retention.erase_closed(self.ground.desk, agency, reference)
        self.ground.store.clear_traces()
        return done

    def believe_clock(self, agency: Agency) -> None:
        """Somebody looked at the clock, and it is right."""
        retention.believe_clock(self.ground.desk, agency, recovery.ACTOR)

    def examine(self, agency: Agency) -> tuple[str, ...]:
        """What somebody changed by hand: "audit", "counters", "wraps", "threads"; () when all is sound.

        Reads every case: the time it takes tells how many there are.
        """
        return examining.examine(self.ground.desk, agency)

    def look_over(self, agency: Agency) -> None:
        """Examine, and note what was found for officers; every hour."""
        examining.look_over(self.ground.desk, agency)

    def found(self, agency: Agency) -> tuple[str, ...]:
        """What `look_over` found the last time, as quickly with many cases as with none."""
        with self.ground.store.read() as work:
            return examining.found(work, agency)

    def clear_traces(self) -> None:
        """What was taken back, emptied or dropped since the last time: out of the database's log as well."""
        self.ground.store.clear_traces()

    def check_audit(self, agency: Agency, seed: bytes | None = None, anchor: str = "") -> audit.Verdict:
        """Walk the chain; with the first key from the recovery sheet also its seals, with an anchor also its tail."""
        with self.ground.store.read() as work:
            links, head = work.audit.chain(agency)
        return audit.verify(links, head, seed, anchor)

    def audit_entries(self, agency: Agency) -> Sequence[Entry]:
        """Everything that was done, in order. Says who and when, never what a case is about."""
        with self.ground.store.read() as work:
            links, _ = work.audit.chain(agency)
        return [link.entry for link in links]

    def anchor(self, agency: Agency) -> str:
        """The line to note down elsewhere."""
        return self.check_audit(agency).anchor

    def pack_recovery(self, agency: Agency) -> str:
        """What the holder of the recovery key takes to the offline machine. Raises Refused("no_officer_left")."""
        return ceremony.pack(self.ground.desk, agency)

    def load_rewrapped(self, agency: Agency, rewrapped: str) -> int:
        """What comes back from there; how many cases open again. Raises Refused("not_a_package")."""
        return ceremony.load(self.ground.desk, agency, rewrapped)
