"""An office whose citizens have answered: published rows, people and comments, made the same way every time."""

import random
from collections.abc import Mapping
from datetime import date
from typing import Any

from kernel.agency import Agency
from kernel.calendar import Period
from surveys.asides import Aside, Profile, publish_asides, tell
from surveys.instruments import load
from surveys.records import Response, Round
from surveys.rounds import round_id

MIXED = {"e1": 5, "e2": 6, "e3": 2, "e4": 4, "e5": 4, "e6": 5, "e7": 3, "e8": 5, "e9": 1}


def a_round(work: Any, agency: Agency, period: Period, instrument: str = "eit-2567") -> Round:
    """A round over a period, kept."""
    made = Round(round_id(instrument, period.code), instrument, period.code, period.first, period.last)
    work.rounds.add(agency, made, b"secret")
    return made


def answer(
    work: Any,
    agency: Agency,
    round_: Round,
    n: int,
    *,
    point: str | None = None,
    channel: str = "line",
    answers: Mapping[str, Any] = MIXED,
    day: date | None = None,
    flags: tuple[str, ...] = (),
) -> None:
    """`n` published answers, all alike."""
    first = work.responses.last_place(agency) + 1
    rows = [
        Response(
            f"{place:032x}", round_.id, round_.instrument, point, channel, day or round_.opens_on, answers, place,
            flags=flags,
        )
        for place in range(first, first + n)
    ]  # fmt: skip
    work.responses.add_all(agency, rows)


def town(work: Any, agency: Agency, round_: Round, people: int, seed: int = 1) -> None:
    """`people` answers of different people, most of them content, over two channels and no point."""
    chance, asked = random.Random(seed), load(round_.instrument)
    for _ in range(people):
        given = {
            item.id: min(len(item.options), max(1, round(chance.gauss(0.8, 0.2) * len(item.options))))
            for item in asked.items
        }
        answer(work, agency, round_, 1, channel=chance.choice(("line", "web")), answers=given)


def told(work: Any, agency: Agency, round_: Round, clock: Any, profiles: Mapping[Profile, int], *comments: str) -> None:
    """People and comments beside the answers, published."""
    asides = [Aside(profile) for profile, n in profiles.items() for _ in range(n)]
    asides += [Aside(comment=comment) for comment in comments]
    for number, aside in enumerate(asides):
        tell(work, agency, round_.id, aside, form=f"form-{number}", clock=clock)
    publish_asides(work, agency, clock, rng=random.Random(1))
