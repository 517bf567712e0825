"""Ways of cutting a text to pieces, for telling topics apart: letters, words with their synonyms, sounds,
and the words that say something (their letters, their meanings)."""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from qa.normal import sound, unspaced
from qa.pieces import Codes, grams, word_codes
from qa.synonyms import house
from qa.words import empty_words, words

WEIGHTS = (1.0, 1.0, 1.0, 1.0, 0.5)
"""What each view counts."""


def views(plain: str) -> tuple[Codes, ...]:
    """A readable text in every view."""
    flat, cut = unspaced(plain), words(plain)
    said = [word for word in cut if word not in empty_words()]
    meant = word_codes([*said, *_meanings(said)])
    return grams(flat), word_codes([*cut, *_meanings(cut)]), grams(sound(flat)), _marked(said), meant


def _meanings(cut: Sequence[str]) -> list[str]:
    known = _groups()
    return [group for word in cut for group in known.get(word, ())]


@cache
def _groups() -> Mapping[str, Sequence[str]]:
    """The house's groups of synonyms that each word belongs to."""
    found: dict[str, list[str]] = {}
    for number, group in enumerate(house()):
        for word in group:
            found.setdefault(word, []).append(f"={number}")
    return found


def _marked(cut: Sequence[str]) -> Codes:
    """The letters of each word, its edges marked: a slip in one word spoils no other."""
    return np.concatenate([np.empty(0, np.uint64), *(grams(f"<{word}>") for word in cut)])
