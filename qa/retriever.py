"""Finding entries: several views of the same texts, each scored alike and added up.

Character runs carry the load (they survive typing errors and missing spaces); words and a rough sound spelling
each add some; the best single phrasing adds a little.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from qa import wording
from qa.index import Codes, Postings, Scores, best_of_each, best_places, grams, left_out, mixed, word_codes
from qa.layout import could_be_slip, typed_in_thai
from qa.normal import readable, sound, unspaced
from qa.words import words

ANSWER_READ = 1200
"""Characters of an answer that are searched."""


@dataclass(frozen=True)
class _View:
    """One way to cut a text into pieces."""

    cut: Callable[[str], Codes]
    weight: float
    b: float = 0.75
    phrases: bool = False
    """Over single phrasings (the best one counts for its entry) instead of the whole entry."""


def _letters(plain: str) -> Codes:
    return grams(unspaced(plain))


def _threes(plain: str) -> Codes:
    return grams(unspaced(plain), (3,))


def _sounds(plain: str) -> Codes:
    return grams(sound(unspaced(plain)))


def _words(plain: str) -> Codes:
    return word_codes(words(plain))


# Weights sit on a plateau: moving any by a half changes hit@1 on the public sets by less than a point.
_LETTERS = (
    _View(_letters, 0.5),
    _View(_threes, 0.5),
    _View(_sounds, 0.3),
    _View(_letters, 0.2, b=0.5, phrases=True),
)
_WORDS = _View(_words, 0.3)

_POLITE_START = re.compile(
    rf"^(?:\s*(?:{'|'.join(wording.OPENINGS)})(?:หน่อย|นิด)?(?:{'|'.join(wording.POLITE)})?(?![\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]))+\s*"
)
_POLITE_END = re.compile(rf"(?:[\s?!.ๆ]|{'|'.join(wording.ENDINGS)})+$")


@dataclass(frozen=True)
class Hearing:
    """Every entry's score for one message, 0 to 1, and what else confidence is made of."""

    scores: Scores
    length: int
    """Letters and digits of the message that were searched for."""

    def without(self, place: int) -> "Hearing":
        """The same message, had the entry at `place` not been there."""
        return Hearing(left_out(self.scores, place), self.length)


class Retriever:
    """An immutable index over entries. Equal entries give equal results, on any machine."""

    def __init__(self, entries: Sequence[Mapping[str, Any]], *, with_words: bool = True) -> None:
        self.ids: list[str] = [str(entry["id"]) for entry in entries]
        self._views = (*_LETTERS, _WORDS) if with_words else _LETTERS
        asked = [[readable(str(text)) for text in entry.get("questions") or ()] for entry in entries]
        whole = [_whole(texts, entry) for texts, entry in zip(asked, entries, strict=True)]
        phrases = [text for texts in asked for text in (texts or [""])]
        self._firsts = [0, *accumulate(max(len(texts), 1) for texts in asked)][:-1]
        self._postings = [
            Postings([view.cut(text) for text in (phrases if view.phrases else whole)], view.b) for view in self._views
        ]

    def search(self, text: str, k: int) -> list[tuple[str, float]]:
        """The best `k` entries as (id, score 0 to 1), best first; entries that share nothing are left out."""
        return [(self.ids[place], score) for place, score in best_places(self.hear(text).scores, k)]

    def answerable(self, text: str) -> float:
        """How sure we may be that the first entry answers `text`, 0 to 1. Comparable between messages."""
        return confidence(self.hear(text))

    def hear(self, text: str) -> Hearing:
        """All scores for a message, in the order of `ids`."""
        plain = self._intended(text)
        weighted = []
        for view, postings in zip(self._views, self._postings, strict=True):
            scores = postings.hear(view.cut(plain)).scores
            weighted.append((view.weight, best_of_each(scores, self._firsts) if view.phrases else scores))
        return Hearing(mixed(weighted), len(unspaced(plain)))

    def _intended(self, text: str) -> str:
        plain = _core(readable(text))
        if not could_be_slip(plain):
            return plain
        meant = _core(readable(typed_in_thai(text)))
        return min(plain, meant, key=lambda reading: self._postings[0].hear(_letters(reading)).unseen)


def confidence(hearing: Hearing, among: int = 1) -> float:
    """How sure we may be that the best entry (or one of the best `among`) is right, 0 to 1.

    A logistic curve over the best score, its lead over the first entry left out, and the length (a long message cannot
    match as fully as a short one). Fitted on one public set and tried on another, both ways round.
    """
    ordered = [score for _, score in best_places(hearing.scores, among + 1)]
    if not ordered:
        return 0.0
    lead = ordered[0] - (ordered[among] if among < len(ordered) else 0.0)
    evidence = 8.0 * ordered[0] + 25.0 * lead + 1.3 * math.log1p(hearing.length) - 9.8
    return 1 / (1 + math.exp(-evidence))


def factory(entries: Sequence[Mapping[str, Any]]) -> Retriever:
    """A retriever over `entries` = [{"id", "questions": [...], "answer", "keywords": [...] (optional)}]."""
    return Retriever(entries)


def _core(plain: str) -> str:
    core = _POLITE_END.sub("", _POLITE_START.sub("", plain))
    return core if len(core) > 2 else plain


def _whole(asked: list[str], entry: Mapping[str, Any]) -> str:
    keywords = [readable(str(text)) for text in entry.get("keywords") or ()]
    return " ".join([*asked, *keywords, readable(str(entry.get("answer") or "")[:ANSWER_READ])])
