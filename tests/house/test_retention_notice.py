"""What the privacy notice says is kept how long is what the code does."""

import re
from pathlib import Path

from app.calendar import STATES_KEPT
from surveys.ballots import BATCH
from surveys.sitting import RESUMABLE

NOTICE = Path(__file__).parents[2] / "web" / "templates" / "web" / "privacy.html"


def kept(name: str) -> list[int]:
    """The figures in one row of the notice."""
    rows = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", NOTICE.read_text(encoding="utf-8")))
    return [int(figure) for figure in re.findall(r"\d+", rows[name])]


def test_unsent_answers_are_kept_as_long_as_the_notice_says():
    hours = int(RESUMABLE.total_seconds() // 3600)
    assert kept("คำตอบที่ยังไม่ส่ง") == [hours, hours, STATES_KEPT.days]


def test_sealed_answers_wait_as_long_as_the_notice_says():
    assert kept("คำตอบที่ส่งแล้ว รอรวมชุด") == [BATCH]
