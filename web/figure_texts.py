"""Headings and sentences of the published figures, in Thai; `figure_texts_en` has the same names in English."""

from complaints import texts as complaint_texts
from surveys import texts as survey_texts

PERIOD = "รอบ"
COMPLAINTS = "เรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"
COMPLAINT_COLUMNS = ("เรื่องทั้งหมด", "ดำเนินการแล้วเสร็จ", "อยู่ระหว่างดำเนินการ")
CARRIED = "ยกมาจากรอบก่อน"
CARRIED_SAID = "เรื่องนับในรอบที่รับเรื่อง เรื่องที่ยกมาจากรอบก่อนแสดงให้ทราบ ไม่นับรวมซ้ำ"
YEAR_SAID = "{period}: {counts}"
NONE_IN = "ไม่มีเรื่องร้องเรียนใน {periods}"
COMPLAINT_DAYS = "ระยะเวลาดำเนินการเฉลี่ยของปีที่จบแล้ว"
COMPLAINT_DAYS_COLUMNS = ("ปีและประเภท", "วันโดยเฉลี่ย", "จำนวนเรื่องที่ปิด")
COMPLAINT_CATEGORIES = "ประเภทของเรื่องในปีที่จบแล้ว"
COMPLAINT_CATEGORY_COLUMNS = ("ปีและประเภท", "จำนวนเรื่อง")
ALL_CATEGORIES, OTHER_CATEGORIES = "ทุกประเภท", "ประเภทอื่นรวมกัน"
CATEGORIES = {**complaint_texts.CATEGORIES, "unsorted": complaint_texts.UNSORTED}
NO_COMPLAINTS, COUNTS = complaint_texts.NO_COMPLAINTS, complaint_texts.COUNTS
FEW_HIDDEN = "ประเภทที่มีน้อยกว่า 5 เรื่องไม่แสดงแยก เพื่อไม่ให้เดาได้ว่าเป็นเรื่องใด"
AS_OF = "ข้อมูล ณ วันที่ {day}"
NOT_PUBLISHED = "ยังไม่ถึงวันเผยแพร่ของรอบแรก"

RESULT_COLUMNS = ("ข้อ", "คะแนน (เต็ม 100)", "ช่วงความเชื่อมั่น 95%", "จำนวนคำตอบ")
INDICATOR = "ตัวชี้วัดที่ {key} {name}"
TOTAL = "คะแนนรวม"
ANSWERED = "ผู้ตอบ {n} คน จากเป้าหมาย {target} คน"
BY_CHANNEL = "แยกตามช่องทาง: {channels}"
CHANNELS = survey_texts.CHANNELS
HIDDEN, NO_CHANNEL = survey_texts.HIDDEN, survey_texts.NO_CHANNEL
TOO_FEW = "ยังสรุปไม่ได้"
TOO_FEW_SAID = "มีผู้ตอบน้อยกว่า {least} คน ยังสรุปไม่ได้"
CLOSED, OPEN = "ปิดรอบแล้ว", "กำลังเปิดรับคำตอบ"
ROUND = "{period} ({state})"
NOT_YET = "คะแนนของรอบนี้เผยแพร่หลังปิดรอบวันที่ {day}"
INTERVAL = "ช่วงความเชื่อมั่นบอกว่าคะแนนอาจคลาดเคลื่อนได้เท่าใด เพราะมีผู้ตอบเพียงบางส่วน"
SELF_SELECTED = "ผู้ตอบสมัครใจตอบเอง ผลนี้จึงบอกความเห็นของผู้ตอบ ไม่ใช่ของประชาชนทุกคน"
OUR_OWN = "เป็นแบบประเมินของหน่วยงานเอง ไม่ใช่คะแนน EIT ทางการของ ป.ป.ช."
THAI_WORDING = ""
