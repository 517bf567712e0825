"""Survey results: the running round, and those before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from console import slip_texts
from console.blueprint import desk, parts
from console.guards import needs
from console.pages import render
from console.ports import Work
from console.sessions import Visitor
from kernel.agency import Agency
from kernel.calendar import period
from kernel.clock import bangkok_day
from kernel.errors import Refused
from kernel.thai import thai_period
from surveys import report_texts
from surveys import results as survey_results
from surveys import rounds as survey_rounds
from surveys import texts as survey_texts
from surveys.apart import set_apart
from surveys.channels import channels
from surveys.collecting import collected
from surveys.improvement import issues
from surveys.library import find
from surveys.records import Round
from surveys.results import RoundSummary
from surveys.suppression import one_way
from surveys.trends import against_last


@dataclass(frozen=True)
class Line:
    """A service point's line. `n` is None where the number, or what it leaves over, could point to a person."""

    name: str
    found: RoundSummary | None
    n: int | None


@desk.get("/results")
@needs("clerk", "admin")
def results(visitor: Visitor) -> str:
    """The running round, also while nobody has answered yet."""
    with parts().workplace.read() as work:
        return _page(work, visitor.agency, running_round(work, visitor.agency).id)


@desk.get("/results/<round_id>")
@needs("clerk", "admin")
def result(visitor: Visitor, round_id: str) -> str:
    """One round."""
    with parts().workplace.read() as work:
        return _page(work, visitor.agency, round_id)


def running_round(work: Work, agency: Agency) -> Round:
    """The round that takes answers today, as it is or will be."""
    today, asked = bangkok_day(parts().clock.now()), survey_rounds.poster_instrument(work, agency)
    standing = survey_rounds.standing_round(work, agency, today, asked)
    return standing or survey_rounds.coming_round(work, agency, today, asked)


def _page(work: Work, agency: Agency, round_id: str) -> str:
    running, known = running_round(work, agency), work.rounds.all(agency)
    found = survey_results.summary(work, agency, round_id)
    if found is None and round_id == running.id:
        found = survey_results.summarise(agency, running, (), 0, find(work, agency, running.instrument))
    if found is None:
        raise Refused("round_unknown")
    names = {point.code: point.name for point in work.points.all(agency)}
    came = collected(work, agency, round_id, bangkok_day(parts().clock.now()))
    others = [one for one in known if one.id != round_id]
    if running.id not in {one.id for one in (*known, found.round)}:
        others.insert(0, running)
    return render(
        "results.html",
        found=found,
        came=came,
        apart=set_apart(work, agency, round_id),
        change=against_last(work, agency, found),
        issues=issues(found) if found.decided else (),
        points=_points(survey_results.by_point(work, agency, round_id), names, found.n),
        names=names,
        channels=channels(found.by_channel).told(),
        named=_called(work, agency, found.round),
        others=[(one.id, _called(work, agency, one)) for one in others],
        spoken=lambda code: thai_period(period(code)),
        words=survey_texts,
        report_words=report_texts,
        staff=found.instrument.for_staff,
        least=survey_results.LEAST,
    )


def _called(work: Work, agency: Agency, one: Round) -> str:
    """The round's period; what staff were asked says so."""
    staff = find(work, agency, one.instrument).for_staff
    return f"{slip_texts.TITLE} {thai_period(period(one.period))}" if staff else thai_period(period(one.period))


def _points(by_point: Mapping[str, RoundSummary], names: Mapping[str, str], n: int) -> Sequence[Line]:
    """A line for each point, and one for what no point may claim, so that nobody needs to subtract."""
    if not by_point:
        return ()
    left = n - sum(found.n for found in by_point.values())
    *sizes, rest = one_way((*(found.n for found in by_point.values()), left))
    lines = [
        Line(names.get(code, code), None if size is None else found, size)
        for (code, found), size in zip(by_point.items(), sizes, strict=True)
    ]
    return [*lines, Line(survey_texts.NO_POINT, None, rest)] if left else lines
