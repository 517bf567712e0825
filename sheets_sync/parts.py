"""Everything the sync is given by the composition root."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from complaints.statistics import Snapshot
from kernel.agency import Agency
from kernel.clock import Clock
from sheets_sync.limits import Limits
from sheets_sync.ports import Workplace

if TYPE_CHECKING:
    from sheets_sync.budget import Budget


def _none_published(_agency: Agency) -> Sequence[Snapshot]:
    return ()


def _not_asked(_link: str) -> int | None:
    return 200


@dataclass(frozen=True)
class Parts:
    """Real things or twins; the sync does not know which."""

    workplace: Workplace
    clock: Clock
    workbook_folder: Path
    """One .xlsx per agency, and a folder of earlier ones."""
    base_url: str
    """The public address without a slash at the end, for the links on posters."""
    sheets_api_base: str | None = None
    """Another address than Google's, e.g. the emulator's."""
    statistics: Callable[[Agency], Sequence[Snapshot]] = _none_published
    """The agency's frozen complaint figures, newest first; counts only. Without a fraud door: none."""
    link_status: Callable[[str], int | None] = _not_asked
    """The HTTP status of a web address that staff wrote into the sheet, None when nobody answers."""
    workbook_pause: timedelta = timedelta(0)
    """Between two writings of one workbook: what changes meanwhile is written when it is over."""
    timeouts: tuple[float, float] = (10.0, 60.0)
    """Seconds to connect to Google and to wait for its answer. A batch is answered within seconds; what is given up
    on is sent again unchanged, and when it can no longer arrive late the sheet is compared with the database."""
    limits: Limits = field(default_factory=Limits)
    budget: "Budget | None" = None
    """Asked before every request to Google; None lets all pass."""
    jitter: Callable[[float, float], float] = random.uniform
    """A number between two others, so that those who failed together do not come back together."""
    looked: set[tuple[str, str]] = field(default_factory=set)
    """Agency and spreadsheet of those that this process has looked at: each is looked at before it is written to."""
