"""Every sentence the console says outside its templates. Short, plain, polite."""

from collections.abc import Mapping

from console import (
    case_texts,
    collect_texts,
    inbox_texts,
    learning_texts,
    patrol_texts,
    point_texts,
    questionnaire_texts,
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
    "answered": "บันทึกคำตอบแล้ว ระบบจะนำส่งให้ผู้ถาม",
    "closed": "ปิดคำถามแล้ว",
    "published": "บันทึกแล้ว ประชาชนเห็นคำตอบใหม่ทันที",
    "hidden": "ซ่อนแล้ว ประชาชนจะไม่เห็นคำตอบนี้",
    "confirmed": "บันทึกแล้วว่าตรวจวันนี้ คำตอบยังถูกต้อง",
    "restored": "นำฉบับเดิมกลับมาใช้แล้ว",
    "imported": "เผยแพร่ไฟล์แล้ว ประชาชนเห็นคำตอบใหม่ทันที ฉบับก่อนหน้าดูได้ที่ประวัติของแต่ละข้อ",
    "sheet_decided": "รับคำสั่งแล้ว ระบบจะทำในไม่กี่นาที",
    "point_added": "เพิ่มจุดบริการแล้ว พิมพ์ป้ายได้เลย",
    "retired": "เลิกใช้จุดนี้แล้ว โปรดเก็บป้ายที่ติดไว้",
    "sync_asked": "รับคำสั่งแล้ว ไฟล์จะเป็นปัจจุบันในไม่กี่นาที",
    "left": "ปิดบัญชีแล้ว เข้าระบบไม่ได้อีก",
    "roles": "เปลี่ยนหน้าที่แล้ว เจ้าตัวต้องเข้าระบบใหม่",
    "password": "เปลี่ยนรหัสผ่านแล้ว โปรดเข้าระบบด้วยรหัสใหม่",
    "joined": "ตั้งรหัสผ่านแล้ว เข้าระบบได้เลย",
    "unlinked": "เลิกเชื่อมไลน์แล้ว",
    "signed_out": "ออกจากระบบแล้ว",
    "key_approved": "ยืนยันกุญแจแล้ว เรื่องที่เข้ามาหลังจากนี้จะอ่านได้",
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
    "question_not_waiting": "มีคนตอบหรือปิดคำถามนี้ไปแล้ว",
    "entry_changed": "มีคนแก้รายการนี้ไปก่อนแล้ว เทียบกับของเดิม แล้วกดบันทึกอีกครั้ง",
    "point_name": "ใส่ชื่อจุดบริการ ไม่เกิน 80 ตัวอักษร",
    "point_services": "งานที่ให้บริการยาวเกินไป ใช้ไม่เกิน 300 ตัวอักษร",
    "point_retired": "จุดนี้เลิกใช้แล้ว พิมพ์ป้ายไม่ได้",
    "link_too_long": "ที่อยู่เว็บยาวเกินไป คิวอาร์จะอ่านยาก แจ้งผู้ติดตั้งระบบให้ใช้ชื่อเว็บที่สั้นลง",
    "agency_name": "ใส่ชื่อเต็มของหน่วยงาน",
    "agency_long": "ข้อความยาวเกินไป ใช้ไม่เกิน 300 ตัวอักษรต่อช่อง",
    "agency_email": "อีเมลไม่ถูกต้อง ตัวอย่าง saraban@example.go.th",
    "agency_website": "ที่อยู่เว็บต้องขึ้นต้นด้วย https:// หรือ http://",
    "agency_ways": "ช่องทางร้องเรียนทั่วไปต้องไม่ใช่หน้าแจ้งเรื่องทุจริตหรือหน้าเจ้าหน้าที่ โปรดใส่ช่องทางอื่น",
    "agency_official": "ลิงก์แบบวัด EIT ทางการต้องขึ้นต้นด้วย https://",
    "agency_days": "จำนวนวันต้องเป็นตัวเลข 1 ถึง 60",
    "agency_target": "เป้าหมายจำนวนชุดต้องเป็นตัวเลข 0 ถึง 10000 ใส่ 0 เพื่อใช้ตามขนาดหน่วยงาน",
    "what_if_year": "ปีงบประมาณต้องเป็น พ.ศ. 4 หลัก เช่น 2570",
    "what_if_score": "ช่อง {field} ต้องเป็นตัวเลข 0 ถึง 100 เช่น 85.5",
    "agency_false_answers": "ร้อยละของการตอบทั้งที่ยังไม่มีคำตอบ ต้องเป็นตัวเลข 1 ถึง 20",
    "agency_push": "จำนวนข้อความต้องเป็นตัวเลข 0 ถึง 100000",
    "not_line_secret": "ช่อง Channel secret ต้องเป็นตัวเลขและ a-f รวม 32 ตัว {got} {where}",
    "not_line_token": "ช่อง Channel access token ต้องเป็นข้อความยาวราว 170 ตัว {got} {where}",
    "not_line_basic_id": "ช่อง Basic ID ต้องขึ้นต้นด้วย @ เช่น @123abcde {got} {where}",
    "not_sheet": "ใส่ลิงก์ของสเปรดชีต ขึ้นต้นด้วย https://docs.google.com/spreadsheets/d/ {got} {where}",
    "not_service_account": "วางข้อความในไฟล์กุญแจทั้งไฟล์ ตั้งแต่ปีกกาเปิดถึงปีกกาปิด {got} {where}",
    "service_account_host": "ไฟล์กุญแจนี้ชี้ไปที่อยู่ที่ไม่ใช่ของ Google จึงไม่รับ ดาวน์โหลดไฟล์ใหม่จาก Google Cloud",
    "too_long": "ข้อความยาวเกินไป ใช้ไม่เกิน {limit} ตัวอักษร",
    "not_approver": "บัญชีนี้ยืนยันกุญแจนี้ไม่ได้ ต้องเป็นผู้รับเรื่องคนอื่นที่ได้รับการยืนยันแล้ว ลองออกจากระบบแล้วเข้าใหม่",
    "key_changed": "กุญแจนี้เปลี่ยนไปแล้วหรือไม่ได้รอการยืนยัน ตรวจเลขอีกครั้งกับเจ้าตัว",
    "no_recovery": "หน่วยงานยังไม่มีกุญแจสำรอง",
    "recovery_unproved": "รหัสไม่ตรงกับข้อความล่าสุด ขอข้อความใหม่แล้วลองอีกครั้ง",
    "too_often": "ลองหลายครั้งเกินไป โปรดรอ 5 นาทีแล้วลองใหม่",
    **collect_texts.REFUSALS,
    **inbox_texts.REFUSALS,
    **case_texts.REFUSALS,
    **learning_texts.REFUSALS,
    **patrol_texts.REFUSALS,
    **point_texts.REFUSALS,
    **faq_texts.FLAWS,
    "synonyms_long": "รายการยาวเกินไป ใช้ไม่เกิน {most} บรรทัด บรรทัดละไม่เกิน {limit} ตัวอักษร",
    "synonyms_line": "บรรทัด {line}: ใส่คำอย่างน้อยสองคำ คั่นด้วย = เช่น คนแก่ = ผู้สูงอายุ",
    "upload_gone": "ไม่มีไฟล์ที่รอเผยแพร่ เลือกไฟล์แล้วส่งอีกครั้ง",
    "upload_stale": "มีการแก้คลังคำตอบหลังจากตรวจไฟล์นี้ ส่งไฟล์อีกครั้งเพื่อตรวจกับของปัจจุบัน",
    "upload_drastic": "ไฟล์นี้จะซ่อนคำตอบมากกว่า 30 ใน 100 หากตั้งใจ ให้ทำเครื่องหมายยืนยันก่อนเผยแพร่",
    "officer_key": "รหัสผ่านนี้เปิดกุญแจอ่านเรื่องทุจริตไม่ได้ จึงยังไม่ได้เปลี่ยนรหัสผ่าน",
}
_ANYTHING_ELSE = "ทำรายการไม่สำเร็จ โปรดตรวจข้อมูลแล้วลองใหม่"

