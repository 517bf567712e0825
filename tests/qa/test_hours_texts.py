"""The one day somebody asks for: said before the answer about the hours, and only where it fits."""

from dataclasses import replace
from datetime import datetime

import pytest

from kernel.clock import BANGKOK
from qa import hours_texts
from qa.entries import Entry
from tests.cast import BAN_MAI

HOURS = Entry("hours", "ติดต่อ", "เวลาทำการ", f"เวลาทำการ {BAN_MAI.hours}\nเว้นวันหยุดราชการ")
SATURDAY, SUNDAY = datetime(2026, 11, 21, 12, tzinfo=BANGKOK), datetime(2026, 11, 22, 12, tzinfo=BANGKOK)
OPEN = "เปิด 08.30-16.30 น."


@pytest.mark.parametrize(
    ("typed", "now", "sentence"),
    [
        ("วันนี้เปิดไหม", SUNDAY, "วันนี้ (วันอาทิตย์) ปิดทำการ"),
        ("พรุ่งนี้เปิดไหม", SUNDAY, f"พรุ่งนี้ (วันจันทร์) {OPEN}"),
        ("พรุ่งนี้หยุดไหม", datetime(2026, 12, 9, 10, tzinfo=BANGKOK), "พรุ่งนี้ (วันพฤหัสบดี) ปิดทำการ (วันรัฐธรรมนูญ)"),
        ("วันนี้เปิดหรือเปล่าคะ", datetime(2026, 11, 23, 17, tzinfo=BANGKOK), f"วันนี้ (วันจันทร์) {OPEN} ขณะนี้ปิดแล้ว"),
        ("วันเสาร์เปิดไหม", SUNDAY, "วันเสาร์ที่ 28 พ.ย. 2569 ปิดทำการ"),
        ("เสาร์นี้ อบต. เปิดมั้ย", SATURDAY, "วันนี้ (วันเสาร์) ปิดทำการ"),
        ("อบต.บ้านใหม่ วันพฤหัสเปิดกี่โมง", SUNDAY, f"วันพฤหัสบดีที่ 26 พ.ย. 2569 {OPEN}"),
        ("สอบถามค่ะ เปิดไหม มะรืนนี้", SUNDAY, f"วันอังคารที่ 24 พ.ย. 2569 {OPEN}"),
        ("วันนี้ศูนย์เด็กเปิดไหม", SUNDAY, ""),
        ("อาทิตย์นี้เปิดไหม", SUNDAY, ""),
        ("เปิดกี่โมง", SUNDAY, ""),
        ("วันนี้" * 300, SUNDAY, ""),
        ("วันนี้เปิดไหม", datetime(2027, 10, 4, 10, tzinfo=BANGKOK), ""),  # no holidays are known there
    ],
)
def test_day_asked_for_is_answered_in_one_sentence(typed, now, sentence):
    assert hours_texts.for_the_day(BAN_MAI, HOURS, typed, now) == sentence


@pytest.mark.parametrize(
    ("entry", "speaks"),
    [
        (replace(HOURS, id="own"), True),  # it holds the office's hours
        (replace(HOURS, id="own", answer="ขอยืมเต็นท์ได้ทุกวัน"), False),
        (replace(HOURS, answer="๘.๓๐ - ๑๖.๓๐ น. ปิดวันเสาร์-อาทิตย์"), True),
        (replace(HOURS, answer="เปิด 07.30-16.30 น."), False),
        (replace(HOURS, answer="เปิดจันทร์-เสาร์"), False),
    ],
)
def test_day_is_told_only_before_an_answer_that_says_the_same(entry, speaks):
    assert bool(hours_texts.for_the_day(BAN_MAI, entry, "พรุ่งนี้เปิดไหม", SUNDAY)) is speaks


def test_breaks_are_told_where_the_office_has_set_its_hours():
    own = replace(BAN_MAI, opening="08:30-12:00 13:00-16:30|" * 6 + "|", hours="")
    sentence = hours_texts.for_the_day(own, replace(HOURS, answer="เปิดจันทร์-เสาร์"), "วันเสาร์เปิดไหม", SUNDAY)
    assert sentence == "วันเสาร์ที่ 28 พ.ย. 2569 เปิด 08.30-16.30 น. พัก 12.00-13.00 น."
