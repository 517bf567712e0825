"""Threads for slow work that must not be felt: the machine gives them what nobody else wants.

On Linux a thread has a niceness of its own. Elsewhere the work is merely bounded.
"""

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")
_NICE = 10


class QuietThreads:
    """A few threads, begun with the first piece of work, hence after a server has forked."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._lock = threading.Lock()
        self._pool: ThreadPoolExecutor | None = None

    def do(self, work: Callable[[], T]) -> T:
        """Wait for it. Raises what the work raises."""
        with self._lock:
            if self._pool is None:
                self._pool = ThreadPoolExecutor(self._at_once, "quiet", _step_back)
        return self._pool.submit(work).result()


def _step_back() -> None:
    with suppress(OSError, AttributeError):  # no such thing on this system: the work is bounded all the same
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
