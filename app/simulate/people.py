"""Who comes, on which day, with what in mind: decided by the seed alone, before anybody moves."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kernel.calendar import Period, quarter_of
from kernel.clock import BANGKOK

OPENS_AT = 9
"""O'clock: every simulated day begins then."""
AT_ONCE = 40
PACE = 0.01
LUCK = 24
"""More items than any questionnaire of ours has."""
DAYS = 48
PEOPLE_A_DAY = 8
CARELESS = 0.03
"""Who taps the same place all the way down."""


@dataclass(frozen=True)
class Wanted:
    """What is to be simulated."""

    agency: str
    fiscal_year: int
    respondents: int
    seed: int
    pace: float = PACE
    """The share of people's thinking time that is really waited."""
    at_once: int = AT_ONCE

    @property
    def first_morning(self) -> datetime:
        """When the year begins for the office."""
        return morning(Period(self.fiscal_year, "Y").first)


def morning(day: date) -> datetime:
    """The beginning of a simulated day."""
    return datetime(day.year, day.month, day.day, OPENS_AT, tzinfo=BANGKOK)


@dataclass(frozen=True)
class Kind:
    """A way of answering. `share` is its weight among all; `plain` people make no detour."""

    name: str
    channel: str
    share: int
    plain: bool = False
    leaves: bool = False
    """Goes away without sending."""


KINDS = (
    Kind("taps", "line", 26, plain=True),
    Kind("types_slowly", "line", 8),
    Kind("thai_digits", "line", 8),
    Kind("pc", "line", 8),
    Kind("wrong_words", "line", 8),
    Kind("double_taps", "line", 8),
    Kind("skips_and_undoes", "line", 6),
    Kind("comes_back", "line", 4),
    Kind("tries_twice", "line", 4),
    Kind("leaves", "line", 8, leaves=True),
    Kind("web", "web", 14, plain=True),
    Kind("web_double_taps", "web", 6),
    Kind("web_skips", "web", 4),
    Kind("web_comes_back", "web", 3),
    Kind("web_tries_twice", "web", 3),
    Kind("web_leaves", "web", 5, leaves=True),
)
KIND = {kind.name: kind for kind in KINDS}


@dataclass(frozen=True)
class Plan:
    """One citizen's visit. `luck` chooses the answer to each item; `stop_after` items somebody stops for a while."""

    number: int
    kind: Kind
    day: date
    point: str
    luck: tuple[float, ...]
    stop_after: int
    seed: str

    def chance(self) -> random.Random:
        """The small decisions on the way: how long to think, how to word it."""
        return random.Random(self.seed)  # noqa: S311 - play, the same for the same seed

    @property
    def user_id(self) -> str:
        """Their account at LINE."""
        return f"U{random.Random(f'{self.seed}/id').getrandbits(128):032x}"  # noqa: S311


def plan_people(wanted: Wanted, points: Sequence[str]) -> list[Plan]:
    """Everybody, in the order of their days. The same seed makes the same people."""
    seed, respondents = wanted.seed, wanted.respondents
    chance = random.Random(f"{seed}/town")  # noqa: S311
    days = office_days(wanted.fiscal_year, respondents, chance)
    chosen = sorted(chance.choices(days, k=max(respondents - len(days), 0)) + days[:respondents])
    kinds = chance.choices(KINDS, [kind.share for kind in KINDS], k=respondents)
    return [
        _plan(f"{seed}/{number}", number, kind, day, points)
        for number, (kind, day) in enumerate(zip(kinds, chosen, strict=True), 1)
    ]


def _plan(seed: str, number: int, kind: Kind, day: date, points: Sequence[str]) -> Plan:
    chance = random.Random(f"{seed}/plan")  # noqa: S311
    luck = tuple(chance.random() for _ in range(LUCK))
    if chance.random() < CARELESS:
        luck = luck[:1] * LUCK
    return Plan(number, kind, day, chance.choice(points), luck, chance.randint(0, 9), seed)


def office_days(fiscal_year: int, respondents: int, chance: random.Random) -> list[date]:
    """Working days of all four quarters, in order; few people come on few days."""
    year = Period(fiscal_year, "Y")
    wanted = min(max(respondents // PEOPLE_A_DAY, 4), DAYS)
    by_quarter: dict[str, list[date]] = {}
    for day in (year.first + timedelta(days=n) for n in range((year.last - year.first).days + 1)):
        if day.weekday() < 5:
            by_quarter.setdefault(quarter_of(day).code, []).append(day)
    days = []
    for place, working in enumerate(by_quarter.values()):
        days += chance.sample(working, wanted // 4 + (place < wanted % 4))
    return sorted(days)


def chosen(luck: float, options: int) -> int:
    """The position that `luck` in [0, 1) means among so many options: mostly content people."""
    weights = {2: (1, 9), 6: (1, 2, 3, 8, 14, 12)}.get(options) or tuple(range(1, options + 1))
    reached = 0
    for position, weight in enumerate(weights, 1):
        reached += weight
        if luck * sum(weights) < reached:
            return position
    return options