_GOT = {
    "empty": "ช่องนี้ยังว่าง",
    "line_channel_id": "ที่วางมาเป็น Channel ID (เลข 10 หลัก)",
    "line_secret": "ที่วางมาเป็น Channel secret",
    "line_token": "ที่วางมาเป็น Channel access token",
    "line_short_token": "ที่วางมาเป็นโทเคนแบบหมดอายุ ต้องใช้แบบ long-lived",
    "line_basic_id": "ที่วางมาเป็น Basic ID",
    "line_user_id": "ที่วางมาเป็น User ID",
    "liff_id": "ที่วางมาเป็น LIFF ID",
    "service_account": "ที่วางมาเป็นไฟล์กุญแจ Google",
    "service_account_cut": "ไฟล์กุญแจที่วางมาไม่ครบ",
    "oauth_client": "ที่วางมาเป็นไฟล์ OAuth client ต้องใช้ไฟล์ของ Service account",
    "google_api_key": "ที่วางมาเป็น API key",
    "sheet_link": "ที่วางมาเป็นลิงก์สเปรดชีต",
    "sheet_published": "ที่วางมาเป็นลิงก์เผยแพร่ ต้องใช้ลิงก์จากแถบที่อยู่ตอนเปิดแก้ไข",
    "sheet_id": "ที่วางมาเป็นรหัสสเปรดชีต",
    "drive_link": "ที่วางมาเป็นลิงก์ Google ชนิดอื่น ไม่ใช่สเปรดชีต",
    "email": "ที่วางมาเป็นอีเมล",
    "link": "ที่วางมาเป็นลิงก์เว็บ",
    "unknown": "ที่วางมาอาจไม่ครบ",
}

