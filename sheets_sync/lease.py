"""One writer per agency: two runs at once could leave an older workbook or sheet behind a newer one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from kernel.agency import Agency
from kernel.clock import Clock
from kernel.codes import new_id
from kernel.errors import Unavailable
from sheets_sync.ports import SyncWork, Workplace

LENGTH = timedelta(seconds=420)
"""Longer than a sign-in and one request may take; renewed around each. A killed run blocks the next for as long, unless
the next can see that its process is gone."""
_US = new_id()
"""This process, should another one get its number."""
_ROW = "xlsx"
"""The target every agency has keeps the lease in its state."""


class Lease:
    """Held by one run. Everything that run stores goes through `renewed`, so that a late run stores nothing."""

    def __init__(self, workplace: Workplace, agency: Agency, clock: Clock) -> None:
        self._workplace = workplace
        self._agency = agency
        self._clock = clock
        self._holder = f"{_machine()}:{os.getpid()}:{_US}:{new_id()}"

    def take(self) -> None:
        """Raises Unavailable("busy") while another run holds it."""
        with self._workplace.begin() as work:
            held = _lease(work, self._agency)
            if held and held["holder"] != self._holder and not self._ended(held):
                raise Unavailable("busy")
            self._write(work, {"holder": self._holder, "until": (self._clock.now() + LENGTH).isoformat()})

    def _ended(self, held: dict[str, Any]) -> bool:
        return datetime.fromisoformat(held["until"]) <= self._clock.now() or _gone(held["holder"])

    @contextmanager
    def renewed(self) -> Iterator[SyncWork]:
        """A transaction in which the lease is ours, and longer so. Raises Unavailable("busy") when it was lost."""
        with self._workplace.begin() as work:
            held = _lease(work, self._agency)
            if not held or held["holder"] != self._holder:
                raise Unavailable("busy")
            self._write(work, {"holder": self._holder, "until": (self._clock.now() + LENGTH).isoformat()})
            yield work

    def release(self) -> None:
        """Let the next run begin at once."""
        with self._workplace.begin() as work:
            held = _lease(work, self._agency)
            if held and held["holder"] == self._holder:
                self._write(work, None)

    def _write(self, work: SyncWork, lease: dict[str, Any] | None) -> None:
        put_state(work, self._agency, _ROW, lease=lease)


@cache
def _machine() -> str:
    """Where process numbers mean the same; "" where that cannot be told."""
    try:
        booted = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        space = str(Path("/proc/self/ns/pid").readlink()).strip("pid:[]")
        return f"{booted}-{space}"
    except OSError:
        return ""


def _gone(holder: str) -> bool:
    """Whether the process that held the lease has certainly ended."""
    machine, _, rest = holder.partition(":")
    number, _, rest = rest.partition(":")
    if not machine or machine != _machine() or not number.isdecimal():
        return False
    if int(number) == os.getpid():
        return rest.partition(":")[0] != _US
    return not Path("/proc", number).exists()


def _lease(work: SyncWork, agency: Agency) -> dict[str, Any] | None:
    lease: dict[str, Any] | None = work.targets.hold(agency, _ROW)["state"].get("lease")
    return lease


def put_state(work: SyncWork, agency: Agency, kind: str, **changes: Any) -> None:
    """Change single entries of a target's state and leave all else as it is."""
    target = work.targets.hold(agency, kind)
    target["state"] = {**target["state"], **changes}
    work.targets.put(agency, kind, **target)
