"""What the survey rooms pass to each other and to the stores: plain frozen facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from surveys.instruments.model import Given

BATCH = 5
"""Fewer answers than this are published together only when their round has ended."""

DEVICE_LIFE = timedelta(days=200)
"""How long a tablet's or a kiosk's link works: a season of surveying."""

PUBLISH_JOB = "publish_batch"
"""The job that publishes what waits: answers, and what was told beside them."""

CHANNELS = ("line", "web", "kiosk", "paper", "assisted")
"""How an answer reached us. Every table shows n by channel; only "line" can enforce one answer per person."""


@dataclass(frozen=True)
class Round:
    """One collection of one instrument over one period, e.g. "eit-2567:2570Q1"."""

    id: str
    instrument: str
    period: str
    """A kernel.calendar period code, e.g. "2570Q1"."""
    opens_on: date
    closes_on: date
    """The last day answers are taken, included; Bangkok days."""
    closed: bool = False
    """True once its secret is destroyed: marks can never be recomputed."""

    def open_on(self, day: date) -> bool:
        """Whether answers are taken on `day`."""
        return not self.closed and self.opens_on <= day <= self.closes_on


@dataclass(frozen=True)
class Answers:
    """One person's finished answers, as a channel hands them in."""

    round: str
    instrument: str
    point: str | None
    """Service-point code, or None when the person did not come from a poster."""
    channel: str
    answers: Mapping[str, Given | None]
    """Item id -> what was given (for most kinds the option's position); None or absent = not answered."""
    flags: tuple[str, ...] = ()
    """Quality flags that only the channel can see, e.g. from `quality.flags_at_submit`. Never a time."""


@dataclass(frozen=True)
class Submitted:
    """The answers are kept; `answered` of `asked` items have an answer."""

    round: str
    answered: int
    asked: int


@dataclass(frozen=True)
class Waiting:
    """A ballot whose sealed answers are not published yet."""

    round: str
    mark: str
    payload: bytes
    since: date


@dataclass(frozen=True)
class Response:
    """What was answered, never who. `key` is random; `day` and `place` belong to its batch."""

    key: str
    round: str
    instrument: str
    point: str | None
    """None also when fewer than five of the batch came from here, or when naming it left fewer than five unnamed."""
    channel: str
    day: date
    answers: Mapping[str, Given]
    place: int
    """Row in the sheet, from 1: batches in order, shuffled within a batch."""
    part: int = 1
    flags: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class DayCount:
    """How many responses of a round share a published day, point, channel and flags."""

    day: date
    point: str | None
    channel: str
    flags: tuple[str, ...]
    n: int


@dataclass(frozen=True)
class SealedAside:
    """Something told beside the answers, sealed until its batch. `key` says nothing about whose it is."""

    round: str
    key: str
    sealed: bytes = field(repr=False)


@dataclass(frozen=True)
class Comment:
    """A published comment, still sealed at rest. `day` is its batch's."""

    key: str
    round: str
    day: date
    sealed: bytes = field(repr=False)


@dataclass(frozen=True)
class Tablet:
    """A link that makes a device a surveyor's, or a kiosk. The token is shown once and kept only as a keyed hash."""

    id: str
    name: str
    made_by: str
    made_on: date
    revoked_on: date | None = None
    kind: str = "tablet"
    """"tablet" or "kiosk"."""
    point: str | None = None
    """Where a kiosk stands; None for a tablet, and for a kiosk of the whole agency."""
    expires_on: date | None = None
    """The last day it works; None for links from before they expired."""

    def works_on(self, day: date) -> bool:
        """Whether the link is good on `day` (Bangkok)."""
        return self.revoked_on is None and (self.expires_on is None or day <= self.expires_on)
