"""From answers to scores, in exact fractions; rounding happens only where a score is shown.

Source: the ITA method. Item = mean of points; indicator = plain mean of its items; the official EIT indicator =
mean of part 1 and part 2, unrounded; instrument = plain mean of its indicators. What nobody answered has no score.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import isqrt, lcm
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


@dataclass(frozen=True)
class Satisfaction:
    """A mean of levels as satisfaction reports print it. All None for nobody; the SD also for one respondent."""

    n: int
    mean: Fraction | None
    """1 to the highest level, e.g. 4.58."""
    percent: Fraction | None
    """mean / highest level x 100."""
    variance: Fraction | None
    """Of the respondents, with n - 1; its root is the printed S.D."""

    @property
    def shown(self) -> tuple[str | None, str | None, str | None]:
        """(mean, S.D., percent), each rounded half-up to 2 places."""
        return (
            None if self.mean is None else half_up(self.mean),
            None if self.variance is None else root_half_up(self.variance),
            None if self.percent is None else half_up(self.percent),
        )


def satisfaction(instrument: Instrument, rows: Iterable[Row]) -> dict[str, Satisfaction]:
    """Mean, S.D. and percent by item id, by indicator ("1") and for "total", as satisfaction reports print them.

    Levels count 1 to k by position, so that percent = mean / k x 100; only level items take part. An indicator's mean
    is the plain mean of its items, as in `score`; its S.D. is that of the respondents' own means over its items.
    """
    kept = [row.answers for row in rows]
    levels = [item for item in instrument.items if item.kind == "level"]
    found = {item.id: _spread([item], kept) for item in levels}
    for key in instrument.indicators:
        found[key] = _spread([item for item in levels if item.indicator == key], kept)
    members = [found[key] for key in instrument.indicators]
    whole = _spread(levels, kept)
    total = (mean(one.mean for one in members), mean(one.percent for one in members))
    return {**found, "total": Satisfaction(whole.n, *total, whole.variance)}


def _spread(items: list[Item], answers: list[Mapping[str, Given]]) -> Satisfaction:
    """Over some items of one length of scale."""
    given = [[(item, one) for item in items if isinstance(one := row.get(item.id), int)] for row in answers]
    own = [mean(_level(item, one) for item, one in row) for row in given if row]
    means = [one for one in own if one is not None]
    by_item: dict[str, list[Fraction]] = {}
    for row in given:
        for item, one in row:
            by_item.setdefault(item.id, []).append(_level(item, one))
    centre = mean(mean(levels) for levels in by_item.values())
    percent = mean(
        100 * part / len(item.options) for item in items if (part := mean(by_item.get(item.id, ()))) is not None
    )
    return Satisfaction(len(means), centre, percent, variance(means))


def _level(item: Item, position: int) -> Fraction:
    return Fraction(len(item.options) + 1 - position if item.reverse else position)


def variance(values: Sequence[Fraction]) -> Fraction | None:
    """The variance of a sample (n - 1), exact; None for fewer than two."""
    centre = mean(values)
    if centre is None or len(values) < 2:
        return None
    return sum(((one - centre) ** 2 for one in values), Fraction(0)) / (len(values) - 1)


def root_half_up(value: Fraction, places: int = 2) -> str:
    """The square root of a non-negative fraction as a decimal, rounded half-up without ever being approximated."""
    scale: int = 10**places
    # the largest whole r with (r - 1/2)^2 <= value * scale^2
    doubled = isqrt(4 * value.numerator * scale * scale // value.denominator)
    whole = (doubled + 1) // 2
    return f"{whole // scale}.{whole % scale:0{places}d}"


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
