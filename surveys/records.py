"""What the survey rooms pass to each other and to the stores: plain frozen facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

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
    answers: Mapping[str, int | None]
    """Item id -> option position (1 is the first shown); None or absent = not answered."""


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
    """None also when fewer than five of the batch came from this point."""
    channel: str
    day: date
    answers: Mapping[str, int]
    place: int
    """Row in the sheet, from 1: batches in order, shuffled within a batch."""
    part: int = 1
    flags: tuple[str, ...] = field(default=())
