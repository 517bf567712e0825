"""Postings in numpy: which texts hold which pieces, and scores that compare between messages.

A piece is a number: a run of 2 to 4 characters, or a word. A message's score against a text is the sum over the
pieces they share of rarity x how much of the text the piece is (BM25's saturation), divided by the most that this
message could reach; pieces nobody has seen count as rarest. So 0.6 means the same for three keywords as for a long
sentence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from qa.inverting import inverted, spread
from qa.pieces import Codes

Scores = NDArray[np.float32]
Counts = NDArray[np.int64]

K1 = 1.2
ADDED = 0.5
"""What a piece of a synonym counts beside a piece that was typed."""


@dataclass(frozen=True)
class Heard:
    """How one view understood a message: scores of every text, 0 to 1."""

    sharp: Scores
    """Rare pieces decide: for ranking."""
    soft: Scores
    """Common pieces speak too: how much of the message the text covers, for confidence."""
    unseen: float
    """Share of the message's mass in pieces no text holds, 0 to 1; 1 for an empty message."""
    rarity: float
    """Mean rarity of its pieces, where 1 is a piece that no text holds."""


@dataclass(frozen=True)
class _Text:
    """One text put in after the index was built: distinct pieces and their weights."""

    codes: Codes
    weights: NDArray[np.float64]


