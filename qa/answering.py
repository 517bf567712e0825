"""Answer, offer choices, or say honestly that we do not know."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from typing import Any, TypedDict

import numpy as np

from kernel.agency import Agency
from qa.deciding import bare, near_the_best, says_something, searchable, shown
from qa.engine import CANDIDATES, Candidate, Engine, opinions
from qa.entries import Entry
from qa.hearing import Hearing, confidence, known
from qa.normal import flat
from qa.reply import Kind, Ranked, Reply
from qa.retriever import Retriever
from qa.routing import Route, classify
from qa.sureness import CHOICES, thresholds
from qa.synonyms import learnt, read

__all__ = ["Kind", "KnowledgeBase", "Ranked", "Reply"]

FOLLOW_UP = 40
"""Letters up to which a message may lean on what was talked about last."""
LEANING = 1.5
"""What the last topic weighs beside the message itself."""
CHANGES = 32
"""Entries replaced one by one before everything is indexed anew: rarities drift by then."""


class _Options(TypedDict):
    synonyms: str
    false_answers: float | None
    engine: Engine | None


class KnowledgeBase:
    """One agency's live entries, indexed. Immutable: `renewed` gives the next one when the "faq" revision grows."""

    def __init__(
        self,
        entries: Iterable[Entry],
        agency: Agency,
        *,
        with_words: bool = True,
        synonyms: str = "",
        false_answers: float | None = None,
        engine: Engine | None = None,
    ) -> None:
        """Index `entries`; of several with one id the last counts.

        synonyms -- the office's own lines, as `qa.synonyms` reads them.
        false_answers -- the share of questions without an entry that may get a direct answer, the agency's own
        unless given (see `qa.sureness`).
        engine -- orders the best candidates anew; see `qa.engine`.
        """
        self.agency = agency
        self._options: _Options = {"synonyms": synonyms, "false_answers": false_answers, "engine": engine}
        self._with_words, self._engine = with_words, engine
        self._given = {entry.id: entry for entry in entries}
        self.entries: tuple[Entry, ...] = shown(self._given.values(), agency)
        asked = [(entry.question, *entry.phrasings) for entry in self.entries]
        extra = (read(synonyms), learnt(asked) if with_words else ())
        rows = [searchable(entry) for entry in self.entries]
        self._retriever = Retriever(rows, with_words=with_words, extra=extra)
        rate = agency.false_answers / 100 if false_answers is None else false_answers
        self._thresholds = thresholds(self._retriever, asked, rate)

    def with_entry(self, entry: Entry) -> "KnowledgeBase":
        """The same base with `entry` added, or put in the place of the one with its id. This base stays as it is.

        Takes milliseconds. The thresholds stay as they are until so many entries have changed that all is made anew.
        """
        given = {**self._given, entry.id: entry}
        told = shown([entry], self.agency)
        if not told or self._retriever.changes >= CHANGES:
            return KnowledgeBase(given.values(), self.agency, with_words=self._with_words, **self._options)
        base = copy(self)
        base._given = given
        base.entries = tuple({one.id: one for one in (*self.entries, *told)}.values())
        base._retriever = self._retriever.replaced(searchable(told[0]))
        return base

    def renewed(self, entries: Iterable[Entry], agency: Agency, *, synonyms: str | None = None) -> "KnowledgeBase":
        """The base for these entries, made from this one where only a few have changed.

        synonyms -- the office's own lines of today; None: as before.
        """
        options = self._options if synonyms is None else {**self._options, "synonyms": synonyms}
        given = {entry.id: entry for entry in entries}
        changed = [entry for entry in given.values() if self._given.get(entry.id) != entry]
        is_new = agency != self.agency or options != self._options
        if is_new or self._given.keys() - given.keys() or len(changed) > CHANGES:
            return KnowledgeBase(given.values(), agency, with_words=self._with_words, **options)
        base = self
        for entry in changed:
            base = base.with_entry(entry)
        return base

    def reply(self, text: str, topic: str | None = None) -> Reply:
        """The reply to a message; never raises, whatever was typed.

        topic -- the category, or the id of an entry, that was talked about last: a short follow-up keeps to it.
        """
        said = flat(text)
        hearing = self._weighed(text, self._retriever.hear(text))
        reply = self._reply(said, hearing)
        if topic and reply.kind is not Kind.ANSWER and says_something(said) and len(said) <= FOLLOW_UP:
            leaning = self._leaning(hearing, topic)
            followed = self._reply(said, leaning) if leaning is not None else reply
            return followed if followed.kind is not Kind.UNKNOWN else reply
        return reply

    def _reply(self, said: str, hearing: Hearing) -> Reply:
        sureness = confidence(hearing)
        ranked = tuple(Ranked(self.entries[place], score) for place, score in hearing.best(CHOICES))
        kind = self._kind(said, sureness, known(hearing), ranked)
        told = near_the_best(ranked) if kind is Kind.CHOICES else ranked
        return Reply(kind, told, sureness, worth_passing=says_something(said))

    def _kind(self, said: str, sureness: float, hope: float, ranked: Sequence[Ranked]) -> Kind:
        if not ranked or not says_something(said):
            return Kind.UNKNOWN
        if sureness > self._thresholds.answer and not bare(said, ranked):
            return Kind.ANSWER
        return Kind.CHOICES if hope > self._thresholds.choices else Kind.UNKNOWN

    def _weighed(self, text: str, hearing: Hearing) -> Hearing:
        if self._engine is None:
            return hearing
        found = [(place, score, self.entries[place]) for place, score in hearing.best(CANDIDATES)]
        candidates = [Candidate(entry.id, entry.question, entry.answer, score) for _, score, entry in found]
        scores = hearing.scores.copy()
        scores[[place for place, _, _ in found]] = opinions(self._engine, text, candidates)
        return replace(hearing, scores=scores)

    def _leaning(self, hearing: Hearing, topic: str) -> Hearing | None:
        """The message as a follow-up: entries of the topic's category gain by how near they are to the topic."""
        last = self.entry(topic)
        category = last.category if last else topic
        alike = np.array([entry.category == category and entry is not last for entry in self.entries], bool)
        if not alike.any():
            return None
        about = self._retriever.hear(last.question if last else category)
        # times, not plus: what shares nothing with the message does not become its answer by standing near the topic
        nearness = LEANING * np.where(alike, about.scores / max(float(about.scores.max()), 1e-9), 0)
        scores, covered = hearing.scores * (1 + nearness), hearing.covered * (1 + nearness)
        return replace(hearing, scores=np.minimum(scores, 1), covered=np.minimum(covered, 1))

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

    def categories(self) -> Mapping[str, Sequence[Entry]]:
        """Live entries by category, both in their stored order, for browsing."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.category, []).append(entry)
        return found
