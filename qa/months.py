"""What people used online each month of a fiscal year: questions by topic, suggestions, complaints. Counts alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kernel.agency import Agency
from kernel.calendar import Period
from qa.counting import NO_QUESTIONS, NO_TOPIC, Outcome
from qa.service_ports import ServiceWork

QUESTION = "question"


@dataclass(frozen=True)
class Months:
    """One count for each of `begun`, in its order."""

    begun: Sequence[date]
    """Every month that has begun, by its first day."""
    topics: Sequence[tuple[str, Sequence[int]]]
    """Questions asked, by topic, the most asked first."""
    kinds: Mapping[str, Sequence[int]]
    """What was sent: QUESTION, and the kinds that are no question."""


def read(work: ServiceWork, agency: Agency, year: Period, today: date) -> Months:
    """The year's months until `today`."""
    begun = [first for first in _firsts(year) if first <= today]
    topics: dict[str, Counter[date]] = {}
    kinds: dict[str, Counter[date]] = {kind: Counter() for kind in (QUESTION, *NO_QUESTIONS)}
    for one in work.counts.between(agency, year.first, min(today, year.last)):
        month = one.day.replace(day=1)
        if one.topic in NO_QUESTIONS:
            kinds[one.topic][month] += one.count * (one.outcome == Outcome.PASSED_ON)
        elif one.outcome == Outcome.ASKED:
            kinds[QUESTION][month] += one.count
            topics.setdefault(one.topic or NO_TOPIC, Counter())[month] += one.count
    named = sorted(topics.items(), key=lambda item: (-item[1].total(), item[0]))
    return Months(
        begun,
        [(topic, [found[month] for month in begun]) for topic, found in named],
        {kind: [found[month] for month in begun] for kind, found in kinds.items()},
    )


def _firsts(year: Period) -> list[date]:
    start = year.first
    return [date(start.year + (start.month - 1 + n) // 12, (start.month - 1 + n) % 12 + 1, 1) for n in range(12)]
