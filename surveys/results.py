"""What a round says so far: the one summary that console, public pages and sheets show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kernel.agency import Agency
from surveys.instruments import Instrument, Item, load
from surveys.intervals import Interval, interval, mean_interval
from surveys.library import find
from surveys.ports import ResultWork
from surveys.records import Response, Round
from surveys.scoring import Score
from surveys.tally import ALL, ANY, POINT, Slice, Tally, count, parts_of, together
from surveys.tally_scoring import score

LEAST = 10
"""Below this many answers no score is shown: "ยังสรุปไม่ได้"."""

TARGETS = {"S": 30, "M": 40, "L": 50}
"""Minimum self-answered EIT by size class. Source: ITA manual of FY2567, flip-book copy of 29 Aug 2024."""


@dataclass(frozen=True)
class ItemResult:
    """One item: its score, its interval and how often each option was chosen."""

    item: Item
    score: Score
    interval: Interval | None
    chosen: Sequence[int]

    @property
    def decided(self) -> bool:
        """Whether enough have answered to show the score."""
        return self.score.n >= LEAST


@dataclass(frozen=True)
class IndicatorResult:
    """One indicator: number, name, score, and the interval of its respondents' means."""

    key: str
    name: str
    score: Score
    interval: Interval | None

    @property
    def decided(self) -> bool:
        """Whether enough have answered to show the score."""
        return self.score.n >= LEAST


@dataclass(frozen=True)
class RoundSummary:
    """Everything shown about one round."""

    round: Round
    instrument: Instrument
    n: int
    """Published responses."""
    waiting: int
    """Kept but not yet published."""
    target: int
    by_channel: Mapping[str, int]
    items: tuple[ItemResult, ...]
    indicators: tuple[IndicatorResult, ...]
    total: Score
    total_interval: Interval | None
    flagged: int
    """Responses kept with a quality flag; they count in every score above."""

    @property
    def decided(self) -> bool:
        """Whether enough have answered to show scores at all."""
        return self.n >= LEAST

    @property
    def missing(self) -> int:
        """How many more are needed to reach the target."""
        return max(self.target - self.n, 0)

    @property
    def lowest(self) -> ItemResult | None:
        """The item with the lowest score, once scores may be shown."""
        known = [one for one in self.items if one.decided and one.score.value is not None]
        return min(known, key=lambda one: (one.score.value or 0, one.item.id)) if known and self.decided else None


def summary(work: ResultWork, agency: Agency, round_id: str) -> RoundSummary | None:
    """The round's summary; None when the agency has no such round."""
    round_ = work.rounds.get(agency, round_id)
    if round_ is None:
        return None
    waiting = work.ballots.waiting_count(agency, round_id)
    instrument = find(work, agency, round_.instrument)
    return summarise_slices(agency, round_, work.tallies.of_round(agency, round_id), waiting, instrument)


def by_point(work: ResultWork, agency: Agency, round_id: str) -> dict[str, RoundSummary]:
    """A summary for each point with published responses of its own (five or more a batch)."""
    return by_value(work, agency, round_id, POINT)


def by_value(work: ResultWork, agency: Agency, round_id: str, dimension: str) -> dict[str, RoundSummary]:
    """A summary for each value of a dimension of `surveys.tally`, e.g. each channel."""
    round_ = work.rounds.get(agency, round_id)
    if round_ is None:
        return {}
    groups: dict[str, dict[Slice, Tally]] = {}
    for key, tally in work.tallies.of_round(agency, round_id).items():
        if key.dimension == dimension:
            groups.setdefault(key.value, {})[replace(key, dimension=ALL, value="")] = tally
    instrument = find(work, agency, round_.instrument)
    return {value: summarise_slices(agency, round_, found, 0, instrument) for value, found in sorted(groups.items())}


def target_of(agency: Agency) -> int:
    """How many answers the agency needs: its own number where it set one, else by its size class."""
    return agency.survey_target or TARGETS.get(agency.size, TARGETS["M"])


def summarise(
    agency: Agency, round_: Round, responses: Sequence[Response], waiting: int, instrument: Instrument | None = None
) -> RoundSummary:
    """Score the responses of one round. instrument -- for a questionnaire that does not ship with the product."""
    asked = instrument or load(round_.instrument)
    return summarise_slices(agency, round_, count(asked, responses), waiting, asked)


def summarise_slices(
    agency: Agency,
    round_: Round,
    slices: Mapping[Slice, Tally],
    waiting: int,
    instrument: Instrument | None = None,
) -> RoundSummary:
    """The same from counts; only the slices of ALL are read."""
    asked = instrument or load(round_.instrument)
    parts = parts_of(slices)
    whole, scored = together(parts.values()), score(asked, parts)
    chosen = {item.id: whole.chosen.get(item.id) or (0,) * len(item.options) for item in asked.items}
    return RoundSummary(
        round=round_,
        instrument=asked,
        n=whole.n,
        waiting=waiting,
        target=target_of(agency),
        by_channel=whole.channels,
        items=tuple(
            ItemResult(item, scored.items[item.id], item_interval(item, chosen[item.id]), chosen[item.id])
            for item in asked.scored_items
        ),
        indicators=tuple(
            IndicatorResult(key, name, one, _mean_interval(one, whole.spread(key), asked.items_of(key), chosen))
            for key, name in asked.indicators.items()
            for one in (scored.indicators[key],)
        ),
        total=scored.total,
        total_interval=_mean_interval(scored.total, whole.spread(ANY), asked.scored_items, chosen),
        flagged=whole.flagged,
    )


def item_interval(item: Item, chosen: Sequence[int]) -> Interval | None:
    """The interval of one item from how often each option was chosen."""
    return interval([(option.points, n) for option, n in zip(item.options, chosen, strict=True) if n])


def _mean_interval(
    shown: Score, own_means: Sequence[tuple[float, int]], items: Sequence[Item], chosen: Mapping[str, Sequence[int]]
) -> Interval | None:
    """The interval of an indicator or the total, from each respondent's own mean of its items."""
    if shown.value is None:
        return None
    return mean_interval(float(shown.value), own_means, [sum(chosen[item.id]) for item in items])
