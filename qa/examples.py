"""Topics given by examples: where no entry has an answer, each is the middle of the questions that stand for it.

A knowledge base is searched for the one text that covers a message. A list of topics is something else: a message
about paying a bill resembles no single example, but it is nearer to the middle of all of them than to that of any
other topic. A topic whose examples differ much has a middle that is near to nothing, so nearness is measured
against how near its own examples are. A piece counts the more, the more it belongs to some topics and not to others;
and a straight line between the topics (ridge regression) has half a vote beside the middles.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.index import Scores
from qa.inverting import inverted, spread
from qa.pieces import Codes

FEWEST, MOST = 3, 2000
"""Examples from which a topic has a middle worth speaking of, on average; and of all topics together: they are laid
out side by side while the middles are made."""
DOUBT = 0.06
"""Examples that every topic is taken to have of every piece, beside its own."""
LEAST = 0.1
"""What a piece counts that tells topics apart not at all, where 1 is one that names its topic."""
TELLING = 0.75
SMOOTH = 0.1
STEEP = 2.8
"""Power of a middle's length that its nearness is divided by: 2 would give its own examples 1 on average."""
LINES = 0.5
"""Beside 1 for the middles. All of them sit on plateaus: see ADR 13."""

Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class _View:
    """One way of cutting texts to pieces: what they weigh, and what each says for each topic."""

    codes: Codes
    weights: NDArray[np.float64]
    middles: Numbers
    """Topics by pieces, divided by a power of their length."""
    lines: Numbers
    """Topics by pieces, as ridge regression has them."""

    def heard(self, message: Codes) -> tuple[Numbers, Numbers]:
        """How near a message is to each middle, and on each topic's side of the lines."""
        codes, times = np.unique(spread(message), return_counts=True)
        if not len(codes) or not len(self.codes):
            return np.zeros(len(self.middles), np.float32), np.zeros(len(self.middles), np.float32)
        at = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        is_known = self.codes[at] == codes
        weights = np.log1p(times[is_known]) * self.weights[at[is_known]]
        said = (weights / (float(np.sqrt((weights**2).sum())) or 1.0)).astype(np.float32)
        return self.middles[:, at[is_known]] @ said, self.lines[:, at[is_known]] @ said


@dataclass(frozen=True)
class Topics:
    """All topics. Immutable."""

    _views: tuple[_View, ...]
    _shares: tuple[float, ...]
    """What each view counts; together 1."""

    def nearness(self, message: Sequence[Codes]) -> Scores:
        """One number for each topic, for a message cut in every view; the nearest has the highest, 0 says nothing."""
        heard = [view.heard(codes) for view, codes in zip(self._views, message, strict=True)]
        near = np.asarray(sum(share * one for share, (one, _) in zip(self._shares, heard, strict=True)))
        sides = np.asarray(sum(share * one for share, (_, one) in zip(self._shares, heard, strict=True)))
        if not np.any(near) or not np.std(near) or not np.std(sides):
            return np.asarray(near, np.float32)
        votes = near + LINES * np.std(near) * (sides - np.mean(sides)) / np.std(sides)
        return np.asarray(np.maximum(votes, 1e-6), np.float32)


def topics(examples: Sequence[Sequence[Sequence[Codes]]], weights: Sequence[float]) -> Topics:
    """Topics, each given by its examples, each cut in every view; `weights` is what each view counts."""
    topic_of = np.repeat(np.arange(len(examples)), [len(topic) for topic in examples])
    texts = [text for topic in examples for text in topic]
    shares = tuple(weight / sum(weights) for weight in weights)
    weighed = [_weighed(list(cut), topic_of, len(examples)) for cut in zip(*texts, strict=True)]
    alike = sum(share * (every @ every.T) for share, (_, _, every) in zip(shares, weighed, strict=True))
    wanted = np.eye(len(examples))[topic_of] - 1 / max(len(examples), 1)
    sides = np.linalg.solve(alike + SMOOTH * np.eye(len(texts)), wanted).astype(np.float32)
    return Topics(tuple(_View(codes, says, _middles(every, topic_of, len(examples)), sides.T @ every)
                        for codes, says, every in weighed), shares)  # fmt: skip


def _weighed(
    texts: Sequence[Codes], topic_of: NDArray[np.int64], topics: int
) -> tuple[Codes, NDArray[np.float64], Numbers]:
    """The pieces of all texts, what each weighs, and the texts in them, each of length 1."""
    codes, starts, owners, times = inverted(texts)
    held_by = np.diff(starts)
    piece = np.repeat(np.arange(len(codes)), held_by)
    rarity = np.log((len(texts) + 1) / (held_by + 1)) + 1
    weights = rarity * (_telling(piece, topic_of[owners], np.bincount(topic_of, minlength=topics)) + LEAST) ** TELLING
    every = np.zeros((len(texts), len(codes)), np.float32)
    every[owners, piece] = np.log1p(times) * weights[piece]
    every /= np.maximum(np.linalg.norm(every, axis=1, keepdims=True), 1e-9)
    return codes, weights, every


def _middles(every: Numbers, topic_of: NDArray[np.int64], topics: int) -> Numbers:
    middle = np.stack([every[topic_of == topic].sum(axis=0) for topic in range(topics)])
    middle /= np.maximum(np.bincount(topic_of, minlength=topics), 1)[:, None]
    stretch = np.linalg.norm(middle, axis=1, keepdims=True) ** STEEP
    return np.asarray(middle / np.maximum(stretch, 1e-9), np.float32)


def _telling(piece: NDArray[np.int64], topic: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.float64]:
    """For each piece: 0 when it is as frequent in every topic, 1 when it belongs to one alone."""
    held = np.full((len(sizes), int(piece.max(initial=-1)) + 1), DOUBT)
    np.add.at(held, (topic, piece), 1.0)
    share = held / (sizes[:, None] + DOUBT * len(sizes))
    share /= share.sum(axis=0)
    return np.asarray(1 + (share * np.log(share)).sum(axis=0) / np.log(max(len(sizes), 2)), np.float64)
