"""How many people blind guessing inside batches would find: exact, from counted permutations."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import permutations


def chance_of(at_least: int, batches: Sequence[int]) -> Fraction:
    """How likely blind guessing inside each batch finds `at_least` people: exact, from counted permutations."""
    return sum((likely for found, likely in _chances(tuple(batches)).items() if found >= at_least), Fraction(0))


@cache
def _chances(batches: tuple[int, ...]) -> Mapping[int, Fraction]:
    """How likely each number of finds is."""
    spread = {0: Fraction(1)}
    for size in batches:
        fixed = Counter(sum(a == b for a, b in enumerate(order)) for order in permutations(range(size)))
        total = fixed.total()
        grown: dict[int, Fraction] = {}
        for so_far, likely in spread.items():
            for more, n in fixed.items():
                grown[so_far + more] = grown.get(so_far + more, Fraction(0)) + likely * Fraction(n, total)
        spread = grown
    return spread


def bound(batches: Sequence[int], attacks: int, risk: Fraction = Fraction(1, 1_000_000)) -> int:
    """The fewest finds that blind guessing reaches with less than `risk` in any of so many attacks."""
    return next(n for n in range(sum(batches) + 2) if chance_of(n, batches) * attacks < risk)
