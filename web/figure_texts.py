"""Headings and sentences of the published figures."""

from datetime import date

from kernel.thai import thai_date_short

MONTH, TOPIC, PERIOD = "เดือน", "เรื่อง", "รอบ"
BY_MONTH = "การตอบคำถามทางออนไลน์ รายเดือน"
BY_TOPIC = "การตอบคำถามทางออนไลน์ แยกตามเรื่อง"
OUTCOMES = {
    "answered": "ตอบทันที",
    "asked_back": "ให้เลือกเรื่อง",
    "passed_on": "ส่งต่อเจ้าหน้าที่",
    "by_staff": "เจ้าหน้าที่ตอบแล้ว",
}
NO_TOPIC = "เรื่องอื่น"
NO_SERVICE = "ปีงบประมาณนี้ยังไม่มีคำถาม"

COMPLAINTS = "เรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"
COMPLAINT_COLUMNS = ("เรื่องทั้งหมด", "ดำเนินการแล้วเสร็จ", "อยู่ระหว่างดำเนินการ")
AS_OF = "ข้อมูล ณ วันที่ {day}"
NOT_PUBLISHED = "ยังไม่ถึงวันเผยแพร่ของรอบแรก"

RESULT_COLUMNS = ("ข้อ", "คะแนน (เต็ม 100)", "ช่วงความเชื่อมั่น 95%", "จำนวนคำตอบ")
INDICATOR = "ตัวชี้วัดที่ {key} {name}"
TOTAL = "คะแนนรวม"
ANSWERED = "ผู้ตอบ {n} คน จากเป้าหมาย {target} คน"
BY_CHANNEL = "แยกตามช่องทาง: {channels}"
CHANNELS_HIDDEN = "จำนวนแยกตามช่องทาง แสดงเมื่อทุกช่องทางมีผู้ตอบ 5 คนขึ้นไป"
TOO_FEW = "ยังสรุปไม่ได้"
TOO_FEW_SAID = "มีผู้ตอบน้อยกว่า {least} คน ยังสรุปไม่ได้"
CLOSED, OPEN = "ปิดรอบแล้ว", "กำลังเปิดรับคำตอบ"
INTERVAL = "ช่วงความเชื่อมั่นบอกว่าคะแนนอาจคลาดเคลื่อนได้เท่าใด เพราะมีผู้ตอบเพียงบางส่วน"
SELF_SELECTED = "ผู้ตอบสมัครใจตอบเอง ผลนี้จึงบอกความเห็นของผู้ตอบ ไม่ใช่ของประชาชนทุกคน"
OUR_OWN = "เป็นแบบประเมินของหน่วยงานเอง ไม่ใช่คะแนน EIT ทางการของ ป.ป.ช."


def month(year: int, number: int) -> str:
    """ "พ.ย. 2569"."""
    return thai_date_short(date(year, number, 1)).split(" ", 1)[1]


def topic(name: str) -> str:
    """The topic as shown."""
    return NO_TOPIC if name in {"-", ""} else name
