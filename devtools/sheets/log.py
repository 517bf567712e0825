"""The request log: what was asked and what came of it, without any cell's content."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One request."""

    at: float
    method: str
    path: str
    size: int
    status: int
    """0 when the connection was closed without an answer."""
    applied: bool
    """Whether a write changed something (a late one: was going to)."""
    fault: str
    user: str = ""
    writing: bool = False
    """Of the Sheets API, as quotas count."""


def busiest(lines: Iterable[Line], *, writing: bool, window_s: float = 60.0) -> dict[str, int]:
    """Per user, the most Sheets requests in any window that were not answered 429."""
    moments: dict[str, list[float]] = {}
    for line in lines:
        counted = line.path.startswith("/v4/") and line.method != "LATE" and line.status != 429
        if counted and line.writing == writing:
            moments.setdefault(line.user, []).append(line.at)
    return {user: _most(sorted(times), window_s) for user, times in moments.items()}


def _most(times: list[float], window_s: float) -> int:
    most, first = 0, 0
    for last, moment in enumerate(times):
        while times[first] <= moment - window_s:
            first += 1
        most = max(most, last - first + 1)
    return most
