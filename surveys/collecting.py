"""How the answers of a round came in, as far as their published days tell: the pace, and signs to look at."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kernel.agency import Agency
from surveys.pace import Pace, pace
from surveys.ports import SurveyWork
from surveys.quality import BURST, Burst, bursts, weekdays_only
from surveys.results import target_of


@dataclass(frozen=True)
class Collected:
    """What staff see beside the scores. Nothing here changes a score."""

    by_day: Mapping[date, int]
    by_flag: Mapping[str, int]
    """Quality flag -> responses that carry it, bursts included; one response may carry several."""
    flagged: int
    """Responses that carry a flag of their own."""
    bursts: tuple[Burst, ...]
    weekdays_only: bool
    pace: Pace


def collected(work: SurveyWork, agency: Agency, round_id: str, today: date) -> Collected | None:
    """How the round came in up to `today`; None when the agency has no such round."""
    round_ = work.rounds.get(agency, round_id)
    if round_ is None:
        return None
    days = work.responses.days(agency, round_id)
    staged = bursts(days)
    known = {(burst.point, burst.day) for burst in staged}
    by_day: Counter[date] = Counter()
    by_flag: Counter[str] = Counter()
    flagged = 0
    for one in days:
        signs = (*one.flags, BURST) if (one.point, one.day) in known else one.flags
        by_day[one.day] += one.n
        by_flag.update(dict.fromkeys(signs, one.n))
        flagged += one.n if one.flags else 0
    return Collected(
        by_day=dict(sorted(by_day.items())),
        by_flag=dict(sorted(by_flag.items())),
        flagged=flagged,
        bursts=staged,
        weekdays_only=weekdays_only(days),
        pace=pace(by_day, target_of(agency), today, round_.opens_on, round_.closes_on),
    )
