"""What an office says about its hours and its threads, in the chat and on the web alike."""

from datetime import date, datetime, timedelta

from kernel.agency import Agency
from kernel.clock import BANGKOK, bangkok_day
from kernel.thai import thai_date_short
from qa import hours
from qa.hours import Hours
from qa.ports import Kind

WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
ERASED = "ผู้ถามลบข้อความนี้แล้ว"
KINDS = {Kind.QUESTION: "คำถาม", Kind.SUGGESTION: "ข้อเสนอแนะ", Kind.COMPLAINT: "เรื่องร้องเรียนทั่วไป"}

ROADS_TITLE = "เรื่องถนนและไฟส่องสว่าง"
ROADS_BODY = "แจ้งทาง Traffy Fondue ได้ทันที ถ่ายรูป ปักจุดในแผนที่ และติดตามได้เอง หรือโทร 1567 ศูนย์ดำรงธรรม ตลอด 24 ชั่วโมง"
ROADS_NOT_KEPT = "ข้อความเมื่อครู่ยังไม่ได้ส่งให้เจ้าหน้าที่"
TRAFFY = "เปิด Traffy Fondue"
TRAFFY_LINK = "https://line.me/R/ti/p/%40traffyfondue"
ROADS_ANYWAY = "ให้หน่วยงานรับเรื่อง"

_LUNCH = "ขณะนี้พักเที่ยง"
_HOLIDAY = "วันนี้หยุดราชการ"
_OFF = "วันนี้สำนักงานปิดทำการ"
_WEEKEND = "วันนี้สำนักงานปิดทำการ"
_OUTSIDE = "ขณะนี้นอกเวลาทำการ"


def when(agency: Agency, kind: Kind, now: datetime) -> str:
    """What an asker may expect, e.g. "ขณะนี้พักเที่ยง เริ่มงานอีกครั้งเวลา 13.00 น. เจ้าหน้าที่จะตอบภายในวันจันทร์ที่ 23 พ.ย. 2569".

    A suggestion needs no answer, so none is promised.
    """
    kept = hours.of(agency)
    if kind is Kind.SUGGESTION:
        return ""
    due = _due(agency, kind, kept, now)
    promise = f"เจ้าหน้าที่จะตอบภายใน{named(due)}" if due is not None else "เจ้าหน้าที่จะตอบเมื่อเปิดทำการ"
    return " ".join(part for part in (closed_now(kept, now), promise) if part)


def _due(agency: Agency, kind: Kind, kept: Hours, now: datetime) -> date | None:
    today = bangkok_day(now)
    if kind is Kind.COMPLAINT:
        return today + timedelta(days=agency.complaint_days)
    return hours.working_day_after(kept, today, agency.reply_days)


def late(agency: Agency, kind: Kind, since: datetime, now: datetime) -> bool:
    """Whether what was promised at `since` has not been kept. A suggestion is never late."""
    if kind is Kind.SUGGESTION:
        return False
    due = _due(agency, kind, hours.of(agency), since)
    return due is not None and bangkok_day(now) > due


def closed_now(kept: Hours, now: datetime) -> str:
    """Why nobody is there and when somebody will be; "" while the office is open."""
    if hours.is_open(kept, now):
        return ""
    opens = hours.next_opening(kept, now)
    if opens is None:
        return _why(kept, now)
    at, day = opens.astimezone(BANGKOK), bangkok_day(opens)
    named_day = "" if day == bangkok_day(now) else named(day) + " "
    return f"{_why(kept, now)} เริ่มงาน{'อีกครั้ง' if not named_day else ''}{named_day}เวลา {at:%H.%M} น."


def _why(kept: Hours, now: datetime) -> str:
    today, at = bangkok_day(now), now.astimezone(BANGKOK).time()
    reason = kept.holiday(today)
    if reason is not None:
        said = _OFF if today in kept.off else _HOLIDAY
        return f"{said} ({reason})" if reason else said
    spans = kept.spans(today)
    if not spans:
        return _WEEKEND
    return _LUNCH if spans[0][1] <= at < spans[-1][0] else _OUTSIDE


def named(day: date) -> str:
    """ "วันจันทร์ที่ 23 พ.ย. 2569"."""
    return f"วัน{WEEKDAYS[day.weekday()]}ที่ {thai_date_short(day)}"


def waited(amount: timedelta) -> str:
    """Waiting time in office hours: "น้อยกว่า 1 ชั่วโมง", "3 ชั่วโมง", "2 วันทำการ" (7 hours a day)."""
    whole = int(amount.total_seconds() // 3600)
    if whole < 1:
        return "น้อยกว่า 1 ชั่วโมง"
    return f"{whole} ชั่วโมง" if whole < 7 else f"{whole // 7} วันทำการ"
