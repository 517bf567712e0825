"""Sentences about the staff survey (IIT) and its paper slips."""

from surveys.texts import SENTENCES

TITLE = "แบบสำรวจความเห็นบุคลากร"

DONE = {"staff_round_opened": "เปิดรอบแล้ว พิมพ์ใบได้เลย"}

ACTIONS = {
    "survey.staff_opened": "เปิดรอบสำรวจบุคลากร",
    "survey.slips_printed": "พิมพ์ใบสำรวจบุคลากร",
}

REFUSALS = {
    key: SENTENCES[key]
    for key in ("staff_round_runs", "staff_round_known", "staff_round_span", "staff_round_days", "slips_many")
}

# -- on the slip
HEADING = "แบบสำรวจความเห็นบุคลากร"
NOTICE = (
    "ไม่ถามชื่อ ไม่เก็บว่าใครตอบ และไม่มีใครรู้ว่าใครได้ใบไหน",
    "ตอบข้อแรกถือว่ายินยอม ข้ามข้อใดก็ได้ ผลรวมใช้ปรับปรุงหน่วยงาน",
)
HOW = "สแกนด้วยกล้องโทรศัพท์ หรือพิมพ์ที่อยู่นี้ในเบราว์เซอร์"
ONCE = "ใช้ได้ครั้งเดียว ถึงวันที่ {day}"
PICTURE = "คิวอาร์โค้ดของใบนี้"
