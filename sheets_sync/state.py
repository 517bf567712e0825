"""What is remembered about a Google spreadsheet between two runs: JSON in the target's row."""

from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

LATE = timedelta(seconds=190)
"""Google ends every request after 180 s: by then a lost one has happened or never will."""


@dataclass(frozen=True)
class TabState:
    """How far a tab is written."""

    written: int = -1
    """Rows of data in the sheet; -1: not even the header is known to be there."""
    mark: str = ""
    """A fingerprint of exactly what was written."""


@dataclass(frozen=True)
class Attempt:
    """A batch that is being sent. Kept before it is sent, and sent again unchanged until its fate is known."""

    body: str
    """JSON list of batchUpdate requests: these and no others."""
    after: dict[str, TabState]
    """The tabs' states once it is applied."""


@dataclass
class SheetState:
    """The memory of one target."""

    spreadsheet: str = ""
    tabs: dict[str, TabState] = field(default_factory=dict)
    """By tab key; a tab that is missing has not been provisioned."""
    rows: dict[str, int] = field(default_factory=dict)
    """Grid rows by tab key, as last seen; the sheet has at least these."""
    attempt: Attempt | None = None
    doubt_until: datetime | None = None
    """Until then a request whose answer was lost may still be carried out, over newer cells; afterwards all is
    written once more."""
    failures: int = 0
    """Runs in a row that did not get through."""

    def forget_cells(self) -> None:
        """Write everything again at the next opportunity; the tabs themselves stay."""
        self.tabs = {key: TabState() for key in self.tabs}

    def as_json(self) -> dict[str, Any]:
        """For the target's row."""
        plain = asdict(self)
        return {**plain, "doubt_until": self.doubt_until.isoformat() if self.doubt_until else None}


def from_json(plain: dict[str, Any]) -> SheetState:
    """What `as_json` wrote; {} is a fresh memory."""
    attempt, doubt = plain.get("attempt"), plain.get("doubt_until")
    return SheetState(
        spreadsheet=plain.get("spreadsheet", ""),
        tabs=_tabs(plain.get("tabs", {})),
        rows=dict(plain.get("rows", {})),
        attempt=None if attempt is None else Attempt(attempt["body"], _tabs(attempt["after"])),
        doubt_until=None if doubt is None else datetime.fromisoformat(doubt),
        failures=plain.get("failures", 0),
    )


def _tabs(plain: dict[str, Any]) -> dict[str, TabState]:
    return {key: TabState(one["written"], one["mark"]) for key, one in plain.items()}
