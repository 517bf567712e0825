"""What the informer's pages say outside their templates. Wording fixed by the complaint protocol, section 18.1."""

LABELS = {
    "what": "เกิดอะไรขึ้น",
    "who": "ใครเกี่ยวข้อง",
    "when": "เมื่อใด",
    "where": "ที่ไหน",
    "known": "ท่านรู้เรื่องนี้ได้อย่างไร",
    "evidence": "มีหลักฐานหรือพยานอะไร",
}

CLOSED = "ขณะนี้ยังรับเรื่องทางหน้านี้ไม่ได้"
CLOSED_SAID = "ระบบไม่ได้เก็บข้อความของท่านไว้ โปรดแจ้งตามช่องทางต่อไปนี้"
NO_OFFICER = "ไม่มีเจ้าหน้าที่เหลือให้รับเรื่อง"
NO_OFFICER_SAID = "ท่านกันเจ้าหน้าที่ออกทุกคน ระบบจึงไม่ได้เก็บข้อความของท่านไว้ โปรดแจ้งหน่วยงานภายนอกต่อไปนี้"
UNSAFE = "ยังรับเรื่องทางหน้านี้ไม่ได้"
UNSAFE_SAID = "การเชื่อมต่อนี้ไม่ได้เข้ารหัส โปรดเปิดที่ {address} หรือแจ้งตามช่องทางต่อไปนี้"

TOO_LONG = "ข้อความยาวเกิน {limit} ตัวอักษร โปรดตัดให้สั้นลง"
WHAT_MISSING = "โปรดเล่าว่าเกิดอะไรขึ้น"
CATEGORY_UNKNOWN = "โปรดเลือกประเภทของเรื่องใหม่"
_REFUSALS = {
    "form_expired": "เปิดหน้านี้ไว้นาน โปรดกดส่งอีกครั้ง",
    "form_invalid": "ยืนยันหน้านี้ไม่ได้ โปรดกดส่งอีกครั้ง",
    "already_filed": "เรื่องนี้ส่งแล้วและรับไว้แล้ว ใช้รหัสรับเรื่องที่จดไว้ดูความคืบหน้าได้ ถ้าต้องการแจ้งเรื่องใหม่ โปรดกดส่งอีกครั้ง",
    "busy": "ขณะนี้มีผู้ส่งพร้อมกันหลายคน โปรดรอสักครู่ แล้วกดส่งอีกครั้ง",
    "empty_report": WHAT_MISSING,
    "unknown_category": CATEGORY_UNKNOWN,
    "unknown_officer": "รายชื่อเจ้าหน้าที่เปลี่ยนไป โปรดเลือกใหม่ แล้วกดส่งอีกครั้ง",
}


def refusal(reason: str) -> str:
    """Why the report was not kept, and what to do."""
    return _REFUSALS.get(reason, "ส่งไม่สำเร็จ โปรดตรวจข้อความแล้วกดส่งอีกครั้ง")


_RECEIPT_REFUSALS = {
    "receipt_malformed": "รหัสไม่ครบหรือพิมพ์ผิดหนึ่งตัว โปรดตรวจตัวเลขทั้ง 24 หลัก",
    "receipt_unknown": "ไม่พบเรื่องของรหัสนี้ โปรดตรวจตัวเลขอีกครั้ง",
    "busy": "ขณะนี้มีผู้ใช้พร้อมกันหลายคน โปรดรอสักครู่ แล้วลองใหม่",
}


def receipt_refusal(reason: str) -> str:
    """Why nothing was opened; the same for a wrong and an unknown receipt."""
    return _RECEIPT_REFUSALS.get(reason, _RECEIPT_REFUSALS["receipt_unknown"])


LAST_DIFFERS = "ตัวเลขไม่ตรงกับ 4 หลักสุดท้าย โปรดดูรหัสข้างบนแล้วพิมพ์ใหม่"
