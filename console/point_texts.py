"""What the pages of service points and posters say outside their templates."""

from collections.abc import Mapping

from qr import links
from qr.watching import Alert

DONE = {
    "reprinted": "ออกรหัสป้ายใหม่แล้ว ป้ายเก่าใช้ไม่ได้ตั้งแต่นี้ พิมพ์ป้ายใหม่แล้วเก็บป้ายเก่าลง",
}

ACTIONS = {
    "point.reprinted": "ออกรหัสป้ายใหม่",
    "point.poster": "ทำไฟล์ป้าย",
}

REFUSALS = {
    "point_unit": "ชื่อส่วนราชการยาวเกินไป ใช้ไม่เกิน {limit} ตัวอักษร",
    "point_days": "วันสุดท้ายต้องไม่มาก่อนวันเปิด",
    "no_official": "ยังไม่ได้ใส่ลิงก์แบบวัด EIT ทางการ ใส่ที่หน้าการเก็บแบบประเมินก่อน",
    "link_not_ascii": "ที่อยู่เว็บมีตัวอักษรที่คิวอาร์รับไม่ได้ แจ้งผู้ติดตั้งระบบ",
    "distance_far": "ป้ายขนาดนี้สแกนได้ไกลสุด {most} เมตร เลือกระยะใกล้ลง หรือเลือกป้ายใหญ่ขึ้น",
    "distance_near": "ระยะสแกนต้องเป็นตัวเลขตั้งแต่ {least} เมตรขึ้นไป",
    "letters_missing": "ตัวอักษรบนป้ายไม่มีตัวอักษรเหล่านี้: {letters} แก้ชื่อจุดหรือชื่อหน่วยงานก่อน",
    "poster_full": "ข้อความบนป้ายยาวเกินที่ว่าง ใช้ชื่อจุดสั้นลง หรือเลือกป้ายใหญ่ขึ้น",
    "poster_pages": "ข้อความบนป้ายยาวเกินหนึ่งหน้า ใช้ชื่อจุดสั้นลง หรือเลือกป้ายใหญ่ขึ้น",
    "poster_unread": "ลองอ่านคิวอาร์บนป้ายกลับแล้ว อ่านไม่ได้หรือไม่ตรง จึงไม่ให้ไฟล์ไป โปรดแจ้งผู้ติดตั้งระบบ",
    "poster_version": "คิวอาร์บนป้ายละเอียดเกินไป กล้องอ่านยาก จึงไม่ให้ไฟล์ไป ใช้ชื่อเว็บที่สั้นลง",
    "poster_quiet": "ขอบขาวรอบคิวอาร์ไม่ครบ กล้องอาจอ่านไม่ได้ จึงไม่ให้ไฟล์ไป ใช้ชื่อจุดสั้นลง",
    "poster_small": "ช่องของคิวอาร์เล็กเกินระยะที่เลือก วัดได้ {measured} มม. ต้องมี {wanted} มม. จึงไม่ให้ไฟล์ไป",
    "poster_far": "ลองอ่านคิวอาร์แบบกล้องธรรมดาในระยะที่เลือกแล้ว อ่านไม่ได้ จึงไม่ให้ไฟล์ไป",
}

PURPOSES = {
    "survey": "ประเมินบริการ",
    "question": "สอบถาม",
    "all": "ประเมินและสอบถาม",
    "fraud": "ติดป้ายแจ้งทุจริต (ป้ายไม่บอกว่าอยู่จุดไหน ระบบไม่นับการสแกน)",
}
FORMATS = {
    "a4": "A4 ติดผนัง",
    "a5": "A5 เคาน์เตอร์",
    "tent": "ป้ายตั้งโต๊ะ (A4 พับครึ่ง)",
    "stickers": "สติกเกอร์ 24 ดวง (A4)",
}
LANGUAGES = {"th": "ไทย", "en": "อังกฤษ"}
SHEETS = {"fraud": "ป้ายแจ้งเรื่องทุจริต", "official": "ป้ายแบบ EIT ของ ป.ป.ช."}
PROVED = "ระบบวาดป้ายนี้แล้วอ่านกลับ ได้คิวอาร์ครบ {count} จุด ช่องละ {module} มม. สแกนได้จาก {distance} เมตร"
_NEAR_ONLY = (
    "ป้ายนี้ยังติดใช้จริงไม่ได้ ที่อยู่เว็บบนป้ายคือ {domain} ซึ่งเปิดได้เฉพาะในเครื่องหรือเครือข่ายนี้ "
    "พิมพ์ลองดูได้ แล้วให้ผู้ติดตั้งระบบตั้งที่อยู่จริง (PRONGSAI_BASE_URL) ก่อนทำป้ายใหม่ไปติด"
)

_ALERTS: Mapping[str, str] = {
    "silent": "ไม่มีใครสแกนมา {count} วันทำการ ไปดูว่าป้ายยังอยู่ไหม มีอะไรบังหรือปิดทับไหม",
    "night": "มีสแกนกลางคืน {count} ครั้งใน 7 วัน ปกติราว {usual} ครั้ง ไปดูว่ามีใครแตะต้องป้ายไหม",
}
STRAYS = "มีคนสแกนรหัสที่ไม่ใช่ของเรา {count} ครั้งใน {days} วัน อาจมีป้ายปลอม หรือพิมพ์รหัสผิด"
STRAYS_SHARED = "ในระบบที่ใช้ร่วมกันหลายหน่วยงาน มีคนสแกนรหัสที่ไม่รู้จัก {count} ครั้งใน {days} วัน"
OLD_SIGNS = "ป้ายเก่า {sign} ยังมีคนสแกน {count} ครั้งใน {days} วัน โปรดเก็บลง"


def alert(one: Alert) -> str:
    """What is strange about the point, and what to do."""
    return _ALERTS[one.kind].format(count=one.count, usual=one.usual)


def near_only(base_url: str) -> str:
    """What to say beside a poster that will not work outside; "" for one that will."""
    return _NEAR_ONLY.format(domain=links.domain(base_url)) if links.near_only(base_url) else ""
