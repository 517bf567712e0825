"""Survey results: the running round, and those before it."""

from collections.abc import Mapping
from typing import Any

from console.blueprint import desk, parts
from console.guards import needs
from console.pages import render
from console.sessions import Visitor
from kernel.calendar import period
from kernel.clock import bangkok_day
from kernel.errors import Refused
from kernel.thai import thai_period
from surveys import results as survey_results
from surveys import rounds as survey_rounds
from surveys import texts as survey_texts
from surveys.records import Round
from surveys.results import RoundSummary


@desk.get("/results")
@needs("clerk", "admin")
def results(visitor: Visitor) -> str:
    """The round of this quarter, also while nobody has answered yet."""
    return _page(visitor, _running().id)


@desk.get("/results/<round_id>")
@needs("clerk", "admin")
def result(visitor: Visitor, round_id: str) -> str:
    """One round."""
    return _page(visitor, round_id)


def _running() -> Round:
    return survey_rounds.running_round(bangkok_day(parts().clock.now()))


def _page(visitor: Visitor, round_id: str) -> str:
    agency, running = visitor.agency, _running()
    with parts().workplace.read() as work:
        found = survey_results.summary(work, agency, round_id)
        by_point = survey_results.by_point(work, agency, round_id)
        names = {point.code: point.name for point in work.points.all(agency)}
        known = work.rounds.all(agency)
    if found is None and round_id == running.id:
        found = survey_results.summarise(agency, running, (), 0)
    if found is None:
        raise Refused("round_unknown")
    others = [one for one in known if one.id != round_id]
    if running.id not in {one.id for one in known} and running.id != round_id:
        others.insert(0, running)
    return render(
        "results.html",
        found=found,
        points=_points(by_point, names),
        named=thai_period(period(found.round.period)),
        others=[(one.id, thai_period(period(one.period))) for one in others],
        words=survey_texts,
        least=survey_results.LEAST,
    )


def _points(by_point: Mapping[str, RoundSummary], names: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{"code": code, "name": names.get(code, code), "found": found} for code, found in by_point.items()]
