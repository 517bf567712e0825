"""A gate before slow, memory-hungry work: a few at a time, a short queue, and then an honest no."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from kernel.errors import Unavailable


class Gate:
    """Lets `at_once` threads through while at most `waiting` more stand in line."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._at_once = at_once
        self._running = threading.BoundedSemaphore(at_once)
        self._places = threading.BoundedSemaphore(at_once + waiting)

    def beside(self, waiting: int) -> "Gate":
        """Another line before the same work: those who stand in one never fill the other."""
        other = Gate(self._at_once, waiting)
        other._running = self._running
        return other

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One turn. Raises Unavailable at once when the line is full."""
        if not self._places.acquire(blocking=False):
            raise Unavailable("busy")
        try:
            with self._running:
                yield
        finally:
            self._places.release()
