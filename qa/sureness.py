"""From which sureness to speak: an office's own thresholds, found without labelled data.

Each entry is taken out in turn, its pieces no longer counting, and its own wordings are asked as they stand: whatever
then comes first is a false answer. A question without an entry is one more of the same kind, so that the share of them
above a threshold is expected to be the share asked for: conformal prediction, V. Vovk et al., "Algorithmic Learning in
a Random World", 2005. (With slips added the thresholds sink, and an office whose people type well gives more false
answers than it asked for.) Strange messages, which nothing can answer, give the second threshold, from which choices
are offered.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from qa.elsewhere import STRANGE_MESSAGES
from qa.hearing import confidence, known
from qa.retriever import Retriever

FALSE_ANSWER_RATE = 0.05
"""The share of questions without an entry that may still get a direct answer, unless the office says otherwise."""
FALSE_CHOICES_RATE = 0.25
"""The share of deliberately tempting strange messages (`qa.elsewhere`) that may be offered choices. Of ordinary strange
ones it is nearly one in four: a needless choice costs a tap ("none of these" is always among them), a needless
silence a day."""
CHOICES = 3
LEAST, LEAST_HOPE = 0.12, 0.03
"""Nothing is answered or offered below these: an office of three entries has too few to learn from."""
TRIED = 600
"""Wordings asked at most: enough for a rate of 5 % to be right within a point, and done in a second."""
_SEED = 20_569


@dataclass(frozen=True)
class Thresholds:
    """Sureness above which a reply is an answer; and that about any entry, from which choices are offered."""

    answer: float
    choices: float


def thresholds(
    retriever: Retriever, asked: Sequence[Sequence[str]], false_answers: float = FALSE_ANSWER_RATE
) -> Thresholds:
    """The thresholds for entries whose own wordings are `asked`, in the retriever's order.

    false_answers -- the share of questions without an entry that may get a direct answer, above 0 and below 1.
    """
    hidden = [confidence(retriever.hear(text, but=place)) for place, text in _probes(asked)]
    strange = [retriever.hear(text) for text in STRANGE_MESSAGES]
    sure = quantile(hidden, 1 - false_answers)
    if len(hidden) * false_answers < 1:  # too few to tell: at least as sure as about what no office knows
        sure = max(sure, quantile([confidence(hearing) for hearing in strange], 1 - false_answers))
    hopeful = quantile([known(hearing) for hearing in strange], 1 - FALSE_CHOICES_RATE)
    return Thresholds(max(sure, LEAST), max(hopeful, LEAST_HOPE))


def _probes(asked: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    every = [(place, text) for place, wordings in enumerate(asked) for text in wordings]
    return every if len(every) <= TRIED else random.Random(_SEED).sample(every, TRIED)  # noqa: S311 - no secret


def quantile(values: Sequence[float], share: float) -> float:
    """Below which one more value of the same kind lies with this probability, whatever their distribution.

    The value at place share x (n + 1) of the n sorted ones, between two places in proportion; the highest where there
    are too few for the share, 0 where there are none.
    """
    ordered, place = sorted(values), share * (len(values) + 1) - 1
    if place >= len(ordered) - 1:
        return ordered[-1] if ordered else 0.0
    low = max(int(place), 0)
    return ordered[low] + max(place - low, 0) * (ordered[low + 1] - ordered[low])
