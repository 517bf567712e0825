"""Every sentence the console says outside its templates. Short, plain, polite."""

from collections.abc import Mapping

from console import (
    answer_texts,
    case_texts,
    collect_texts,
    inbox_texts,
    learning_texts,
    patrol_texts,
    point_texts,
    questionnaire_texts,
    setup_texts,
)
from qa import faq_texts

DEMO = "ระบบสาธิต ข้อมูลสมมติ (demo)"

NAV_HOME = "หน้าแรก"
NAV_QUESTIONS = "คำถามรอตอบ"
NAV_FAQ = "คลังคำตอบ"
NAV_RESULTS = "ผลประเมิน"
NAV_POINTS = "จุดบริการและป้าย"
NAV_SYNC = "ไฟล์รายงาน"
NAV_CASES = "เรื่องแจ้งทุจริต"
NAV_SETUP = "เริ่มใช้งานจริง"
NAV_STAFF = "เจ้าหน้าที่"
NAV_LOG = "บันทึกการใช้งาน"
NAV_OWN = "บัญชีของฉัน"

SIGN_IN_FAILED = "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง ตรวจดูแล้วลองใหม่อีกครั้ง"
KEY_CODE_FAILED = "ชื่อผู้ใช้หรือรหัสกู้คืนกุญแจไม่ถูกต้อง ตรวจดูแล้วลองใหม่อีกครั้ง"
WAIT = "ลองหลายครั้งเกินไป โปรดรอ 5 นาทีแล้วลองใหม่"
CODE_WRONG = "รหัสไม่ถูกต้อง หรือใช้ไปแล้ว รอให้เลขในโทรศัพท์เปลี่ยน แล้วพิมพ์เลขใหม่"
PICTURE_OF_SECRET = "คิวอาร์โค้ดสำหรับแอปยืนยันตัวตน"  # noqa: S105 - a sentence
OLD_PASSWORD_WRONG = "รหัสผ่านเดิมไม่ถูกต้อง"  # noqa: S105 - a sentence
PASSWORDS_DIFFER = "รหัสผ่านสองช่องไม่เหมือนกัน พิมพ์ใหม่อีกครั้ง"

ROLES = {
    "clerk": "ธุรการ",
    "officer": "ผู้รับเรื่องทุจริต",
    "auditor": "ผู้ตรวจสอบเรื่องทุจริต",
    "surveyor": "ผู้ช่วยเก็บแบบประเมิน",
    "admin": "ผู้ดูแลระบบ",
}
ROLE_MEANS = {
    "clerk": "ตอบคำถาม แก้คลังคำตอบ ดูผลประเมิน พิมพ์ป้าย",
    "officer": "เปิดอ่านเรื่องแจ้งทุจริต ต้องใช้แอปยืนยันตัวตนทุกครั้ง เป็นบัญชีแยก ไม่รวมกับหน้าที่อื่น",
    "auditor": "อ่านสมุดตรวจสอบและสถิติของเรื่องทุจริต แต่เปิดเรื่องไม่ได้ เป็นบัญชีแยก ไม่รวมกับหน้าที่อื่น",
    "surveyor": "ช่วยประชาชนกดแบบประเมิน ออกลิงก์แท็บเล็ต คีย์แบบกระดาษ",
    "admin": "ตั้งค่าระบบ เพิ่มเจ้าหน้าที่ ดูบันทึกการใช้งาน แต่เปิดเรื่องทุจริตไม่ได้",
}

DONE = {
    "saved": "บันทึกแล้ว",
    "answered": "บันทึกคำตอบแล้ว ผู้ถามทางไลน์จะได้รับเอง ผู้ถามทางเว็บเปิดดูด้วยรหัส",
    "closed": "ปิดคำถามแล้ว",
    "sync_asked": "รับคำสั่งแล้ว ไฟล์จะเป็นปัจจุบันในไม่กี่นาที",
    "left": "ปิดบัญชีแล้ว เข้าระบบไม่ได้อีก",
    "roles": "เปลี่ยนหน้าที่แล้ว เจ้าตัวต้องเข้าระบบใหม่",
    "password": "เปลี่ยนรหัสผ่านแล้ว โปรดเข้าระบบด้วยรหัสใหม่",
    "joined": "ตั้งรหัสผ่านแล้ว เข้าระบบได้เลย",
    "unlinked": "เลิกเชื่อมไลน์แล้ว",
    "signed_out": "ออกจากระบบแล้ว",
    "key_approved": "ยืนยันกุญแจแล้ว เรื่องที่เข้ามาหลังจากนี้จะอ่านได้",
    **answer_texts.DONE,
    **questionnaire_texts.DONE,
    **collect_texts.DONE,
    **inbox_texts.DONE,
    **case_texts.DONE,
    **learning_texts.DONE,
    **patrol_texts.DONE,
    **point_texts.DONE,
    "refused": "ทำรายการไม่สำเร็จ ข้อมูลอาจเปลี่ยนไปแล้ว โปรดลองใหม่",
}

