"""Other words for the same thing: the house's list, the office's own lines, and what the entries teach.

A line holds words that mean the same, with `=` between them; what follows `#` is a remark. A message with a word
that no entry holds is also searched for its synonyms, at half weight. A word that entries do hold needs no help: its
synonyms would only blur it (measured: ADR 13).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations

from qa.normal import flat, readable
from qa.words import words

INSIDE = 4
"""Letters from which a word counts wherever it occurs; a shorter one must stand as a word of its own."""
SHARED = 2
"""Words that two phrasings must share before what differs between them is taken for synonyms."""
_MOST_PHRASINGS = 30

Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Synonyms:
    """What else to search for."""

    _others: Mapping[str, tuple[str, ...]]
    """For each word that no entry holds, those of the same meaning that some entry does."""

    def of(self, plain: str, cut: Sequence[str]) -> list[str]:
        """Words to add to a readable message that was cut into `cut`; none that it holds already."""
        said, alone = flat(plain), frozenset(cut)
        found = [word for word in self._others if (word in said if len(word) >= INSIDE else word in alone)]
        added = dict.fromkeys(other for word in found for other in self._others[word])
        return [word for word in added if word not in said]


def synonyms(held: str, *groups: Groups) -> Synonyms:
    """What all groups say together about entries whose flat texts are `held`."""
    others: dict[str, dict[str, None]] = {}
    for group in (group for several in groups for group in several):
        known = [word for word in group if word in held]
        for word in group if known else ():
            if word not in known:
                others.setdefault(word, {}).update(dict.fromkeys(known))
    return Synonyms({word: tuple(found) for word, found in others.items()})


def read(table: str) -> Groups:
    """The groups of a table of lines; a line with fewer than two words says nothing."""
    lines = (line.split("#")[0].split("=") for line in table.splitlines())
    groups = (tuple(dict.fromkeys(word for piece in line if (word := flat(piece)))) for line in lines)
    return tuple(group for group in groups if len(group) > 1)


@cache
def house() -> Groups:
    """The list that comes with the product: everyday, spoken and dialect words of what offices are asked."""
    return read(files("qa").joinpath("synonyms.txt").read_text(encoding="utf-8"))


def learnt(entries: Iterable[Sequence[str]]) -> Groups:
    """What the phrasings of each entry teach: where two are the same but for a word, the two words may stand for
    each other. `entries` are the phrasings of each."""
    return tuple(dict.fromkeys(pair for phrasings in entries for pair in _pairs(phrasings)))


def _pairs(phrasings: Sequence[str]) -> Iterator[tuple[str, str]]:
    cuts = [tuple(words(readable(text))) for text in phrasings[:_MOST_PHRASINGS]]
    for one, other in combinations(cuts, 2):
        start = _alike(one, other)
        end = min(_alike(one[::-1], other[::-1]), min(len(one), len(other)) - start)
        mine, theirs = one[start : len(one) - end], other[start : len(other) - end]
        if start + end >= SHARED and len(mine) == len(theirs) == 1 and min(len(mine[0]), len(theirs[0])) >= INSIDE:
            yield min(mine[0], theirs[0]), max(mine[0], theirs[0])


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    same = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        same += 1
    return same
