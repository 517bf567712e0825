"""How far a score of a small sample may lie from the truth, at 95 %.

Yes/no items: Wilson's score interval (E. B. Wilson, JASA 22, 1927).

Level items and means of items: Wilson's interval on the score as a share of the range, with the sample size divided
by the design effect, that is by the ratio of the answers' variance to that of yes/no answers with the same mean
(the effective sample size of L. Kish, Survey Sampling, 1965; its use in Wilson's formula follows E. L. Korn and
B. I. Graubard, Survey Methodology 24, 1998), and with Student's quantile. The ratio starts from one: a small weight
(ITEM_DOUBT, MEAN_DOUBT) stands for what the sample cannot have seen. It matters only near 0 and 100, where thirty
people often miss the one in twenty-five who is angry. Everybody answering alike leaves the ratio at one.

Why not Student's t interval: it is symmetric and ends at 100, and its cover falls to 78 % for a true score of 95 with
a few angry people. Both weights were chosen by simulation: `make prove ONLY=intervals` measures mean and worst cover
over true scores 60-95 and n 30-100, several shapes of answers, and the t interval beside it
(benchmarks/interval_cover.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

Z95 = 1.959964
ITEM_DOUBT = 0.25
"""Weight of the unseen for one item, in yes/no answers' variances."""
MEAN_DOUBT = 0.1
"""The same for a mean of several items, whose values lie closer together."""

_T95 = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
    2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip
"""Two-sided 95 % quantiles of Student's t for 1 to 30 degrees of freedom; any table of the distribution."""


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, both 0 to 100."""

    low: float
    high: float

    def apart_from(self, other: "Interval") -> bool:
        """Whether the two do not touch, so that a change may be called one."""
        return self.high < other.low or other.high < self.low

    def covering(self, value: float) -> "Interval":
        """The same, wide enough to hold `value`."""
        return Interval(min(self.low, value), max(self.high, value))


def wilson(share: float, n: float, quantile: float = Z95) -> Interval:
    """Wilson's interval of a share (0 to 1) among n > 0, times 100; 95 % unless another quantile is given."""
    square = quantile * quantile
    centre = (share + square / (2 * n)) / (1 + square / n)
    half = quantile * sqrt(max(share * (1 - share), 0.0) / n + square / (4 * n * n)) / (1 + square / n)
    return Interval(100 * max(centre - half, 0.0), 100 * min(centre + half, 1.0))


def interval(points: Sequence[tuple[float, int]]) -> Interval | None:
    """The 95 % interval of one item. points -- (points 0-100, how many respondents); None for nobody."""
    n = sum(count for _, count in points)
    if n == 0:
        return None
    mean, variance = _moments(points, n)
    if {value for value, count in points if count} <= {0, 100}:
        return wilson(mean, n)
    return _scaled(mean, variance, n, ITEM_DOUBT).covering(100 * mean)


def mean_interval(score: float, own_means: Sequence[tuple[float, int]], answered: Sequence[int]) -> Interval | None:
    """The 95 % interval of `score`, the mean of several items' means; None for nobody.

    own_means -- (a respondent's own mean over the items answered, 0-100; how many respondents have it)
    answered -- how many answered each of the items. Where one was answered by far fewer than another, the score
    hangs on those few, and n is cut accordingly.
    """
    asked = [count for count in answered if count]
    n = sum(count for _, count in own_means)
    if n == 0 or not asked:
        return None
    _, variance = _moments(own_means, n)
    # standard errors of a mean of means at worst add up: the n whose root is the mean of the items' roots
    evenness = (len(asked) / sum(1 / sqrt(count) for count in asked)) ** 2 / max(asked)
    return _scaled(score / 100, variance, n * evenness, MEAN_DOUBT).covering(score)


def _scaled(share: float, variance: float, n: float, doubt: float) -> Interval:
    """Wilson's interval at the effective sample size. variance -- of the answers as shares, divided by n."""
    if variance < 1e-12:  # all alike: nothing is known about the spread, so nothing is gained from it
        return wilson(share, n)
    ratio = (n * variance + doubt) / (n * share * (1 - share) + doubt)
    return wilson(share, n / ratio, _t95(max(round(n) - 1, 1)))


def _moments(points: Sequence[tuple[float, int]], n: int) -> tuple[float, float]:
    mean = sum(value * count for value, count in points) / n / 100
    return mean, sum(count * (value / 100 - mean) ** 2 for value, count in points) / n


def _t95(degrees: int) -> float:
    if degrees <= len(_T95):
        return _T95[degrees - 1]
    # Cornish-Fisher's first terms; wrong by less than 0.003 from 30 degrees on.
    return Z95 + (Z95**3 + Z95) / (4 * degrees)
