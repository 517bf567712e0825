"""What one visit came to: taps, typed characters, seconds, and the answers that must be on file afterwards."""

import random
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.simulate.people import Plan
from surveys.instruments import Given

Answer = tuple[str, str, tuple[tuple[str, Given], ...]]
"""Round, channel and the answers by item: all that a published row says about an answer."""


@dataclass(eq=False)
class Visit:
    """A citizen's visit while it happens, and its record afterwards."""

    plan: Plan
    round: str
    pace: float
    """The share of the drawn thinking time that is really waited."""
    ended: str = ""
    """completed, abandoned, or stuck."""
    taps: int = 0
    taps_on_the_way: int = 0
    """Taps on the landing page, before the chat or the form is there."""
    typed: int = 0
    thought_s: float = 0.0
    waited_s: float = 0.0
    nudges: int = 0
    """How often nothing came for a while and the person tried again."""
    resent: int = 0
    """Web requests that were sent again because nobody answered."""
    misread: int = 0
    """Answers that the review shows otherwise than they were meant: a typed number that came twice, say."""
    strange: Counter[str] = field(default_factory=Counter)
    answers: dict[str, int] = field(default_factory=dict)
    chance: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.chance = self.plan.chance()

    @property
    def seconds(self) -> float:
        """Thinking and typing (drawn) and waiting (measured)."""
        return self.thought_s + self.waited_s

    @property
    def disturbed(self) -> bool:
        """Whether the product was away for a while during this visit."""
        return bool(self.nudges or self.resent)

    def think(self, low: float, high: float) -> None:
        """Take a time between `low` and `high` seconds, most of it in imagination."""
        seconds = self.chance.uniform(low, high)
        self.thought_s += seconds
        time.sleep(seconds * self.pace)

    def tap(self) -> None:
        """Touch the screen once, after looking at it."""
        self.think(2.0, 7.0)
        self.taps += 1

    def type(self, words: str, seconds_a_sign: float = 0.5) -> None:
        """Type, and touch send."""
        self.think(2.0 + seconds_a_sign * len(words), 5.0 + seconds_a_sign * len(words))
        self.typed += len(words)
        self.taps += 1

    def expected(self) -> Answer | None:
        """What must be on file because of this visit; None for those who went away."""
        if self.ended != "completed":
            return None
        return on_file(self.round, self.plan.kind.channel, self.answers)


def on_file(round_id: str, channel: str, answers: Mapping[str, Given]) -> Answer:
    """An answer as it can be compared."""
    return round_id, channel, tuple(sorted(answers.items(), key=lambda one: one[0]))
