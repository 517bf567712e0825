"""Thai words, by pythainlp's newmm. The library is loaded at the first use: it takes most of a second."""

import os
from functools import cache
from typing import Protocol, cast

# Read at import by pythainlp: it must neither fetch data nor write a folder into somebody's home.
os.environ.setdefault("PYTHAINLP_OFFLINE", "1")
os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")


class _Segment(Protocol):
    def __call__(self, text: str, /, *, engine: str, keep_whitespace: bool) -> list[str]: ...


@cache
def _segment() -> _Segment:
    from pythainlp.tokenize import word_tokenize

    return cast(_Segment, word_tokenize)


def words(readable_text: str) -> list[str]:
    """The words of text already evened out by `qa.normal.readable`; punctuation and spaces are left out."""
    found = _segment()(readable_text, engine="newmm", keep_whitespace=False)
    return [word for word in (piece.strip() for piece in found) if any(symbol.isalnum() for symbol in word)]
