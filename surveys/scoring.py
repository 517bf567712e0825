"""From answers to scores, in exact fractions; rounding happens only where a score is shown.

Source: the ITA method. Item = mean of points; indicator = plain mean of its items; the official EIT indicator =
mean of part 1 and part 2, unrounded; instrument = plain mean of its indicators. What nobody answered has no score.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from surveys.instruments import Instrument, Item


@dataclass(frozen=True)
class Row:
    """One respondent: item id -> option position; unanswered items are absent."""

    answers: Mapping[str, int]
    part: int = 1


@dataclass(frozen=True)
class Score:
    """A mean of points, 0 to 100, and how many respondents stand behind it. `value` is None when none do."""

    value: Fraction | None
    n: int

    @property
    def shown(self) -> str | None:
        """The score rounded half-up to 2 places, e.g. "91.42"."""
        return None if self.value is None else half_up(self.value)


@dataclass(frozen=True)
class Scored:
    """All scores of one set of rows."""

    instrument: Instrument
    n: int
    items: Mapping[str, Score]
    indicators: Mapping[str, Score]
    """n = respondents who answered at least one of the indicator's items."""
    total: Score
    parts: Mapping[int, "Scored"] = field(default_factory=dict)


def half_up(value: Fraction, places: int = 2) -> str:
    """A non-negative fraction as a decimal, rounded half-up (never to even)."""
    scale: int = 10**places
    whole = (2 * value.numerator * scale + value.denominator) // (2 * value.denominator)
    return f"{whole // scale}.{whole % scale:0{places}d}"


def score(instrument: Instrument, rows: Iterable[Row]) -> Scored:
    """Score rows of one or both parts.

    With both parts an indicator is the mean of the two parts' indicators; items are pooled over all answers.
    A part without answers for an indicator leaves the other part's score standing alone.
    """
    kept = list(rows)
    pooled = _score_part(instrument, kept)
    present = sorted({row.part for row in kept}) or [1]
    parts = {part: _score_part(instrument, [row for row in kept if row.part == part]) for part in present}
    indicators = {
        key: Score(mean(one.indicators[key].value for one in parts.values()), pooled.indicators[key].n)
        for key in instrument.indicators
    }
    total = Score(mean(one.value for one in indicators.values()), pooled.total.n)
    return Scored(instrument, len(kept), pooled.items, indicators, total, parts)


def mean(values: Iterable[Fraction | None]) -> Fraction | None:
    """The plain mean of the values there are; None when there are none."""
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


def counts(instrument: Instrument, rows: Iterable[Row]) -> dict[str, list[int]]:
    """How often each option was chosen: item id -> counts in option order. Positions that do not exist are ignored."""
    table = {item.id: [0] * len(item.options) for item in instrument.items}
    for row in rows:
        for item_id, position in row.answers.items():
            places = table.get(item_id)
            if places is not None and 1 <= position <= len(places):
                places[position - 1] += 1
    return table


def item_score(item: Item, chosen: list[int]) -> Score:
    """The mean of an item's points over counts in option order."""
    n = sum(chosen)
    points = sum(option.points * count for option, count in zip(item.options, chosen, strict=True))
    return Score(Fraction(points, n) if n else None, n)


def _score_part(instrument: Instrument, rows: list[Row]) -> Scored:
    chosen = counts(instrument, rows)
    items = {item.id: item_score(item, chosen[item.id]) for item in instrument.items}
    indicators = {}
    for key in instrument.indicators:
        ids = {item.id for item in instrument.items_of(key)}
        n = sum(1 for row in rows if ids & row.answers.keys())
        indicators[key] = Score(mean(items[item_id].value for item_id in sorted(ids)), n)
    known = {item.id for item in instrument.items}
    answered = sum(1 for row in rows if known & row.answers.keys())
    return Scored(
        instrument, len(rows), items, indicators, Score(mean(one.value for one in indicators.values()), answered)
    )


def as_json(scored: Scored) -> dict[str, Any]:
    """The documented shape of `python -m app score`: scores are strings with 2 decimals, or null."""
    return {
        "instrument": scored.instrument.id,
        "n": scored.n,
        **_figures(scored),
        "parts": {str(part): {"n": one.n, **_figures(one)} for part, one in scored.parts.items()},
    }


def _figures(scored: Scored) -> dict[str, Any]:
    return {
        "items": {key: {"score": one.shown, "n": one.n} for key, one in scored.items.items()},
        "indicators": {key: {"score": one.shown, "n": one.n} for key, one in scored.indicators.items()},
        "total": scored.total.shown,
    }
