"""Many sends at once, but one after another for each person."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from queue import SimpleQueue

from bot.sender import Sender, Verdict
from bot.writing import LEASE
from kernel.clock import Clock
from kernel.post import Outgoing

log = logging.getLogger("bot.dispatch")

THREADS = 128
"""Sends under way at once: at 100 ms per call a thousand a second. They wait for LINE, not for the processor."""

Person = tuple[str, str]
Settled = tuple[Outgoing, Verdict]
Task = Callable[[], object]
"""What runs in a person's turn; what it returns matters only where it sends a letter: then it is a Verdict."""


@dataclass(frozen=True)
class _Turn:
    task: Task
    row: Outgoing | None = None


class Dispatch:
    """Takes letters from the event loop and gives verdicts back to it."""

    def __init__(self, sender: Sender, clock: Clock, threads: int = THREADS) -> None:
        self._sender = sender
        self._clock = clock
        self._most = threads
        self._threads: list[threading.Thread] = []
        # Not an executor: its futures, which nobody asks here, cost more than all else of handing a person over.
        self._waiting: SimpleQueue[Person | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._lanes: dict[Person, deque[_Turn]] = {}
        self._leases: dict[tuple[str, str], datetime] = {}
        self._settled: list[Settled] = []
        self._in_flight = 0
        self._go = threading.Event()
        self._go.set()

    @contextmanager
    def hushed(self) -> Iterator[None]:
        """Begin no send while the block runs.

        Whoever writes holds the database's lock, and the webhook waits for it: fifty sending threads that take
        turns with the writer on Python's own lock would make it hold the database's many times longer.
        """
        self._go.clear()
        try:
            yield
        finally:
            self._go.set()

    @property
    def in_flight(self) -> int:
        """Tasks that are not over."""
        return self._in_flight

    def send(self, rows: Sequence[Outgoing], *, resumed: bool = False) -> None:
        """Send letters, each in its person's turn."""
        turns = []
        for row in rows:
            task = partial(self._sender.send, row, resumed=resumed, ours=partial(self._is_ours, (row.agency, row.id)))
            turns.append(((row.agency, row.person or row.id), _Turn(task, row)))
        until = self._clock.now() + LEASE
        self._enter(turns, {(row.agency, row.id): until for row in rows})

    def run(self, person: Person, task: Task) -> None:
        """Do something else in a person's turn."""
        self._enter([(person, _Turn(task))], {})

    def _enter(self, turns: Sequence[tuple[Person, _Turn]], leases: Mapping[tuple[str, str], datetime]) -> None:
        """A whole batch under one lock: the sending threads want it too, and each handing over costs a switch."""
        waiting = []
        with self._lock:
            self._leases |= leases
            self._in_flight += len(turns)
            for person, turn in turns:
                lane = self._lanes.get(person)
                if lane is not None:
                    lane.append(turn)
                else:
                    self._lanes[person] = deque([turn])
                    waiting.append(person)
            self._hire()
        for person in waiting:
            self._waiting.put(person)

    def _hire(self) -> None:
        while len(self._threads) < min(self._most, len(self._lanes)):
            name = f"send-{len(self._threads)}"
            self._threads.append(threading.Thread(target=self._work, name=name, daemon=True))
            self._threads[-1].start()

    def not_ours(self, claimed: Sequence[Outgoing]) -> list[Outgoing]:
        """Of rows whose lease had run out and was renewed just now: those that nobody in this process is sending."""
        with self._lock:
            until = self._clock.now() + LEASE
            for row in claimed:
                if (row.agency, row.id) in self._leases:
                    self._leases[row.agency, row.id] = until
            return [row for row in claimed if (row.agency, row.id) not in self._leases]

    def drop(self, person: Person) -> None:
        """Forget what waits for a person who has blocked the account."""
        with self._lock:
            lane = self._lanes.get(person)
            while lane is not None and len(lane) > 1:  # the first is being sent
                dropped = lane.pop().row
                self._in_flight -= 1
                if dropped is not None:
                    self._leases.pop((dropped.agency, dropped.id), None)

    def serves(self, key: tuple[str, str]) -> bool:
        """Whether a row is in this process's hands: what comes later for its person queues up behind it."""
        return key in self._leases

    @contextmanager
    def settling(self) -> Iterator[list[Settled]]:
        """The verdicts since the last time, to be written down in the block; if that fails they come again."""
        with self._lock:
            settled, self._settled = self._settled, []
            leases = {key: self._leases.pop(key, None) for key in ((row.agency, row.id) for row, _ in settled)}
        try:
            yield settled
        except BaseException:
            with self._lock:
                self._settled[:0] = settled
                self._leases |= {key: until for key, until in leases.items() if until is not None}
            raise

    def close(self) -> None:
        """Finish what is under way."""
        for _ in self._threads:
            self._waiting.put(None)  # behind everybody who waits
        for thread in self._threads:
            thread.join()

    def _is_ours(self, key: tuple[str, str]) -> bool:
        until = self._leases.get(key)
        return until is not None and self._clock.now() < until

    def _work(self) -> None:
        while (person := self._waiting.get()) is not None:
            self._serve(person)

    def _serve(self, person: Person) -> None:
        lane = self._lanes[person]
        while True:
            if not self._go.is_set():  # asking first spares the lock inside `wait`
                self._go.wait()
            turn = lane[0]
            verdict = self._do(turn)
            with self._lock:
                self._in_flight -= 1
                if turn.row is not None:
                    self._settled.append((turn.row, verdict))
                lane.popleft()
                if not lane:
                    del self._lanes[person]
                    return

    @staticmethod
    def _do(turn: _Turn) -> Verdict:
        try:
            done = turn.task()
        except Exception:  # the outer loop of a sending thread: the row stays and is tried again after its lease
            log.exception("send.failed")
            return Verdict.AGAIN
        return done if isinstance(done, Verdict) else Verdict.DONE
