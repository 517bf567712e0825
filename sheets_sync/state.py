"""What is remembered about a Google spreadsheet between two runs: JSON in the target's row, the open batch apart."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

LATE = timedelta(seconds=190)
"""Google ends every request after 180 s: by then a lost one has happened or never will."""


@dataclass(frozen=True)
class TabState:
    """How far a tab is written, in exactly these words."""

    written: int = -1
    """Rows of data in the sheet; -1: not even the header is known to be there."""
    blocks: tuple[str, ...] = ()
    """Fingerprints of what was written: of the header, then of every block of rows."""
    look: str = ""
    """Fingerprint of its widths, formats, charts and protection as they were last set."""

    def forgotten(self) -> "TabState":
        """Its cells are to be written again, from the header on."""
        return TabState(look=self.look)


@dataclass(frozen=True)
class Piece:
    """Some rows of a tab: from `first` (-1 is the header) up to but without `past`."""

    tab: str
    first: int
    past: int

    @property
    def length(self) -> int:
        """How many rows, the header counted."""
        return self.past - self.first


@dataclass(frozen=True)
class Attempt:
    """A batch that is being sent. Kept before it is sent, and sent again unchanged until its fate is known."""

    batch: str
    body: str
    """The JSON of a batchUpdate: these bytes and no others."""
    after: Mapping[str, TabState] = field(default_factory=dict)
    """The tabs' states once it is applied."""
    pieces: tuple[Piece, ...] = ()
    """The rows it carries."""
    searching: bool = False
    """It carries a part of refused rows, to find the one that Google does not take."""
    proof: int = 0
    """A sheet that exists if and only if it was applied; 0: it may be applied twice without harm."""
    sent_at: datetime | None = None
    tries: int = 0

    @property
    def lone(self) -> bool:
        """Whether it carries a single row."""
        return sum(piece.length for piece in self.pieces) == 1

    @property
    def sha256(self) -> str:
        """Of the body: what was sent and what is sent again is the same."""
        return hashlib.sha256(self.body.encode()).hexdigest()

    def plan(self) -> dict[str, Any]:
        """Everything but the body, as JSON."""
        plain = asdict(self)
        return {name: plain[name] for name in ("after", "pieces", "searching", "proof")}


def attempt_from(batch: str, body: str, plan: Mapping[str, Any], sent_at: datetime | None, tries: int) -> Attempt:
    """What `Attempt.plan` wrote, with what stands beside it."""
    return Attempt(
        batch, body, _tabs(plan["after"]), _pieces(plan["pieces"]), plan["searching"], plan["proof"], sent_at, tries
    )  # fmt: skip


@dataclass
class SheetState:
    """The memory of one target."""

    spreadsheet: str = ""
    tabs: dict[str, TabState] = field(default_factory=dict)
    """By tab key; a tab that is missing has not been provisioned."""
    rows: dict[str, int] = field(default_factory=dict)
    """Grid rows by tab key, as last seen; the sheet has at least these."""
    cells: int = 0
    """Cells of the whole spreadsheet's grids, as last seen."""
    doubt_until: datetime | None = None
    """Until then a request whose answer was lost may still be carried out, over newer cells; afterwards the sheet is
    compared with the database."""
    failures: int = 0
    """Runs in a row that did not get through."""
    poison: dict[str, dict[str, str]] = field(default_factory=dict)
    """Tab key -> row -> fingerprint of a row that Google refuses; another row in that place is tried again."""
    suspects: tuple[Piece, ...] = ()
    """Rows among which one is refused."""
    bases: dict[str, int] = field(default_factory=dict)
    """Rows of growing tabs that stand in earlier spreadsheets, by tab key."""
    year: int = 0
    """The fiscal year this spreadsheet is for, where each has its own; 0: for all."""
    copies: tuple[int, ...] = ()
    """Sheet ids of what staff had written, the oldest first."""
    verified_at: datetime | None = None
    damage: dict[str, str] = field(default_factory=dict)
    """Tab key -> fingerprint of what was found wrong and put right last."""
    full: bool = False
    """No more rows go in here: the next spreadsheet goes on."""
    anew_at: datetime | None = None
    """When everything was last asked to be written again."""

    def forget_cells(self) -> None:
        """Write everything again at the next opportunity; the tabs themselves stay."""
        self.tabs = {key: one.forgotten() for key, one in self.tabs.items()}

    def as_json(self) -> dict[str, Any]:
        """For the target's row."""
        moments = {name: _text(getattr(self, name)) for name in ("doubt_until", "verified_at", "anew_at")}
        return {**asdict(self), **moments}


def from_json(plain: Mapping[str, Any]) -> SheetState:
    """What `as_json` wrote; {} is a fresh memory, and so are the cells of an older release."""
    known = SheetState()
    return SheetState(
        spreadsheet=plain.get("spreadsheet", ""),
        tabs=_tabs(plain.get("tabs", {})),
        rows=dict(plain.get("rows", {})),
        cells=plain.get("cells", 0),
        doubt_until=_moment(plain.get("doubt_until")),
        failures=plain.get("failures", 0),
        poison={key: dict(rows) for key, rows in plain.get("poison", {}).items()},
        suspects=_pieces(plain.get("suspects", ())),
        bases=dict(plain.get("bases", {})),
        year=plain.get("year", 0),
        copies=tuple(plain.get("copies", ())),
        verified_at=_moment(plain.get("verified_at")),
        damage=dict(plain.get("damage", {})),
        full=plain.get("full", known.full),
        anew_at=_moment(plain.get("anew_at")),
    )


def _tabs(plain: Mapping[str, Any]) -> dict[str, TabState]:
    return {
        key: TabState(one["written"], tuple(one["blocks"]), one["look"]) if "blocks" in one else TabState()
        for key, one in plain.items()
    }


def _pieces(plain: Any) -> tuple[Piece, ...]:
    return tuple(Piece(one["tab"], one["first"], one["past"]) for one in plain)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
