"""Finding entries: character runs and words of the same texts, each scored alike and added up.

Character runs carry the load (they survive typing errors and missing spaces); words add a little. Rare pieces count
far more than common ones, which is what tells two entries about the same thing apart.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from qa import examples, wording
from qa.elsewhere import STRANGE_WORDS
from qa.hearing import USUAL_RARITY, Hearing, confidence
from qa.index import Scores, indexed
from qa.layout import could_be_slip, typed_in_thai
from qa.normal import readable, unspaced
from qa.pieces import Codes, grams, word_codes
from qa.synonyms import Groups, Synonyms, house, synonyms
from qa.views import WEIGHTS, views
from qa.words import words

ANSWER_READ = 1200
"""Characters of an answer that are searched."""
LETTERS_POWER = 2.5
WORDS_POWER = 2.0
WORDS_WEIGHT = 0.3
"""Beside 1 for letters. All three sit on plateaus: see ADR 13."""

_POLITE_START = re.compile(
    rf"^(?:\s*(?:{'|'.join(wording.OPENINGS)})(?:หน่อย|นิด)?(?:{'|'.join(wording.POLITE)})?(?![\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]))+\s*"
)
_POLITE_END = re.compile(rf"(?:[\s?!.ๆ]|{'|'.join(wording.ENDINGS)})+$")


class Retriever:
    """An immutable index over entries. Equal entries give equal results, on any machine."""

    def __init__(
        self, entries: Sequence[Mapping[str, Any]], *, with_words: bool = True, extra: Iterable[Groups] = ()
    ) -> None:
        self.ids: list[str] = [str(entry["id"]) for entry in entries]
        texts = [_whole(entry) for entry in entries]
        self._letters = indexed([_letters(text) for text in texts], LETTERS_POWER)
        self._words = indexed([_words(text) for text in texts], WORDS_POWER) if with_words else None
        held = unspaced("\n".join(texts))
        self._strange = [word for word in STRANGE_WORDS if word not in held] if with_words else []
        self._synonyms: Synonyms | None = synonyms(held, house(), *extra) if with_words else None
        self._topics = _topics(entries) if _are_topics(entries) else None

    def search(self, text: str, k: int) -> list[tuple[str, float]]:
        """The best `k` entries as (id, score 0 to 1), best first; entries that share nothing are left out."""
        return [(self.ids[place], score) for place, score in self.hear(text).best(k)]

    def answerable(self, text: str) -> float:
        """How sure we may be that the first entry answers `text`, 0 to 1. Comparable between messages."""
        return confidence(self.hear(text))

    def hear(self, text: str, but: int | None = None) -> Hearing:
        """All scores for a message, in the order of `ids`; `but` one entry, by its place, as if it were not there."""
        plain = self._intended(text)
        cut = words(plain) if self._words is not None else []
        added = self._synonyms.of(plain, cut) if self._synonyms is not None else []
        letters = self._letters.hear(_letters(plain), _joined(map(_letters, added)), but=but)
        scores: Scores = letters.sharp
        rarity = USUAL_RARITY
        if self._words is not None:
            spoken = self._words.hear(word_codes(cut), _joined(map(_words, added)), but=but)
            scores = np.asarray((scores + WORDS_WEIGHT * spoken.sharp) / (1 + WORDS_WEIGHT), np.float32)
            rarity = spoken.rarity
        if self._topics is not None:
            scores = self._topics.nearness(views(self._intended(text, whole=True)))
        flat = unspaced(plain)
        is_strange = any(word in flat for word in self._strange)
        heard = Hearing(np.asarray(scores, np.float32), letters.soft, len(flat), rarity, is_strange)
        return heard if but is None else heard.without(but)

    def replaced(self, entry: Mapping[str, Any]) -> "Retriever":
        """The same index with one entry added, or changed where its id is known. Takes milliseconds."""
        changed = object.__new__(Retriever)
        changed.__dict__.update(self.__dict__)
        entry_id = str(entry["id"])
        changed.ids = self.ids if entry_id in self.ids else [*self.ids, entry_id]
        place, text = changed.ids.index(entry_id), _whole(entry)
        changed._letters = self._letters.replaced(place, _letters(text))
        changed._words = self._words.replaced(place, _words(text)) if self._words is not None else None
        changed._topics = None
        changed._strange = [word for word in self._strange if word not in unspaced(text)]
        return changed

    @property
    def changes(self) -> int:
        """Entries replaced since everything was indexed."""
        return self._letters.changes

    @property
    def nbytes(self) -> int:
        """Bytes of the index."""
        return self._letters.nbytes + (self._words.nbytes if self._words is not None else 0)

    def _intended(self, text: str, *, whole: bool = False) -> str:
        """The message as it was meant; without what is only polite, unless `whole`."""
        cut = str if whole else _core
        plain = cut(readable(text))
        if not could_be_slip(plain):
            return plain
        meant = cut(readable(typed_in_thai(text)))
        return min(plain, meant, key=lambda reading: self._letters.hear(_letters(reading)).unseen)


def factory(entries: Sequence[Mapping[str, Any]]) -> Retriever:
    """A retriever over `entries` = [{"id", "questions": [...], "answer", "keywords": [...] (optional)}]."""
    return Retriever(entries)


def _letters(plain: str) -> Codes:
    return grams(unspaced(plain))


def _words(plain: str) -> Codes:
    return word_codes(words(plain))


def _joined(several: Iterable[Codes]) -> Codes:
    return np.concatenate([np.empty(0, np.uint64), *several])


def _are_topics(entries: Sequence[Mapping[str, Any]]) -> bool:
    """Whether these are topics given by examples rather than questions with answers."""
    questions = [len(entry.get("questions") or ()) for entry in entries]
    answers = any(str(entry.get("answer") or "").strip() for entry in entries)
    enough = bool(questions) and examples.FEWEST * len(questions) <= sum(questions) <= examples.MOST
    return enough and not answers


def _topics(entries: Sequence[Mapping[str, Any]]) -> examples.Topics:
    return examples.topics([[views(readable(str(text))) for text in entry["questions"]] for entry in entries], WEIGHTS)


def _core(plain: str) -> str:
    core = _POLITE_END.sub("", _POLITE_START.sub("", plain))
    return core if len(core) > 2 else plain


def _whole(entry: Mapping[str, Any]) -> str:
    """What is searched of an entry."""
    asked = [readable(str(text)) for text in (*(entry.get("questions") or ()), *(entry.get("keywords") or ()))]
    return " ".join([*asked, readable(str(entry.get("answer") or "")[:ANSWER_READ], ANSWER_READ)])
