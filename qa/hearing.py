"""What a search heard in a message, and how sure that lets us be.

Two things can be wrong with a direct answer: nothing here answers the message, or something does but another entry
than the first. Each has its own evidence, and sureness is the weaker of the two: a message that fits two entries
equally well is surely one of ours, and still no reason to pick one.
"""

import math
from dataclasses import dataclass, replace

import numpy as np

from qa.index import Scores

COVERED, LEAD, LENGTH, RARE, STRANGE = 7.8, 14.0, 0.65, 3.0, 1.5
USUAL_RARITY = 0.38
"""Mean rarity of the words of an ordinary question, where 1 is a word that no entry holds."""
CLEAR = 6.0
"""What a lead is worth when the question is which entry, not whether any."""
_ZERO, _TIE = -6.5, -2.2


@dataclass(frozen=True)
class Hearing:
    """Every entry's scores for one message, 0 to 1, and what else confidence is made of."""

    scores: Scores
    """For ranking."""
    covered: Scores
    """How much of the message each entry covers, common pieces included."""
    length: int
    """Letters and digits of the message that were searched for."""
    rarity: float = USUAL_RARITY
    """Mean rarity of its words, 0 to 1."""
    is_strange: bool = False
    """Whether it speaks of something that offices have no part in (see `qa.elsewhere`) and no entry either."""

    def without(self, place: int) -> "Hearing":
        """The same message, had the entry at `place` not been there."""
        return replace(self, scores=np.delete(self.scores, place), covered=np.delete(self.covered, place))

    def best(self, k: int) -> list[tuple[int, float]]:
        """The `k` best entries that share anything with the message, as (place, score)."""
        return _best_places(self.scores, k)


def known(hearing: Hearing) -> float:
    """How sure we may be that some entry answers the message, 0 to 1.

    A logistic curve over how much of the message any one entry covers, how far the best stands out, the length (a
    long message cannot be covered as fully as a short one), and its words: rare ones and those of other worlds.
    """
    lead = _lead(hearing)
    return 0.0 if lead is None else _curve(_known(hearing, lead))


def confidence(hearing: Hearing) -> float:
    """How sure we may be that the best entry is right, 0 to 1; never above `known`."""
    lead = _lead(hearing)
    return 0.0 if lead is None else _curve(min(_known(hearing, lead), _TIE + CLEAR * lead))


def _lead(hearing: Hearing) -> float | None:
    two = hearing.best(2)
    return two[0][1] - (two[1][1] if len(two) > 1 else 0.0) if two else None


def _known(hearing: Hearing, lead: float) -> float:
    covered = COVERED * float(hearing.covered.max()) + LENGTH * math.log1p(hearing.length)
    against = RARE * (hearing.rarity - USUAL_RARITY) + STRANGE * hearing.is_strange
    return covered + LEAD * lead - against + _ZERO


def _curve(evidence: float) -> float:
    return 1 / (1 + math.exp(-evidence))


def _best_places(scores: Scores, k: int) -> list[tuple[int, float]]:
    """The `k` highest scores above 0 as (place, score), best first; ties keep their order."""
    if 0 < k < len(scores):
        floor = np.partition(scores, len(scores) - k)[len(scores) - k]
        near = np.flatnonzero(scores >= floor)
    else:
        near = np.arange(len(scores))
    places = near[np.argsort(-scores[near], kind="stable")][:k]
    return [(int(place), float(scores[place])) for place in places if scores[place] > 0]
