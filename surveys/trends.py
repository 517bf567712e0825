"""Change from one round to another, and what of it may be called a change.

An arrow is shown only when the two 95 % intervals do not touch; otherwise the change lies within what chance does.
Items are followed by their lineage, so that a new wording, id or scale of a later year continues the old item's line.
An indicator or the total is compared only when it is made of the same lineages in both rounds,
and the same of them were answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kernel.agency import Agency
from surveys.instruments import Instrument, Item
from surveys.intervals import Interval
from surveys.ports import ResultWork
from surveys.results import LEAST, IndicatorResult, ItemResult, RoundSummary, summary
from surveys.scoring import Score


class Direction(StrEnum):
    """What may be said about two scores."""

    UP = "up"
    DOWN = "down"
    WITHIN = "within"
    """The intervals touch: chance alone could do this."""
    RESCALED = "rescaled"
    """The answers were worth other points then: the scores stand side by side, and nothing is said about a change."""
    UNDECIDED = "undecided"
    """Too few have answered in one of the rounds."""


@dataclass(frozen=True)
class Measured:
    """One score with its interval, as a round has it."""

    score: Score
    interval: Interval | None


@dataclass(frozen=True)
class Change:
    """The same thing measured in two rounds."""

    before: Measured
    after: Measured
    rescaled: bool = False
    """The items, or any of them, were answered on another scale: points are not the same points."""

    @property
    def direction(self) -> Direction:
        """What may be said."""
        first, second = self.before, self.after
        if first.score.n < LEAST or second.score.n < LEAST or first.interval is None or second.interval is None:
            return Direction.UNDECIDED
        if self.rescaled:
            return Direction.RESCALED
        if not first.interval.apart_from(second.interval):
            return Direction.WITHIN
        return Direction.UP if second.interval.low > first.interval.high else Direction.DOWN


@dataclass(frozen=True)
class Comparison:
    """A round against an earlier one. What has no counterpart there is absent."""

    before: RoundSummary
    after: RoundSummary
    items: Mapping[str, Change]
    """Item id of the later round -> change."""
    indicators: Mapping[str, Change]
    total: Change | None


def lineage(instrument: Instrument, item: Item) -> str:
    """What the item asks, across years; an item without a lineage continues only itself."""
    return item.lineage or f"{instrument.id}/{item.id}"


def scale(item: Item) -> frozenset[int]:
    """What answers to the item may be worth. Four levels of 0, 33, 67, 100 are another scale than six of 0 to 100."""
    return frozenset(option.points for option in item.options)


def _measured(one: ItemResult | IndicatorResult) -> Measured:
    return Measured(one.score, one.interval)


def compare(before: RoundSummary, after: RoundSummary) -> Comparison:
    """The later round against the earlier one."""
    earlier = {lineage(before.instrument, one.item): one for one in before.items}
    items = {
        one.item.id: Change(_measured(earlier[key]), _measured(one), scale(earlier[key].item) != scale(one.item))
        for one in after.items
        if (key := lineage(after.instrument, one.item)) in earlier
    }
    rescaled = {one.item.indicator for one in after.items if one.item.id in items and items[one.item.id].rescaled}
    known = {one.key: _measured(one) for one in before.indicators}
    indicators = {
        one.key: Change(known[one.key], _measured(one), one.key in rescaled)
        for one in after.indicators
        if one.key in known and _asks(before, one.key) == _asks(after, one.key)
    }
    total, keys = None, {*before.instrument.indicators, *after.instrument.indicators}
    if all(_asks(before, key) == _asks(after, key) for key in keys):
        first, last = Measured(before.total, before.total_interval), Measured(after.total, after.total_interval)
        total = Change(first, last, bool(rescaled))
    return Comparison(before, after, items, indicators, total)


def _asks(one: RoundSummary, indicator: str) -> tuple[frozenset[str], frozenset[str]]:
    """The lineages an indicator is made of, and those that anybody answered: a mean of other items is another mean."""
    mine = {lineage(one.instrument, item.item): item.score.n for item in one.items if item.item.indicator == indicator}
    return frozenset(mine), frozenset(key for key, n in mine.items() if n)


def against_last(work: ResultWork, agency: Agency, found: RoundSummary) -> Comparison | None:
    """The round against the newest earlier round of this kind with enough answers to conclude; None without one."""
    past = sorted(
        (one for one in work.rounds.all(agency) if one.closes_on < found.round.opens_on),
        key=lambda one: (one.opens_on, one.id),
        reverse=True,
    )
    for one in past:
        before = summary(work, agency, one.id)
        if before is not None and before.instrument.kind == found.instrument.kind and before.decided:
            return compare(before, found)
    return None
