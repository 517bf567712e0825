"""Service statistics of the questions."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from kernel.agency import Agency
from kernel.calendar import Period
from qa import passing, service
from qa.counting import Outcome
from qa.ports import Count, Kind
from tests.cast import BAN_MAI, MALEE, NONG_BUA
from tests.fakes.clock import FrozenClock
from tests.fakes.qa import FakeQaWork

YEAR = Period(2570, "Y")
TODAY = date(2026, 12, 15)
OCT, NOV, DEC = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)


class Counts:
    def __init__(self, rows: Sequence[Count]) -> None:
        self._rows = rows

    def between(self, agency: Agency, first: date, last: date) -> list[Count]:
        return [one for one in self._rows if agency is BAN_MAI and first <= one.day <= last]


class Times:
    def __init__(self, rows: Sequence[tuple[date, int, int]], waiting: Mapping[date, int]) -> None:
        self._rows, self._waiting = rows, waiting

    def between(self, agency: Agency, first: date, last: date) -> list[tuple[date, int, int]]:
        return [one for one in self._rows if agency is BAN_MAI and first <= one[0] <= last]

    def waiting(self, agency: Agency) -> Mapping[date, int]:
        return self._waiting if agency is BAN_MAI else {}


class Work:
    def __init__(
        self, counts: Sequence[Count] = (), times: Sequence[tuple[date, int, int]] = (), **waiting: int
    ) -> None:
        self.counts = Counts(counts)
        self.answer_times = Times(times, {OCT: waiting.get("october", 0), NOV: waiting.get("november", 0)})


def counted(day: date, outcome: Outcome, topic: str = "ภาษี", many: int = 1) -> Count:
    return Count(day, outcome.value, topic, many)


def figures(line: service.Line) -> list[int]:
    return [line.outcomes[outcome] for outcome in service.COUNTED]


def test_months_halves_and_year_add_up_and_end_today() -> None:
    rows = [
        counted(date(2026, 9, 30), Outcome.ASKED, many=90),
        counted(OCT, Outcome.ASKED, many=3),
        counted(OCT, Outcome.ANSWERED, many=2),
        counted(date(2026, 10, 31), Outcome.PASSED_ON, "-"),
        counted(TODAY, Outcome.ASKED),
        counted(date(2026, 12, 16), Outcome.ASKED, many=70),
    ]
    found = service.read(Work(rows, october=1), BAN_MAI, YEAR, TODAY)
    assert [(month, figures(line), line.waiting) for month, line in found.months] == [
        (OCT, [3, 2, 0, 1, 0], 1),
        (NOV, [0, 0, 0, 0, 0], 0),
        (DEC, [1, 0, 0, 0, 0], 0),
    ]
    assert [(half.code, figures(line)) for half, line in found.halves] == [("2570H1", [4, 2, 0, 1, 0])]
    assert figures(found.whole) == [4, 2, 0, 1, 0]
    assert [line.empty for _, line in found.months] == [False, True, False]


def test_a_finished_year_has_twelve_months_and_both_halves() -> None:
    found = service.read(Work([counted(date(2027, 4, 1), Outcome.ASKED)]), BAN_MAI, YEAR, date(2028, 1, 1))
    assert (len(found.months), [half.code for half, _ in found.halves]) == (12, ["2570H1", "2570H2"])
    assert [figures(line)[0] for _, line in found.halves] == [0, 1]
    assert (found.topics["2570H1"], [topic for topic, _ in found.topics["2570H2"]]) == ([], ["ภาษี"])


def test_topics_come_by_how_much_was_asked() -> None:
    rows = [
        counted(OCT, Outcome.ASKED, "ขยะ"),
        counted(OCT, Outcome.ASKED, "ภาษี", 2),
        counted(OCT, Outcome.BY_STAFF, "-"),
    ]
    found = service.read(Work(rows), BAN_MAI, YEAR, TODAY)
    assert [(topic, figures(line)) for topic, line in found.topics["2570"]] == [
        ("ภาษี", [2, 0, 0, 0, 0]),
        ("ขยะ", [1, 0, 0, 0, 0]),
        ("-", [0, 0, 0, 0, 1]),
    ]


def test_suggestions_and_other_counters_are_no_questions() -> None:
    rows = [
        counted(OCT, Outcome.PASSED_ON, "suggestion", 4),
        counted(OCT, Outcome.BY_STAFF, "suggestion"),
        counted(OCT, Outcome.HANDED_OFF, "roads", 5),
        counted(OCT, Outcome.SATISFIED, "-", 5),
    ]
    found = service.read(Work(rows), BAN_MAI, YEAR, TODAY)
    assert (found.whole.empty, found.topics["2570"]) == (True, [])
    assert found.others == {"suggestion": 4, "complaint": 0}


@pytest.mark.parametrize(
    ("times", "median"),
    [
        ([(OCT, 30, 4)], None),
        ([(OCT, 30, 5)], 30),
        ([(OCT, 10, 2), (OCT, 20, 1), (OCT, 600, 2)], 20),
        ([(OCT, 10, 3), (NOV, 600, 3)], 10),
    ],
)
def test_median_is_that_of_the_year_and_needs_five(times: list[tuple[date, int, int]], median: int | None) -> None:
    assert service.read(Work((), times), BAN_MAI, YEAR, TODAY).whole.median_minutes == median


def test_the_other_agency_sees_nothing() -> None:
    work = Work([counted(OCT, Outcome.ASKED)], [(OCT, 30, 5)], october=3)
    assert not service.read(work, BAN_MAI, YEAR, TODAY).whole.empty
    assert service.read(work, NONG_BUA, YEAR, TODAY).whole.empty


@pytest.mark.parametrize(
    ("asked", "answered", "minutes"),
    [
        ((20, 9, 0), (20, 9, 25), 25),
        ((20, 11, 0), (20, 13, 31), 95),
        ((20, 16, 0), (23, 8, 42), 45),
        ((21, 10, 0), (21, 11, 0), 0),
        ((20, 9, 0), (20, 9, 26), 30),
    ],
)
def test_waiting_counts_office_time_rounded_up(asked, answered, minutes: int) -> None:
    def bangkok(day: int, hour: int, minute: int) -> datetime:
        return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)

    work = FakeQaWork()
    service.note_time(work, BAN_MAI, bangkok(*asked), FrozenClock(bangkok(*answered)))
    assert work.answer_times.noted == [("banmai", NOV, minutes)]


def test_only_the_first_answer_to_a_question_is_timed(clock: FrozenClock) -> None:
    work = FakeQaWork()
    question = passing.pass_on(work, BAN_MAI, "ขอถังขยะ", MALEE, "m1", clock)
    suggestion = passing.pass_on(work, BAN_MAI, "ปลูกต้นไม้", MALEE, "m2", clock, Kind.SUGGESTION)
    passing.answer(work, BAN_MAI, question, "ได้ครับ", "s1", clock)
    passing.answer(work, BAN_MAI, question, "มารับวันจันทร์", "s1", clock)
    passing.answer(work, BAN_MAI, suggestion, "ขอบคุณ", "s1", clock)
    assert [(agency, month) for agency, month, _ in work.answer_times.noted] == [("banmai", NOV)]
    kept = {(one.outcome, one.topic) for one in work.counts.between(BAN_MAI, NOV, DEC)}
    assert kept == {(o, t) for o in ("passed_on", "by_staff") for t in ("-", "suggestion")}
