"""What the informer's pages say outside their templates. Wording fixed by the complaint protocol, section 18.1."""

from kernel.errors import Refused

LABELS = {
    "what": "เกิดอะไรขึ้น",
    "who": "ใครเกี่ยวข้อง",
    "when": "เมื่อใด",
    "where": "ที่ไหน",
    "known": "ท่านรู้เรื่องนี้ได้อย่างไร",
    "evidence": "มีหลักฐานหรือพยานอะไร",
    "contact": "ช่องทางติดต่อที่ให้ไว้",
}

CLOSED = "ขณะนี้ยังรับเรื่องทางหน้านี้ไม่ได้"
CLOSED_SAID = "ระบบไม่ได้เก็บข้อความของท่านไว้ โปรดแจ้งตามช่องทางต่อไปนี้"
NO_OFFICER = "ไม่มีเจ้าหน้าที่เหลือให้รับเรื่อง"
NO_OFFICER_SAID = "ท่านกันเจ้าหน้าที่ออกทุกคน ระบบจึงไม่ได้เก็บข้อความของท่านไว้ โปรดแจ้งหน่วยงานภายนอกต่อไปนี้"
UNSAFE = "ยังรับเรื่องทางหน้านี้ไม่ได้"
UNSAFE_SAID = "การเชื่อมต่อนี้ไม่ได้เข้ารหัส โปรดเปิดที่ {address} หรือแจ้งตามช่องทางต่อไปนี้"

SUSPICIOUS_RECEIPT = "ในข้อความมีตัวเลขคล้ายรหัสรับเรื่อง 24 หลัก โปรดลบออก เพราะใครเห็นรหัสก็เปิดอ่านเรื่องได้"
_FILES = {
    "file_empty": "ไฟล์ว่างเปล่า โปรดเลือกไฟล์ใหม่",
    "file_large": "ใหญ่เกิน {limit_mb} MB โปรดเลือกไฟล์ที่เล็กลง",
    "file_kind": "ไม่ใช่ภาพ JPEG PNG WebP หรือ PDF จึงรับไม่ได้",
    "file_damaged": "ไฟล์เสียหรือไม่ครบ โปรดเลือกไฟล์อื่น",
    "file_pixels": "ภาพมีขนาดใหญ่เกินไป โปรดย่อภาพก่อน",
    "file_busy": "ขณะนี้มีผู้ส่งไฟล์พร้อมกันหลายคน โปรดรอสักครู่ แล้วแนบใหม่",
    "files_many": "แนบได้ไม่เกิน {limit} ไฟล์ โปรดเลือกใหม่",
    "case_files": "ไฟล์ของเรื่องนี้รวมกันครบ {limit_mb} MB แล้ว ส่งเป็นข้อความได้",
}


def file_refusal(refused: Refused) -> str:
    """Why a file was not taken, and what to do."""
    return _FILES.get(refused.reason, _FILES["file_damaged"]).format_map(refused.facts)


LARGE = "สิ่งที่ส่งมาใหญ่เกินไป"
LARGE_SAID = "ยังไม่ได้ส่ง และระบบไม่ได้เก็บอะไรไว้ กดย้อนกลับในเบราว์เซอร์ ข้อความที่พิมพ์มักยังอยู่ แล้วแนบไฟล์ให้น้อยลง"
CROWDED = "ขณะนี้มีการส่งเรื่องมากผิดปกติ โปรดรอ {seconds} วินาที แล้วกดส่งอีกครั้ง เรื่องของท่านจะรับไว้ตามปกติ"
TOO_LONG = "ข้อความยาวเกิน {limit} ตัวอักษร โปรดตัดให้สั้นลง"
WHAT_MISSING = "โปรดเล่าว่าเกิดอะไรขึ้น"
CATEGORY_UNKNOWN = "โปรดเลือกประเภทของเรื่องใหม่"
_REFUSALS = {
    "form_expired": "เปิดหน้านี้ไว้นาน โปรดกดส่งอีกครั้ง",
    "form_invalid": "ยืนยันหน้านี้ไม่ได้ โปรดกดส่งอีกครั้ง",
    "already_filed": "เรื่องนี้ส่งแล้วและรับไว้แล้ว ใช้รหัสรับเรื่องที่จดไว้ดูความคืบหน้าได้ ถ้าต้องการแจ้งเรื่องใหม่ โปรดกดส่งอีกครั้ง",
    "busy": "ขณะนี้มีผู้ส่งพร้อมกันหลายคน โปรดรอสักครู่ แล้วกดส่งอีกครั้ง",
    "too_often": "มีการส่งจากเครือข่ายนี้ถี่เกินไป โปรดรอ 1 นาที แล้วกดส่งอีกครั้ง",
    "empty_report": WHAT_MISSING,
    "unknown_category": CATEGORY_UNKNOWN,
    "receipt_in_text": SUSPICIOUS_RECEIPT,
    "unknown_officer": "รายชื่อเจ้าหน้าที่เปลี่ยนไป โปรดเลือกใหม่ แล้วกดส่งอีกครั้ง",
}


