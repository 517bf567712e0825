"""Three numbers per fiscal period, from counters."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from complaints import statistics
from complaints.statistics import CASES, PeriodCounts, Snapshot, publication_day, shown_periods, take
from complaints.status import Outcome
from kernel.agency import Agency
from tests.cast import BAN_MAI, NONG_BUA


class DictCounters:
    """Counters in a dict."""

    def __init__(self) -> None:
        self.numbers: Counter[tuple[str, str, str, str]] = Counter()

    def move(self, agency: Agency, quarter: str, dimension: str, value: str, by: int) -> None:
        self.numbers[agency.code, quarter, dimension, value] += by

    def cases(self, agency: Agency) -> dict[tuple[str, str], int]:
        mine = [(key, n) for key, n in self.numbers.items() if key[0] == agency.code and key[2] == CASES]
        return {(quarter, value): n for (_, quarter, _, value), n in mine}


LAST_DAY_OF_2569 = date(2026, 9, 30)
FIRST_DAY_OF_2570 = date(2026, 10, 1)


def test_no_cases_are_said_in_words() -> None:
    snapshot = take(DictCounters(), BAN_MAI, FIRST_DAY_OF_2570)
    count = snapshot.of("2570Q1")
    assert count == PeriodCounts("2570Q1", 0, 0)
    assert count is not None and count.sentence == "ไม่มีเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"


def test_sentence_gives_all_three_numbers() -> None:
    said = "เรื่องร้องเรียนทั้งหมด 5 เรื่อง ดำเนินการแล้วเสร็จ 3 เรื่อง อยู่ระหว่างดำเนินการ 2 เรื่อง"
    assert PeriodCounts("2570", 3, 2).sentence == said


def test_case_counts_where_it_was_opened_even_when_closed_in_the_next_year() -> None:
    counters = DictCounters()
    statistics.count_filed(counters, BAN_MAI, LAST_DAY_OF_2569, "bribery")
    statistics.count_filed(counters, BAN_MAI, FIRST_DAY_OF_2570, "bribery")
    statistics.count_closed(counters, BAN_MAI, LAST_DAY_OF_2569, Outcome.FORWARDED, date(2026, 12, 1))
    snapshot = take(counters, BAN_MAI, date(2026, 12, 1))
    assert snapshot.of("2569Q4") == PeriodCounts("2569Q4", 1, 0)
    assert snapshot.of("2569H2") == PeriodCounts("2569H2", 1, 0)
    assert snapshot.of("2569") == PeriodCounts("2569", 1, 0)
    assert snapshot.of("2570Q1") == PeriodCounts("2570Q1", 0, 1)
    assert snapshot.of("2570") == PeriodCounts("2570", 0, 1)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_counts_as_finished(outcome: Outcome) -> None:
    counters = DictCounters()
    statistics.count_filed(counters, BAN_MAI, FIRST_DAY_OF_2570, "ethics")
    statistics.count_closed(counters, BAN_MAI, FIRST_DAY_OF_2570, outcome, FIRST_DAY_OF_2570)
    assert take(counters, BAN_MAI, FIRST_DAY_OF_2570).of("2570") == PeriodCounts("2570", 1, 0)


def test_reopening_undoes_closing_exactly() -> None:
    counters = DictCounters()
    statistics.count_filed(counters, BAN_MAI, FIRST_DAY_OF_2570, "ethics")
    before = +counters.numbers
    case = (FIRST_DAY_OF_2570, Outcome.DONE, date(2026, 10, 20))
    statistics.count_closed(counters, BAN_MAI, *case)
    assert +counters.numbers != before
    statistics.count_reopened(counters, BAN_MAI, *case)
    assert +counters.numbers == before


def test_agencies_count_apart() -> None:
    counters = DictCounters()
    statistics.count_filed(counters, BAN_MAI, FIRST_DAY_OF_2570, "ethics")
    assert take(counters, NONG_BUA, FIRST_DAY_OF_2570).of("2570") == PeriodCounts("2570", 0, 0)


def test_shown_periods_are_last_year_whole_and_what_has_begun() -> None:
    last = ["2569Q1", "2569Q2", "2569Q3", "2569Q4", "2569H1", "2569H2", "2569"]
    assert [span.code for span in shown_periods(FIRST_DAY_OF_2570)] == [*last, "2570Q1", "2570H1", "2570"]
    begun = ["2570Q1", "2570Q2", "2570Q3", "2570H1", "2570H2", "2570"]
    assert [span.code for span in shown_periods(date(2027, 4, 1))] == [*last, *begun]


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2026, 9, 30), date(2026, 7, 1)),
        (date(2026, 10, 1), date(2026, 10, 1)),
        (date(2026, 12, 31), date(2026, 10, 1)),
        (date(2027, 1, 1), date(2027, 1, 1)),
    ],
)
def test_publication_day_is_the_first_of_the_quarter(today: date, day: date) -> None:
    assert publication_day(today) == day


def test_snapshot_cannot_carry_text() -> None:
    smuggled: Any = "=IMPORTXML(1)"
    with pytest.raises(ValueError, match=r"^not a period code$"):
        PeriodCounts(smuggled, 0, 0)
    with pytest.raises(TypeError):
        PeriodCounts("2570", smuggled, 0)
    with pytest.raises(TypeError):
        Snapshot(FIRST_DAY_OF_2570, (smuggled,))


def test_counts_are_never_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        PeriodCounts("2570", -1, 1)