@dataclass(frozen=True)
class Postings:
    """An index over a list of texts, given as pieces. Immutable; `replaced` gives one with a text changed."""

    size: int
    power: float
    """Exponent of rarity in the sharp scores."""
    b: float
    """How much a long text is held against it, 0 to 1."""
    _mean_length: float
    _codes: Codes
    _starts: NDArray[np.int64]
    _owners: NDArray[np.int32]
    _weights: NDArray[np.float32]
    _idf: NDArray[np.float32]
    _rarest: float
    _changed: Mapping[int, _Text] = field(default_factory=dict)

    def hear(self, message: Codes, synonyms: Codes | None = None, *, but: int | None = None) -> Heard:
        """Score every text against a message. `synonyms` add to what they find and ask for nothing.

        but -- a text, as built, whose pieces count as if it were not there: what only it holds, nobody has seen.
        """
        asked, counts = _asked(message, synonyms)
        if not len(asked) or not self.size:
            return Heard(np.zeros(self.size, np.float32), np.zeros(self.size, np.float32), 1.0, 1.0)
        at = np.minimum(np.searchsorted(self._codes, asked), max(len(self._codes) - 1, 0))
        is_known = self._codes[at] == asked if len(self._codes) else np.zeros(len(asked), bool)
        known = at[is_known]
        places, lengths = self._places(known)
        owners, weights = self._owners[places], self._weights[places]
        idf, is_seen, rarest = self._worth(is_known, known, lengths, None if but is None else owners == but)
        typed = counts == 1.0
        heard = []
        for mass in (idf**self.power, idf):
            parts = np.repeat((mass * counts)[is_known], lengths)
            sums: NDArray[np.float64] = np.bincount(owners, weights=weights * parts, minlength=self.size).astype(
                np.float64
            )
            self._hear_changed(sums, asked, mass * counts)
            heard.append(np.minimum(sums / mass[typed].sum(), 1.0).astype(np.float32))
        whole, unseen = idf[typed].sum(), idf[typed & ~is_seen].sum()
        return Heard(heard[0], heard[1], float(unseen / whole), float(whole / typed.sum() / rarest))

    def _worth(
        self,
        is_known: NDArray[np.bool_],
        known: Codes,
        lengths: Counts,
        left_out: NDArray[np.bool_] | None,
    ) -> tuple[NDArray[np.float64], NDArray[np.bool_], float]:
        """How rare each piece asked for is, which of them a text holds, and how rare the rarest may be.

        left_out -- of the places of the known pieces, those in the text that counts as if it were not there
        """
        if left_out is None:
            idf = np.full(len(is_known), self._rarest)
            idf[is_known] = self._idf[known]
            return idf, is_known, self._rarest
        held_by = lengths - _held_by_one(left_out, lengths)
        rarest = float(_rarity(self.size - 1, 0))
        idf = np.full(len(is_known), rarest)
        idf[is_known] = _rarity(self.size - 1, held_by)
        is_seen = is_known.copy()
        is_seen[is_known] = held_by > 0
        return idf, is_seen, rarest

    def replaced(self, place: int, text: Codes) -> "Postings":
        """The same index with another text at `place`; a place behind the last adds one.

        Rarity stays as it was when the index was built, which costs nothing while few texts have changed.
        """
        codes, times = np.unique(spread(text), return_counts=True)
        longness = 1 - self.b + self.b * len(text) / self._mean_length
        changed = {**self._changed, place: _Text(codes, times / (times + K1 * longness))}
        return Postings(max(self.size, place + 1), self.power, self.b, self._mean_length, self._codes, self._starts,
                        self._owners, self._weights, self._idf, self._rarest, changed)  # fmt: skip

    @property
    def changes(self) -> int:
        """Texts changed since the index was built."""
        return len(self._changed)

    @property
    def nbytes(self) -> int:
        """Bytes of its arrays."""
        held = (self._codes, self._starts, self._owners, self._weights, self._idf)
        return sum(array.nbytes for array in held)

    def _hear_changed(self, sums: NDArray[np.float64], asked: Codes, mass: NDArray[np.float64]) -> None:
        for place, text in self._changed.items():
            _, ours, theirs = np.intersect1d(asked, text.codes, assume_unique=True, return_indices=True)
            sums[place] = (mass[ours] * text.weights[theirs]).sum()

    def _places(self, known: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        # All positions of all asked pieces at once: a ramp over the concatenated slices.
        starts, ends = self._starts[known], self._starts[known + 1]
        counts = ends - starts
        shifts = np.repeat(starts - np.concatenate(([0], np.cumsum(counts)[:-1])), counts) if len(known) else counts
        return np.arange(counts.sum()) + shifts, counts


def indexed(texts: Sequence[Codes], power: float, b: float = 0.75) -> Postings:
    """An index over `texts`, at most a million."""
    lengths = np.array([len(text) for text in texts], np.float64)
    codes, starts, owners, times = inverted(texts)
    held_by = np.diff(starts)
    size, mean = len(texts), max(float(lengths.mean()) if len(texts) else 1.0, 1.0)
    idf = _rarity(size, held_by)
    longness = 1 - b + b * lengths / mean
    weights = times / (times + K1 * longness[owners])
    return Postings(size, power, b, mean, codes, starts, owners, weights.astype(np.float32), idf.astype(np.float32),
                    float(_rarity(size, 0)))  # fmt: skip


def _rarity(size: int, held_by: int | Counts) -> NDArray[np.float64]:
    """How much a piece says that so many of `size` texts hold."""
    return np.asarray(np.log1p((size - held_by + 0.5) / (np.asarray(held_by) + 0.5)), np.float64)


def _held_by_one(is_one: NDArray[np.bool_], lengths: Counts) -> Counts:
    """Per piece 1 where one certain text is among those that hold it, else 0."""
    return np.bincount(np.repeat(np.arange(len(lengths)), lengths)[is_one], minlength=len(lengths))


def _asked(message: Codes, synonyms: Codes | None) -> tuple[Codes, NDArray[np.float64]]:
    asked = np.unique(spread(message))
    if synonyms is None or not len(synonyms):
        return asked, np.ones(len(asked))
    added = np.setdiff1d(spread(synonyms), asked)
    every = np.concatenate((asked, added))
    order = np.argsort(every)
    counts = np.concatenate((np.ones(len(asked)), np.full(len(added), ADDED)))
    return every[order], counts[order]