_WHERE = {
    "not_line_secret": "ดูที่ LINE Developers > แท็บ Basic settings > Channel secret",
    "not_line_token": "ดูที่ LINE Developers > แท็บ Messaging API > Channel access token (long-lived) กด Issue",
    "not_line_basic_id": "ดูที่ LINE Developers > แท็บ Messaging API > Bot basic ID",
    "not_sheet": "เปิดสเปรดชีต แล้วคัดลอกจากแถบที่อยู่ด้านบน",
    "not_service_account": "ดูที่ Google Cloud > Service Accounts > Keys > Add key > JSON",
}

LINE_PROBLEMS = {
    "": "ใช้งานได้ ไลน์ส่งข้อความถึงระบบได้แล้ว",
    "token_refused": "ไลน์ไม่รับ Channel access token กด Issue ใหม่ที่แท็บ Messaging API แล้ววางอีกครั้ง",
    "not_a_bot": "โทเคนนี้ไม่ใช่ของช่อง Messaging API ตรวจว่าเปิดช่องถูกชนิด",
    "webhook_missing": "ยังไม่ได้ใส่ Webhook URL ในไลน์ คัดลอกที่อยู่ด้านบนไปวาง แล้วกด Update",
    "webhook_elsewhere": "Webhook URL ในไลน์เป็นที่อยู่อื่น คัดลอกที่อยู่ด้านบนไปวางแทน",
    "webhook_off": "ใส่ Webhook URL แล้ว แต่ยังไม่เปิด Use webhook",
    "webhook_failed": "ไลน์เรียกระบบนี้ไม่สำเร็จ ตรวจว่าเปิดเว็บนี้จากอินเทอร์เน็ตได้และเป็น https",
    "quota": "ไลน์จำกัดจำนวนครั้งที่ทดสอบ รอหนึ่งชั่วโมงแล้วลองใหม่",
}
LINE_AWAY = "ติดต่อไลน์ไม่ได้ในขณะนี้ ข้อมูลที่บันทึกไว้ยังอยู่ ลองใหม่อีกครั้ง"
LINE_MISSING = "ยังไม่ได้บันทึกช่องไลน์"

