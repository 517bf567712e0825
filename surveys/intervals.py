"""How far a score of a small sample may lie from the truth.

Yes/no items: Wilson's score interval (E. B. Wilson, JASA 22, 1927). Level items and means of items: Student's t
interval on the respondents' points, cut to 0-100. Both at 95 %. With no spread at all (everybody chose the same)
the t interval would have no width; Wilson's interval on "share of the range" is used there instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

Z95 = 1.959964
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


def wilson(share: float, n: int) -> Interval:
    """Wilson's 95 % interval of a share (0 to 1) among n > 0, times 100."""
    z2 = Z95 * Z95
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return Interval(100 * max(centre - half, 0.0), 100 * min(centre + half, 1.0))


def interval(points: Sequence[tuple[float, int]]) -> Interval | None:
    """The 95 % interval of a mean. points -- (points 0-100, how many respondents); None for nobody."""
    n = sum(count for _, count in points)
    if n == 0:
        return None
    mean = sum(value * count for value, count in points) / n
    if {value for value, _ in points} <= {0, 100} or n == 1:
        return wilson(mean / 100, n)
    variance = sum(count * (value - mean) ** 2 for value, count in points) / (n - 1)
    if variance == 0:
        return wilson(mean / 100, n)
    half = _t95(n - 1) * sqrt(variance / n)
    return Interval(max(mean - half, 0.0), min(mean + half, 100.0))


def _t95(degrees: int) -> float:
    if degrees <= len(_T95):
        return _T95[degrees - 1]
    # Cornish-Fisher's first terms; wrong by less than 0.001 from 30 degrees on.
    return Z95 + (Z95**3 + Z95) / (4 * degrees)
