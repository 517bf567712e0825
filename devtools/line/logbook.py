"""What a platform writes down as it happens, and how one waits for the next thing."""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Callable
from datetime import datetime
from typing import Any

from devtools.line.records import Call, Violation
from kernel.clock import Clock


class Logbook:
    """Calls, their counts and broken rules, with the lock that guards the whole platform.

    `version` grows with every visible change; `violations` must be empty at the end of a test.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.lock = threading.RLock()
        self._changed = threading.Condition(self.lock)
        self.version = 0
        self.calls: deque[Call] = deque(maxlen=20_000)
        self.call_counts: Counter[tuple[str, int]] = Counter()
        self.violations: list[Violation] = []

    def now(self) -> datetime:
        """The platform's time."""
        return self.clock.now()

    def touch(self) -> None:
        """Says that something visible changed."""
        with self._changed:
            self.version += 1
            self._changed.notify_all()

    def wait_until(self, condition: Callable[[], Any], timeout: float = 5.0) -> Any:
        """Waits for a change that makes `condition()` true and returns its value; TimeoutError after `timeout` s."""
        with self._changed:
            value = self._changed.wait_for(condition, timeout)
        if not value:
            raise TimeoutError("it did not happen")
        return value

    def record(self, call: Call) -> None:
        """Keeps a call in the log."""
        with self._changed:
            self.calls.append(call)
            self.version += 1
            self._changed.notify_all()

    def count(self, endpoint: str, status: int) -> None:
        """Counts an answered call; kept even without checks."""
        with self.lock:
            self.call_counts[(endpoint, status)] += 1

    def violate(self, rule: str, endpoint: str, message: str) -> None:
        """Records that a rule was broken."""
        with self.lock:
            self.violations.append(Violation(rule, endpoint, message, self.now()))
            self.touch()

    def calls_to(self, *endpoints: str) -> list[Call]:
        """The calls received so far, oldest first; only those to `endpoints` when given."""
        with self.lock:
            return [call for call in self.calls if not endpoints or call.endpoint in endpoints]
