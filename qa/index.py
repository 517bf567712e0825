"""Postings in numpy: which texts hold which pieces, and scores that compare between messages.

A piece is a number: a run of 2 to 4 characters, or a word. A message's score against a text is the sum over the
pieces they share of rarity x how much of the text the piece is (BM25's saturation), divided by the most that this
message could reach; pieces nobody has seen count as rarest. So 0.6 means the same for three keywords as for a long
sentence.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint64]
Scores = NDArray[np.float32]

K1 = 1.2
LENGTHS = (2, 3, 4)
ADDED = 0.5
"""What a piece of a synonym counts beside a piece that was typed."""
_BITS = 15
_OWNER_BITS = 20
_OWNER = np.uint64((1 << _OWNER_BITS) - 1)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


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

    def hear(self, message: Codes, synonyms: Codes | None = None) -> Heard:
        """Score every text against a message. `synonyms` add to what they find and ask for nothing."""
        asked, counts = _asked(message, synonyms)
        if not len(asked) or not self.size:
            return Heard(np.zeros(self.size, np.float32), np.zeros(self.size, np.float32), 1.0, 1.0)
        at = np.minimum(np.searchsorted(self._codes, asked), max(len(self._codes) - 1, 0))
        is_known = self._codes[at] == asked if len(self._codes) else np.zeros(len(asked), bool)
        idf = np.full(len(asked), self._rarest)
        idf[is_known] = self._idf[at[is_known]]
        sharp, soft = idf**self.power, idf
        typed = counts == 1.0
        known = at[is_known]
        places, lengths = self._places(known)
        owners, weights = self._owners[places], self._weights[places]
        heard = []
        for mass in (sharp, soft):
            parts = np.repeat((mass * counts)[is_known], lengths)
            sums: NDArray[np.float64] = np.bincount(owners, weights=weights * parts, minlength=self.size).astype(
                np.float64
            )
            self._hear_changed(sums, asked, mass * counts)
            heard.append(np.minimum(sums / mass[typed].sum(), 1.0).astype(np.float32))
        whole, unseen = soft[typed].sum(), soft[typed & ~is_known].sum()
        return Heard(heard[0], heard[1], float(unseen / whole), float(whole / typed.sum() / self._rarest))

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
    idf = np.log1p((size - held_by + 0.5) / (held_by + 0.5))
    longness = 1 - b + b * lengths / mean
    weights = times / (times + K1 * longness[owners])
    return Postings(size, power, b, mean, codes, starts, owners, weights.astype(np.float32), idf.astype(np.float32),
                    float(np.log1p((size + 0.5) / 0.5)))  # fmt: skip


def inverted(
    texts: Sequence[Codes],
) -> tuple[Codes, NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]]:
    """Distinct pieces, where each one's texts start, those texts, and how often each holds it."""
    if len(texts) > int(_OWNER):
        raise ValueError("too many texts")
    lengths = np.array([len(text) for text in texts], np.int64)
    every = np.concatenate([np.empty(0, np.uint64), *texts])
    # Piece and text share one number, so that one plain sort groups both: far faster than sorting by piece.
    keys = (every * _SPREAD) & ~_OWNER | np.repeat(np.arange(len(texts), dtype=np.uint64), lengths)
    keys.sort()
    ends = np.flatnonzero(np.append(keys[1:] != keys[:-1], True)) if len(keys) else np.empty(0, np.int64)
    pairs, times = keys[ends], np.diff(ends, prepend=-1)
    marks = pairs & ~_OWNER
    firsts = np.flatnonzero(np.insert(marks[1:] != marks[:-1], 0, True)) if len(marks) else np.empty(0, np.int64)
    starts = np.append(firsts, len(pairs)).astype(np.int64)
    return marks[firsts], starts, (pairs & _OWNER).astype(np.int32), times.astype(np.float32)


def spread(codes: Codes) -> Codes:
    """Pieces as the index names them."""
    return np.asarray((codes * _SPREAD) & ~_OWNER, np.uint64)


def _asked(message: Codes, synonyms: Codes | None) -> tuple[Codes, NDArray[np.float64]]:
    asked = np.unique(spread(message))
    if synonyms is None or not len(synonyms):
        return asked, np.ones(len(asked))
    added = np.setdiff1d(spread(synonyms), asked)
    every = np.concatenate((asked, added))
    order = np.argsort(every)
    counts = np.concatenate((np.ones(len(asked)), np.full(len(added), ADDED)))
    return every[order], counts[order]
