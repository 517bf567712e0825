"""Headings and sentences of the statistics of questions, in Thai; `question_texts_en` has the same in English."""

from qa.counting import NO_TOPIC, Outcome

TITLE = "สถิติการถามตอบ"
BY_MONTH = "การถามตอบทางออนไลน์ รายเดือน"
BY_TOPIC = "การถามตอบทางออนไลน์ แยกตามเรื่อง {span}"
MONTH, TOPIC, SPAN = "เดือน", "เรื่อง", "ช่วงเวลา"
OUTCOMES = {
    Outcome.ASKED: "คำถามทั้งหมด",
    Outcome.ANSWERED: "ระบบตอบทันที",
    Outcome.ASKED_BACK: "ระบบให้เลือกเรื่อง",
    Outcome.PASSED_ON: "ส่งต่อเจ้าหน้าที่",
    Outcome.BY_STAFF: "เจ้าหน้าที่ตอบแล้ว",
}
WAITING = "รอเจ้าหน้าที่ตอบ"
MEDIAN = "เวลาที่เจ้าหน้าที่ใช้ตอบ (ค่ากลาง)"
MEDIAN_MINUTES = "เวลาที่เจ้าหน้าที่ใช้ตอบ (ค่ากลาง นาทีในเวลาราชการ)"
ALL_TOPICS, OTHER_TOPIC = "ทุกเรื่อง", "เรื่องอื่น"

CHART = "คำถามแต่ละเดือน"
PARTS = ("ระบบตอบทันที", "เจ้าหน้าที่ตอบแล้ว", "รอเจ้าหน้าที่ตอบ")
NOTHING = "ไม่มีคำถาม"
NOTHING_IN = "ไม่มีคำถามในเดือน {months}"
NOTHING_IN_YEAR = "{year}: ไม่มีคำถาม"

NOTES = (
    "หนึ่งคำถามอาจนับได้หลายช่อง เช่น ระบบให้เลือกเรื่องก่อน แล้วจึงตอบ ช่องคำถามทั้งหมดนับคำถามละหนึ่งครั้ง",
    "รอเจ้าหน้าที่ตอบ คือคำถามที่ถามในเดือนนั้นและยังรออยู่ ณ วันที่จัดทำ",
    "ค่ากลางคือ ครึ่งหนึ่งของคำถามได้คำตอบภายในเวลานี้ นับเฉพาะเวลาราชการ ไม่รวมพักกลางวันและวันหยุด",
    "ระบบเก็บเวลาถามเป็นชั่วโมงเต็ม เวลาที่ใช้ตอบจึงอาจมากกว่าจริงได้ไม่เกิน 1 ชั่วโมง แสดงเมื่อตอบแล้ว 5 คำถามขึ้นไป",
    "ตัวเลขนับข้อความ ไม่มีข้อมูลว่าใครถาม",
)
ONLINE = "การใช้บริการออนไลน์ รายเดือน"
ONLINE_COLUMNS = ("คำถาม", "ข้อเสนอแนะ", "เรื่องร้องเรียนทั่วไป", "เปิดป้ายจุดบริการ")
ONLINE_SAID = "นับข้อความและจำนวนครั้งที่เปิดป้าย ไม่นับคน ไม่รวมเรื่องทุจริต ซึ่งนับแยกไว้ในสถิติเรื่องร้องเรียนการทุจริต"
NOTHING_ONLINE = "ไม่มีผู้ใช้บริการออนไลน์ใน {year}"
TOPIC_MONTHS = "จำนวนคำถามแต่ละเรื่อง รายเดือน"
MONTHS = "รายเดือน รอบ 6 เดือน และทั้งปี"
TOPICS = "แยกตามเรื่อง"
CHOOSE_YEAR = "เลือกปีงบประมาณ"
WHOLE_FILE = "ทั้งปีในตารางเดียว"
OTHER_FIGURES = "สถิติอื่นของหน่วยงาน"

OTHERS = "นอกจากคำถาม ปีนี้มีข้อเสนอแนะ {suggestion} เรื่อง และเรื่องร้องเรียนทั่วไป {complaint} เรื่อง"


def topic(name: str) -> str:
    """The topic as shown."""
    return OTHER_TOPIC if name == NO_TOPIC else name


def minutes(many: int) -> str:
    """ "1 ชั่วโมง 25 นาที"."""
    hours, rest = divmod(many, 60)
    if not many:
        return "ไม่ถึง 5 นาที"
    return " ".join(filter(None, (f"{hours} ชั่วโมง" if hours else "", f"{rest} นาที" if rest else "")))
