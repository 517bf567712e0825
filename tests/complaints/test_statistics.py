"""Three numbers per fiscal period, from counters."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from complaints import counting
from complaints.figures import merged, take
from complaints.statistics import (
    AverageDays,
    CategoryCount,
    PeriodCounts,
    Snapshot,
    publication_day,
    shown_periods,
)
from complaints.status import Outcome
from kernel.agency import Agency
from tests.cast import BAN_MAI, NONG_BUA


class DictCounters:
    """Counters in a dict."""

    def __init__(self) -> None:
        self.numbers: Counter[tuple[str, str, str, str]] = Counter()

    def move(self, agency: Agency, quarter: str, dimension: str, value: str, by: int) -> None:
        self.numbers[agency.code, quarter, dimension, value] += by

    def of(self, agency: Agency, dimension: str) -> dict[tuple[str, str], int]:
        mine = [(key, n) for key, n in self.numbers.items() if key[0] == agency.code and key[2] == dimension]
        return {(arrival, value): n for (_, arrival, _, value), n in mine}


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
    counting.count_filed(counters, BAN_MAI, LAST_DAY_OF_2569, "bribery")
    counting.count_filed(counters, BAN_MAI, FIRST_DAY_OF_2570, "bribery")
    counting.count_closed(counters, BAN_MAI, LAST_DAY_OF_2569, Outcome.FORWARDED, date(2026, 12, 1), "bribery")
    snapshot = take(counters, BAN_MAI, date(2026, 12, 1))
    assert snapshot.of("2569Q4") == PeriodCounts("2569Q4", 1, 0)
    assert snapshot.of("2569H2") == PeriodCounts("2569H2", 1, 0)
    assert snapshot.of("2569") == PeriodCounts("2569", 1, 0)
    assert snapshot.of("2570Q1") == PeriodCounts("2570Q1", 0, 1, carried=1)
    assert snapshot.of("2570") == PeriodCounts("2570", 0, 1, carried=1)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_counts_as_finished(outcome: Outcome) -> None:
    counters = DictCounters()
    counting.count_filed(counters, BAN_MAI, FIRST_DAY_OF_2570, "ethics")
    counting.count_closed(counters, BAN_MAI, FIRST_DAY_OF_2570, outcome, FIRST_DAY_OF_2570, "ethics")
    assert take(counters, BAN_MAI, FIRST_DAY_OF_2570).of("2570") == PeriodCounts("2570", 1, 0)


def test_reopening_undoes_closing_exactly() -> None:
    counters = DictCounters()
    counting.count_filed(counters, BAN_MAI, FIRST_DAY_OF_2570, "ethics")
    before = +counters.numbers
    case = (FIRST_DAY_OF_2570, Outcome.DONE, date(2026, 10, 20), "ethics")
    counting.count_closed(counters, BAN_MAI, *case)
    assert +counters.numbers != before
    counting.count_reopened(counters, BAN_MAI, *case)
    assert +counters.numbers == before


def test_agencies_count_apart() -> None:
    counters = DictCounters()
    counting.count_filed(counters, BAN_MAI, FIRST_DAY_OF_2570, "ethics")
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


# -- what is broken down, and when


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        ({"ethics": 7, "bribery": 1, "budget": 12}, {"budget": 12, "other": 8}),
        ({"ethics": 1, "bribery": 0, "budget": 0}, {}),
        ({"ethics": 5, "bribery": 6}, {"bribery": 6, "ethics": 5}),
        ({"ethics": 4, "bribery": 4}, {}),
        ({"ethics": 4, "bribery": 1, "budget": 9}, {"budget": 9, "other": 5}),
        ({}, {}),
    ],
)
def test_small_cells_are_merged_until_none_is_small(cells: dict[str, int], shown: dict[str, int]) -> None:
    assert merged(cells) == shown


LAST_YEAR = date(2026, 3, 1)
AFTER = date(2026, 10, 1)


def year_of_cases(counters: DictCounters) -> None:
    """Twelve about budgets, seven about ethics, one bribe; the budget ones closed after ten days."""
    for category, n in (("budget", 12), ("ethics", 7), ("bribery", 1)):
        for _ in range(n):
            counting.count_filed(counters, BAN_MAI, LAST_YEAR, category)
    for _ in range(12):
        counting.count_closed(counters, BAN_MAI, LAST_YEAR, Outcome.DONE, date(2026, 3, 11), "budget")


def test_finished_year_is_broken_down_where_cells_allow() -> None:
    counters = DictCounters()
    year_of_cases(counters)
    assert take(counters, BAN_MAI, date(2026, 9, 30)).categories == ()
    found = take(counters, BAN_MAI, AFTER)
    assert found.categories == (CategoryCount("2569", "budget", 12), CategoryCount("2569", "other", 8))
    assert found.averages == (AverageDays("2569", "", 100, 12), AverageDays("2569", "budget", 100, 12))


def test_finished_year_once_published_says_the_same_for_ever() -> None:
    counters = DictCounters()
    year_of_cases(counters)
    first = take(counters, BAN_MAI, AFTER)
    counting.count_closed(counters, BAN_MAI, LAST_YEAR, Outcome.DONE, date(2026, 12, 1), "bribery")
    later = take(counters, BAN_MAI, date(2027, 1, 1), [first])
    assert (later.categories, later.averages) == (first.categories, first.averages)
    assert later.of("2569") == PeriodCounts("2569", 13, 7)


def test_average_of_a_few_is_not_told() -> None:
    counters = DictCounters()
    for _ in range(4):
        counting.count_filed(counters, BAN_MAI, LAST_YEAR, "budget")
        counting.count_closed(counters, BAN_MAI, LAST_YEAR, Outcome.DONE, date(2026, 3, 3), "budget")
    assert take(counters, BAN_MAI, AFTER).averages == ()


def test_case_is_carried_until_it_is_closed() -> None:
    counters = DictCounters()
    counting.count_filed(counters, BAN_MAI, LAST_DAY_OF_2569, "ethics")
    carried = [take(counters, BAN_MAI, date(2027, 4, 1)).of(code) for code in ("2570Q1", "2570Q2", "2570", "2569")]
    assert [one.carried for one in carried if one] == [1, 1, 1, 0]
    counting.count_closed(counters, BAN_MAI, LAST_DAY_OF_2569, Outcome.DONE, date(2026, 12, 1), "ethics")
    carried = [take(counters, BAN_MAI, date(2027, 4, 1)).of(code) for code in ("2570Q1", "2570Q2", "2570")]
    assert [one.carried for one in carried if one] == [1, 0, 1]


@pytest.mark.parametrize(
    ("grain", "codes", "published"),
    [
        ("year", ["2570"], date(2026, 10, 1)),
        ("half", ["2570H1", "2570"], date(2026, 10, 1)),
        ("quarter", ["2570Q1", "2570H1", "2570"], date(2026, 10, 1)),
        ("month", ["2570M10", "2570M11", "2570Q1", "2570H1", "2570"], date(2026, 11, 1)),
    ],
)
def test_nothing_finer_than_the_declared_grain_is_shown(grain: str, codes: list[str], published: date) -> None:
    today = date(2026, 11, 21)
    assert [span.code for span in shown_periods(today, grain) if span.fiscal_year == 2570] == codes
    assert publication_day(today, grain) == published


def test_months_add_up_to_their_quarter() -> None:
    counters = DictCounters()
    monthly = replace(BAN_MAI, complaint_grain="month")
    for day in (FIRST_DAY_OF_2570, date(2026, 11, 2), date(2026, 11, 3)):
        counting.count_filed(counters, monthly, day, "ethics")
    found = take(counters, monthly, date(2026, 11, 21))
    assert [one.total for one in found.counts if one.period in {"2570M10", "2570M11", "2570Q1"}] == [1, 2, 3]


def test_breakdown_cannot_carry_text() -> None:
    for smuggled in ("=IMPORTXML(1)", "คนแจ้งชื่อสมศรี"):
        with pytest.raises(ValueError, match=r"^not a category$"):
            CategoryCount("2569", smuggled, 5)
        with pytest.raises(ValueError, match=r"^not a category$"):
            AverageDays("2569", smuggled, 10, 5)
