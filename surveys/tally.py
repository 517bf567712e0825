"""Published answers, counted: the few numbers from which every score, interval and cross-table can be made.

Counts are kept by slice: everything, everything without a quality flag, each channel, point, month and service; each
of them by part. A slice is never finer than what the rows' own sheet shows. The counts are made from the rows alone,
so that they can be made again and compared; scores from counts are exactly the scores from rows.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TypeVar

from surveys.instruments import Given, Instrument
from surveys.records import Response
from surveys.scoring import chosen_positions

ANY = "*"
"""Stands for all indicators together, where counts are kept by indicator."""

ALL, UNFLAGGED, CHANNEL, POINT, MONTH, SPLIT = "all", "plain", "channel", "point", "month", "split"


@dataclass(frozen=True, order=True)
class Slice:
    """Which responses a tally counts: those with this value of one dimension, of one part."""

    dimension: str
    """ALL, UNFLAGGED (rows without a quality flag), CHANNEL, POINT, MONTH (in which they were published) or SPLIT (by
    the answer to the item that splits)."""
    value: str
    """ "" for ALL and UNFLAGGED; "line"; "EA7K"; "2026-11"; "3" for the third option."""
    part: int


@dataclass(frozen=True)
class Tally:
    """The counts of one set of respondents."""

    n: int
    """Respondents."""
    flagged: int
    """Those whose row carries a quality flag."""
    channels: Mapping[str, int]
    """Channel -> respondents."""
    chosen: Mapping[str, tuple[int, ...]]
    """Item -> how often each option was chosen, in option order."""
    answered: Mapping[str, int]
    """Indicator (or ANY) -> respondents who answered at least one of its items."""
    means: Mapping[str, Mapping[tuple[int, int], int]]
    """Indicator (or ANY) -> {(sum of points, items answered): respondents}; their own means, kept exact."""

    def spread(self, scope: str) -> list[tuple[float, int]]:
        """(a respondent's own mean over the scope's items, how many have it), lowest first."""
        found: Counter[float] = Counter()
        for (points, items), count in self.means.get(scope, {}).items():
            found[points / items] += count
        return sorted(found.items())


class Counting:
    """Counts responses of one instrument, one at a time, in memory that does not grow with their number."""

    def __init__(self, instrument: Instrument) -> None:
        self._instrument = instrument
        self._scopes = (*instrument.indicators, ANY)
        places = {scope: place for place, scope in enumerate(self._scopes)}
        # item -> (places of the scopes it counts in, points by position); no position is 0, so an index is a position
        self._worth = {
            item.id: ((places[item.indicator], -1), (0, *(option.points for option in item.options)))
            for item in instrument.scored_items
        }
        self._bins: dict[_Key, _Bin] = {}

    def add(
        self, channel: str, point: str | None, month: str, part: int, flagged: bool, answers: Mapping[str, Given]
    ) -> None:
        """Count one response. Items and positions that the instrument does not have count as in `scoring`."""
        split = answers.get(self._instrument.split_by) if self._instrument.split_by else None
        key = (channel, point, month, str(split) if isinstance(split, int) else None, part, flagged)
        found = self._bins.get(key)
        if found is None:
            found = self._bins[key] = _Bin()
        found.n += 1
        sums, valid, seen = [0] * len(self._scopes), [0] * len(self._scopes), [False] * len(self._scopes)
        for item_id, given in answers.items():
            if not isinstance(given, int):
                found.chosen.update((item_id, position) for position in chosen_positions(given))
                continue
            found.chosen[item_id, given] += 1
            if item_id not in self._worth:
                continue
            scopes, points = self._worth[item_id]
            is_option = 1 <= given < len(points)
            for scope in scopes:
                seen[scope] = True
                if is_option:
                    sums[scope] += points[given]
                    valid[scope] += 1
        found.answered.update(place for place, is_seen in enumerate(seen) if is_seen)
        found.means.update((place, sums[place], count) for place, count in enumerate(valid) if count)

    def slices(self) -> dict[Slice, Tally]:
        """The counts so far."""
        parts: dict[Slice, list[Tally]] = {}
        for (channel, point, month, split, part, flagged), one in self._bins.items():
            tally = self._tally(one, channel, flagged)
            plain = None if flagged else ""
            values = {ALL: "", UNFLAGGED: plain, CHANNEL: channel, POINT: point, MONTH: month, SPLIT: split}
            for dimension, value in values.items():
                if value is not None:
                    parts.setdefault(Slice(dimension, value, part), []).append(tally)
        return {key: together(tallies) for key, tallies in sorted(parts.items())}

    def _tally(self, one: "_Bin", channel: str, flagged: bool) -> Tally:
        means: dict[str, dict[tuple[int, int], int]] = {}
        for (place, points, items), count in one.means.items():
            means.setdefault(self._scopes[place], {})[points, items] = count
        return Tally(
            n=one.n,
            flagged=one.n if flagged else 0,
            channels={channel: one.n},
            chosen={
                item.id: tuple(one.chosen[item.id, option.position] for option in item.options)
                for item in self._instrument.items
                if item.options
            },
            answered={self._scopes[place]: count for place, count in one.answered.items()},
            means=means,
        )


_Key = tuple[str, str | None, str, str | None, int, bool]
"""Channel, point, month, split, part, flagged."""


class _Bin:
    """Raw counts of the responses that share all their slices."""

    def __init__(self) -> None:
        self.n = 0
        self.chosen: Counter[tuple[str, int]] = Counter()
        self.answered: Counter[int] = Counter()
        self.means: Counter[tuple[int, int, int]] = Counter()


def count(instrument: Instrument, responses: Iterable[Response]) -> dict[Slice, Tally]:
    """Count the responses of one round."""
    counting = Counting(instrument)
    for one in responses:
        counting.add(one.channel, one.point, one.day.isoformat()[:7], one.part, bool(one.flags), one.answers)
    return counting.slices()


def together(tallies: Iterable[Tally]) -> Tally:
    """The sum of tallies of one instrument that count different respondents; the sum of none is empty."""
    given = list(tallies)
    if len(given) == 1:
        return given[0]
    scopes = {scope for one in given for scope in one.means}
    return Tally(
        n=sum(one.n for one in given),
        flagged=sum(one.flagged for one in given),
        channels=_summed([one.channels for one in given]),
        chosen={
            item: reduce(_added, [one.chosen[item] for one in given]) for item in (given[0].chosen if given else ())
        },
        answered=_summed([one.answered for one in given]),
        means={scope: _summed([one.means.get(scope, {}) for one in given]) for scope in sorted(scopes)},
    )


def parts_of(slices: Mapping[Slice, Tally], dimension: str = ALL, value: str = "") -> dict[int, Tally]:
    """Part -> the tally of one value of a dimension; what `score` takes."""
    return {key.part: one for key, one in slices.items() if (key.dimension, key.value) == (dimension, value)}


def _added(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(map(add, one, other))


_K = TypeVar("_K", str, tuple[int, int])


def _summed(counts: Sequence[Mapping[_K, int]]) -> dict[_K, int]:
    """Not Counter.update, which is twice as slow for a handful of keys."""
    found: dict[_K, int] = {}
    for one in counts:
        for key, n in one.items():
            found[key] = found.get(key, 0) + n
    return found
