"""The tabs about the desk itself: messages handled, and service points."""

from collections import Counter
from datetime import date

from kernel.agency import Purpose
from kernel.calendar import fiscal_year
from kernel.thai import thai_date_short
from qr import links
from sheets_sync import texts
from sheets_sync.model import Column, Kind, Row, Tab, Value
from sheets_sync.sources import Figures


def service(figures: Figures) -> Tab:
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
        Column("ปีงบประมาณ", Kind.YEAR, 12, "ปีงบประมาณ พ.ศ. เริ่ม 1 ตุลาคม", "fiscal_year_be"),
        Column("เดือน (วันที่ 1)", Kind.DATE, 14, "วันแรกของเดือน ใช้เรียงลำดับและทำกราฟ", "month"),
        Column("เดือน", Kind.TEXT, 14, "เดือนและปี พ.ศ.", "month_be"),
        Column("เรื่อง", Kind.TEXT, 30, "หมวดของคำถาม", "topic"),
        *(
            Column(name, Kind.WHOLE, 16, f"จำนวนข้อความที่จบด้วยการ{name}", outcome)
            for outcome, name in texts.OUTCOMES.items()
        ),
        Column("รวม", Kind.WHOLE, 10, "ผลรวมของแถว", "total"),
    ]
    return Tab("service", texts.SERVICE, columns, rows)


def _topic(topic: str) -> str:
    return texts.NO_TOPIC if topic in {"", "-"} else texts.KINDS_OF_MESSAGE.get(topic, topic)


def points(figures: Figures) -> Tab:
    """Every service point with its address, retired ones too."""
    rows: list[Row] = [
        (
            point.code,
            point.name,
            point.services,
            texts.PURPOSES[point.purpose.value],
            texts.POINT_RETIRED if point.retired else texts.POINT_OPEN,
            *_day(None if point.opened_on == date.min else point.opened_on),
            *_day(point.retired_on),
            figures.visits.get(point.code, 0),
            links.landing_page(figures.base_url, point.posted),
            links.chat_text(point.posted),
        )
        for point in figures.points
        if point.purpose is not Purpose.FRAUD  # where that poster hangs, and how often, is nobody's figure
    ]
    columns = [
        Column("รหัสจุด", Kind.TEXT, 12, "รหัสบนโปสเตอร์", "qr_point"),
        Column("ชื่อจุดบริการ", Kind.TEXT, 32, "ชื่อที่ประชาชนเห็น", "name"),
        Column("งานที่ให้บริการ", Kind.TEXT, 40, "งานของจุดนี้", "services"),
        Column("โปสเตอร์ใช้เพื่อ", Kind.TEXT, 22, "สแกนแล้วไปที่ใด", "purpose"),
        Column("สถานะ", Kind.TEXT, 12, "เปิดใช้หรือเลิกใช้", "status"),
        Column("วันที่เปิดใช้", Kind.DATE, 14, "วันที่เพิ่มจุดในระบบ", "opened_on"),
        Column("วันที่เปิดใช้ (พ.ศ.)", Kind.TEXT, 18, "วันเดียวกัน เขียนเป็นปี พ.ศ.", "opened_on_be"),
        Column("วันที่เลิกใช้", Kind.DATE, 14, "เว้นว่างเมื่อยังเปิดใช้", "retired_on"),
        Column("วันที่เลิกใช้ (พ.ศ.)", Kind.TEXT, 18, "วันเดียวกัน เขียนเป็นปี พ.ศ.", "retired_on_be"),
        Column("เปิดโปสเตอร์ (ครั้ง)", Kind.WHOLE, 18, "จำนวนครั้งที่มีผู้เปิดลิงก์ในปีงบประมาณนี้ ไม่บอกว่าเป็นใคร", "visits"),
        Column("ลิงก์", Kind.LINK, 44, "ที่อยู่หลังคิวอาร์โค้ด", "link"),
        Column("ข้อความเริ่มในไลน์", Kind.TEXT, 20, "พิมพ์ในไลน์ได้แทนการสแกน", "chat_text"),
    ]
    return Tab("points", texts.POINTS, columns, rows)


def _day(day: date | None) -> tuple[Value, Value]:
    return (None, None) if day is None else (day, thai_date_short(day))
