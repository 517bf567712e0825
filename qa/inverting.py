"""Which texts hold which pieces, sorted once: the arrays under `qa.index`."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qa.pieces import Codes

_OWNER_BITS = 20
_OWNER = np.uint64((1 << _OWNER_BITS) - 1)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


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
