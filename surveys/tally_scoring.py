"""Scores from counts: exactly those that `surveys.scoring` gives for the rows behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from operator import mul

from surveys.instruments import Instrument
from surveys.scoring import Score, Scored, mean
from surveys.tally import ANY, Tally, together


def score(instrument: Instrument, parts: Mapping[int, Tally]) -> Scored:
    """Exactly what `scoring.score` gives for the rows these tallies count. parts -- part -> tally, from 1."""
    return Scorer(instrument).score(parts)


class Scorer:
    """Scores many tallies of one instrument; what does not change between them is looked up once."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self._points = {
            item.id: tuple(option.points for option in item.options) if item.scored else None
            for item in instrument.items
        }
        self._members = {key: [item.id for item in instrument.items_of(key)] for key in instrument.indicators}

    def score(self, parts: Mapping[int, Tally]) -> Scored:
        """See the function of this name."""
        known = {part: tally for part, tally in sorted(parts.items()) if tally.n} or {1: together([])}
        scored = {part: self._part(tally) for part, tally in known.items()}
        if len(scored) == 1:
            (alone,) = scored.values()
            return replace(alone, parts=scored)
        pooled = self._part(together(known.values()))
        indicators = {
            key: Score(mean(one.indicators[key].value for one in scored.values()), pooled.indicators[key].n)
            for key in self._members
        }
        total = Score(mean(one.value for one in indicators.values()), pooled.total.n)
        return Scored(self.instrument, pooled.n, pooled.items, indicators, total, scored)

    def _part(self, tally: Tally) -> Scored:
        items = {key: _item(tally.chosen.get(key, ()), points) for key, points in self._points.items()}
        indicators = {
            key: Score(mean(items[item].value for item in ids), tally.answered.get(key, 0))
            for key, ids in self._members.items()
        }
        total = Score(mean(one.value for one in indicators.values()), tally.answered.get(ANY, 0))
        return Scored(self.instrument, tally.n, items, indicators, total)


def _item(chosen: Sequence[int], points: Sequence[int] | None) -> Score:
    n = sum(chosen)
    return Score(Fraction(sum(map(mul, points, chosen)), n) if points and n else None, n)
