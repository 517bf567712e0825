"""Reads, in one moment, the figures that the tabs are made of. Nothing here can reach a case, a name or a LINE id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from complaints.statistics import Snapshot
from kernel.agency import Agency, ServicePoint
from kernel.calendar import Period, year_of
from qa import service
from qa.entries import Entry
from qa.ports import Count
from qa.service import Service
from sheets_sync.ports import FigureWork
from surveys import results
from surveys.asides import Profile
from surveys.instruments import Instrument
from surveys.library import find
from surveys.records import Response


@dataclass(frozen=True)
class RoundFigures:
    """One round's results, as a whole and point by point."""

    whole: results.RoundSummary
    by_point: Mapping[str, results.RoundSummary]
    """Code -> summary, for points with published responses of their own."""
    people: Mapping[Profile, int] = field(default_factory=dict)
    """Who answered, as they told it; joined to no answer."""


@dataclass(frozen=True)
class Figures:
    """Everything the tabs show of one agency."""

    agency: Agency
    today: date
    base_url: str
    rounds: Sequence[RoundFigures]
    """Newest first."""
    responses: Sequence[Response]
    """All published ones, by place."""
    points: Sequence[ServicePoint]
    visits: Mapping[str, int]
    """Openings of each point's poster in the running fiscal year."""
    counts: Sequence[Count]
    """Service counters of the running and the last fiscal year."""
    complaints: Snapshot | None
    """The newest published counts; None before the first publication, or where there is no fraud door."""
    faq: Sequence[Entry]
    questions: Sequence[Service] = ()
    """Statistics of questions, the running and the last fiscal year."""
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    """The questionnaires of the responses, the agency's own included."""
    moment: datetime | None = None
    """When this was read."""

    @property
    def year(self) -> Period:
        """The running fiscal year."""
        return year_of(self.today)


def read(work: FigureWork, agency: Agency, today: date, base_url: str, complaints: Snapshot | None = None) -> Figures:
    """The agency's figures as they are in this transaction. What staff answered is for the console alone."""
    year = year_of(today)
    last_year = Period(year.fiscal_year - 1, "Y")
    every = work.responses.all(agency)
    instruments = {one: find(work, agency, one) for one in {response.instrument for response in every}}
    answered = tuple(one for one in every if not instruments[one.instrument].for_staff)
    return Figures(
        agency=agency,
        today=today,
        base_url=base_url,
        rounds=tuple(_rounds(work, agency)),
        responses=answered,
        points=tuple(work.points.all(agency)),
        visits=work.visits.totals(agency, year.first, year.last),
        counts=tuple(work.counts.between(agency, last_year.first, year.last)),
        questions=tuple(service.read(work, agency, span, today) for span in (year, last_year)),
        complaints=complaints,
        faq=tuple(work.faq.all(agency)),
        instruments=instruments,
        moment=work.clock.now().replace(microsecond=0),
    )


def _rounds(work: FigureWork, agency: Agency) -> list[RoundFigures]:
    found = []
    for round_ in work.rounds.all(agency):
        whole = results.summary(work, agency, round_.id)
        if whole is not None and not whole.instrument.for_staff:
            told = work.asides.counts(agency, round_.id)
            people = {Profile(*profile): n for profile, n in told.items()}
            found.append(RoundFigures(whole, results.by_point(work, agency, round_.id), people))
    return found
