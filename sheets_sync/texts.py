"""The Thai words of the workbook, and what staff are told when it cannot be brought up to date."""

from datetime import date

from kernel.calendar import Period
from kernel.thai import thai_date, thai_date_short

SUMMARY = "สรุป"
RESPONSES = "คำตอบแบบสำรวจ"
LONG = "ข้อมูลยาว"
OWN_RESPONSES = "คำตอบ"
"""Before the id of an office's own questionnaire, which may be 24 signs long; a title has 31."""
ITEMS = "ผลรายข้อ"
INDICATORS = "ผลตัวชี้วัด"
PEOPLE = "ตารางประชากร"
SERVICE = "สถิติการให้บริการ"
QUESTIONS = "สถิติการถามตอบ"
COMPLAINTS = "สถิติเรื่องร้องเรียน"
POINTS = "จุดบริการ"
FAQ = "คำถามที่พบบ่อย"
DICTIONARY = "พจนานุกรมข้อมูล"

CUT = "…(ตัดข้อความ ดูฉบับเต็มในระบบ)"
REFUSED_ROW = "Google ไม่รับข้อมูลแถวนี้ ดูได้ในไฟล์ Excel"
STAFF_COPY = "สำเนาที่เจ้าหน้าที่แก้ {day} {title}"

ALL_POINTS = "ทุกจุดบริการ"
TOTAL = "คะแนนรวม"
INDICATOR = "ตัวชี้วัดที่ {key} {name}"
CHANNEL_LINE = "ผู้ตอบทาง{channel}"
CHANNEL_HIDDEN = "ปกปิด เพราะมีน้อย หรือใช้คำนวณย้อนหาช่องที่มีน้อยได้"
ITEM_HEADING = "{id} {text}"
POINTS_MEANING = "คะแนน 0 ถึง 100: {text}"
NUMBER_MEANING = "จำนวนที่ตอบ: {text}"
LONG_CHANNEL_MEANING = "ช่องทางที่ตอบ บอกเมื่อปิดรอบแล้ว และเมื่อทุกวัน ทุกจุด และทุกช่องทางที่มีผู้ตอบ มีตั้งแต่ 5 คน นอกนั้นเว้นว่าง"
PEOPLE_MEANING = "จำนวนคนที่บอกไว้หลังตอบแบบสำรวจ ไม่ผูกกับคำตอบ ช่องว่างคือปกปิด ศูนย์คือไม่มี"
HIDDEN_HERE = "ช่องว่างคือปกปิด เพราะมีน้อย หรือใช้คำนวณย้อนได้"
CHOICE_MEANING = "ตัวเลือกที่ตอบ: {text}"
SCORES_CHART = "คะแนนตามตัวชี้วัด {round} (เต็ม 100)"
ROUNDS_CHART = "คะแนนรวมแต่ละรอบ (เต็ม 100)"
ANSWERED_CHART = "จำนวนผู้ตอบแต่ละรอบ"
QUESTIONS_CHART = "คำถามจากประชาชนในปีงบประมาณนี้"
TOTAL_OF = "คะแนนรวม {round}"
ANSWERED_OF = "ผู้ตอบ {round}"
QUESTIONS_OF = "คำถาม {month}"

ROUND, ANSWERED, TARGET, MISSING, WAITING = (
    "รอบแบบสำรวจ", "ผู้ตอบที่เผยแพร่แล้ว", "เป้าหมายผู้ตอบ", "ยังขาด", "รอเผยแพร่",
)  # fmt: skip
WAITING_WHY = "คำตอบเผยแพร่เป็นชุด ชุดละ 5 คนขึ้นไปหรือเมื่อปิดรอบ เพื่อไม่ให้รู้ว่าใครตอบอะไร"
NO_ROUND = "ยังไม่มีรอบแบบสำรวจ"

OUTCOMES = {
    "answered": "ตอบทันที",
    "asked_back": "ให้เลือกเรื่อง",
    "passed_on": "ส่งต่อเจ้าหน้าที่",
    "by_staff": "เจ้าหน้าที่ตอบแล้ว",
}
NO_TOPIC = "เรื่องอื่น"
ALL_TOPICS = "ทุกเรื่อง"
KINDS_OF_MESSAGE = {"suggestion": "ข้อเสนอแนะ", "complaint": "เรื่องร้องเรียนทั่วไป"}
MEDIAN_SAID = "ค่ากลางของเวลาราชการตั้งแต่ต้นชั่วโมงที่ถามจนเจ้าหน้าที่ตอบ อาจมากกว่าจริงได้ไม่เกิน 1 ชั่วโมง เว้นว่างเมื่อตอบแล้วไม่ถึง 5 คำถาม"
ALL_CASES, OTHER_CASES = "ทุกเรื่อง", "หมวดอื่นรวมกัน"
DAYS = "{days} วัน"
NOT_PUBLISHED = "ยังไม่ถึงวันเผยแพร่ของรอบแรก"

