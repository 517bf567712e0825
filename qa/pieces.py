"""Pieces of texts as numbers: runs of 2 to 4 characters, and words."""

import zlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint64]
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
