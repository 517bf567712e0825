"""Answer, offer choices, or say honestly that we do not know."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kernel.agency import Agency
from qa.elsewhere import STRANGE_MESSAGES
from qa.entries import Entry
from qa.index import best_places
from qa.normal import flat
from qa.placeholders import ready
from qa.retriever import Hearing, Retriever, confidence
from qa.routing import Route, classify

CHOICES = 3
FALSE_ANSWER_RATE = 0.05
"""The share of questions without an entry that may still get a direct answer."""
FALSE_CHOICES_RATE = 0.2
"""The share of deliberately tempting strange messages (`qa.elsewhere`) that may be offered choices."""
BARE_LENGTH = 16
"""Letters up to which a message may be a bare noun rather than a question."""
CLOSE = 0.7
FAR = 0.4
"""Runners-up above CLOSE of the best score compete with it; below FAR they are not worth a button."""

_TRIED = 300
_SEED = 20_569


class Kind(StrEnum):
    """What a reply is."""

    ANSWER = "answer"
    CHOICES = "choices"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Ranked:
    """An entry, placeholders filled, and how well it fits, 0 to 1."""

    entry: Entry
    score: float


@dataclass(frozen=True)
class Reply:
    """What to tell the citizen.

    entries -- ANSWER: the answer first, then the runners-up; CHOICES: up to three to choose from;
    UNKNOWN: the nearest ones, for staff only.
    """

    kind: Kind
    entries: tuple[Ranked, ...]
    sureness: float
    worth_passing: bool
    """Whether the message holds enough to be handed to a person."""


class KnowledgeBase:
    """One agency's live entries, indexed. Immutable: build a new one when the "faq" or "agency" revision grows."""

    def __init__(self, entries: Iterable[Entry], agency: Agency, *, with_words: bool = True) -> None:
        found = (ready(entry, agency) for entry in entries if entry.live)
        self.entries: tuple[Entry, ...] = tuple(entry for entry in found if entry is not None)
        self._retriever = Retriever([_searchable(entry) for entry in self.entries], with_words=with_words)
        self._sure, self._hopeful = _thresholds(self._retriever, self.entries)

    def reply(self, text: str) -> Reply:
        """The reply to a message; never raises, whatever was typed."""
        said = flat(text)
        hearing = self._retriever.hear(text)
        sureness = confidence(hearing)
        ranked = self._ranked(hearing)
        kind = self._kind(said, sureness, confidence(hearing, CHOICES), ranked)
        shown = _near_the_best(ranked) if kind is Kind.CHOICES else ranked
        return Reply(kind, shown, sureness, worth_passing=_says_something(said))

    def _kind(self, said: str, sureness: float, hope: float, ranked: Sequence[Ranked]) -> Kind:
        if not ranked or not _says_something(said):
            return Kind.UNKNOWN
        if sureness > self._sure and not _bare(said, ranked):
            return Kind.ANSWER
        return Kind.CHOICES if hope > self._hopeful else Kind.UNKNOWN

    def _ranked(self, hearing: Hearing) -> tuple[Ranked, ...]:
        return tuple(Ranked(self.entries[place], score) for place, score in best_places(hearing.scores, CHOICES))

    def as_json(self, text: str) -> dict[str, Any]:
        """The reply for programs: its route, decision ("answer", "ask_back", "pass_on"), ranked answers.

        What is no question (a menu word, a greeting, an emergency, the fraud door) has its own answer in the dialogue.
        """
        reply, route = self.reply(text), classify(text)
        decision = {Kind.ANSWER: "answer", Kind.CHOICES: "ask_back", Kind.UNKNOWN: "pass_on"}[reply.kind]
        if route is Route.PERSON:
            decision = "pass_on"
        elif route is not Route.QUESTION:
            decision = "answer"
        elif not reply.entries and not reply.worth_passing:
            decision = "ask_back"
        answers = [
            {
                "id": ranked.entry.id,
                "category": ranked.entry.category,
                "question": ranked.entry.question,
                "answer": ranked.entry.answer,
                "score": round(ranked.score, 4),
            }
            for ranked in reply.entries
        ]
        return {
            "route": route.value,
            "decision": decision,
            "sureness": round(reply.sureness, 4),
            "answers": answers,
        }

    def entry(self, entry_id: str) -> Entry | None:
        """A live entry by id, placeholders filled: what a tapped choice shows."""
        return next((entry for entry in self.entries if entry.id == entry_id), None)

    def categories(self) -> dict[str, tuple[Entry, ...]]:
        """Live entries by category, both in their stored order, for browsing."""
        names = dict.fromkeys(entry.category for entry in self.entries)
        return {name: tuple(entry for entry in self.entries if entry.category == name) for name in names}


def _says_something(said: str) -> bool:
    # One or two characters, or a bare number, is a slip or an answer to something else: no question for staff.
    return len(said) > 2 and not said.isdigit()


def _bare(said: str, ranked: Sequence[Ranked]) -> bool:
    # "เอกสาร" or "ถนน" alone: the first entry wins by a hair among many that fit, so ask which one is meant.
    return len(said) <= BARE_LENGTH and len(ranked) > 1 and ranked[1].score > CLOSE * ranked[0].score


def _near_the_best(ranked: tuple[Ranked, ...]) -> tuple[Ranked, ...]:
    near = sum(one.score > FAR * ranked[0].score for one in ranked)
    return ranked[: max(2, near)]


def _searchable(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "questions": [entry.question, *entry.phrasings],
        "keywords": [*entry.keywords, entry.category],
        "answer": entry.answer,
    }


def _thresholds(retriever: Retriever, entries: Sequence[Entry]) -> tuple[float, float]:
    """From which confidence to answer, and from which to offer choices. Needs no labels.

    Each entry is hidden and its own questions are asked: whatever then comes first is a false answer. The rate
    wanted gives the first threshold; strange messages, which nothing can answer, give the second.
    """
    hidden = [confidence(retriever.hear(text).without(place)) for place, text in _probes(entries)]
    strange = [retriever.hear(text) for text in STRANGE_MESSAGES]
    sure = _quantile(hidden + [confidence(hearing) for hearing in strange], 1 - FALSE_ANSWER_RATE)
    hopeful = _quantile([confidence(hearing, CHOICES) for hearing in strange], 1 - FALSE_CHOICES_RATE)
    return sure, min(sure, hopeful)


def _probes(entries: Sequence[Entry]) -> list[tuple[int, str]]:
    every = [(place, text) for place, entry in enumerate(entries) for text in (entry.question, *entry.phrasings)]
    return every if len(every) <= _TRIED else random.Random(_SEED).sample(every, _TRIED)  # noqa: S311 - no secret


def _quantile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(int(share * len(values)), len(values) - 1)]
