"""Headings of exported files."""

ROUND = "รหัสรอบ"
FISCAL_YEAR = "ปีงบประมาณ"
PERIOD = "ช่วงของรอบ"
DAY = "วันที่เผยแพร่ชุดคำตอบ"
POINT = "รหัสจุดบริการ"
POINT_NAME = "จุดบริการ"
POINTS = "คะแนนข้อ {id}"
TICKED = {0: "ไม่เลือก", 1: "เลือก"}

ROWS_SHEET, CODES_SHEET = "คำตอบ", "คำอธิบายคอลัมน์"
CODES_COLUMNS = ("คอลัมน์", "ความหมาย", "ค่า", "ป้ายของค่า")
SHEETS = {
    "people": "ช่องทาง",
    "scores": "คะแนนรายข้อ",
    "levels": "ค่าเฉลี่ยและ S.D.",
    "rounds": "แยกตามรอบ",
    "points": "แยกตามจุด",
    "services": "แยกตามงาน",
    "points-channels": "จุดและช่องทาง",
    "ages": "อายุและเพศ",
    "schooling": "การศึกษาและเพศ",
    "quality": "คำตอบที่ควรตรวจสอบ",
}
"""Report table -> name of its sheet, at most 31 letters."""

ABOUT = "แต่ละแถวมีเพียงคำตอบ รอบ วันที่ของชุด และจุดบริการตามที่เผยแพร่ ไม่มีเวลา ลำดับ ช่องทาง ข้อมูลทั่วไป หรือความคิดเห็น"