def refusal(reason: str) -> str:
    """Why the report was not kept, and what to do."""
    return _REFUSALS.get(reason, "ส่งไม่สำเร็จ โปรดตรวจข้อความแล้วกดส่งอีกครั้ง")


_RECEIPT_REFUSALS = {
    "receipt_malformed": "รหัสไม่ครบหรือพิมพ์ผิดหนึ่งตัว โปรดตรวจตัวเลขทั้ง 24 หลัก",
    "receipt_unknown": "ไม่พบเรื่องของรหัสนี้ โปรดตรวจตัวเลขอีกครั้ง",
    "busy": "ขณะนี้มีผู้ใช้พร้อมกันหลายคน โปรดรอสักครู่ แล้วลองใหม่",
    "visit_over": "หมดเวลาดูแล้ว โปรดใส่รหัสอีกครั้ง ถ้าเพิ่งใส่รหัสไป เบราว์เซอร์นี้อาจไม่ยอมให้จำการเข้าดู โปรดเปิดด้วยเบราว์เซอร์อื่น",
    "too_often": "มีการลองจากเครือข่ายนี้ถี่เกินไป โปรดรอ 1 นาที แล้วลองใหม่",
    "damaged": "ข้อมูลของเรื่องนี้เสียหายหรือถูกแก้จากภายนอก ระบบจึงไม่แสดง โปรดแจ้งเรื่องใหม่ หรือแจ้ง ป.ป.ช. สายด่วน 1205",
    "one_time_over": "ลิงก์นี้ใช้ไปแล้วหรือหมดเวลาแล้ว ถ้ายังไม่ได้จดรหัส กลับไปที่แชต แล้วพิมพ์ รหัส",
    "effort": "รหัสนี้ถูกลองผิดหลายครั้ง เพื่อความปลอดภัย ครั้งต่อไปต้องรอ",
}

_THREAD_REFUSALS = {
    "empty_message": "ยังไม่มีข้อความหรือไฟล์ โปรดพิมพ์หรือแนบไฟล์ก่อนกดส่ง",
    "receipt_in_text": SUSPICIOUS_RECEIPT,
    "already_filed": "ข้อความนี้ส่งแล้ว",
    "case_full": "เรื่องนี้มีข้อความครบ {limit} ข้อความแล้ว โปรดแจ้งเป็นเรื่องใหม่ โดยเล่าว่าเคยแจ้งไว้แล้ว",
    "form_expired": "เปิดหน้านี้ไว้นาน โปรดกดส่งอีกครั้ง",
    "form_invalid": "ยืนยันหน้านี้ไม่ได้ โปรดกดส่งอีกครั้ง",
    "sure_missing": "โปรดทำเครื่องหมายยืนยันก่อน",
    "busy": "ขณะนี้มีผู้ใช้พร้อมกันหลายคน โปรดรอสักครู่ แล้วลองใหม่",
}
DONE = {
    "said": "ส่งข้อความถึงเจ้าหน้าที่แล้ว",
    "withdrawn": "ถอนเรื่องแล้ว และลบช่องทางติดต่อที่ให้ไว้แล้ว",
    "stopped": "เลิกแจ้งเตือนแล้ว",
}

SIGNED_OUT = "ออกแล้ว โปรดปิดหน้าต่างนี้"


def thread_refusal(refused: Refused) -> str:
    """Why something in the thread was not done, and what to do."""
    if refused.reason == "too_long":
        return TOO_LONG.format(limit=f"{int(refused.facts['limit']):,}")
    if refused.reason in _FILES:
        return file_refusal(refused)
    return _THREAD_REFUSALS.get(refused.reason, _THREAD_REFUSALS["form_invalid"]).format(**refused.facts)


def receipt_refusal(reason: str) -> str:
    """Why nothing was opened; the same for a wrong and an unknown receipt."""
    return _RECEIPT_REFUSALS.get(reason, _RECEIPT_REFUSALS["receipt_unknown"])


LAST_DIFFERS = "ตัวเลขไม่ตรงกับ 4 หลักสุดท้าย โปรดดูรหัสข้างบนแล้วพิมพ์ใหม่"
