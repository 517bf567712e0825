"""Thumbs under answers, and which entries fail the people who get them."""

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from kernel.agency import Agency
from kernel.clock import Clock, bangkok_day
from qa.learning_ports import Fate, LearningWork, RatingWork

LOOKED_BACK = timedelta(days=90)
LEAST_COMPLAINTS = 3
"""Fewer thumbs down are a mood, not a fault."""
FAILING_SHARE = 0.1
"""An entry fails when we can be 95 % sure that more than this share of those who got it said it was not right."""
Z95 = 1.959964
"""Two-sided 95 %."""


@dataclass(frozen=True)
class Failing:
    """An entry that keeps failing."""

    entry: str
    shown: int
    """Questions it was given to as the answer."""
    helped: int
    unhelped: int
    at_least: float
    """Lower end of the 95 % interval of the share that it does not help, 0 to 1."""


def rate(work: RatingWork, agency: Agency, entry_id: str, helped: bool, clock: Clock) -> bool:
    """Count a thumb under an answer: by entry and day, never by person. False when there is no such entry."""
    if work.faq.get(agency, entry_id) is None:
        return False
    work.ratings.add(agency, bangkok_day(clock.now()), entry_id, helped)
    return True


def failing(work: LearningWork, agency: Agency, today: date) -> list[Failing]:
    """Entries that keep failing, the surest first.

    The share is that of thumbs down among all who were given the answer: who says nothing counts as content, so the
    figure can only be too mild. Its lower bound (Wilson) decides, not the share: 3 of 4 may be chance, 30 of 100 not.
    """
    first = today - LOOKED_BACK
    votes: Counter[tuple[str, bool]] = Counter()
    for rated in work.ratings.since(agency, first):
        votes[rated.entry, rated.helped] += rated.count
    given = Counter(row.entry for row in work.asked.since(agency, first) if row.entry and not _only_offered(row.fate))
    found = [_judged(entry, given[entry], votes) for entry in {entry for entry, _ in votes}]
    worst = (one for one in found if one.unhelped >= LEAST_COMPLAINTS and one.at_least >= FAILING_SHARE)
    return sorted(worst, key=lambda one: (-one.at_least, one.entry))


def _only_offered(fate: Fate) -> bool:
    return fate is Fate.UNTAKEN


def _judged(entry: str, given: int, votes: Counter[tuple[str, bool]]) -> Failing:
    helped, unhelped = votes[entry, True], votes[entry, False]
    shown = max(given, helped + unhelped)  # answers found by looking around are rated too
    return Failing(entry, shown, helped, unhelped, wilson_low(unhelped, shown))


def wilson_low(hits: int, n: int, z: float = Z95) -> float:
    """The lower end of Wilson's score interval for `hits` of `n`, 0 to 1; 0 when nobody was asked.

    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212.
    """
    if not n:
        return 0.0
    share = hits / n
    middle = share + z * z / (2 * n)
    spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, (middle - spread) / (1 + z * z / n))
