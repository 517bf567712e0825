"""Fraud complaints in the workbook: frozen counts, and nothing that is not on the list."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from complaints.statistics import AverageDays, CategoryCount, PeriodCounts, Snapshot
from sheets_sync import complaint_tab
from sheets_sync.model import Kind, Row
from tests.sheets_sync.office import DAY
from tests.sheets_sync.test_tabs import figures

AS_OF = (DAY, "20 พ.ย. 2569")


def rows(snapshot: Snapshot | None) -> list[Row]:
    return list(complaint_tab.complaints(replace(figures(), complaints=snapshot)).rows)


def test_zero_is_said_in_words() -> None:
    snapshot = Snapshot(
        DAY, (PeriodCounts("2570Q1", 1, 2, 4), PeriodCounts("2570M10", 1, 0), PeriodCounts("2569", 0, 0))
    )
    three = "เรื่องร้องเรียนทั้งหมด 3 เรื่อง ดำเนินการแล้วเสร็จ 1 เรื่อง อยู่ระหว่างดำเนินการ 2 เรื่อง"
    one = "เรื่องร้องเรียนทั้งหมด 1 เรื่อง ดำเนินการแล้วเสร็จ 1 เรื่อง อยู่ระหว่างดำเนินการ 0 เรื่อง"
    assert rows(snapshot) == [
        ("ไตรมาส 1/2570", "ทุกเรื่อง", 3, 1, 2, 4, None, three, *AS_OF),
        ("ต.ค. 2569", "ทุกเรื่อง", 1, 1, 0, 0, None, one, *AS_OF),
        ("ทั้งปี 2569", "ทุกเรื่อง", 0, 0, 0, 0, None, "ไม่มีเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ", *AS_OF),
    ]


def test_what_finished_years_tell_stands_with_them() -> None:
    snapshot = Snapshot(
        DAY, (PeriodCounts("2569", 19, 1),), (AverageDays("2569", "", 123, 19), AverageDays("2569", "bribery", 98, 12)),
        (CategoryCount("2569", "bribery", 12), CategoryCount("2569", "other", 8)),
    )  # fmt: skip
    year, bribes, others = rows(snapshot)
    assert (year[1:4], year[6]) == (("ทุกเรื่อง", 20, 19), "12.3 วัน")
    assert bribes[2:7] == (12, 12, None, None, "9.8 วัน")
    assert others[1:7] == ("หมวดอื่นรวมกัน", 8, None, None, None, None)


def test_before_the_first_publication_the_tab_says_so() -> None:
    assert rows(None) == [(*[None] * 7, "ยังไม่ถึงวันเผยแพร่ของรอบแรก", None, None)]


def test_columns_are_these_and_no_others() -> None:
    assert [column.key for column in complaint_tab.complaints(figures()).columns] == [
        "period", "group", "total", "finished", "in_progress", "carried", "days", "sentence", "as_of", "as_of_be",
    ]  # fmt: skip
    counts = [column.key for column in complaint_tab.ALLOWED if column.kind is Kind.WHOLE]
    assert counts == ["total", "finished", "in_progress", "carried"]


def test_a_cell_that_is_not_on_the_list_stops_the_tab() -> None:
    assert complaint_tab._row(DAY, total=1)[2] == 1
    with pytest.raises(KeyError):
        complaint_tab._row(date(2026, 1, 1), name="สมชาย")


def test_sheets_know_nothing_of_complaints_but_published_counts() -> None:
    sources = Path(complaint_tab.__file__).parent.glob("*.py")
    imported = re.compile(r"^\s*(?:from|import) (complaints[.\w]*)", re.MULTILINE)
    known = {word for one in sources for word in imported.findall(one.read_text())}
    assert known == {"complaints.statistics", "complaints.topics"}