FAQ_WIDTHS = {"category": 22, "question": 44, "answer": 70, "phrasings": 40, "keywords": 30, "source": 30}
FAQ_MEANINGS = {
    "id": "รหัสถาวรของคำตอบ แถวใหม่เว้นไว้ได้ ระบบจะใส่ให้",
    "category": "หมวดของคำถาม",
    "question": "คำถามตามที่แสดงให้ประชาชนเลือก",
    "answer": "คำตอบที่บอตส่ง คำในวงเล็บปีกกาแทนด้วยข้อมูลหน่วยงาน",
    "phrasings": "ถามแบบอื่นที่ช่วยให้หาเจอ บรรทัดละหนึ่งแบบ",
    "keywords": "คำที่ช่วยให้หาเจอ บรรทัดละหนึ่งคำ หรือคั่นด้วยจุลภาค",
    "status": "ใช้งาน ร่าง หรือซ่อน",
    "phone": "เบอร์โทรของเรื่องนี้",
    "link": "หน้าเว็บของเรื่องนี้",
    "map_link": "ลิงก์แผนที่",
    "image": "ลิงก์รูป ขึ้นต้นด้วย https://",
    "ita_item": "ข้อการเปิดเผยข้อมูล o1 ถึง o35",
    "see": "รหัสของข้อที่อ่านต่อ",
    "valid_from": "วันแรกที่ประชาชนเห็น เว้นว่างคือเห็นเลย",
    "valid_until": "วันสุดท้ายที่ประชาชนเห็น เว้นว่างคือไม่มีกำหนด",
    "checked_on": "วันที่เจ้าหน้าที่ยืนยันว่าคำตอบยังถูกต้อง",
    "source": "ที่มาที่ใช้ตรวจ",
}
FAQ_VERDICT_MEANING = "ระบบเขียนเอง บอกว่าแถวนี้ใช้ได้หรือต้องแก้อะไร"
FAQ_UPDATED_MEANING = "ระบบเขียนเอง บอกว่าข้อนี้เปลี่ยนครั้งล่าสุดเมื่อใด"
FAQ_UPDATED = "{day} {time} น."
FAQ_AND = " · "
FAQ_PASSED = "ผ่าน"
FAQ_CONFLICT = "แก้ทั้งในชีตและในระบบ ใช้ข้อความในชีต ข้อความในระบบดูได้ที่ประวัติของข้อนี้"
FAQ_HELD = {
    "faulty": "ในแท็บคำถามที่พบบ่อยมีแถวที่ต้องแก้ ดูช่องผลตรวจในชีต คลังคำตอบเดิมยังใช้อยู่",
    "header": "แท็บคำถามที่พบบ่อยไม่มีหัวตารางที่ระบบรู้จัก คลังคำตอบเดิมยังใช้อยู่ กู้คืนในชีต หรือให้ระบบเขียนแท็บใหม่",
    "empty": "แท็บคำถามที่พบบ่อยถูกลบจนว่าง คลังคำตอบเดิมยังใช้อยู่ กู้คืนในชีต หรือให้ระบบเขียนแท็บใหม่",
    "many_gone": "ในแท็บคำถามที่พบบ่อยมีคำตอบหายไปมากกว่า 30 ใน 100 คลังคำตอบเดิมยังใช้อยู่ เลือกว่าจะซ่อนตามชีตหรือเขียนแท็บใหม่",
    "tab_gone": "แท็บคำถามที่พบบ่อยถูกลบจากชีต ระบบสร้างแท็บใหม่จากคลังคำตอบแล้ว ไม่มีคำตอบใดหาย",
    "differs": "แท็บคำถามที่พบบ่อยในชีตนี้ต่างจากระบบมาก คลังคำตอบเดิมยังใช้อยู่ เลือกว่าจะใช้ของชีตหรือเขียนแท็บใหม่",
}
"""Why the tab's edits wait, and what to do."""
POINT_OPEN, POINT_RETIRED = "เปิดใช้", "เลิกใช้"
PURPOSES = {"survey": "ประเมินการให้บริการ", "question": "ถามคำถาม", "all": "ประเมินการให้บริการและถามคำถาม"}

