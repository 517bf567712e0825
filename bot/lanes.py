"""The worker's event loop: events in, one transaction for a batch, sends after the commit.

Whatever happens, an acknowledged event has one effect. Facts, states, messages and the event's own wiping are
committed together: a crash before that leaves the event waiting, a crash after it leaves the message in the outbox,
whose reply token LINE honours once.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.batch import Lane, look_up, sort_into_lanes, walk
from bot.desks import Desks
from bot.dispatch import THREADS, Dispatch, Settled
from bot.dots import Dots
from bot.introducing import Introducer
from bot.outcomes import Line
from bot.parts import Parts
from bot.ports import Outbox
from bot.sender import Sender, Verdict
from bot.turns import Turns
from bot.writing import Lost, Writing, Written, needs_work
from kernel.codes import new_id
from kernel.post import ClaimedEvent, Outgoing

log = logging.getLogger("bot.lanes")

BATCH = 150
IN_FLIGHT = 500
"""With more sends than this under way no new events are claimed: they are safer in the inbox."""
PACE_S = 0.12
"""From the start of one batch to the start of the next, unless there is ENOUGH to do."""
ENOUGH = 40
LAG_S = 0.5
"""While answers are no later than this, a busy loop rests as long as it works: webhooks go first, they come through
the same processors and the same file. Behind that it works without a rest."""
SETTLE_S = 0.25
"""How long outcomes may wait for a claim whose transaction they share."""
STALE_EVERY = timedelta(seconds=2)


class EventWorker:
    """Handles LINE events of all agencies. Several processes may each run one."""

    def __init__(
        self,
        parts: Parts,
        line: Line | None = None,
        *,
        threads: int = THREADS,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._parts = parts
        self._line = line or _real_line()
        self._claim = new_id()
        self._desks = Desks(parts)
        self._dispatch = Dispatch(Sender(parts, self._line, pause), parts.clock, threads)
        self._turns = Turns(self._dispatch.serves)
        self._dots = Dots(parts, self._line, self._dispatch)
        self._introducer = Introducer(parts, self._line)
        self._looked_for_stale = datetime.min.replace(tzinfo=UTC)
        self._settled_at = time.monotonic()
        self._lag_s = 0.0

    def run(self, stop: threading.Event) -> None:
        """Work until `stop`; then finish what is under way."""
        while not stop.is_set():
            begun = time.monotonic()
            handled = self.run_once()
            worked_s = time.monotonic() - begun
            if handled < ENOUGH:
                # Taking a breath gathers events: one transaction for ten costs little more than for one, and the
                # webhook, which writes to the same file, is left in peace meanwhile.
                stop.wait(max(PACE_S - worked_s, 0.001))
            elif self._lag_s < LAG_S:
                stop.wait(worked_s)
        self.close()

    def close(self) -> None:
        """Finish the sends that are under way and write their outcomes down."""
        self._dispatch.close()
        self._settle()

    def drain(self) -> None:
        """Handle everything that waits, and wait for its sends: for tests and for one-off runs."""
        while self.run_once() or self._dispatch.in_flight:
            time.sleep(0.001)
        self._settle()

    def run_once(self) -> int:
        """Claim a batch and handle it; write down what became of earlier sends. Returns how many events it was."""
        now = self._parts.clock.now()
        stale_due = not timedelta(0) <= now - self._looked_for_stale < STALE_EVERY
        found = self._look(now)
        if not found and not stale_due:
            if time.monotonic() - self._settled_at > SETTLE_S:
                self._settle()
            return 0
        claimed, stale = self._take(found, now, stale_due=stale_due)
        self._dispatch.send(stale, resumed=True)
        return len(stale) + (self._handle(claimed, now) if claimed else 0)

    def _look(self, now: datetime) -> list[ClaimedEvent]:
        """What to handle next. Looking costs no write lock, and finds nothing most of the time."""
        if self._dispatch.in_flight > IN_FLIGHT:
            return []
        with self._parts.workplace.read() as work:
            return work.inbox.look(now, BATCH, self._turns.not_yet(now))

    def _take(
        self, found: Sequence[ClaimedEvent], now: datetime, *, stale_due: bool
    ) -> tuple[list[ClaimedEvent], list[Outgoing]]:
        dispatch = self._dispatch
        with dispatch.settling() as settled, dispatch.hushed(), self._parts.workplace.begin() as work:
            self._write_outcomes(work.outbox, settled)
            stale = work.outbox.claim_stale(now, BATCH) if stale_due else []
            claimed = work.inbox.claim(self._claim, now, found)
        self._settled_at = time.monotonic()
        if stale_due:
            self._looked_for_stale = now
        return claimed, self._dispatch.not_ours(stale)

    def _settle(self) -> None:
        with self._dispatch.settling() as settled:
            if settled:
                with self._dispatch.hushed(), self._parts.workplace.begin() as work:
                    self._write_outcomes(work.outbox, settled)
        self._settled_at = time.monotonic()

    @staticmethod
    def _write_outcomes(outbox: Outbox, settled: Sequence[Settled]) -> None:
        outbox.settle([(row.agency, row.id) for row, verdict in settled if verdict is Verdict.DONE])
        outbox.hold([(row.agency, row.id) for row, verdict in settled if verdict is Verdict.HOLD])

    def _handle(self, claimed: Sequence[ClaimedEvent], now: datetime) -> int:
        """How many events it was, without those whose turn has not come."""
        lanes, gone, failed = sort_into_lanes(self._parts, self._desks, claimed, now, self._dots.before_slow_work)
        came = min((opened.received for lane in lanes for opened in lane.opened), default=now)
        self._lag_s = (now - came).total_seconds()
        with self._parts.workplace.read() as work:
            lanes, early = self._turns.take(work.outbox, lanes, now)
            lanes = look_up(work, lanes, failed)
        self._dots.for_the_late(lanes, now)
        walked = [(lane, walk(lane, lane.opened, lane.state, lane.desk, failed)) for lane in lanes]
        writing = Writing(self._parts, now, failed=failed)
        for lane, steps in walked:
            if not needs_work(steps):
                writing.write(lane, steps)
        try:
            with self._dispatch.hushed(), self._parts.workplace.begin() as work:
                for lane, steps in walked:
                    if needs_work(steps):
                        writing.write(lane, steps, work)
                written = writing.finish(work, self._claim, gone)
                work.inbox.release(self._claim, early)
        except Lost:
            log.warning("batch.lost", extra={"events": len(claimed)})
            return 0
        self._send(written)
        self._introduce(lanes, now)
        return len(claimed) - len(early)

    def _send(self, written: Written) -> None:
        for person in written.blocked:
            self._dispatch.drop(person)
        self._dispatch.send(written.outgoing)

    def _introduce(self, lanes: Sequence[Lane], now: datetime) -> None:
        for code in {lane.agency for lane in lanes}:
            channel = self._parts.channels(code)
            if channel is not None and self._introducer.due(channel, now):
                self._dispatch.run((code, ""), partial(self._introducer.ask, channel))


def _real_line() -> Line:
    from bot.line_client import LineClient  # the SDK takes most of a second to import; tests and CLI do without

    return LineClient()
