"""Mean and S.D. of levels as satisfaction reports print them, from counts; exact until they are shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from surveys.instruments import Instrument
from surveys.results import RoundSummary
from surveys.scoring import Score, half_up
from surveys.tally import ANY, Tally

TOTAL = "total"


@dataclass(frozen=True)
class Satisfaction:
    """A mean of levels as satisfaction reports print it. None for nobody; the variance also for one respondent."""

    n: int
    mean: Fraction | None
    """1 to the highest level, e.g. 4.58."""
    percent: Fraction | None
    """mean / highest level x 100: the score."""
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


def satisfaction(whole: RoundSummary, counted: Tally) -> dict[str, Satisfaction]:
    """Mean, S.D. and percent by item id, by indicator ("1") and for TOTAL; empty for other kinds of questionnaire.

    Levels count 1 to k by position and are worth 100/k points each, so that percent = mean / k x 100 is the score.
    The S.D. of an indicator, and of all, is that of the respondents' own means over its items.

    counted -- the answers that `whole` sums up
    """
    most = _levels(whole.instrument)
    if not most:
        return {}
    found: dict[str, Satisfaction] = {}
    for one in whole.items:
        given = {(option.points, 1): n for option, n in zip(one.item.options, one.chosen, strict=True)}
        found[one.item.id] = _spread(one.score, given, most)
    for each in whole.indicators:
        found[each.key] = _spread(each.score, counted.means.get(each.key, {}), most)
    return {**found, TOTAL: _spread(whole.total, counted.means.get(ANY, {}), most)}


def _levels(instrument: Instrument) -> int:
    """How many levels every scored item has, each worth as much as the next; 0 where reports print no levels."""
    lengths = {len(item.options) for item in instrument.scored_items}
    if instrument.kind != "satisfaction" or len(lengths) != 1:
        return 0
    (most,) = lengths
    even = [100 * place // most for place in range(1, most + 1)]
    alike = all(sorted(option.points for option in item.options) == even for item in instrument.scored_items)
    return most if alike else 0


def _spread(score: Score, means: Mapping[tuple[int, int], int], most: int) -> Satisfaction:
    """means -- {(sum of points, items answered): respondents}"""
    part = Fraction(most, 100)
    own = [(Fraction(points, items) * part, n) for (points, items), n in means.items() if n]
    mean = None if score.value is None else score.value * part
    return Satisfaction(score.n, mean, score.value, variance(own))


def variance(values: Iterable[tuple[Fraction, int]]) -> Fraction | None:
    """The variance of a sample (n - 1), exact; None for fewer than two. values -- (a value, how many have it)"""
    given = list(values)
    size = sum(n for _, n in given)
    if size < 2:
        return None
    centre = sum((value * n for value, n in given), Fraction(0)) / size
    return sum(((value - centre) ** 2 * n for value, n in given), Fraction(0)) / (size - 1)


def root_half_up(value: Fraction, places: int = 2) -> str:
    """The square root of a non-negative fraction as a decimal, rounded half-up without ever being approximated."""
    scale: int = 10**places
    # the largest whole r with (r - 1/2)^2 <= value * scale^2
    doubled = isqrt(4 * value.numerator * scale * scale // value.denominator)
    whole = (doubled + 1) // 2
    return f"{whole // scale}.{whole % scale:0{places}d}"