WHOLE_FILE = "ทั้งไฟล์"
RELEASE = "รุ่นของโปรแกรม"
UPDATED, SOURCE, PRIVACY, NUMBERS = "ปรับปรุงล่าสุด", "ที่มาของแบบสำรวจ", "ความเป็นส่วนตัว", "วิธีคิดคะแนน"
PRIVACY_SAID = (
    "ไม่มีชื่อ เบอร์โทร หรือรหัสไลน์ของใครในไฟล์นี้ คำตอบสลับลำดับในแต่ละชุดและบอกเพียงวันที่เผยแพร่ "
    "ช่องจุดบริการเว้นว่างเมื่อชุดนั้นมีผู้ตอบจากจุดเดียวกันไม่ถึง 5 คน"
)
NUMBERS_SAID = "คะแนนรายข้อคือค่าเฉลี่ย เต็ม 100 ตัวชี้วัดคือค่าเฉลี่ยของข้อ แสดงเมื่อมีผู้ตอบตั้งแต่ 10 คน"
PROJECTION = "ไฟล์นี้สร้างจากฐานข้อมูลของระบบ"
PROJECTION_SAID = "แก้ตัวเลขในไฟล์แล้วระบบจะเขียนทับ หากต้องการคำนวณเพิ่ม ให้เพิ่มแท็บใหม่"
KINDS = {
    "text": "ข้อความ",
    "whole": "จำนวนเต็ม",
    "year": "จำนวนเต็ม",
    "score": "คะแนน ทศนิยม 2 ตำแหน่ง",
    "date": "วันที่",
    "moment": "วันที่และเวลา",
    "figure": "ตัวเลข",
    "link": "ลิงก์",
}

