"""What a round says so far: the one summary that console, public pages and sheets show."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kernel.agency import Agency
from surveys.instruments import Instrument, Item, load
from surveys.intervals import Interval, interval
from surveys.ports import SurveyWork
from surveys.records import Response, Round
from surveys.scoring import Row, Score, Scored, counts, score

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
    """Responses with a quality flag."""

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


def summary(work: SurveyWork, agency: Agency, round_id: str) -> RoundSummary | None:
    """The round's summary; None when the agency has no such round."""
    round_ = work.rounds.get(agency, round_id)
    if round_ is None:
        return None
    return summarise(
        agency, round_, work.responses.of_round(agency, round_id), work.ballots.waiting_count(agency, round_id)
    )


def by_point(work: SurveyWork, agency: Agency, round_id: str) -> dict[str, RoundSummary]:
    """A summary for each point with published responses of its own (five or more a batch)."""
    round_ = work.rounds.get(agency, round_id)
    if round_ is None:
        return {}
    groups: dict[str, list[Response]] = {}
    for response in work.responses.of_round(agency, round_id):
        if response.point is not None:
            groups.setdefault(response.point, []).append(response)
    return {point: summarise(agency, round_, rows, 0) for point, rows in sorted(groups.items())}


def summarise(agency: Agency, round_: Round, responses: Sequence[Response], waiting: int) -> RoundSummary:
    """Score the responses of one round."""
    instrument = load(round_.instrument)
    rows = [Row(response.answers, response.part) for response in responses]
    scored, chosen = score(instrument, rows), counts(instrument, rows)
    return RoundSummary(
        round=round_,
        instrument=instrument,
        n=len(rows),
        waiting=waiting,
        target=TARGETS.get(agency.size, TARGETS["M"]),
        by_channel=dict(sorted(Counter(response.channel for response in responses).items())),
        items=tuple(
            ItemResult(item, scored.items[item.id], _item_interval(item, chosen[item.id]), tuple(chosen[item.id]))
            for item in instrument.items
        ),
        indicators=_indicators(instrument, scored, rows),
        total=scored.total,
        total_interval=_mean_interval(instrument.items, rows, scored.total),
        flagged=sum(1 for response in responses if response.flags),
    )


def _indicators(instrument: Instrument, scored: Scored, rows: Sequence[Row]) -> tuple[IndicatorResult, ...]:
    return tuple(
        IndicatorResult(key, name, one, _mean_interval(instrument.items_of(key), rows, one))
        for key, name in instrument.indicators.items()
        for one in (scored.indicators[key],)
    )


def _item_interval(item: Item, chosen: Sequence[int]) -> Interval | None:
    return interval([(option.points, count) for option, count in zip(item.options, chosen, strict=True) if count])


def _mean_interval(items: Sequence[Item], rows: Sequence[Row], shown: Score) -> Interval | None:
    """The interval over each respondent's own mean of these items.

    Where items were passed by different people that mean is not exactly the score, so it is made to hold the score.
    """
    means: Counter[float] = Counter()
    for row in rows:
        points = [option.points for item in items if (option := item.option(row.answers.get(item.id, 0))) is not None]
        if points:
            means[sum(points) / len(points)] += 1
    found = interval(sorted(means.items()))
    return None if found is None or shown.value is None else found.covering(float(shown.value))
