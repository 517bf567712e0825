"""The fraud room put together: every verb of `complaints` over the sealed store. It only composes."""

import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from complaints import crowding, figures, guard, intake
from complaints.crowding import Effort
from complaints.desk import Desk
from complaints.drafts import Chat
from complaints.due import DueDay, calendar_due
from complaints.effort import Price
from complaints.evidence import CleanFile
from complaints.guard import Door
from complaints.one_time import OneTime
from complaints.opened import ReporterView
from complaints.receipt import Receipt
from complaints.report import Report
from complaints.reporter import Reporter
from complaints.sending_notices import Notice, due_notices
from complaints.statistics import Snapshot
from complaints.thread import Followed
from kernel.agency import Agency
from kernel.clock import Clock
from storage.keyfile import KeyFile
from storage.sealed.case_crypto import Costs, SodiumCaseCrypto
from storage.sealed.database import SealedStore
from storage.sealed.room_ground import Ground
from storage.sealed.room_keeping import RoomKeeping
from storage.sealed.room_officers import RoomOfficers
from storage.sealed.short_memory import ShortMemory

LEAST_FREE = 256 * 1024 * 1024
"""Bytes on the database's disk below which no report is taken: the largest one has to fit, and its log."""


class FraudRoom(RoomOfficers, RoomKeeping):
    """What `app` hands to the public pages, the console, the bot and the calendar."""

    def __init__(
        self, store: SealedStore, keys: KeyFile, clock: Clock, costs: Costs | None = None,
        *, due: DueDay = calendar_due, memory: ShortMemory | None = None, space: Callable[[], bool] | None = None,
    ) -> None:  # fmt: skip
        """`costs`, `memory` and `space` exist for tests; the product never passes them."""
        self.store = store
        short = memory or ShortMemory.beside(str(store.engine.url))
        crypto = SodiumCaseCrypto(keys.door, costs)
        self._desk = Desk(store, crypto, clock, short, due, space or _room_beside(store))
        self.ground = Ground(store, short, self._desk)
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
        """Whether reports are taken, and the officers an informer may exclude.

        Raises Unavailable when the database is away or lacks a table of keys: half restored, it would take nothing in.
        """
        with self.store.read() as work:
            work.look_for_keys()
            return guard.look(work, agency, self._desk.today, space=self._desk.space())

    def file(
        self, agency: Agency, report: Report, form: str, files: Sequence[CleanFile] = (), effort: Effort | None = None
    ) -> Receipt:
        """Keep a report once per form; see `complaints.intake.file`. Slow on purpose: no transaction around it."""
        return intake.file(self._desk, agency, report, form, files, effort)

    def crowd(self, agency: Agency) -> Price | None:
        """What filing costs now; None in quiet times."""
        with self.store.read() as work:
            return crowding.asked(self._desk, work, agency)

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

    # -- figures

    def statistics(self, agency: Agency, today: date) -> Snapshot:
        """The counts as they stand now, for the console. Never for a public page: those are frozen."""
        with self.store.read() as work:
            return figures.take(work.counters, agency, today, work.snapshots.all(agency))

    def publish_snapshot(self, agency: Agency, day: date) -> bool:
        """Freeze the counts as of `day`; False when that day's are frozen. Harmless to repeat."""
        with self.store.begin() as work:
            earlier = work.snapshots.all(agency)
            return work.snapshots.freeze(agency, figures.take(work.counters, agency, day, earlier))

    def published(self, agency: Agency) -> list[Snapshot]:
        """Frozen figures, the newest first."""
        with self.store.read() as work:
            return work.snapshots.all(agency)


def _room_beside(store: SealedStore) -> Callable[[], bool]:
    """Whether the disk under an SQLite file has room; a database server looks after its own."""
    path = store.engine.url.database if store.engine.dialect.name == "sqlite" else None
    if not path or path == ":memory:":
        return lambda: True
    folder = Path(path).parent
    return lambda: not folder.exists() or shutil.disk_usage(folder).free >= LEAST_FREE
