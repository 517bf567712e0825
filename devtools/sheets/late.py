"""Writes whose connection broke and which are carried out all the same, later."""

import threading
from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class _Waiting:
    writes: int
    """How many more writes pass before."""
    due: float
    carry_out: Callable[[], None]


class Late:
    """What is still to happen. Thread-safe."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._waiting: list[_Waiting] = []
        self._lock = threading.Lock()

    def postpone(self, carry_out: Callable[[], None], writes: int = 0, seconds: float = 0.0) -> None:
        """Happen after so many more writes, or so many seconds."""
        with self._lock:
            self._waiting.append(_Waiting(writes, self._now() + seconds, carry_out))

    def a_write_has_passed(self) -> None:
        """All come one nearer, and happen when their turn has come."""
        with self._lock:
            for one in self._waiting:
                one.writes -= 1
        self.carry_out_due()

    def carry_out_due(self) -> None:
        """Do what was postponed until now."""
        now = self._now()
        self._do(lambda one: one.writes <= 0 and one.due <= now)

    def carry_out_all(self) -> None:
        """Do everything that was postponed."""
        self._do(lambda one: True)

    def _do(self, is_due: Callable[[_Waiting], bool]) -> None:
        with self._lock:
            due = [one for one in self._waiting if is_due(one)]
            self._waiting = [one for one in self._waiting if one not in due]
        for one in due:
            one.carry_out()
