"""Service statistics of the questions: by month and topic, by whom they were answered, and how long people waited.

Everything here is a count of messages; nothing says who wrote one. A cell may therefore be small: it tells that
somebody asked about a topic in a month, which identifies nobody. Only the middle of a few waiting times would be
about single people's cases, and it says nothing anyway: it is given from LEAST_TIMED answers on.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kernel.agency import Agency
from kernel.calendar import Period
from kernel.clock import Clock, bangkok_day
from qa import hours
from qa.counting import NO_QUESTIONS, Outcome
from qa.service_ports import Counted, ServiceWork, TimingWork

STEP = 5
"""Minutes to which a waiting time is rounded up before it is counted."""
LEAST_TIMED = 5
COUNTED = (Outcome.ASKED, Outcome.ANSWERED, Outcome.ASKED_BACK, Outcome.PASSED_ON, Outcome.BY_STAFF)
"""In the order of the columns."""


@dataclass(frozen=True)
class Line:
    """One month, half-year, year or topic."""

    outcomes: Mapping[Outcome, int]
    """Of COUNTED. Questions typed; and how messages ended, where one question may count more than once."""
    waiting: int | None
    """Of the questions asked then, those that wait for a person now; None where it is not known (by topic)."""
    timed: int = 0
    """First answers by a person."""
    median_minutes: int | None = None
    """Office time from the full hour of the question to the first answer; None below LEAST_TIMED."""

    @property
    def empty(self) -> bool:
        """Whether nothing happened."""
        return not any(self.outcomes.values()) and not self.waiting and not self.timed


@dataclass(frozen=True)
class Service:
    """One fiscal year until `last`."""

    year: Period
    last: date
    """The last day that is counted."""
    months: Sequence[tuple[date, Line]]
    """Every month that has begun, by its first day."""
    halves: Sequence[tuple[Period, Line]]
    """Every half-year that has begun."""
    whole: Line
    topics: Mapping[str, Sequence[tuple[str, Line]]]
    """By period code ("2570", "2570H1", ...): topics, the most asked first; what no entry covers is "-"."""
    others: Mapping[str, int]
    """What was passed on in the year that is no question: by `Kind`."""


def note_time(work: TimingWork, agency: Agency, asked_at: datetime, clock: Clock) -> None:
    """Count how much office time a first answer took.

    `asked_at` is cut to the hour and the minutes are rounded up: up to an hour too long, never too short.
    """
    now = clock.now()
    seconds = hours.worked(hours.of(agency), asked_at, now).total_seconds()
    work.answer_times.add(agency, bangkok_day(now).replace(day=1), math.ceil(seconds / 60 / STEP) * STEP)


def read(work: ServiceWork, agency: Agency, year: Period, today: date) -> Service:
    """The year's figures as they are now."""
    last = min(today, year.last)
    every = work.counts.between(agency, year.first, last)
    counts = [one for one in every if one.topic not in NO_QUESTIONS]
    times = work.answer_times.between(agency, year.first, last)
    waiting = work.answer_times.waiting(agency)
    halves = [half for half in (Period(year.fiscal_year, "H1"), Period(year.fiscal_year, "H2")) if half.first <= last]

    def line(first: date, end: date) -> Line:
        return _line(counts, times, waiting, first, end)

    return Service(
        year=year,
        last=last,
        months=[(first, line(first, _end_of(first))) for first in _months(year.first, last)],
        halves=[(half, line(half.first, half.last)) for half in halves],
        whole=line(year.first, year.last),
        topics={span.code: _topics(counts, span) for span in (year, *halves)},
        others={
            kind: sum(one.count for one in every if one.topic == kind and one.outcome == Outcome.PASSED_ON)
            for kind in NO_QUESTIONS
        },
    )


def listed(service: Service) -> list[tuple[date | Period, str | None, Line]]:
    """Every line with its time and topic (None: all), as one table: months, halves, the year, then topics of each."""
    spans = [*service.halves, (service.year, service.whole)]
    lines: list[tuple[date | Period, str | None, Line]] = [(month, None, line) for month, line in service.months]
    lines += [(span, None, line) for span, line in spans]
    for span, _ in spans:
        lines += [(span, topic, line) for topic, line in service.topics[span.code]]
    return lines


def _line(
    counts: Iterable[Counted],
    times: Iterable[tuple[date, int, int]],
    waiting: Mapping[date, int],
    first: date,
    end: date,
) -> Line:
    here = Counter(dict.fromkeys(COUNTED, 0))
    for one in counts:
        if first <= one.day <= end and one.outcome in COUNTED:
            here[Outcome(one.outcome)] += one.count
    mine = sorted((minutes, count) for month, minutes, count in times if first <= month <= end)
    timed = sum(count for _, count in mine)
    median = _median(mine, timed) if timed >= LEAST_TIMED else None
    return Line(here, sum(n for month, n in waiting.items() if first <= month <= end), timed, median)


def _median(sorted_times: Sequence[tuple[int, int]], n: int) -> int:
    """The lower middle of weighted minutes: half of the people waited no longer."""
    seen = 0
    for minutes, count in sorted_times:
        seen += count
        if 2 * seen >= n:
            return minutes
    raise ValueError("no times")


def _topics(counts: Iterable[Counted], span: Period) -> list[tuple[str, Line]]:
    tally: dict[str, Counter[Outcome]] = {}
    for one in counts:
        if span.contains(one.day) and one.outcome in COUNTED:
            tally.setdefault(one.topic or "-", Counter(dict.fromkeys(COUNTED, 0)))[Outcome(one.outcome)] += one.count
    named = sorted(tally.items(), key=lambda item: (-item[1][Outcome.ASKED], -sum(item[1].values()), item[0]))
    return [(topic, Line(outcomes, None)) for topic, outcomes in named]


def _months(first: date, last: date) -> list[date]:
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [date(index // 12, index % 12 + 1, 1) for index in range(start, end + 1)]


def _end_of(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)
