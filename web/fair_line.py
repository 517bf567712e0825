"""A line for slow work: a few at a time in threads of their own, a turn for each network, no request held for long.

Whoever comes while the line is short waits for the answer. Whoever comes while it is long gets a place, leaves the
request's thread to others, and asks again with the place's number. A place is a random number in a page's body: it
names neither what was asked nor who asked, and what it led to is forgotten after a minute.
"""

import secrets
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")

AT_ONCE, PLACES, EACH, WAITING_REQUESTS = 2, 400, 12, 4
"""Threads; places in the line; places of one network; request threads that may wait for a turn at the same time."""
PATIENCE_S = 4.0
"""How long a request waits for its turn before it is given a place."""
KEPT_S = 60.0
_NUMBER_BYTES = 16


class Full(Exception):  # noqa: N818 - an answer, not a fault
    """Nobody else can stand in this line now."""


@dataclass(eq=False)
class Place(Generic[T]):
    """One piece of work in the line."""

    number: str = field(repr=False)
    work: Callable[[], T] = field(repr=False)
    done: threading.Event = field(default_factory=threading.Event)
    result: T | None = field(default=None, repr=False)
    trouble: Exception | None = field(default=None, repr=False)
    over: float = 0.0
    """When it is forgotten, by the monotonic clock; 0 while it has no result."""

    def take(self) -> T:
        """What came of it; raises what the work raised. Only when it is done."""
        if self.trouble is not None:
            raise self.trouble
        return self.result  # type: ignore[return-value]  # done without trouble: the work's own type

    def run(self) -> None:
        """Do it."""
        try:
            self.result = self.work()
        except Exception as trouble:  # noqa: BLE001 - an outer loop; whoever stands here is told, and nobody else
            self.trouble = trouble
        self.over = time.monotonic() + KEPT_S
        self.done.set()


class FairLine(Generic[T]):
    """Safe to share between threads. Its own threads begin with the first piece of work, hence after a fork."""

    def __init__(
        self, at_once: int = AT_ONCE, places: int = PLACES, each: int = EACH, patience: float = PATIENCE_S
    ) -> None:
        self._at_once, self._places, self._each, self._patience = at_once, places, each, patience
        self._lines: OrderedDict[str, deque[Place[T]]] = OrderedDict()
        self._known: OrderedDict[str, Place[T]] = OrderedDict()
        self._some = threading.Condition()
        self._patient = threading.BoundedSemaphore(WAITING_REQUESTS)
        self._threads: list[threading.Thread] = []

    def stand(self, where: str, who: str, work: Callable[[], T]) -> Place[T]:
        """A place at the end of this network's own line; its number begins with `where`. Raises Full."""
        place = Place(f"{where} {secrets.token_urlsafe(_NUMBER_BYTES)}", work)
        with self._some:
            self._forget()
            line = self._lines.get(who, deque())
            if len(self._known) >= self._places or len(line) >= self._each:
                raise Full
            line.append(place)
            self._lines[who] = line
            self._known[place.number] = place
            self._begin()
            self._some.notify()
        return place

    def find(self, number: str) -> Place[T] | None:
        """The place with this number, in this process; None when it is forgotten."""
        with self._some:
            return self._known.get(number)

    def wait(self, place: Place[T]) -> bool:
        """Whether it is done, after waiting a little unless many wait already. A place that is done is given up."""
        if self._patient.acquire(blocking=False):
            try:
                place.done.wait(self._patience)
            finally:
                self._patient.release()
        if place.done.is_set():
            with self._some:
                self._known.pop(place.number, None)
            return True
        return False

    def ahead(self) -> int:
        """How many pieces of work stand in all lines together."""
        with self._some:
            return sum(map(len, self._lines.values()))

    def _begin(self) -> None:
        while len(self._threads) < self._at_once:
            thread = threading.Thread(target=self._serve, name="fair-line", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self) -> None:
        while True:
            self._next().run()

    def _next(self) -> Place[T]:
        """The first of whoever's turn it is; that network then goes to the end."""
        with self._some:
            while not self._lines:
                self._some.wait(KEPT_S)
                self._forget()
            who, line = self._lines.popitem(last=False)
            place = line.popleft()
            if line:
                self._lines[who] = line
            return place

    def _forget(self) -> None:
        now = time.monotonic()
        for number in [number for number, place in self._known.items() if place.over and place.over < now]:
            del self._known[number]
