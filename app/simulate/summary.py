"""What came of it: by kind of people, and against what is on file afterwards."""

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.simulate import texts
from app.simulate.diary import Answer, Visit
from app.simulate.people import KINDS, Kind

_EXAMPLES = 8


@dataclass(frozen=True)
class Compared:
    """Answers that should be on file and are not, and those that should not be and are."""

    lost: int
    doubled: int
    examples: tuple[str, ...] = ()
    """A few of them, to look into."""


@dataclass(frozen=True)
class Row:
    """The people of one kind. Taps, typed characters and seconds are of completed visits."""

    kind: Kind
    people: int
    completed: int
    abandoned: int
    stuck: int
    taps_max: int
    taps_mean: float
    typed_max: int
    typed_mean: float
    seconds_median: float
    seconds_p95: float


@dataclass(frozen=True)
class Summary:
    """The whole simulation. `undisturbed` leaves out visits during which the product was away for a while."""

    rows: tuple[Row, ...]
    undisturbed: tuple[Row, ...]
    total: Row
    intending: int
    """People who did not mean to go away."""
    compared: Compared
    on_the_way: Mapping[str, int]
    """Taps on the landing page before the chat or the form is there, at most, by channel."""
    days: int
    rounds: Mapping[str, int]
    misread: int
    """Answers shown on the review otherwise than meant, in undisturbed visits."""
    nudges: int
    resent: int
    webhook_requests: int
    webhook_unacknowledged: int
    broken_rules: Sequence[str]
    strange: Mapping[str, int]
    run_seconds: float
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def completion_percent(self) -> float:
        """Of those who did not mean to go away."""
        return 100.0 * self.total.completed / self.intending if self.intending else 100.0

    @property
    def holds(self) -> bool:
        """Whether nobody's answer was lost or counted twice, and everybody who wanted to got through."""
        return not (self.misread or self.compared.lost or self.compared.doubled or self.total.stuck)

    def plain(self, channel: str) -> Row:
        """Those without detours in one channel, undisturbed."""
        return next(row for row in self.undisturbed if row.kind.plain and row.kind.channel == channel)

    def as_json(self) -> dict[str, Any]:
        """The documented JSON form."""
        return {
            **self.facts,
            "days": self.days,
            "rounds": dict(self.rounds),
            "people": {row.kind.name: _row_json(row) for row in self.rows},
            "total": _row_json(self.total),
            "completion_percent": round(self.completion_percent, 2),
            "taps_before_the_first_screen": dict(self.on_the_way),
            "lost": self.compared.lost,
            "doubled": self.compared.doubled,
            "examples": list(self.compared.examples),
            "misread": self.misread,
            "nudges": self.nudges,
            "web_requests_sent_again": self.resent,
            "webhook_requests": self.webhook_requests,
            "webhook_unanswered": self.webhook_unacknowledged,
            "line_rules_broken": len(self.broken_rules),
            "strange": dict(self.strange),
            "run_seconds": round(self.run_seconds, 1),
        }

    def as_text(self) -> str:
        """For people: a table by kind, then the totals."""
        lines = [texts.HEAD.format(**self.facts, days=self.days), texts.COLUMNS]
        lines += [_row_text(row, texts.SPOKEN[row.kind.name]) for row in self.rows]
        lines.append(_row_text(self.total, texts.ALL))
        lines += [texts.TOTALS.format(**self.as_json(), intending=self.intending, done=self.total.completed)]
        return "\n".join(lines)


def compare(visits: Iterable[Visit], on_file: "Counter[Answer]") -> Compared:
    """What the visits should have left, against what is there."""
    sent = {visit: answer for visit in visits if (answer := visit.expected()) is not None}
    expected = Counter(sent.values())
    lost, extra = expected - on_file, on_file - expected
    examples = [
        f"{visit.plan.kind.name} on {visit.plan.day} sent {answer}" for visit, answer in sent.items() if answer in lost
    ]
    examples += [f"on file: {answer}" for answer in extra]
    return Compared(lost.total(), extra.total(), tuple(examples[:_EXAMPLES]))


def sum_up(
    facts: Mapping[str, Any], visits: Sequence[Visit], compared: Compared, requests: tuple[int, int],
    broken_rules: Sequence[str], run_seconds: float,
) -> Summary:  # fmt: skip
    """Count everything. `facts` stand first in the JSON."""
    calm = [visit for visit in visits if not visit.disturbed]
    strange: Counter[str] = Counter()
    for visit in visits:
        strange += visit.strange
    return Summary(
        rows=_rows(visits),
        undisturbed=_rows(calm),
        total=_row(Kind("all", "", 0), visits),
        intending=sum(not visit.plan.kind.leaves for visit in visits),
        compared=compared,
        on_the_way={channel: _way(calm, channel) for channel in ("line", "web")},
        days=len({visit.plan.day for visit in visits}),
        rounds=dict(sorted(Counter(visit.round for visit in visits).items())),
        misread=sum(visit.misread for visit in calm),
        nudges=sum(visit.nudges for visit in visits),
        resent=sum(visit.resent for visit in visits),
        webhook_requests=requests[0],
        webhook_unacknowledged=requests[1],
        broken_rules=broken_rules,
        strange=strange,
        run_seconds=run_seconds,
        facts=facts,
    )


def _way(visits: Sequence[Visit], channel: str) -> int:
    plain = (one for one in visits if one.plan.kind.plain and one.plan.kind.channel == channel)
    return max((one.taps_on_the_way for one in plain), default=0)


def _rows(visits: Sequence[Visit]) -> tuple[Row, ...]:
    return tuple(_row(kind, [visit for visit in visits if visit.plan.kind is kind]) for kind in KINDS)


def _row(kind: Kind, visits: Sequence[Visit]) -> Row:
    ended = Counter(visit.ended for visit in visits)
    done = [visit for visit in visits if visit.ended == "completed"]
    taps, typed = [visit.taps for visit in done], [visit.typed for visit in done]
    seconds = sorted(visit.seconds for visit in done)
    return Row(
        kind, len(visits), ended["completed"], ended["abandoned"], ended["stuck"],
        max(taps, default=0), _mean(taps), max(typed, default=0), _mean(typed),
        round(statistics.median(seconds), 1) if seconds else 0.0,
        round(seconds[max(-(-len(seconds) * 95 // 100) - 1, 0)], 1) if seconds else 0.0,
    )  # fmt: skip


def _mean(numbers: Sequence[int]) -> float:
    return round(statistics.fmean(numbers), 2) if numbers else 0.0


def _row_json(row: Row) -> dict[str, float]:
    return {
        "n": row.people, "completed": row.completed, "abandoned": row.abandoned, "stuck": row.stuck,
        "taps_max": row.taps_max, "taps_mean": row.taps_mean,
        "typed_max": row.typed_max, "typed_mean": row.typed_mean,
        "seconds_median": row.seconds_median, "seconds_p95": row.seconds_p95,
    }  # fmt: skip


def _row_text(row: Row, name: str) -> str:
    values = (
        row.people, row.completed, row.abandoned, row.taps_max, row.taps_mean, row.typed_max, row.typed_mean,
        row.seconds_median, row.seconds_p95,
    )  # fmt: skip
    return "".join(f"{value:>10}" for value in values) + f"  {name}"
