"""Messages reduced to words that identify nobody."""

from datetime import date

import pytest

from qa.gist import published_in, reduced, safe_words, shared

OFFICE = published_in(
    [
        "ขอใบอนุญาตก่อสร้างได้ไหม",
        "เบิกเงินผู้สูงอายุ บ้าน เลขที่ น้ำไม่ไหล สอบถามเรื่องเบี้ยพิการ",
        "ภาษีที่ดินมาก พิมพ์ ขอถังขยะ เข้าศูนย์เด็กเล็ก ลูก ยาย ให้ ชื่อ น้อง รถ นายกชื่ออะไร เสียงดัง",
        "ศรี บุญ สม ใจดี",
    ]
)
"""Words the office publishes; among them pieces of the names below, and a surname."""
SAFE = safe_words(OFFICE)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ขอถังขยะ", "ขอถังขยะ"),
        ("นายกชื่ออะไร", "นายกชื่ออะไร"),
        ("นายสมพงษ์ บุญมาก ขอใบอนุญาตก่อสร้างได้ไหม", "… ขอใบอนุญาตก่อสร้างได้ไหม"),
        ("น.ส.พิชญา โสบุญ สอบถามเรื่องเบี้ยพิการ", "… สอบถามเรื่องเบี้ยพิการ"),
        ("ขอเบิกเงินผู้สูงอายุให้ยายสมศรี ใจดี บ้านเลขที่ 123/4 หมู่ 5", "ขอเบิกเงินผู้สูงอายุ … บ้านเลขที่ …"),
        ("ลูกชื่อน้องพิมพ์มาดา เข้าศูนย์เด็กเล็ก", "ลูกชื่อ … เข้าศูนย์เด็กเล็ก"),
        ("บ้านนางมาลี แก้วกัลยา น้ำไม่ไหล", "บ้าน … น้ำไม่ไหล"),
        ("รถ กข 1234 เสียงดัง", "รถ … เสียงดัง"),
        ("ภาษีที่ดิน โทร 081-234-5678", "ภาษีที่ดิน …"),
        ("ภาษีที่ดิน ๑๒๓๔๕๖๗๘๙๐๑๒๓", "ภาษีที่ดิน …"),
        ("ภาษีที่ดิน malee_99@example.com", "ภาษีที่ดิน …"),
        ("ไลน์ malee99 ภาษีที่ดิน", "… ภาษีที่ดิน"),
        ("สมพงษ์ บุญมาก", ""),
        ("", ""),
    ],
)
def test_reduced_keeps_only_what_identifies_nobody(typed: str, kept: str) -> None:
    assert reduced(typed, SAFE) == kept


def test_words_that_several_messages_share_are_kept() -> None:
    said = ["อยากได้เปตอง", "เปตองเก่ามาก", "ขอเปตอง"]
    days = [date(2026, 11, 16), date(2026, 11, 16), date(2026, 11, 17)]
    assert "เปตอง" in shared(zip(days, said, strict=True))
    assert "เปตอง" not in shared(zip(days[:2], said[:2], strict=True))
    assert "เปตอง" not in shared((days[0], text) for text in said)


def test_names_are_not_kept_however_often_they_come() -> None:
    said = [(date(2026, 11, day), "สมพงษ์ ขอเปตอง") for day in (16, 17, 18, 19)]
    found = shared(said)
    assert "เปตอง" in found
    assert [word for word in ("สมพงษ์", "สม", "พงษ์") if word in found] == []
