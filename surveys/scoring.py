"""From answers to scores, in exact fractions; rounding happens only where a score is shown.

Source: the ITA method. Item = mean of points; indicator = plain mean of its items; the official EIT indicator =
mean of part 1 and part 2, unrounded; instrument = plain mean of its indicators. What nobody answered has no score.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import Any

from surveys.instruments import Given, Instrument, Item
from surveys.instruments.model import CHOICES


@dataclass(frozen=True)
class Row:
    """One respondent: item id -> what was given; unanswered items are absent."""

    answers: Mapping[str, Given]
    part: int = 1


@dataclass(frozen=True, slots=True)  # reports hold tens of thousands of them
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
    if not known:
        return None
    common = lcm(*(value.denominator for value in known))  # one division at the end: adding fractions reduces each time
    return Fraction(sum(value.numerator * (common // value.denominator) for value in known), common * len(known))


def counts(instrument: Instrument, rows: Iterable[Row]) -> dict[str, list[int]]:
    """How often each option was chosen: item id -> counts in option order. Positions that do not exist are ignored.

    Of a multiple choice every chosen option counts; items without options have no counts.
    """
    table = {item.id: [0] * len(item.options) for item in instrument.items if item.kind in CHOICES}
    for row in rows:
        for item_id, given in row.answers.items():
            places = table.get(item_id, [])
            for position in chosen_positions(given):
                if 1 <= position <= len(places):
                    places[position - 1] += 1
    return {item.id: table.get(item.id, []) for item in instrument.items}


def chosen_positions(given: Given) -> tuple[int, ...]:
    """The positions in an answer to a choice; none in words. Lists may come as JSON leaves them."""
    if isinstance(given, int):
        return (given,)
    return () if isinstance(given, str) else tuple(given)


def item_score(item: Item, chosen: list[int]) -> Score:
    """The mean of an item's points over counts in option order; no value for an item that is not scored."""
    n = sum(chosen)
    if not item.scored:
        return Score(None, n)
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
    known = {item.id for item in instrument.scored_items}
    answered = sum(1 for row in rows if known & row.answers.keys())
    return Scored(
        instrument, len(rows), items, indicators, Score(mean(one.value for one in indicators.values()), answered)
    )


def as_json(scored: Scored) -> dict[str, Any]:
    """The documented shape of `python -m app score`: scores are strings with 2 decimals, or null.

    Items that are not scored are left out.
    """
    return {
        "instrument": scored.instrument.id,
        "n": scored.n,
        **_figures(scored),
        "parts": {str(part): {"n": one.n, **_figures(one)} for part, one in scored.parts.items()},
    }


def _figures(scored: Scored) -> dict[str, Any]:
    return {
        "items": {
            item.id: {"score": scored.items[item.id].shown, "n": scored.items[item.id].n}
            for item in scored.instrument.scored_items
        },
        "indicators": {key: {"score": one.shown, "n": one.n} for key, one in scored.indicators.items()},
        "total": scored.total.shown,
    }
