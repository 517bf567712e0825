"""How many lines a cell's words take in a column: reckoned, for no sink can ask the reader's screen."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from sheets_sync.model import Column, Kind, Value

_FILLED = 0.8
"""Letters on a line for each character of a column's width: Thai ones are wider than digits, and words stay whole."""
_BUTTON = 3
"""Characters that it covers."""
_NO_ROOM = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0300-\u036f\u200b-\u200f\ufe0f]")
"""Signs that stand above, below or between others."""


@lru_cache(4096)
def lines(words: str, width: int) -> int:
    """At least one; each line of `words` is wrapped by itself."""
    room = max(1, int(width * _FILLED))
    if len(words) <= room and "\n" not in words:
        return 1
    return sum(max(1, -(-len(_NO_ROOM.sub("", part)) // room)) for part in words.split("\n"))


def row_lines(row: Sequence[Value], columns: Sequence[Column]) -> int:
    """Of the cell that needs the most, of those that may stretch a row. Addresses are not wrapped."""
    told = ((value, one) for value, one in zip(row, columns, strict=True) if isinstance(value, str) and one.stretches)
    return _most(lines(value, one.width) for value, one in told if one.kind is not Kind.LINK)


def heading_lines(columns: Sequence[Column]) -> int:
    """Of the longest heading, with room for the filter's button."""
    return _most(lines(one.title, max(1, one.width - _BUTTON)) for one in columns)


def _most(counted: Iterable[int]) -> int:
    return max(counted, default=1)
