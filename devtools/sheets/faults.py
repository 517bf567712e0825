"""Things that go wrong on purpose: at a fixed rate from a seed, or on given requests.

A fault is written `KIND:RATE` or `KIND:DETAIL:RATE`. RATE is a share such as 0.3, or a list such as @1,4 (the first
and the fourth request). Add `:reads` or `:all` to hit other requests than writes.
"""

import random
import threading
from collections.abc import Sequence
from dataclasses import dataclass

KINDS = {
    "before": "answer with status DETAIL, nothing applied (before:503:0.3)",
    "after": "apply, then answer with status DETAIL (after:503:0.3)",
    "drop_before": "close the connection, nothing applied",
    "drop": "apply, then close the connection without a byte",
    "late": "close the connection; apply only after DETAIL more writes (late:2:0.1)",
    "later": "close the connection; apply when DETAIL seconds of the emulator's clock have passed (later:170:0.1)",
    "html": "apply, then answer with status DETAIL and an HTML page (html:502:0.1)",
    "truncated": "apply, then answer 200 with half the JSON",
    "empty": "apply, then answer 200 with no body",
    "slow": "wait DETAIL seconds before answering (slow:0.2:1)",
}
_WITH_DETAIL = {"before", "after", "html", "late", "later", "slow"}


class BadFault(ValueError):  # noqa: N818 - it reads as a sentence
    """A fault that cannot be read; its text says why."""


@dataclass(frozen=True)
class Fault:
    """One fault as asked for."""

    kind: str
    detail: float
    rate: float
    turns: frozenset[int]
    """When not empty: exactly these requests, counted from 1, and no others."""
    where: str
    """writes | reads | all"""
    text: str = ""


def parse(text: str) -> Fault:
    """Read `before:503:0.3`. Raises BadFault."""
    kind, *rest = text.split(":")
    where = rest.pop() if rest and rest[-1] in {"writes", "reads", "all"} else "writes"
    if kind not in KINDS:
        raise BadFault(f"unknown fault {kind!r}; known: {', '.join(KINDS)}")
    if len(rest) != (2 if kind in _WITH_DETAIL else 1):
        raise BadFault(f"{text!r}: {kind} is written {kind}{':DETAIL' if kind in _WITH_DETAIL else ''}:RATE")
    try:
        detail = float(rest[0]) if kind in _WITH_DETAIL else 0.0
        turns = frozenset(int(turn) for turn in rest[-1][1:].split(",")) if rest[-1].startswith("@") else frozenset()
        rate = 0.0 if turns else float(rest[-1])
    except ValueError as wrong:
        raise BadFault(f"{text!r}: {wrong}") from wrong
    return Fault(kind, detail, rate, turns, where, text)


class Faults:
    """Decides for each request which fault hits it, if any. Thread-safe; equal seeds, equal luck."""

    def __init__(self, faults: Sequence[str] = (), seed: int = 0) -> None:
        self._faults = [parse(one) for one in faults]
        self._random = random.Random(seed)
        self._turn = {"writes": 0, "reads": 0}
        self._lock = threading.Lock()

    def listed(self) -> list[str]:
        """The faults as they were asked for."""
        return [fault.text for fault in self._faults]

    def next(self, writing: bool) -> Fault | None:
        """The fault for the next request of its sort."""
        where = "writes" if writing else "reads"
        with self._lock:
            self._turn[where] += 1
            chosen = [fault for fault in self._faults if fault.where in (where, "all") and self._hits(fault, where)]
        return chosen[0] if chosen else None

    def _hits(self, fault: Fault, where: str) -> bool:
        if fault.turns:
            return self._turn[where] in fault.turns
        return self._random.random() < fault.rate