EXPIRED = {
    "session": "ไม่ได้ใช้งานนาน ระบบจึงออกให้เอง ยังไม่ได้บันทึกสิ่งที่พิมพ์",
    "form": "หน้านี้เปิดค้างไว้นานเกินไป ยังไม่ได้บันทึกสิ่งที่พิมพ์",
}

FIELDS = {
    "question": "คำถาม",
    "answer": "คำตอบ",
    "phrasings": "ถามแบบอื่น",
    "keywords": "คำสำคัญ",
    "category": "หมวด",
    "name": "ชื่อ",
    "services": "งานที่ให้บริการ",
    "reason": "เหตุผล",
    "address": "ที่อยู่",
}

_REFUSALS = {
    "token_spent": "ลิงก์นี้ใช้ไปแล้วหรือหมดอายุ ขอลิงก์ใหม่จากผู้ดูแลระบบ",
    "password_short": "รหัสผ่านสั้นไป ใช้อย่างน้อย {least} ตัวอักษร",
    "password_long": "รหัสผ่านยาวเกินไป ใช้ไม่เกิน 200 ตัวอักษร",
    "password_digits": "รหัสผ่านมีแต่ตัวเลข เดาง่าย ใส่ตัวอักษรด้วย",
    "password_login": "รหัสผ่านมีชื่อผู้ใช้อยู่ข้างใน เดาง่าย ใช้คำอื่น",
    "password_plain": "รหัสผ่านนี้เดาง่าย ลองต่อคำที่จำได้สามสี่คำเข้าด้วยกัน",
    "staff_name": "ใส่ชื่อเจ้าหน้าที่ ไม่เกิน 100 ตัวอักษร",
    "staff_login": "ชื่อผู้ใช้ต้องเป็นตัวอังกฤษเล็กหรือตัวเลข 3-32 ตัว เช่น somying",
    "staff_roles": "เลือกหน้าที่อย่างน้อยหนึ่งอย่าง",
    "login_taken": "มีคนใช้ชื่อผู้ใช้นี้แล้ว ลองชื่ออื่น",
    "last_admin": "ต้องมีผู้ดูแลระบบที่เข้าระบบได้อย่างน้อยหนึ่งคน เพิ่มคนอื่นก่อน",
    "answer_empty": "พิมพ์คำตอบก่อนส่ง",
    "answer_long": "คำตอบยาวเกินไป ใช้ไม่เกิน {limit} ตัวอักษร",
    "what_if_year": "ปีงบประมาณต้องเป็น พ.ศ. 4 หลัก เช่น 2570",
    "what_if_score": "ช่อง {field} ต้องเป็นตัวเลข 0 ถึง 100 เช่น 85.5",
    "too_long": "ข้อความยาวเกินไป ใช้ไม่เกิน {limit} ตัวอักษร",
    "not_approver": "บัญชีนี้ยืนยันกุญแจนี้ไม่ได้ ต้องเป็นผู้รับเรื่องคนอื่นที่ได้รับการยืนยันแล้ว ลองออกจากระบบแล้วเข้าใหม่",
    "key_changed": "กุญแจนี้เปลี่ยนไปแล้วหรือไม่ได้รอการยืนยัน ตรวจเลขอีกครั้งกับเจ้าตัว",
    "no_recovery": "หน่วยงานยังไม่มีกุญแจสำรอง",
    "recovery_unproved": "รหัสไม่ตรงกับข้อความล่าสุด ขอข้อความใหม่แล้วลองอีกครั้ง",
    "too_often": "ลองหลายครั้งเกินไป โปรดรอ 5 นาทีแล้วลองใหม่",
    **setup_texts.REFUSALS,
    **answer_texts.REFUSALS,
    **collect_texts.REFUSALS,
    **inbox_texts.REFUSALS,
    **case_texts.REFUSALS,
    **learning_texts.REFUSALS,
    **patrol_texts.REFUSALS,
    **point_texts.REFUSALS,
    **faq_texts.FLAWS,
    "officer_key": "รหัสผ่านนี้เปิดกุญแจอ่านเรื่องทุจริตไม่ได้ จึงยังไม่ได้เปลี่ยนรหัสผ่าน",
}
_ANYTHING_ELSE = "ทำรายการไม่สำเร็จ โปรดตรวจข้อมูลแล้วลองใหม่"

