"""All tabs of an agency's workbook, from its figures. Pure: equal figures, equal tabs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kernel.calendar import Period, fiscal_year, period
from qa.entries import Entry
from qa.faq_table import DAYS, written
from qa.faq_texts import COLUMNS, VERDICT
from qr import links
from sheets_sync import question_tabs, survey_tabs, texts
from sheets_sync.model import Column, Kind, Row, Tab
from sheets_sync.sources import Figures


def build(figures: Figures) -> list[Tab]:
    """The tabs in the order of the workbook; the last one explains the others."""
    tabs = [
        survey_tabs.summary(figures),
        *survey_tabs.responses(figures),
        survey_tabs.items(figures),
        survey_tabs.indicators(figures),
        _service(figures),
        question_tabs.questions(figures),
        _complaints(figures),
        _points(figures),
        faq(figures.faq),
    ]
    return [*tabs, _dictionary(figures, tabs)]


def _service(figures: Figures) -> Tab:
    """Messages by month and topic. A month or topic without any is no row."""
    tally: Counter[tuple[date, str, str]] = Counter()
    for one in figures.counts:
        if one.outcome in texts.OUTCOMES:
            tally[one.day.replace(day=1), _topic(one.topic), one.outcome] += one.count
    groups = sorted({(first, topic) for first, topic, _ in tally}, key=lambda group: (-group[0].toordinal(), group[1]))
    rows: list[Row] = [
        (fiscal_year(first), first, texts.month(first), topic,
         *(tally[first, topic, outcome] for outcome in texts.OUTCOMES),
         sum(tally[first, topic, outcome] for outcome in texts.OUTCOMES))
        for first, topic in groups
    ]  # fmt: skip
    columns = [
        Column("ปีงบประมาณ", Kind.WHOLE, 12, "ปีงบประมาณ พ.ศ. เริ่ม 1 ตุลาคม"),
        Column("เดือน (วันที่ 1)", Kind.DATE, 14, "วันแรกของเดือน ใช้เรียงลำดับและทำกราฟ"),
        Column("เดือน", Kind.TEXT, 14, "เดือนและปี พ.ศ."),
        Column("เรื่อง", Kind.TEXT, 30, "หมวดของคำถาม"),
        *(Column(name, Kind.WHOLE, 16, f"จำนวนข้อความที่จบด้วยการ{name}") for name in texts.OUTCOMES.values()),
        Column("รวม", Kind.WHOLE, 10, "ผลรวมของแถว"),
    ]
    return Tab("service", texts.SERVICE, columns, rows)


def _topic(topic: str) -> str:
    return texts.NO_TOPIC if topic in {"", "-"} else texts.KINDS_OF_MESSAGE.get(topic, topic)


def _complaints(figures: Figures) -> Tab:
    """Counts only: these columns are all that may ever stand here."""
    snapshot = figures.complaints
    rows: list[Row] = [(None, None, None, None, texts.NOT_PUBLISHED, None)]
    if snapshot is not None:
        rows = [
            (
                texts.period_short(period(one.period)),
                one.total,
                one.finished,
                one.in_progress,
                one.sentence,
                snapshot.as_of,
            )
            for one in sorted(snapshot.counts, key=lambda one: _newest_first(period(one.period)))
        ]
    columns = [
        Column("รอบ", Kind.TEXT, 18, "ไตรมาส ครึ่งปี หรือทั้งปีงบประมาณที่รับเรื่อง"),
        Column("เรื่องทั้งหมด", Kind.WHOLE, 14, "เรื่องร้องเรียนการทุจริตและประพฤติมิชอบที่รับในรอบนั้น"),
        Column("ดำเนินการแล้วเสร็จ", Kind.WHOLE, 18, "ในจำนวนนั้น ปิดเรื่องแล้ว"),
        Column("อยู่ระหว่างดำเนินการ", Kind.WHOLE, 20, "ในจำนวนนั้น ยังไม่ปิดเรื่อง"),
        Column("คำอธิบาย", Kind.TEXT, 60, "ตัวเลขเป็นประโยค รอบที่ไม่มีเรื่องจะเขียนบอกไว้"),
        Column("ข้อมูล ณ วันที่", Kind.DATE, 16, "วันที่เผยแพร่สถิติ ตัวเลขไม่เปลี่ยนจนถึงรอบถัดไป"),
    ]
    return Tab("complaints", texts.COMPLAINTS, columns, rows)


def _newest_first(span: Period) -> tuple[int, int]:
    kinds = ("Y", "H1", "H2", "Q1", "Q2", "Q3", "Q4")
    # months, where an agency publishes them, come last, in the order of the fiscal year
    return -span.fiscal_year, kinds.index(span.kind) if span.kind in kinds else 7 + (span.first.month - 10) % 12


def _points(figures: Figures) -> Tab:
    rows: list[Row] = [
        (
            point.code,
            point.name,
            point.services,
            texts.PURPOSES[point.purpose.value],
            texts.POINT_RETIRED if point.retired else texts.POINT_OPEN,
            figures.visits.get(point.code, 0),
            links.landing_page(figures.base_url, point.code),
            links.chat_text(point.code),
        )
        for point in figures.points
    ]
    columns = [
        Column("รหัสจุด", Kind.TEXT, 12, "รหัสบนโปสเตอร์"),
        Column("ชื่อจุดบริการ", Kind.TEXT, 32, "ชื่อที่ประชาชนเห็น"),
        Column("งานที่ให้บริการ", Kind.TEXT, 40, "งานของจุดนี้"),
        Column("โปสเตอร์ใช้เพื่อ", Kind.TEXT, 22, "สแกนแล้วไปที่ใด"),
        Column("สถานะ", Kind.TEXT, 12, "เปิดใช้หรือเลิกใช้"),
        Column("เปิดโปสเตอร์ (ครั้ง)", Kind.WHOLE, 18, "จำนวนครั้งที่มีผู้เปิดลิงก์ในปีงบประมาณนี้ ไม่บอกว่าเป็นใคร"),
        Column("ลิงก์", Kind.TEXT, 44, "ที่อยู่หลังคิวอาร์โค้ด"),
        Column("ข้อความเริ่มในไลน์", Kind.TEXT, 20, "พิมพ์ในไลน์ได้แทนการสแกน"),
    ]
    return Tab("points", texts.POINTS, columns, rows)


def faq(entries: Sequence[Entry]) -> Tab:
    """The knowledge base with the headings of its files; in a Google sheet staff may write in it."""
    rows: list[Row] = [tuple(cell or None for cell in written(entry).values()) for entry in entries]
    columns = [
        Column(title, Kind.DATE if key in DAYS else Kind.TEXT, texts.FAQ_WIDTHS.get(key, 16), texts.FAQ_MEANINGS[key])
        for key, title in COLUMNS.items()
    ]
    return Tab("faq", texts.FAQ, columns, rows, two_way=True)


def with_verdict(tab: Tab) -> Tab:
    """The tab as the Google sheet has it: with the column in which the product says what it found."""
    return replace(tab, columns=[*tab.columns, Column(VERDICT, Kind.TEXT, 40, texts.FAQ_VERDICT_MEANING)])


def _dictionary(figures: Figures, tabs: Sequence[Tab]) -> Tab:
    sources = {one.whole.instrument.source for one in figures.rounds}
    said = [
        (texts.UPDATED, texts.updated(figures.today)),
        (texts.PROJECTION, texts.PROJECTION_SAID),
        (texts.PRIVACY, texts.PRIVACY_SAID),
        (texts.NUMBERS, texts.NUMBERS_SAID),
        *((texts.SOURCE, source) for source in sorted(sources)),
    ]
    rows: list[Row] = [(texts.WHOLE_FILE, name, None, meaning) for name, meaning in said]
    rows += [
        (tab.title, column.title, texts.KINDS[column.kind.value], column.meaning)
        for tab in tabs
        for column in tab.columns
    ]
    columns = [
        Column("แท็บ", Kind.TEXT, 26, "ชื่อแท็บ"),
        Column("คอลัมน์", Kind.TEXT, 44, "หัวคอลัมน์"),
        Column("ชนิดข้อมูล", Kind.TEXT, 26, "ข้อความ ตัวเลข หรือวันที่"),
        Column("ความหมาย", Kind.TEXT, 80, "คำอธิบาย"),
    ]
    return Tab("dictionary", texts.DICTIONARY, columns, rows)
