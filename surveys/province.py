"""One period of many agencies in one report: each agency's figures, and all of them together.

Everything is made from tallies, so the report costs the same for a hundred answers and for a million. A period holds
the rounds that lie within it: a year's report is the sum of its quarters. A round that only reaches into the period,
other questionnaires, and the agencies' own are left out, and `left_out` says which.

Who answered (age, sex, education) can only be counted beside the scores. It is kept apart from every answer, so that
a score by age or sex cannot be computed by anybody, us included: that is anonymity, not a missing feature.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from kernel.agency import Agency
from kernel.calendar import Period, period
from surveys.asides import Profile
from surveys.channels import Channels, channels
from surveys.channels import together as summed
from surveys.instruments import DEFAULT, Instrument, load
from surveys.library import is_own
from surveys.ports import TallyStore
from surveys.records import Round
from surveys.results import RoundSummary, summarise_slices
from surveys.rounds import round_id
from surveys.scoring import Scored
from surveys.tally import CHANNEL, MONTH, POINT, SPLIT, UNFLAGGED, Slice, Tally, parts_of, together
from surveys.tally_scoring import Scorer

Slices = Mapping[Slice, Tally]

TABLES = (CHANNEL, POINT, MONTH, SPLIT)
"""The dimensions that the items are crossed with; points are crossed within their agency only."""


@dataclass(frozen=True)
class Part:
    """An agency, or all of them: its summary and its cross-tables."""

    summary: RoundSummary
    tables: Mapping[str, Mapping[str, Scored]]
    """Dimension -> value -> all scores of the responses with that value; of a channel, those of the rounds that tell
    it (`surveys.channels`)."""
    unflagged: Scored
    """All scores without the responses that carry a quality flag."""
    channels: Channels
    """n by channel as it may be told."""


@dataclass(frozen=True)
class Province:
    """The report."""

    instrument: Instrument
    period: Period
    agencies: Mapping[str, Part]
    """Agency code -> its part; also those without answers."""
    whole: Part
    """All respondents of all agencies, each counting once."""


class Why(StrEnum):
    """Why a round is not in the report."""

    PERIOD = "period"
    """It reaches beyond the period: its answers cannot be parted by days."""
    OTHER = "other"
    """Another questionnaire."""
    OWN = "own"
    """An agency's own questionnaire: the same name elsewhere asks something else."""


@dataclass(frozen=True)
class LeftOut:
    """A round of the period that the report does not hold."""

    agency: str
    round: Round
    why: Why


class EveryRound(Protocol):
    """The rounds of all agencies."""

    def of_every_agency(self, first: date, last: date) -> Sequence[tuple[str, Round]]:
        """(agency code, round) of the rounds that touch these days, by agency and round."""
        ...


class EveryProfile(Protocol):
    """Who answered, over all agencies."""

    def counts_of_every_agency(self, round_ids: Sequence[str]) -> Mapping[tuple[str, str, str], int]:
        """Published counts of (age, sex, education), summed."""
        ...


def left_out(rounds: EveryRound, span: Period, instrument_id: str = DEFAULT) -> list[LeftOut]:
    """What the period holds besides, by agency and round."""
    found = []
    for code, one in rounds.of_every_agency(span.first, span.last):
        if one.instrument != instrument_id:
            found.append(LeftOut(code, one, Why.OWN if is_own(one.instrument) else Why.OTHER))
        elif period(one.period) not in within(span):
            found.append(LeftOut(code, one, Why.PERIOD))
    return found


def people(asides: EveryProfile, span: Period, instrument_id: str = DEFAULT) -> dict[Profile, int]:
    """Who answered in the period, all agencies together, as far as they told it."""
    counts = asides.counts_of_every_agency([round_id(instrument_id, one.code) for one in within(span)])
    return {Profile(*told): n for told, n in counts.items()}


def within(span: Period) -> list[Period]:
    """The periods that lie within this one, itself included. No agency has overlapping rounds of one questionnaire."""
    every = (Period(span.fiscal_year, kind) for kind in ("Y", "H1", "H2", "Q1", "Q2", "Q3", "Q4"))
    return [one for one in every if span.first <= one.first and one.last <= span.last]


def province(tallies: TallyStore, agencies: Sequence[Agency], span: Period, instrument_id: str = DEFAULT) -> Province:
    """The report of these agencies; others are left out.

    Raises Refused("unknown_instrument"): an agency's own questionnaire has no place beside others'.
    """
    instrument = load(instrument_id)
    scorer = Scorer(instrument)
    round_ = Round(round_id(instrument_id, span.code), instrument_id, span.code, span.first, span.last)
    wanted = {agency.code: agency for agency in agencies}
    found = {code: _part(agency, round_, scorer, {}, summed([])) for code, agency in wanted.items()}
    everybody: dict[Slice, list[Tally]] = {}
    for code, slices, told in _of_every_agency(tallies, instrument_id, span):
        if code not in wanted:
            continue
        found[code] = _part(wanted[code], round_, scorer, slices, told)
        for key, tally in slices.items():
            if key.dimension != POINT:  # a point is of one agency
                everybody.setdefault(key, []).append(tally)
    everyone = {key: together(one) for key, one in everybody.items()}
    whole = _part(Agency("*", "*"), round_, scorer, everyone, summed(part.channels for part in found.values()))
    return Province(instrument, span, dict(sorted(found.items())), whole)


def _of_every_agency(tallies: TallyStore, instrument_id: str, span: Period) -> Iterable[tuple[str, Slices, Channels]]:
    parts: dict[str, dict[Slice, list[Tally]]] = {}
    told: dict[str, list[Channels]] = {}
    for one in within(span):
        for code, slices in tallies.of_every_agency(round_id(instrument_id, one.code)):
            mine = parts.setdefault(code, {})
            by_channel = channels(together(parts_of(slices).values()).channels)
            told.setdefault(code, []).append(by_channel)
            for key, tally in slices.items():
                if key.dimension != CHANNEL or by_channel.named.get(key.value) is not None:
                    mine.setdefault(key, []).append(tally)
    for code, mine in sorted(parts.items()):
        yield code, {key: together(some) for key, some in mine.items()}, summed(told[code])


def _part(agency: Agency, round_: Round, scorer: Scorer, slices: Slices, told: Channels) -> Part:
    crossed: dict[str, dict[str, dict[int, Tally]]] = {dimension: {} for dimension in TABLES}
    plain: dict[int, Tally] = {}
    for key, tally in slices.items():
        if key.dimension in crossed:
            crossed[key.dimension].setdefault(key.value, {})[key.part] = tally
        elif key.dimension == UNFLAGGED:
            plain[key.part] = tally
    return Part(
        summary=summarise_slices(agency, round_, slices, 0, scorer.instrument),
        tables={
            dimension: {value: scorer.score(parts) for value, parts in sorted(values.items())}
            for dimension, values in crossed.items()
            if values
        },
        unflagged=scorer.score(plain),
        channels=told,
    )