TROUBLE = {
    "": "ใช้งานได้ ระบบเขียนสเปรดชีตนี้ได้แล้ว",
    "key_shape": "ไฟล์กุญแจ Google ไม่ครบ ดาวน์โหลดไฟล์ JSON ใหม่จาก Google Cloud แล้ววางทั้งไฟล์ในหน้าตั้งค่า",
    "key_refused": "Google ไม่รับไฟล์กุญแจนี้ กุญแจอาจถูกลบ สร้างกุญแจใหม่แล้ววางในหน้าตั้งค่า",
    "clock": "นาฬิกาของเครื่องนี้คลาดเคลื่อน Google จึงไม่รับกุญแจ ตั้งเวลาเครื่องให้ตรง แล้วระบบจะลองใหม่เอง",
    "not_shared": "ระบบเขียนสเปรดชีตนี้ไม่ได้ เปิดสเปรดชีต กดแชร์ ใส่อีเมล {email} เลือกสิทธิ์ผู้แก้ไข",
    "read_only": "ระบบอ่านสเปรดชีตได้แต่เขียนไม่ได้ เปลี่ยนสิทธิ์ของ {email} เป็นผู้แก้ไข",
    "not_found": "ไม่พบสเปรดชีต อาจถูกลบหรือลิงก์ผิด ตรวจลิงก์ในหน้าตั้งค่า",
    "not_a_sheet": "ลิงก์นี้เป็นไฟล์ Excel เปิดแล้วเลือก ไฟล์ > บันทึกเป็น Google ชีต แชร์ไฟล์ใหม่กับ {email} เป็นผู้แก้ไข แล้วใส่ลิงก์ใหม่",
    "guarded": "มีผู้ป้องกันเซลล์ที่ระบบต้องเขียน เปิดสเปรดชีต เลือก ข้อมูล > ป้องกันชีตและช่วง แล้วเพิ่ม {email} หรือลบการป้องกัน",
    "api_off": "ยังไม่ได้เปิด Google Sheets API ในโครงการของไฟล์กุญแจ เปิดใน Google Cloud แล้วระบบจะลองใหม่เอง",
    "other_agency": "สเปรดชีตนี้เป็นของหน่วยงานอื่นในระบบ สร้างสเปรดชีตใหม่แล้วใส่ลิงก์ในหน้าตั้งค่า",
    "ahead": "สเปรดชีตมีคำตอบมากกว่าในระบบ จึงยังไม่เขียนทับ หากเพิ่งกู้ข้อมูลเก่าคืน กดเขียนใหม่ทั้งหมด ของเดิมจะเก็บไว้ในแท็บสำเนา",
    "full": "สเปรดชีตเต็มแล้ว ข้อมูลไม่หาย สร้างไฟล์ใหม่ แชร์กับ {email} เป็นผู้แก้ไข แล้วใส่ลิงก์ในหน้าตั้งค่า ระบบจะเขียนต่อในไฟล์ใหม่",
    "new_year": "ขึ้นปีงบประมาณใหม่แล้ว สร้างสเปรดชีตใหม่ แชร์กับ {email} เป็นผู้แก้ไข แล้วใส่ลิงก์ในหน้าตั้งค่า ไฟล์ปีก่อนยังอยู่",
    "no_storage": "ระบบสร้างสเปรดชีตเองไม่ได้ ให้หน่วยงานสร้าง แชร์กับ {email} เป็นผู้แก้ไข แล้วใส่ลิงก์ในหน้าตั้งค่า",
    "poison": "Google ไม่รับข้อมูลบางแถว แถวนั้นมีข้อความบอกไว้ แถวอื่นครบ ดูข้อมูลเต็มได้ในไฟล์ Excel",
    "refused": "Google ไม่รับข้อมูลชุดนี้ ระบบหยุดเขียนสเปรดชีตไว้ก่อน ไฟล์ Excel ยังใช้ได้ โปรดแจ้งผู้ดูแลระบบ",
    "too_large": "ข้อมูลมากเกินกว่าที่สเปรดชีตรับได้ ไฟล์ Excel ยังใช้ได้ โปรดแจ้งผู้ดูแลระบบ",
    "away": "ยังติดต่อ Google ไม่ได้ ข้อมูลไม่หาย ระบบจะลองใหม่เอง",
    "rate": "Google ให้เขียนได้จำกัดในแต่ละนาที ข้อมูลไม่หาย ระบบจะเขียนต่อเอง",
    "disk": "เขียนไฟล์ Excel ไม่ได้ ตรวจที่ว่างและสิทธิ์ของโฟลเดอร์ แล้วระบบจะลองใหม่เอง",
}
ENGLISH = {
    "": "The spreadsheet can be written.",
    "key_shape": "The service-account key is incomplete. Download a new JSON key in Google Cloud and paste all of it.",
    "key_refused": "Google refuses this key; it may have been deleted. Create a new one and paste it in the console.",
    "clock": "This machine's clock is wrong, so Google refuses the key. Set the time.",
    "not_shared": "The spreadsheet is not shared with {email}. Share it with that address, as an editor.",
    "read_only": "{email} may read the spreadsheet but not write it. Make it an editor.",
    "not_found": "No spreadsheet has this id. Check the link in the set-up page.",
    "not_a_sheet": "This is an Excel file in Drive. Save it as a Google Sheet, share that, and use its link.",
    "guarded": "Somebody has protected cells that are ours. Add {email} to those who may edit them.",
    "api_off": "The Google Sheets API is not enabled in the key's project. Enable it in Google Cloud.",
    "other_agency": "This spreadsheet belongs to another agency of this installation. Create a new one.",
    "no_storage": "{email} owns no storage and creates no files. Create the spreadsheet and share it with it.",
}
"""What the probe finds, for the administrator's terminal; "" means that all is well."""


def trouble(reason: str, email: str = "") -> str:
    """What staff should do about it."""
    return TROUBLE[reason].format(email=email)


def trouble_in_english(reason: str, email: str = "") -> str:
    """The same for the administrator's terminal."""
    return ENGLISH[reason].format(email=email)


def month(day: date) -> str:
    """ "พ.ย. 2569"."""
    return thai_date_short(day).split(" ", 1)[1]


def period_short(span: Period) -> str:
    """ "ไตรมาส 1/2570", "ครึ่งปีแรก 2570", "ทั้งปี 2570"."""
    if span.kind.startswith("M"):
        return month(span.first)
    heads = {"Y": "ทั้งปี ", "H1": "ครึ่งปีแรก ", "H2": "ครึ่งปีหลัง "}
    return f"{heads.get(span.kind, f'ไตรมาส {span.kind[1:]}/')}{span.fiscal_year}"


def updated(day: date) -> str:
    """ "21 พฤศจิกายน 2569"."""
    return thai_date(day)
