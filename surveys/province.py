"""One period of many agencies in one report: each agency's figures, and all of them together.

Everything is made from tallies, so the report costs the same for a hundred answers and for a million.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kernel.agency import Agency
from kernel.calendar import Period
from surveys.instruments import DEFAULT, Instrument, load
from surveys.ports import TallyStore
from surveys.records import Round
from surveys.results import RoundSummary, summarise_slices
from surveys.rounds import round_id
from surveys.scoring import Scored
from surveys.tally import CHANNEL, MONTH, POINT, SPLIT, UNFLAGGED, Scorer, Slice, Tally, together

TABLES = (CHANNEL, POINT, MONTH, SPLIT)
"""The dimensions that the items are crossed with; points are crossed within their agency only."""


@dataclass(frozen=True)
class Part:
    """An agency, or all of them: its summary and its cross-tables."""

    summary: RoundSummary
    tables: Mapping[str, Mapping[str, Scored]]
    """Dimension -> value -> all scores of the responses with that value."""
    unflagged: Scored
    """All scores without the responses that carry a quality flag."""


@dataclass(frozen=True)
class Province:
    """The report."""

    instrument: Instrument
    period: Period
    agencies: Mapping[str, Part]
    """Agency code -> its part; also those without answers."""
    whole: Part
    """All respondents of all agencies, each counting once."""


def province(tallies: TallyStore, agencies: Sequence[Agency], period: Period, instrument_id: str = DEFAULT) -> Province:
    """The report of these agencies; others are left out.

    Raises Refused("unknown_instrument"): an agency's own questionnaire has no place beside others'.
    """
    instrument = load(instrument_id)
    scorer = Scorer(instrument)
    round_ = Round(round_id(instrument_id, period.code), instrument_id, period.code, period.first, period.last)
    wanted = {agency.code: agency for agency in agencies}
    found: dict[str, Part] = {}
    everybody: dict[Slice, list[Tally]] = {}
    for code, slices in tallies.of_every_agency(round_.id):
        if code not in wanted:
            continue
        found[code] = _part(wanted[code], round_, scorer, slices)
        for key, tally in slices.items():
            if key.dimension != POINT:  # a point is of one agency
                everybody.setdefault(key, []).append(tally)
    for code, agency in wanted.items():
        if code not in found:
            found[code] = _part(agency, round_, scorer, {})
    everyone = {key: together(one) for key, one in everybody.items()}
    whole = _part(Agency("*", "*"), round_, scorer, everyone)
    return Province(instrument, period, dict(sorted(found.items())), whole)


def _part(agency: Agency, round_: Round, scorer: Scorer, slices: Mapping[Slice, Tally]) -> Part:
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
    )
