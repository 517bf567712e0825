"""Work that must follow from a fact. A job is written in the transaction of its reason."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from kernel.agency import Agency


@dataclass(frozen=True)
class Job:
    """One piece of work. `payload` names rows; it never holds a person's words or ids."""

    agency: str
    kind: str
    key: str
    """Jobs of one agency, kind and key are one job: asking twice is harmless."""
    run_at: datetime
    payload: dict[str, str] = field(default_factory=dict)
    attempts: int = 0


class Jobs(Protocol):
    """Where a verb asks for follow-up work, inside its own transaction."""

    def put(
        self,
        agency: Agency,
        kind: str,
        *,
        key: str = "",
        run_at: datetime | None = None,
        payload: dict[str, str] | None = None,
    ) -> None:
        """Ask for a job, now or at `run_at` (aware). An equal waiting job is kept, at the earlier time."""
        ...
