"""Messages that ask for the same thing, gathered into groups. Pure: equal messages, equal groups.

Each message is weighed in two views, its words and runs of letters as they sound, so that a typing mistake costs
little; groups grow by average likeness, which, unlike single links, does not chain one subject to the next.
"""

import math
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.normal import flat, readable, sound
from qa.pieces import grams
from qa.words import words

ALIKE = 0.16
"""Mean likeness, 0 to 1, from which two groups become one. Chosen on phrasings of the starter entries (ADR 15)."""
SMALLEST = 2
FEWEST = 300
"""Messages that there are taken to be at least: among ten, what three share would seem common."""
MOST = 1000
"""Messages that are compared in one go; of more, the newest."""

Matrix = NDArray[np.float32]
Bag = Counter[Hashable]


@dataclass(frozen=True)
class Group:
    """Places of messages that belong together; the most typical first."""

    places: tuple[int, ...]


def groups(texts: Sequence[str], usual: Sequence[str] = ()) -> list[Group]:
    """Groups of at least SMALLEST messages among the first MOST, the largest first.

    usual -- how people ask here in general (phrasings of the knowledge base): tells telling words from common ones
    """
    if len(texts) < SMALLEST:
        return []
    likeness = _likeness(texts[:MOST], usual[:MOST])
    found = [_ordered(places, likeness) for places in _grown(likeness)]
    return sorted((group for group in found if len(group.places) >= SMALLEST), key=_size_then_first)


def _size_then_first(group: Group) -> tuple[int, int]:
    return -len(group.places), min(group.places)


def _likeness(texts: Sequence[str], usual: Sequence[str] = ()) -> Matrix:
    whole = np.zeros((len(texts), len(texts)), np.float32)
    for view in _VIEWS:
        unit = _unit_vectors([view(text) for text in texts], [view(text) for text in usual])
        whole += unit @ unit.T / len(_VIEWS)
    return whole


def _words(text: str) -> Bag:
    return Counter(words(readable(text)))


def _sounds(text: str) -> Bag:
    return Counter(grams(sound(flat(text)), (3, 4)).tolist())


_VIEWS: tuple[Callable[[str], Bag], ...] = (_words, _sounds)


def _unit_vectors(bags: Sequence[Bag], usual: Sequence[Bag]) -> Matrix:
    """TF-IDF rows of length 1; a piece that only one message has cannot make it like another and is left out."""
    held_by = Counter(piece for bag in (*bags, *usual) for piece in bag)
    ours = Counter(piece for bag in bags for piece in bag)
    places = {piece: place for place, piece in enumerate(piece for piece, n in ours.items() if n > 1)}
    rows = np.zeros((len(bags), max(len(places), 1)), np.float32)
    lengths = np.zeros(len(bags), np.float32)
    everybody = max(len(bags) + len(usual), FEWEST) + 1
    for row, bag in enumerate(bags):
        for piece, times in bag.items():
            weight = (1 + math.log(times)) * math.log(everybody / (held_by[piece] + 0.5))
            lengths[row] += weight * weight
            if piece in places:
                rows[row, places[piece]] = weight
    return np.asarray(rows / np.sqrt(np.maximum(lengths, 1e-9))[:, None], np.float32)


def _grown(likeness: Matrix) -> list[list[int]]:
    """Average linkage: the two most alike groups become one while their mean likeness is at least ALIKE."""
    members = {place: [place] for place in range(len(likeness))}
    near = likeness.copy()
    np.fill_diagonal(near, -1)
    while len(members) > 1:
        kept, joined = sorted(divmod(int(np.argmax(near)), len(near)))
        if near[kept, joined] < ALIKE:
            break
        sizes = len(members[kept]), len(members[joined])
        mean = (near[kept] * sizes[0] + near[joined] * sizes[1]) / sum(sizes)
        mean[near[kept] < 0] = -1  # itself, and groups that are gone
        near[kept], near[:, kept] = mean, mean
        near[joined], near[:, joined] = -1, -1
        near[kept, kept] = -1
        members[kept] += members.pop(joined)
    return list(members.values())


def _ordered(places: Sequence[int], likeness: Matrix) -> Group:
    inside = likeness[np.ix_(places, places)].sum(axis=1)
    best_first = sorted(range(len(places)), key=lambda one: (-float(inside[one]), places[one]))
    return Group(tuple(places[one] for one in best_first))
