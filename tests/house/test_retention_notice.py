"""What the privacy notice says is kept how long is what the code does."""

import re
from datetime import timedelta
from pathlib import Path

from app.calendar import INSPECTIONS_KEPT, LOG_KEPT, STATES_KEPT
from qa.asked import HISTORY_KEPT, WORDS_KEPT
from qa.retention import ANSWERED_STAYS, WAITING_STAYS
from qa.threads import REOPENS
from surveys.ballots import BATCH
from surveys.sitting import RESUMABLE

NOTICE = Path(__file__).parents[2] / "web" / "templates" / "web" / "privacy.html"


STAFF = NOTICE.parents[3] / "console" / "templates" / "console"


def kept(name: str, notice: Path = NOTICE) -> list[int]:
    """The figures in one row of the notice."""
    rows = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", notice.read_text(encoding="utf-8")))
    return [int(figure) for figure in re.findall(r"\d+", rows[name])]


def test_unsent_answers_are_kept_as_long_as_the_notice_says():
    hours = int(RESUMABLE.total_seconds() // 3600)
    assert kept("คำตอบที่ยังไม่ส่ง") == [hours, hours, STATES_KEPT.days]


def test_sealed_answers_wait_as_long_as_the_notice_says():
    assert kept("คำตอบที่ส่งแล้ว รอรวมชุด") == [BATCH]


def test_words_of_questions_are_kept_as_long_as_the_notice_says():
    weekly = timedelta(days=7)  # what is old goes when the week's groups are made
    months, weeks = 13, 9
    assert kept("ถ้อยคำของคำถามที่ระบบตอบได้") == [months]
    assert kept("ถ้อยคำของคำถามที่ระบบตอบไม่ได้") == [weeks, months]
    assert WORDS_KEPT + weekly == timedelta(weeks=weeks)
    assert HISTORY_KEPT + weekly <= timedelta(days=months * 30)


def test_threads_end_and_reopen_as_the_notice_says():
    assert kept("เรื่องที่ตอบแล้วและไม่มีข้อความใหม่") == [ANSWERED_STAYS.days, REOPENS.days]
    assert kept("เรื่องที่ยังไม่ได้ตอบ") == [WAITING_STAYS.days]
    assert "{{ agency.question_days }} วัน" in NOTICE.read_text(encoding="utf-8")


def test_what_staff_did_is_kept_as_long_as_their_notice_says():
    years = {"บันทึกการใช้งาน": (LOG_KEPT, "log.html"), "บันทึกการตรวจป้าย": (INSPECTIONS_KEPT, "patrol.html")}
    for name, (term, page) in years.items():
        (number,) = kept(name, STAFF / "own.html")
        assert term == timedelta(days=366 * number)
        assert f"ลบเองเมื่อครบ {number} ปี" in (STAFF / page).read_text(encoding="utf-8")
