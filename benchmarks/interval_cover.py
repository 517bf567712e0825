"""How often the 95 % intervals of `surveys.intervals` hold the true score: the drawing and the counting.

Shapes of a six-level item with a given true score: "leaning" (most agree, falling off evenly), "narrow" (around one
level), "split" (both ends), "angry" (most agree, 3 in 100 give 0: the hardest near 95) and "neighbours" (two levels
only). Indicators are means of two level items and one yes/no item that go together (rank correlation about one half),
one answer in ten passed. Student's t interval is measured on the same draws: it is what the method replaced.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import comb, exp, sqrt
from statistics import NormalDist, fmean

from surveys.intervals import Interval, interval, mean_interval, wilson

LEVELS = (0, 20, 40, 60, 80, 100)
TRUE_SCORES = (60, 65, 70, 75, 80, 85, 90, 95)
SIZES = (30, 40, 50, 75, 100)
SMALL_SIZES = (10, 15, 20)
Weights = tuple[float, ...]


def leaning(score: float, base: Sequence[float] = (1, 1, 1, 1, 1, 1)) -> Weights:
    """Levels weighted exponentially upwards until their mean is `score`."""
    low, high = -60.0, 60.0
    weights: Weights = ()
    for _ in range(80):
        tilt = (low + high) / 2
        raw = [weight * exp(tilt * (level / 100 - 1)) for weight, level in zip(base, LEVELS, strict=True)]
        weights = tuple(one / sum(raw) for one in raw)
        low, high = (tilt, high) if _mean(weights) < score else (low, tilt)
    return weights


def narrow(score: float) -> Weights:
    """Binomial over the six levels."""
    share = score / 100
    return tuple(comb(5, k) * share**k * (1 - share) ** (5 - k) for k in range(6))


def split(score: float) -> Weights:
    """Both ends are liked."""
    return leaning(score, (3, 1, 0.6, 0.6, 1.5, 3))


def angry(score: float) -> Weights:
    """Three in a hundred give nothing at all, the others are narrow."""
    first, *others = (0.97 * one for one in narrow(score / 0.97))
    return (first + 0.03, *others)


def neighbours(score: float) -> Weights:
    """Two levels side by side."""
    below = min(int(score // 20), 4)
    above = (score - 20 * below) / 20
    return tuple({below: 1 - above, below + 1: above}.get(k, 0.0) for k in range(6))


SHAPES: dict[str, Callable[[float], Weights]] = {
    "leaning": leaning, "narrow": narrow, "split": split, "angry": angry, "neighbours": neighbours,
}  # fmt: skip


def _mean(weights: Weights) -> float:
    return sum(weight * level for weight, level in zip(weights, LEVELS, strict=True))


@dataclass
class Cover:
    """How often an interval held the truth, cell by cell of the grid."""

    cells: list[float] = field(default_factory=list)

    def note(self, held: Iterable[bool]) -> None:
        """One cell."""
        self.cells.append(fmean(held))

    def figures(self, name: str) -> dict[str, float]:
        """Mean and worst cell, in percent."""
        return {f"{name}.mean": round(100 * fmean(self.cells), 2), f"{name}.worst": round(100 * min(self.cells), 2)}


def level_cover(draws: int, sizes: Sequence[int] = SIZES, seed: int = 1) -> tuple[Cover, Cover]:
    """Cover of one six-level item: ours, and Student's t."""
    chance, ours, students = random.Random(seed), Cover(), Cover()
    for shape in SHAPES.values():
        for score in TRUE_SCORES:
            weights = shape(score)
            for n in sizes:
                drawn = [tuple(sorted(Counter(chance.choices(LEVELS, weights, k=n)).items())) for _ in range(draws)]
                ours.note(_holds(_item(one), score) for one in drawn)
                students.note(_holds(_students_t(one), score) for one in drawn)
    return ours, students


def yes_no_cover() -> Cover:
    """Cover of a yes/no item, exact: the chance of every count times whether its interval holds the truth."""
    cover = Cover()
    for n in range(30, 101):
        held = [wilson(k / n, n) for k in range(n + 1)]
        for score in range(60, 96):
            share = score / 100
            cover.cells.append(
                sum(comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1) if _holds(held[k], score))
            )
    return cover


def indicator_cover(draws: int, sizes: Sequence[int] = (30, 50, 100), seed: int = 2) -> Cover:
    """Cover of an indicator: the mean of two level items and a yes/no item, one answer in ten passed."""
    chance, cover = random.Random(seed), Cover()
    for shape in (leaning, narrow, split, angry):
        for score in TRUE_SCORES:
            items = [shape(score), shape(score), (1 - score / 100, 0.0, 0.0, 0.0, 0.0, score / 100)]
            truth = fmean(map(_mean, items))
            for n in sizes:
                cover.note(_holds(_indicator(chance, items, n), truth) for _ in range(draws))
    return cover


def false_arrows(draws: int, n: int = 30, score: float = 82, seed: int = 3) -> float:
    """Share of arrows, in percent, between two rounds in which nothing has changed."""
    chance, weights = random.Random(seed), leaning(score)
    shown = 0
    for _ in range(draws):
        one, other = (_item(tuple(sorted(Counter(chance.choices(LEVELS, weights, k=n)).items()))) for _ in range(2))
        shown += one.apart_from(other)
    return round(100 * shown / draws, 2)


@lru_cache(maxsize=200_000)
def _item(points: tuple[tuple[int, int], ...]) -> Interval:
    found = interval(points)
    assert found is not None
    return found


def _students_t(points: tuple[tuple[int, int], ...]) -> Interval:
    n = sum(count for _, count in points)
    mean = sum(value * count for value, count in points) / n
    spread = sum(count * (value - mean) ** 2 for value, count in points) / (n - 1)
    if spread == 0:
        return wilson(mean / 100, n)
    half = NormalDist().inv_cdf(0.975) * (1 + 1.21 / (n - 1)) * sqrt(spread / n)  # close to t from n = 10 on
    return Interval(max(mean - half, 0.0), min(mean + half, 100.0))


def _indicator(chance: random.Random, items: Sequence[Weights], n: int) -> Interval:
    means: Counter[float] = Counter()
    columns: list[list[int]] = [[] for _ in items]
    for _ in range(n):
        mood = chance.gauss(0, 1)
        row = [_answer(weights, NormalDist().cdf((mood + chance.gauss(0, 1)) / sqrt(2))) for weights in items]
        kept = [place for place in range(len(items)) if chance.random() >= 0.1] or [0]
        for place in kept:
            columns[place].append(row[place])
        means[fmean(row[place] for place in kept)] += 1
    score = fmean(fmean(column) for column in columns)
    found = mean_interval(score, sorted(means.items()), [len(column) for column in columns])
    assert found is not None
    return found


def _answer(weights: Weights, rank: float) -> int:
    for level, weight in zip(LEVELS, weights, strict=True):
        rank -= weight
        if rank < 0:
            return level
    return LEVELS[-1]


def _holds(found: Interval, truth: float) -> bool:
    return found.low - 1e-9 <= truth <= found.high + 1e-9