ACTIONS = {
    "own.signed_in": "เข้าระบบ",
    "own.code_wrong": "ใส่รหัส 6 หลักผิด",
    "own.password_wrong": "ใส่รหัสผ่านผิด",
    "own.login_unknown": "มีผู้ใช้ชื่อที่ไม่มีในระบบพยายามเข้า",
    "own.recovery_code": "เข้าระบบด้วยรหัสสำรอง",
    "own.codes": "ออกรหัสสำรองชุดใหม่",
    "own.second_step": "ตั้งรหัสจากโทรศัพท์",
    "own.password": "เปลี่ยนรหัสผ่าน",
    "own.line_unlinked": "เลิกเชื่อมไลน์",
    "officer.key_made": "ตั้งกุญแจอ่านเรื่องทุจริต",
    "officer.key_approved": "ยืนยันกุญแจของผู้รับเรื่อง",
    "staff.invited": "เชิญเจ้าหน้าที่",
    "staff.joined": "ตั้งรหัสผ่านจากลิงก์",
    "staff.reset": "ออกลิงก์ตั้งรหัสใหม่",
    "staff.roles": "เปลี่ยนหน้าที่",
    "staff.left": "ปิดบัญชีเจ้าหน้าที่",
    "question.answered": "ตอบคำถาม",
    "question.closed": "ปิดคำถาม",
    "results.exported": "ดาวน์โหลดคำตอบแบบสำรวจ",
    "line.linked": "เชื่อมไลน์ของเจ้าหน้าที่",
    **setup_texts.ACTIONS,
    **answer_texts.ACTIONS,
    **questionnaire_texts.ACTIONS,
    **collect_texts.ACTIONS,
    **inbox_texts.ACTIONS,
    **case_texts.ACTIONS,
    **learning_texts.ACTIONS,
    **patrol_texts.ACTIONS,
    **point_texts.ACTIONS,
    "push.quota_spent": "ข้อความไลน์แบบเสียเงินของเดือนหมดแล้ว",
    "sync.asked": "สั่งปรับไฟล์รายงาน",
    "sync.downloaded": "ดาวน์โหลดไฟล์รายงาน",
}

OOPS = {
    "missing": ("ไม่พบหน้านี้", "หน้านี้ไม่มีอยู่ หรือไม่ได้อยู่ในหน้าที่ของบัญชีนี้"),
    "elsewhere": ("ไม่รับคำสั่งนี้", "คำสั่งนี้มาจากเว็บอื่น ระบบจึงไม่ทำตาม"),
    "large": ("ข้อมูลใหญ่เกินไป", "กดย้อนกลับ ลดข้อความหรือไฟล์ให้เล็กลง แล้วส่งใหม่"),
    "damaged": ("เปิดข้อมูลนี้ไม่ได้", "ข้อมูลเสียหายหรือถูกแก้จากภายนอก โปรดแจ้งผู้ดูแลระบบให้กู้จากข้อมูลสำรอง"),
    "busy": ("ระบบกำลังยุ่ง", "รอสักครู่แล้วลองใหม่ ข้อมูลเดิมยังอยู่ครบ"),
}

WHAT_IF_FIELDS = {
    "iit": "คะแนน IIT",
    "eit_part_1": "คะแนน EIT ส่วนที่ 1",
    "eit_part_2": "คะแนน EIT ส่วนที่ 2",
    "indicator_9": "OIT ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล",
    "indicator_10": "OIT ตัวชี้วัดที่ 10 การป้องกันการทุจริต",
}

QUESTION_KINDS = {"question": "คำถาม", "suggestion": "ข้อเสนอแนะ", "complaint": "ร้องเรียนทั่วไป"}

# for templates, which know this module alone
PURPOSES = point_texts.PURPOSES
LINE_PROBLEMS, PROBLEM_UNNAMED = setup_texts.LINE_PROBLEMS, setup_texts.PROBLEM_UNNAMED
SIZES, CHAT_MODES = setup_texts.SIZES, setup_texts.CHAT_MODES
FAQ_VIEWS, FAQ_HOW, FAQ_STATUS = answer_texts.FAQ_VIEWS, answer_texts.FAQ_HOW, answer_texts.FAQ_STATUS
REPLY_KINDS = answer_texts.REPLY_KINDS


def refusal(reason: str, facts: Mapping[str, str | int]) -> str:
    """The sentence for a refusal; facts named in it are filled in."""
    got, where = setup_texts.GOT.get(str(facts.get("got", "")), ""), setup_texts.WHERE.get(reason, "")
    filled = dict(facts) | {"got": got, "where": where}
    return " ".join(_REFUSALS.get(reason, _ANYTHING_ELSE).format_map(filled).split())


def action(key: str) -> str:
    """What a log line says was done."""
    return ACTIONS.get(key, key)
