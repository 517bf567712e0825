"""Things that go wrong on purpose, on calls to LINE and on deliveries from it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Literal

CallFault = Literal[
    "delay", "500", "accepted_500", "429_rate", "429_month", "reset_before", "reset_after",
    "html_502", "empty_200", "numeric_id", "401", "400",
]  # fmt: skip
DeliveryFault = Literal[
    "duplicate", "duplicate_flagged", "reorder", "wrong_signature", "no_signature", "lost_response", "drop",
]  # fmt: skip

CALL_FAULTS: tuple[str, ...] = CallFault.__args__  # type: ignore[attr-defined]
DELIVERY_FAULTS: tuple[str, ...] = DeliveryFault.__args__  # type: ignore[attr-defined]


@dataclass
class Fault:
    """One switched fault.

    `endpoint` is a call name such as "reply" or "push" ("*": all; "webhook": deliveries). `person` is a user ID and
    narrows it to calls about that person. `times` counts down to nothing; None stays until removed.
    `seconds` is the length of a delay.
    """

    kind: str
    endpoint: str = "*"
    person: str | None = None
    times: int | None = 1
    seconds: float = 0.0

    def matches(self, endpoint: str, people: set[str]) -> bool:
        """Whether this fault hits a call to `endpoint` about `people`."""
        return self.endpoint in ("*", endpoint) and (self.person is None or self.person in people)


@dataclass
class Faults:
    """The switched faults of a platform. Thread-safe."""

    active: list[Fault] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(
        self,
        kind: str,
        endpoint: str | None = None,
        *,
        person: str | None = None,
        times: int | None = 1,
        seconds: float = 0.0,
    ) -> Fault:
        """Switches a fault on for the next `times` calls. Unknown kinds raise ValueError."""
        if kind not in CALL_FAULTS + DELIVERY_FAULTS:
            raise ValueError(f"unknown fault {kind!r}")
        place = endpoint or ("webhook" if kind in DELIVERY_FAULTS else "*")
        fault = Fault(kind, place, person, times, seconds)
        with self._lock:
            self.active.append(fault)
        return fault

    def clear(self) -> None:
        """Switches every fault off."""
        with self._lock:
            self.active.clear()

    def take(self, endpoint: str, people: set[str]) -> list[Fault]:
        """The faults that hit this call, each counted down."""
        if not self.active:
            return []
        with self._lock:
            wanted = DELIVERY_FAULTS if endpoint == "webhook" else CALL_FAULTS
            hit = [fault for fault in self.active if fault.kind in wanted and fault.matches(endpoint, people)]
            for fault in hit:
                if fault.times is not None:
                    fault.times -= 1
            self.active[:] = [fault for fault in self.active if fault.times is None or fault.times > 0]
            return hit
