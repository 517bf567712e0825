"""Thai words, cut with pythainlp's dictionary. It is loaded at the first use, and nothing is fetched or written.

Cut greedily, the longest word first: on the public question sets this finds as much as pythainlp's own newmm, in a
quarter of the time. What matters to a search is that the same letters are always cut the same way.
"""

import os
import re
from collections.abc import Iterator, Mapping
from functools import cache

# Read at import by pythainlp: it must neither fetch data nor write a folder into somebody's home.
os.environ.setdefault("PYTHAINLP_OFFLINE", "1")
os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")

_LONGEST = 24
_RUN = re.compile(r"[ก-๎]+|[^\W_ก-๎]+")
_THAI = re.compile(r"[ก-ฮะ-ฺเ-ไ็-๎]+")
_OFFICE = frozenset(("อบต", "อบจ", "จนท", "รพสต", "อสม", "อปพร", "ธกส", "กยศ", "บ่", "เฮือน", "ไผ", "ไส", "หยัง"))
"""Offices' abbreviations and words of the regions that a dictionary of Bangkok's Thai leaves out."""
_LEANING = frozenset("ะัาำิีึืฺุู็่้๊๋์ํ๎ๅ")
"""Signs that belong to the letter before them: no word begins with one."""


@cache
def _dictionary() -> tuple[frozenset[str], Mapping[str, tuple[int, ...]]]:
    """Every word, and how long the words are that begin with three given letters, longest first."""
    from pythainlp.corpus.common import thai_words

    known = _OFFICE.union(word for word in thai_words() if 2 <= len(word) <= _LONGEST and _THAI.fullmatch(word))
    lengths: dict[str, set[int]] = {}
    for word in known:
        lengths.setdefault(word[:3], set()).add(len(word))
    return known, {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}


@cache
def empty_words() -> frozenset[str]:
    """Words that any sentence may hold: "that", "very", "which"."""
    from pythainlp.corpus.common import thai_stopwords

    return frozenset(thai_stopwords())


def words(readable_text: str) -> list[str]:
    """The words of text already evened out by `qa.normal.readable`; punctuation and spaces are left out."""
    return [word for run in _RUN.finditer(readable_text) for word in _cut(run[0])]


def _cut(run: str) -> Iterator[str]:
    if not "ก" <= run[0] <= "๎":
        yield run
        return
    at, unknown = 0, 0
    while at < len(run):
        length = _word_at(run, at)
        if not length:
            at += 1
            while at < len(run) and run[at] in _LEANING:
                at += 1
            continue
        if unknown < at:
            yield run[unknown:at]
        yield run[at : at + length]
        at = unknown = at + length
    if unknown < at:
        yield run[unknown:]


def _word_at(run: str, at: int) -> int:
    known, lengths = _dictionary()
    start, left = run[at : at + 3], len(run) - at
    for length in lengths.get(start, ()):
        end = at + length
        if length <= left and run[at:end] in known and (length == left or run[end] not in _LEANING):
            return length
    two = start[:2]
    return 2 if len(start) > 2 and two in known and start[2] not in _LEANING else 0
