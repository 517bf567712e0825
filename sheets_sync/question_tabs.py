"""The tab of questions: the figures of the public page, month by month, half-years, years and topics."""

from kernel.calendar import Period, fiscal_year
from kernel.thai import thai_period
from qa.counting import NO_TOPIC, Outcome
from qa.service import COUNTED, listed
from sheets_sync import texts
from sheets_sync.model import Column, Kind, Row, Tab
from sheets_sync.sources import Figures

_NAMES = {
    Outcome.ASKED: ("คำถามทั้งหมด", "คำถามที่พิมพ์เข้ามา นับคำถามละหนึ่งครั้ง"),
    Outcome.ANSWERED: ("ระบบตอบทันที", "คำตอบจากคลังที่ระบบส่ง"),
    Outcome.ASKED_BACK: ("ระบบให้เลือกเรื่อง", "ครั้งที่ระบบให้ผู้ถามเลือกเรื่อง"),
    Outcome.PASSED_ON: ("ส่งต่อเจ้าหน้าที่", "คำถามที่ส่งถึงเจ้าหน้าที่"),
    Outcome.BY_STAFF: ("เจ้าหน้าที่ตอบแล้ว", "คำตอบจากเจ้าหน้าที่"),
}


def questions(figures: Figures) -> Tab:
    """Newest year first. A month without questions has a row of zeros; a topic without any has none."""
    rows: list[Row] = []
    for service in figures.questions:
        for span, topic, line in listed(service):
            year = span.fiscal_year if isinstance(span, Period) else fiscal_year(span)
            named = thai_period(span) if isinstance(span, Period) else texts.month(span)
            about = texts.ALL_TOPICS if topic is None else texts.NO_TOPIC if topic == NO_TOPIC else topic
            counted = [line.outcomes[outcome] for outcome in COUNTED]
            rows.append((year, named, about, *counted, line.waiting, line.timed or None, line.median_minutes))
    return Tab("questions", texts.QUESTIONS, _columns(), rows)


def _columns() -> list[Column]:
    return [
        Column("ปีงบประมาณ", Kind.YEAR, 12, "ปีงบประมาณ พ.ศ. เริ่ม 1 ตุลาคม", "fiscal_year_be"),
        Column("ช่วงเวลา", Kind.TEXT, 38, "เดือน รอบ 6 เดือน หรือทั้งปี", "span"),
        Column("เรื่อง", Kind.TEXT, 30, "หมวดของคำถาม หรือทุกเรื่อง", "topic"),
        *(Column(*_named(outcome), outcome.value) for outcome in COUNTED),
        Column("รอเจ้าหน้าที่ตอบ", Kind.WHOLE, 18, "คำถามของช่วงนั้นที่ยังรออยู่ ณ วันที่ปรับปรุงไฟล์", "waiting"),
        Column("ตอบครั้งแรกแล้ว", Kind.WHOLE, 18, "จำนวนคำถามที่ใช้คำนวณค่ากลาง", "timed"),
        Column("เวลาที่ใช้ตอบ (นาที)", Kind.WHOLE, 22, texts.MEDIAN_SAID, "median_minutes"),
    ]


def _named(outcome: Outcome) -> tuple[str, Kind, int, str]:
    name, meaning = _NAMES[outcome]
    return name, Kind.WHOLE, 18, meaning
