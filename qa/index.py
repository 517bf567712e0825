"""Postings in numpy: which texts hold which pieces, weighted by BM25, and scores that compare between messages.

A piece is a number: a run of 2 to 4 characters, or a word. A message's score against a text is its BM25 sum
divided by the most that message could reach (its own idf mass; pieces nobody has seen count as rarest). So 0.6
means the same for three keywords as for a long sentence.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint64]
Scores = NDArray[np.float32]

K1 = 1.2
LENGTHS = (2, 3, 4)
_BITS = 15


def grams(text: str, lengths: tuple[int, ...] = LENGTHS) -> Codes:
    """The character runs of the given lengths (2 to 4) in `text`, as numbers, repeated as often as they occur."""
    if not text:
        return np.empty(0, np.uint64)
    points = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32).astype(np.uint64)
    # 15 bits hold Thai and Latin without collision; rarer scripts may share a number, which only costs a little rank.
    points = np.where(points < 0x1000, points, points % np.uint64(28657) + np.uint64(0x1000))
    runs = [points[:0]]
    code = points
    for length in LENGTHS:
        if len(points) < length:
            break
        code = (code[:-1] << np.uint64(_BITS)) | points[length - 1 :]
        if length in lengths:
            runs.append(code | (np.uint64(length - 1) << np.uint64(_BITS * 4)))
    return np.concatenate(runs)


def word_codes(words: Iterable[str]) -> Codes:
    """Words as numbers; the same word has the same number on every machine."""
    return np.array([zlib.crc32(word.encode("utf-8", "replace")) for word in words], np.uint64)


@dataclass(frozen=True)
class Heard:
    """How one view understood a message."""

    scores: Scores
    """One per text, 0 to 1."""
    unseen: float
    """Share of the message's idf mass in pieces no text holds, 0 to 1; 1 for an empty message."""


def best_of_each(scores: Scores, firsts: Sequence[int]) -> Scores:
    """The highest score of each group; group i begins at firsts[i] and none is empty."""
    return np.asarray(np.maximum.reduceat(scores, np.asarray(firsts)), np.float32) if len(firsts) else scores


def mixed(weighted: Sequence[tuple[float, Scores]]) -> Scores:
    """The weighted mean of several views' scores."""
    weights = np.array([weight for weight, _ in weighted], np.float32)
    return np.asarray((weights / weights.sum()) @ np.array([scores for _, scores in weighted], np.float32), np.float32)


def best_places(scores: Scores, k: int) -> list[tuple[int, float]]:
    """The `k` highest scores above 0 as (place, score), best first; ties keep their order."""
    places = np.argsort(-scores, kind="stable")[:k]
    return [(int(place), float(scores[place])) for place in places if scores[place] > 0]


def left_out(scores: Scores, place: int) -> Scores:
    """The scores without the one at `place`."""
    return np.delete(scores, place)


class Postings:
    """An index over a list of texts, given as pieces. Immutable."""

    def __init__(self, texts: Sequence[Codes], b: float) -> None:
        self.size = len(texts)
        lengths = np.array([len(text) for text in texts], np.float64)
        owner = np.repeat(np.arange(self.size), lengths.astype(np.int64))
        every = np.concatenate(texts) if self.size else np.empty(0, np.uint64)
        self._codes, numbered = np.unique(every, return_inverse=True)
        pair, times = np.unique(numbered.astype(np.int64) * max(self.size, 1) + owner, return_counts=True)
        piece = pair // max(self.size, 1)
        self._owners = (pair % max(self.size, 1)).astype(np.int64)
        held_by = np.bincount(piece, minlength=len(self._codes))
        self._idf = np.log1p((self.size - held_by + 0.5) / (held_by + 0.5))
        self._rarest = float(np.log1p((self.size + 0.5) / 0.5))
        longness = 1 - b + b * lengths / max(float(lengths.mean()) if self.size else 1.0, 1.0)
        self._weights = self._idf[piece] * times / (times + K1 * longness[self._owners])
        self._starts = np.concatenate(([0], np.cumsum(held_by))).astype(np.int64)

    def hear(self, message: Codes) -> Heard:
        """Score every text against a message."""
        asked = np.unique(message)
        if not len(asked) or not self.size:
            return Heard(np.zeros(self.size, np.float32), 1.0)
        at = np.minimum(np.searchsorted(self._codes, asked), max(len(self._codes) - 1, 0))
        known = at[self._codes[at] == asked] if len(self._codes) else at[:0]
        unseen = (len(asked) - len(known)) * self._rarest
        mass = float(self._idf[known].sum()) + unseen
        places = self._places(known)
        sums = np.bincount(self._owners[places], weights=self._weights[places], minlength=self.size)
        return Heard((sums / mass).astype(np.float32), unseen / mass)

    def _places(self, known: NDArray[np.int64]) -> NDArray[np.int64]:
        # All positions of all asked pieces at once: a ramp over the concatenated slices.
        starts, ends = self._starts[known], self._starts[known + 1]
        counts = ends - starts
        shifts = np.repeat(starts - np.concatenate(([0], np.cumsum(counts)[:-1])), counts) if len(known) else counts
        return np.arange(counts.sum()) + shifts
