"""A stronger engine, plugged in by a setting and never needed: it puts the best candidates into a new order.

It may be an embedding model or a language model behind an address of the office's own. It sees the message and
public answers; the messages of the fraud door never come this far.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from kernel.errors import Refused, Unavailable

CANDIDATES = 10
"""Entries that an engine is shown."""
TRUST = 0.5
"""What its opinion weighs, between the search's own (0) and its alone (1)."""


@dataclass(frozen=True)
class Candidate:
    """An entry as an engine sees it."""

    id: str
    question: str
    answer: str
    score: float
    """The search's own, 0 to 1."""


class Engine(Protocol):
    """What an engine must do."""

    def rank(self, text: str, candidates: Sequence[Candidate]) -> Sequence[float]:
        """How well each candidate answers `text`, 0 to 1, in their order.

        Raises Unavailable when it cannot say: then the search's own order stands.
        """
        ...


def load(name: str) -> Engine | None:
    """The engine that a setting names as "module:factory" (called without arguments); None for "".

    Raises Refused("unknown_engine") when there is no such thing.
    """
    if not name:
        return None
    module, _, factory = name.partition(":")
    try:
        return cast(Engine, getattr(import_module(module), factory)())
    except (ImportError, AttributeError, ValueError, TypeError):
        raise Refused("unknown_engine") from None


def opinions(engine: Engine, text: str, candidates: Sequence[Candidate]) -> list[float]:
    """Scores for the candidates, the search's own and the engine's together; its own alone when the engine is away."""
    own = [one.score for one in candidates]
    try:
        theirs = engine.rank(text, candidates)
    except Unavailable:
        return own
    if len(theirs) != len(own):
        return own
    best = max(own, default=0.0)
    return [
        (1 - TRUST) * mine + TRUST * best * min(max(said, 0.0), 1.0) for mine, said in zip(own, theirs, strict=True)
    ]
