"""A message reduced to words that identify nobody: for the history, and for everything the learning page shows.

Kept is a word that the office itself publishes in its knowledge base, or (for groups of questions) one that several
messages share. Dropped is everything with a digit, every name, and what stands after a word that introduces a name.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache, lru_cache

from qa.normal import readable
from qa.personal import masked
from qa.words import words

GAP = "…"
"""Stands where something was left out."""
SHARED_BY = 3
"""Messages that must use a word before it is kept without the office having published it."""
SHARED_DAYS = 2
"""Different days on which those messages came: one person's afternoon is not enough."""

_LEAST_LETTERS = 2
_LONGEST_NAME = 4
"""Pieces into which the word cutter breaks a name it does not know."""
_TITLES = frozenset(
    ("นาย", "นาง", "นางสาว", "น.ส.", "นส.", "ด.ช.", "ด.ญ.", "ดช.", "ดญ.", "เด็กชาย", "เด็กหญิง", "mr", "mrs", "miss")
)
"""A name and surname follow: the rest of the run of letters, and the next run, go."""
_CALLED = frozenset(
    ("ชื่อ", "ชื่อเล่น", "นามสกุล", "ไลน์", "เฟซ", "น้อง", "พี่", "ป้า", "ลุง", "น้า", "อา", "ยาย", "ตา", "ปู่", "ย่า")
).union(("คุณ", "หมอ", "ครู", "กำนัน", "เฮีย", "เจ๊", "ไอ้", "อี"))
"""Up to two words that follow may be a name."""
_AFTER_CALLED = 2
_LETTERS = re.compile(r"^[\u0e00-\u0e7fa-z.]+$")

Safe = Callable[[str], bool]


def reduced(text: str, safe: Safe) -> str:
    """The words of `text` that `safe` lets through and that are no name; GAP for each run left out; "" for nothing."""
    kept: list[str] = []
    for chunk in _without_names(masked(text)):
        pieces = [piece if piece and safe(piece) else "" for piece in chunk]
        kept += [*_joined(pieces), " "]
    said = re.sub(rf"(?:\s*{GAP}\s*)+", f" {GAP} ", "".join(kept)).strip()
    return "" if not said.strip(f"{GAP} ") else said


def _joined(pieces: list[str]) -> Iterator[str]:
    for piece in pieces:
        yield piece or GAP


def published_in(texts: Iterable[str]) -> frozenset[str]:
    """The words of texts that the office itself shows to everybody."""
    return frozenset(word for text in texts for word in _words(text) if _wordlike(word))


def shared(messages: Iterable[tuple[object, str]]) -> frozenset[str]:
    """Words of the dictionary, no names, that SHARED_BY messages on SHARED_DAYS days use. messages -- (day, text)."""
    seen: dict[str, list[object]] = {}
    for day, text in messages:
        for word in {word for chunk in _without_names(masked(text)) for word in chunk if word}:
            seen.setdefault(word, []).append(day)
    return frozenset(
        word
        for word, days in seen.items()
        if len(days) >= SHARED_BY and len(set(days)) >= SHARED_DAYS and _wordlike(word) and _ordinary(word)
    )


def safe_words(*groups: Collection[str]) -> Safe:
    """A word is let through when any of the groups holds it."""
    return lambda word: any(word in group for group in groups)


def _without_names(text: str) -> list[list[str]]:
    """Words by run of letters; "" where a name, or something with a digit, stood."""
    chunks = [list(_words(chunk)) for chunk in readable(text).split()]
    found: list[list[str]] = []
    swallow = after_name = False
    for chunk in chunks:
        if swallow or (after_name and "".join(chunk) in _names()):  # a surname
            chunk, swallow = [""], False
        title = next((place for place, word in enumerate(chunk) if word in _TITLES), None)
        if title is not None:
            swallow = True
            chunk = [*chunk[:title], ""]
        found.append(_names_out(_called_out(chunk)) or [""])
        after_name = found[-1][-1] == "" and _LETTERS.match("".join(chunk)) is not None
    return found


def _called_out(chunk: list[str]) -> list[str]:
    out, left = [], 0
    for word in chunk:
        if left and word not in _stopwords():
            out.append("")
            left -= 1
            continue
        left = _AFTER_CALLED if word in _CALLED else 0
        out.append(word)
    return out


def _names_out(chunk: list[str]) -> list[str]:
    out, place = [], 0
    while place < len(chunk):
        length = next((n for n in range(_LONGEST_NAME, 1, -1) if "".join(chunk[place : place + n]) in _names()
                       and place + n <= len(chunk)), 0)  # fmt: skip
        out.append("" if length else chunk[place] if _wordlike(chunk[place]) else "")
        place += length or 1
    return out


def _wordlike(word: str) -> bool:
    return len(word) >= _LEAST_LETTERS and bool(_LETTERS.match(word))


def _ordinary(word: str) -> bool:
    return word in _dictionary() and word not in _names()


@lru_cache(maxsize=4096)  # people's own words lie here: enough for one study, and not for ever
def _words(text: str) -> tuple[str, ...]:
    return tuple(words(readable(text)))


@cache
def _names() -> frozenset[str]:
    from pythainlp.corpus import thai_family_names, thai_female_names, thai_male_names

    return frozenset().union(thai_family_names(), thai_male_names(), thai_female_names())


@cache
def _dictionary() -> frozenset[str]:
    from pythainlp.corpus import thai_words

    return frozenset(thai_words())


@cache
def _stopwords() -> frozenset[str]:
    from pythainlp.corpus import thai_stopwords

    return frozenset(thai_stopwords())
