"""How much may be asked of Google. Every number is a setting: Google changes them, and projects can ask for more."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Limits:
    """Requests a minute as Google counts them, and what we make of them."""

    account_reads: int = 60
    account_writes: int = 60
    project_reads: int = 300
    project_writes: int = 300
    share: float = 0.8
    """How much of it is used steadily; the rest is for bursts, so that no minute ever has more than Google allows."""
    writes_a_turn: int = 10
    """Writes of one agency before others have their turn."""
    interval: timedelta = timedelta(seconds=60)
    """Between two turns of one agency; the first change after a pause goes out at once."""
    verify_every: timedelta = timedelta(hours=1)
    look_every: timedelta = timedelta(minutes=1)
    """Between two questions to Drive, of each service account."""
    tries: int = 6
    """Failed runs before a spreadsheet waits for `park`."""
    park: timedelta = timedelta(hours=1)
    cells: int = 9_000_000
    """Of a spreadsheet, before the next one is asked for; Google ends at ten million."""
    a_book_a_year: bool = False
    """Whether each fiscal year has a spreadsheet of its own."""
