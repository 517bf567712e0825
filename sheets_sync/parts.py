"""Everything the sync is given by the composition root."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from complaints.statistics import Snapshot
from kernel.agency import Agency
from kernel.clock import Clock
from sheets_sync.ports import Workplace


def _none_published(_agency: Agency) -> Sequence[Snapshot]:
    return ()


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
    timeouts: tuple[float, float] = (10.0, 60.0)
    """Seconds to connect to Google and to wait for its answer. A batch is answered within seconds; what is given up
    on is sent again unchanged, and all is written once more when it can no longer arrive late."""
