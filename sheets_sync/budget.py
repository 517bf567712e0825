"""How much may be asked of Google now: a bucket for each service account and each project, reads and writes apart.

A bucket fills steadily and holds a little for bursts; what it holds and what flows in within a minute are together
what Google allows in a minute, so that no window of sixty seconds ever has more. Buckets are rows, for several
processes may use one account.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kernel.clock import Clock
from sheets_sync.account_names import Names
from sheets_sync.limits import Limits
from sheets_sync.ports import Passed, SyncWork, Workplace
from sheets_sync.trouble import Later

_MINUTE_S = 60.0
_JITTER_S = 5.0
_MOST_ASKED_S = 3600.0


@dataclass(frozen=True)
class Bucket:
    """One sort of requests of one account or project."""

    limit: int
    """What Google allows in a minute."""
    share: float

    @property
    def holds(self) -> float:
        """Requests that may go out at once."""
        return max(1.0, self.limit * (1 - self.share))

    @property
    def flow(self) -> float:
        """Requests a second."""
        return max(1.0, self.limit - self.holds) / _MINUTE_S

    def filled(self, level: float, seconds: float) -> float:
        """The level so many seconds later. A clock that was set back fills nothing."""
        return min(self.holds, level + max(0.0, seconds) * self.flow)

    def wait(self, level: float) -> float:
        """Seconds until one may pass."""
        return max(0.0, (1.0 - level) / self.flow)


class Budget:
    """The buckets of this installation."""

    def __init__(
        self,
        workplace: Workplace,
        clock: Clock,
        limits: Limits,
        jitter: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self._workplace = workplace
        self._clock = clock
        self._limits = limits
        self._jitter = jitter

    def toll(self, names: Names) -> "AccountToll":
        """For the requests of one service account."""
        return AccountToll(self, names)

    def take(self, names: Names, sort: str) -> None:
        """Let one of the "reads" or "writes" pass. Raises Later when none may, and takes nothing then."""
        with self._workplace.begin() as work:
            now = self._clock.now()
            gates = [self._gate(work, name, kind, now) for name, kind in _both(names)]
            until = max(
                self._free_at(gate, kind, sort, now) for gate, (_, kind) in zip(gates, _both(names), strict=True)
            )
            if until <= now:
                for gate, (name, kind) in zip(gates, _both(names), strict=True):
                    levels = self._levels(gate, kind, now)
                    levels[sort] -= 1.0
                    work.gates.put(name, reads=levels["reads"], writes=levels["writes"], at=now)
                return
        raise Later("rate", until, group=names.account)

    def closed(self, names: Names, seconds: float = 0.0) -> None:
        """Google said 429: nobody asks with this account before the next minute has begun, and so many seconds."""
        with self._workplace.begin() as work:
            now = self._clock.now()
            gate = self._gate(work, names.account, "account", now)
            minute = now.replace(second=0, microsecond=0) + timedelta(seconds=_MINUTE_S)
            asked = now + timedelta(seconds=min(seconds, _MOST_ASKED_S))
            until = max(minute, asked) + timedelta(seconds=self._jitter(0.0, _JITTER_S))
            until = max(until, gate.closed_until or until)
            work.gates.put(names.account, reads=0.0, writes=0.0, at=until, closed_until=until, reason="rate")

    def _gate(self, work: SyncWork, name: str, kind: str, now: datetime) -> Passed:
        full = {sort: self._bucket(kind, sort).holds for sort in ("reads", "writes")}
        return work.gates.hold(name, reads=full["reads"], writes=full["writes"], at=now)

    def _bucket(self, kind: str, sort: str) -> Bucket:
        return Bucket(getattr(self._limits, f"{kind}_{sort}"), self._limits.share)

    def _levels(self, gate: Passed, kind: str, now: datetime) -> dict[str, float]:
        passed = (now - gate.at).total_seconds()
        return {sort: self._bucket(kind, sort).filled(getattr(gate, sort), passed) for sort in ("reads", "writes")}

    def _free_at(self, gate: Passed, kind: str, sort: str, now: datetime) -> datetime:
        wait = self._bucket(kind, sort).wait(self._levels(gate, kind, now)[sort])
        free = now + timedelta(seconds=wait)
        return max(free, gate.closed_until or free)


def _both(names: Names) -> tuple[tuple[str, str], tuple[str, str]]:
    return (names.account, "account"), (names.project, "project")


class AccountToll:
    """`google_client.Toll` of one service account."""

    def __init__(self, budget: Budget, names: Names) -> None:
        self._budget = budget
        self._names = names

    def take(self, sort: str) -> None:
        self._budget.take(self._names, sort)

    def closed(self, seconds: float) -> None:
        self._budget.closed(self._names, seconds)
