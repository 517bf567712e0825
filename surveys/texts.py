"""Sentences of the surveys room."""

from kernel.errors import Refused

SENTENCES = {
    "unknown_instrument": "ไม่มีแบบสำรวจรหัสนี้",
    "not_utf8": "ไฟล์ไม่ใช่ข้อความแบบ UTF-8 โปรดบันทึกเป็น CSV UTF-8 แล้วลองใหม่",
    "no_header": "บรรทัดที่ {line}: ไม่พบชื่อข้อคำถาม เช่น e1 ในหัวตาราง",
    "twice_column": "บรรทัดที่ {line}: คอลัมน์ {column} มีมากกว่าหนึ่งคอลัมน์",
    "unknown_column": "บรรทัดที่ {line}: ไม่รู้จักคอลัมน์ {column}",
    "bad_cell": "บรรทัดที่ {line} คอลัมน์ {column}: คำตอบไม่ตรงกับตัวเลือกใด",
    "bad_part": "บรรทัดที่ {line} คอลัมน์ {column}: ส่วนต้องเป็น 1 หรือ 2",
    "already_answered": "ท่านตอบแบบสำรวจรอบนี้แล้ว ขอบคุณ",
    "round_closed": "รอบสำรวจนี้ปิดแล้ว คำตอบนี้ยังไม่ได้ถูกบันทึก",
    "empty": "ยังไม่มีคำตอบ โปรดเลือกอย่างน้อยหนึ่งข้อ",
    "bad_answer": "มีคำตอบที่ไม่อยู่ในตัวเลือก โปรดเลือกใหม่",
    "stale_item": "ปุ่มนี้เป็นของข้อเก่า โปรดตอบข้อที่แสดงอยู่",
}

DONT_KNOW = "ไม่ทราบ/ไม่เคยใช้"
"""The way past any item; it is counted apart and never scored."""

UNDECIDED = "ยังสรุปไม่ได้"
"""Shown instead of a score while fewer than ten have answered."""

CHANNELS = {
    "line": "ไลน์",
    "web": "หน้าเว็บ",
    "kiosk": "จอที่จุดบริการ",
    "paper": "กระดาษ",
    "assisted": "มีคนช่วยกดให้",
}

SKIP_WORDS = frozenset({"ข้าม", "ไม่ทราบ", "ไม่รู้", "ไม่เคยใช้", "ไม่ตอบ", "ไม่แน่ใจ", "skip", "-", "0"})


def sentence(refusal: Refused) -> str:
    """The Thai sentence for a refusal of this room."""
    return SENTENCES[refusal.reason].format(**refusal.facts)