PROBLEM_UNNAMED = "ยังใช้งานไม่ได้ โปรดแจ้งผู้ติดตั้งระบบ"
SHEET_AWAY = "ติดต่อ Google ไม่ได้ในขณะนี้ ข้อมูลที่บันทึกไว้ยังอยู่ ลองใหม่อีกครั้ง"
SHEET_MISSING = "ยังไม่ได้บันทึกสเปรดชีต"

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
    "faq.saved": "บันทึกคลังคำตอบ",
    "faq.hidden": "ซ่อนคำตอบ",
    "faq.confirmed": "ยืนยันว่าคำตอบยังถูกต้อง",
    "faq.restored": "นำคำตอบฉบับเดิมกลับมา",
    "faq.imported": "เผยแพร่ไฟล์คลังคำตอบ",
    "faq.synonyms": "แก้คำที่ความหมายเหมือนกัน",
    "faq.exported": "ดาวน์โหลดคลังคำตอบ",
    "faq.sheet_decided": "เลือกวิธีแก้แท็บคลังคำตอบในชีต",
    "point.added": "เพิ่มจุดบริการ",
    "point.changed": "แก้จุดบริการ",
    "point.retired": "เลิกใช้จุดบริการ",
    "results.exported": "ดาวน์โหลดคำตอบแบบสำรวจ",
    "setup.agency": "แก้ข้อมูลหน่วยงาน",
    "setup.line": "บันทึกช่องไลน์",
    "setup.line_tested": "ทดสอบช่องไลน์",
    "setup.sheets": "บันทึกสเปรดชีต",
    "setup.sheets_tested": "ทดสอบสเปรดชีต",
    "line.linked": "เชื่อมไลน์ของเจ้าหน้าที่",
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
    "large": ("ข้อมูลใหญ่เกินไป", "ลดข้อความให้สั้นลงแล้วส่งใหม่"),
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

FAQ_VIEWS = {
    "missing": "ขาดข้อมูลหน่วยงาน",
    "unchecked": "ไม่ได้ตรวจเกิน 1 ปี",
    "ending": "ใกล้หมดอายุหรือหมดแล้ว",
}
FAQ_HOW = {
    "starter": "ชุดเริ่มต้น",
    "console": "แก้ในระบบ",
    "import": "นำเข้าไฟล์",
    "sheet": "แก้ในชีต",
    "restored": "นำฉบับเดิมกลับมา",
    "before": "ก่อนเริ่มเก็บประวัติ",
}
FAQ_STATUS = {"live": "ใช้งาน", "draft": "ร่าง", "hidden": "ซ่อน"}
REPLY_KINDS = {
    "answer": "ระบบจะตอบข้อแรกทันที",
    "choices": "ระบบจะให้ผู้ถามเลือกจากข้อเหล่านี้",
    "unknown": "ระบบจะบอกว่ายังไม่มีคำตอบ และส่งต่อให้เจ้าหน้าที่",
}
QUESTION_KINDS = {"question": "คำถาม", "suggestion": "ข้อเสนอแนะ", "complaint": "ร้องทุกข์ทั่วไป"}
PURPOSES = point_texts.PURPOSES
SIZES = {"S": "เล็ก (อย่างน้อย 30 ชุด)", "M": "กลาง (อย่างน้อย 40 ชุด)", "L": "ใหญ่ (อย่างน้อย 50 ชุด)"}
CHAT_MODES = {
    "bot": "ปิดแชตอยู่ (เจ้าหน้าที่อ่านแชตในไลน์ไม่ได้)",
    "chat": "เปิดแชตอยู่ ผู้ดูแลบัญชีไลน์อ่านแชตได้ ระบบจึงไม่รับเรื่องทุจริตในแชต",
}


def refusal(reason: str, facts: Mapping[str, str | int]) -> str:
    """The sentence for a refusal; facts named in it are filled in."""
    filled = dict(facts) | {"got": _GOT.get(str(facts.get("got", "")), ""), "where": _WHERE.get(reason, "")}
    return " ".join(_REFUSALS.get(reason, _ANYTHING_ELSE).format_map(filled).split())


def action(key: str) -> str:
    """What a log line says was done."""
    return ACTIONS.get(key, key)
