"""The tab of fraud complaints: frozen counts and nothing else. Its columns are an allow-list of their own."""

from datetime import date

from complaints.statistics import ALL, OTHER, AverageDays, PeriodCounts, Snapshot
from complaints.topics import category_label
from kernel.calendar import Period, period
from kernel.thai import thai_date_short
from sheets_sync import texts
from sheets_sync.model import Column, Kind, Row, Tab, Value
from sheets_sync.sources import Figures

_COUNT, _WORDS = Kind.WHOLE, Kind.TEXT
ALLOWED = (
    Column("รอบ", _WORDS, 18, "เดือน ไตรมาส ครึ่งปี หรือทั้งปีงบประมาณที่รับเรื่อง", "period"),
    Column("กลุ่ม", _WORDS, 30, "ทุกเรื่อง หรือหมวดของปีงบประมาณที่จบแล้ว หมวดที่มีน้อยกว่า 5 เรื่องรวมเป็นหมวดอื่น", "group"),
    Column("เรื่องทั้งหมด", _COUNT, 14, "เรื่องร้องเรียนการทุจริตและประพฤติมิชอบที่รับในรอบนั้น", "total"),
    Column("ดำเนินการแล้วเสร็จ", _COUNT, 18, "ในจำนวนนั้น ปิดเรื่องแล้ว", "finished"),
    Column("อยู่ระหว่างดำเนินการ", _COUNT, 20, "ในจำนวนนั้น ยังไม่ปิดเรื่อง", "in_progress"),
    Column("ยกมาจากรอบก่อน", _COUNT, 18, "เรื่องที่รับก่อนรอบนี้และยังไม่ปิดเมื่อเริ่มรอบ ไม่นับในเรื่องทั้งหมด", "carried"),
    Column("เวลาเฉลี่ย", _WORDS, 14, "วันตั้งแต่รับเรื่องจนปิดเรื่อง เฉพาะกลุ่มที่ปิดแล้ว 5 เรื่องขึ้นไป", "days"),
    Column("คำอธิบาย", _WORDS, 60, "ตัวเลขเป็นประโยค รอบที่ไม่มีเรื่องจะเขียนบอกไว้", "sentence"),
    Column("ข้อมูล ณ วันที่", Kind.DATE, 16, "วันที่เผยแพร่สถิติ ตัวเลขไม่เปลี่ยนจนถึงรอบถัดไป", "as_of"),
    Column("ข้อมูล ณ วันที่ (พ.ศ.)", _WORDS, 18, "วันเดียวกัน เขียนเป็นปี พ.ศ.", "as_of_be"),
)
"""Everything that may ever stand in this tab. Words are the product's own sentences; nobody's text comes near it."""


def complaints(figures: Figures) -> Tab:
    """Periods first, then what finished years tell besides."""
    return Tab("complaints", texts.COMPLAINTS, ALLOWED, _rows(figures.complaints))


def _rows(snapshot: Snapshot | None) -> list[Row]:
    if snapshot is None:
        return [_row(sentence=texts.NOT_PUBLISHED)]
    counts = sorted(snapshot.counts, key=lambda one: _newest_first(period(one.period)))
    averages = {(one.period, one.category): one for one in snapshot.averages}
    rows = [_period(one, averages.pop((one.period, ALL), None), snapshot.as_of) for one in counts]
    cases = {(one.period, one.category): one.cases for one in snapshot.categories}
    for code, category in dict.fromkeys([*cases, *averages]):
        rows.append(_group(code, category, cases.get((code, category)), averages.get((code, category)), snapshot.as_of))
    return rows


def _row(as_of: date | None = None, **cells: Value) -> Row:
    """The cells by key; a key that is not on the list raises."""
    said = {**cells, "as_of": as_of, "as_of_be": None if as_of is None else thai_date_short(as_of)}
    places = {column.key: place for place, column in enumerate(ALLOWED)}
    row: list[Value] = [None] * len(ALLOWED)
    for key, value in said.items():
        row[places[key]] = value
    return tuple(row)


def _period(one: PeriodCounts, average: AverageDays | None, as_of: date) -> Row:
    return _row(
        as_of, period=texts.period_short(period(one.period)), group=texts.ALL_CASES, total=one.total,
        finished=one.finished, in_progress=one.in_progress, carried=one.carried, days=_days(average),
        sentence=one.sentence,
    )  # fmt: skip


def _group(code: str, category: str, cases: int | None, average: AverageDays | None, as_of: date) -> Row:
    """A category of a finished year, as far as its numbers are large enough to be told."""
    return _row(
        as_of, period=texts.period_short(period(code)), group=_label(category), total=cases,
        finished=None if average is None else average.cases, days=_days(average),
    )  # fmt: skip


def _days(average: AverageDays | None) -> str | None:
    return None if average is None else texts.DAYS.format(days=f"{average.tenths // 10}.{average.tenths % 10}")


def _label(category: str) -> str:
    return {ALL: texts.ALL_CASES, OTHER: texts.OTHER_CASES}.get(category) or category_label(category)


def _newest_first(span: Period) -> tuple[int, int, date]:
    """The newest fiscal year first; in it the year, its halves, its quarters, its months."""
    return -span.fiscal_year, "YHQM".index(span.kind[0]), span.first
