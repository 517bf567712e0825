"""Sentences of the surveys room."""

from kernel.errors import Refused
from surveys.instruments import Item

SENTENCES = {
    "unknown_instrument": "ไม่มีแบบสำรวจรหัสนี้",
    "bad_instrument": "แบบสำรวจมีข้อผิดพลาดที่ {where} ({fault})",
    "not_text": "เปิดไฟล์นี้เป็นข้อความไม่ได้ โปรดบันทึกเป็น CSV UTF-8 แล้วลองใหม่",
    "bad_csv": "บรรทัดที่ {line}: รูปแบบ CSV ไม่ถูกต้อง",
    "no_header": "บรรทัดที่ {line}: ไม่พบชื่อข้อคำถาม เช่น e1 ในหัวตาราง",
    "twice_column": "บรรทัดที่ {line}: คอลัมน์ {column} มีมากกว่าหนึ่งคอลัมน์",
    "unknown_column": "บรรทัดที่ {line}: ไม่รู้จักคอลัมน์ {column}",
    "extra_cell": "บรรทัดที่ {line}: ช่องที่ {column} มีข้อมูล แต่หัวตารางไม่มีชื่อคอลัมน์",
    "bad_cell": "บรรทัดที่ {line} คอลัมน์ {column}: คำตอบไม่ตรงกับตัวเลือกใด",
    "bad_part": "บรรทัดที่ {line} คอลัมน์ {column}: ส่วนต้องเป็น 1 หรือ 2",
    "already_answered": "ท่านตอบแบบสำรวจรอบนี้แล้ว ขอบคุณ",
    "round_closed": "รอบสำรวจนี้ปิดแล้ว คำตอบนี้ยังไม่ได้ถูกบันทึก",
    "empty": "ยังไม่มีคำตอบ โปรดเลือกอย่างน้อยหนึ่งข้อ",
    "bad_answer": "มีคำตอบที่ไม่อยู่ในตัวเลือก โปรดเลือกใหม่",
    "stale_item": "ปุ่มนี้เป็นของข้อเก่า โปรดตอบข้อที่แสดงอยู่",
    "bad_sitting": "เปิดแบบสำรวจที่ค้างไว้ไม่ได้ โปรดเริ่มใหม่",
    "unfinished": "ยังตอบไม่ครบ โปรดตอบหรือข้ามข้อที่เหลือก่อนส่ง",
}

DONT_KNOW = "ไม่ทราบ/ไม่เคยใช้"
"""The way past an item; it is counted apart and never scored."""

DECLINE = "ไม่ขอตอบ"
"""The way past a yes/no item: there "ไม่เคยใช้" would read as the answer ไม่เคย, which is scored."""

UNDECIDED = "ยังสรุปไม่ได้"
"""Shown instead of a score while fewer than ten have answered."""

CHANNELS = {
    "line": "ไลน์",
    "web": "หน้าเว็บ",
    "kiosk": "จอที่จุดบริการ",
    "paper": "กระดาษ",
    "assisted": "มีคนช่วยกดให้",
}

SKIP_WORDS = frozenset({"ข้าม", "ไม่ทราบ", "ไม่รู้", "ไม่เคยใช้", "ไม่ตอบ", "ไม่ขอตอบ", "ไม่แน่ใจ", "skip", "-", "0"})

GRADES = {
    "excellent": "ผ่านดีเยี่ยม",
    "good": "ผ่านดี",
    "pass": "ผ่าน",
    "improve": "ต้องปรับปรุง",
    "urgent": "ต้องปรับปรุงโดยด่วน",
}
"""Grade words from FY2566."""


def skip_label(item: Item) -> str:
    """What the button past this item says."""
    return DECLINE if item.kind == "yesno" else DONT_KNOW


def sentence(refusal: Refused) -> str:
    """The Thai sentence for a refusal of this room."""
    return SENTENCES[refusal.reason].format(**refusal.facts)
