"""The Thai words about whole tabs: what each is for, why one is empty, what a printed page says."""

BOOK_TITLE = "ผลสำรวจและสถิติการให้บริการ {office}"
AS_OF = "ข้อมูล ณ {day}"
PAGE = "หน้า &P จาก &N"
"""Excel's signs for the page and for how many there are."""

OFFICE = "หน่วยงาน"
PEOPLE_UNIT, SCORE_UNIT, QUESTIONS_UNIT = "คน", "คะแนน", "คำถาม"
NOT_YET = "{title} · {why}"
"""A chart whose numbers are not there yet, and why."""

WHOLE_TAB = "ทั้งแท็บ"
MEANINGS = {
    "summary": "ตัวเลขและกราฟของรอบล่าสุด ผลรอบก่อน และคำถามปีงบประมาณนี้",
    "responses": "คำตอบที่เผยแพร่แล้ว หนึ่งแถวคือผู้ตอบหนึ่งคน",
    "long": "คำตอบชุดเดียวกัน หนึ่งแถวคือหนึ่งข้อ สำหรับตาราง Pivot และ Looker Studio",
    "items": "คะแนนรายข้อของทุกรอบ รวมทุกจุดบริการก่อน แล้วแยกทีละจุด",
    "indicators": "คะแนนตัวชี้วัดและคะแนนรวมของทุกรอบ รวมทุกจุดบริการก่อน แล้วแยกทีละจุด",
    "people": "จำนวนผู้ตอบตามอายุและการศึกษา แยกเพศ ตามแบบรายงาน ITA",
    "service": "จำนวนข้อความแต่ละเดือน แยกเรื่องและวิธีที่จบ",
    "questions": "จำนวนคำถามและเวลาที่ใช้ตอบ รายเดือน ครึ่งปี และทั้งปี ตรงกับหน้าสถิติสาธารณะ",
    "complaints": "จำนวนเรื่องร้องเรียนการทุจริตและประพฤติมิชอบที่เผยแพร่แล้ว ไม่มีเนื้อหาของเรื่อง",
    "points": "จุดบริการทุกจุด พร้อมลิงก์หลังคิวอาร์โค้ด",
    "faq": "คลังคำตอบของบอต ใน Google ชีตแก้ได้ ในไฟล์ Excel แก้แล้วไม่มีผล",
    "dictionary": "อธิบายทุกแท็บและทุกคอลัมน์",
}
"""By the key of a tab, or what stands before its colon."""

NO_RESULTS = "ยังไม่มีผลสำรวจ"
EMPTY = {
    "items": ("note", NO_RESULTS),
    "indicators": ("note", NO_RESULTS),
    "people": ("note", "ยังไม่มีผู้ตอบที่บอกอายุ เพศ หรือการศึกษา"),
    "service": ("topic", "ยังไม่มีข้อความ"),
    "points": ("name", "ยังไม่มีจุดบริการ"),
}
"""What a tab says that has no rows, and in which column."""

LOCKED = "การป้องกัน"
LOCKED_SAID = (
    "แท็บข้อมูลกันการพิมพ์ทับ กรอง คัดลอก และปรับความกว้างได้ ใน Excel หากจะเรียงลำดับ ให้กดยกเลิกการป้องกันแผ่นงานก่อน ไม่มีรหัสผ่าน"
)
BLANK = "ช่องว่าง"
BLANK_SAID = "ไม่มีค่า ยังสรุปไม่ได้ หรือปกปิดเพราะมีน้อย ส่วนเลข 0 คือนับแล้วไม่มี"
