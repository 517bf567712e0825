"""What the pages for questions, suggestions and complaints say outside their templates."""

from dataclasses import dataclass

from qa.ports import Kind


@dataclass(frozen=True)
class Door:
    """One kind's page."""

    path: str
    title: str
    lead: str
    label: str
    hint: str
    button: str
    kept: str


DOORS = {
    "ask": Door(
        "ask", "ถามเจ้าหน้าที่", "ถามเรื่องงานของหน่วยงาน ไม่ต้องบอกชื่อ ไม่ต้องใช้ไลน์", "คำถาม",
        "ถามเรื่องเดียวต่อหนึ่งข้อความ จะได้คำตอบที่ตรงที่สุด", "ส่งคำถาม", "รับคำถามแล้ว",
    ),
    "suggest": Door(
        "suggest", "เสนอแนะ", "เสนอแนะการทำงานของหน่วยงาน ไม่ต้องบอกชื่อ", "ข้อเสนอแนะ",
        "อยากให้ปรับปรุงเรื่องใด อย่างไร", "ส่งข้อเสนอแนะ", "รับข้อเสนอแนะแล้ว ขอบคุณ",
    ),
    "complain": Door(
        "complain", "ร้องเรียนทั่วไป", "เรื่องเดือดร้อนหรือการให้บริการ ไม่ต้องบอกชื่อ เรื่องทุจริตมีช่องทางแยก", "เรื่องที่ร้องเรียน",
        "เล่าว่าเกิดอะไรขึ้น ที่ไหน เมื่อใด", "ส่งเรื่องร้องเรียน", "รับเรื่องร้องเรียนแล้ว",
    ),
}  # fmt: skip
KINDS = {"ask": Kind.QUESTION, "suggest": Kind.SUGGESTION, "complain": Kind.COMPLAINT}
TITLES = {KINDS[path]: door.label for path, door in DOORS.items()}

FRAUD = "ข้อความนี้มีเรื่องทุจริต จึงไม่ได้เก็บไว้ที่นี่ เพื่อคุ้มครองท่าน โปรดแจ้งที่ช่องทางแจ้งเรื่องทุจริต"
EMERGENCY = "หากมีอันตรายต่อชีวิต โทรทันที เจ็บป่วยฉุกเฉิน 1669 เหตุด่วนเหตุร้าย 191 ไฟไหม้ 199 ทุกข์ใจ 1323 หน้านี้ไม่มีคนเฝ้าตลอดเวลา"
CODE_WRONG = "ไม่พบเรื่องของรหัสนี้ โปรดตรวจรหัสอีกครั้ง หรือเรื่องนี้ถูกลบตามกำหนดแล้ว"

STATES = {
    "waiting": "รอเจ้าหน้าที่ตอบ",
    "answered": "เจ้าหน้าที่ตอบแล้ว",
    "closed": "ปิดเรื่องแล้ว เขียนต่อได้ภายใน 7 วันหลังปิด",
}
DONE = {
    "write": "ส่งข้อความแล้ว",
    "close": "ปิดเรื่องแล้ว",
    "yes": "ขอบคุณที่บอก ปิดเรื่องแล้ว",
    "no": "ขอบคุณที่บอก เขียนถึงเจ้าหน้าที่เพิ่มได้ในช่องด้านล่าง",
}
ERASED = "ลบข้อความแล้ว"
ERASED_SAID = "ลบข้อความและคำตอบของเรื่องนี้ออกจากระบบแล้ว รหัสนี้ใช้ไม่ได้อีก"
SURE_MISSING = "ทำเครื่องหมายยืนยันก่อนลบ"

_REFUSALS = {
    "question_empty": "ยังไม่มีข้อความ โปรดพิมพ์ก่อนส่ง",
    "text_long": "ข้อความยาวไป ใช้ไม่เกิน {limit} ตัวอักษร ตอนนี้มี {got} ตัวอักษร ข้อความยังอยู่ครบ",
    "fraud_door": FRAUD,
    "thread_closed": "เรื่องนี้ปิดเกิน 7 วันแล้ว โปรดส่งเป็นเรื่องใหม่",
    "thread_full": "เรื่องนี้ยาวมากแล้ว โปรดส่งเป็นเรื่องใหม่",
    "question_unknown": CODE_WRONG,
    "form_expired": "เปิดหน้านี้ไว้นาน ข้อความยังอยู่ครบ โปรดกดส่งอีกครั้ง",
    "form_invalid": "ยืนยันหน้านี้ไม่ได้ ข้อความยังอยู่ครบ โปรดกดส่งอีกครั้ง",
    "sure_missing": SURE_MISSING,
}


def refusal(reason: str, **facts: str | int) -> str:
    """Why it was not taken, and what to do."""
    return _REFUSALS.get(reason, _REFUSALS["form_invalid"]).format_map(facts)
