"""Means of levels as satisfaction reports print them: mean, S.D. and percent, exact until they are shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from surveys.instruments import Given, Instrument, Item
from surveys.scoring import Row, half_up, mean


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
