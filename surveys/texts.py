"""Sentences of the surveys room."""

from kernel.errors import Refused
from surveys.instruments import Item

SENTENCES = {
    "unknown_instrument": "ไม่มีแบบสำรวจรหัสนี้",
    "bad_instrument": "แบบสำรวจมีข้อผิดพลาดที่ {where} ({fault})",
    "not_text": "เปิดไฟล์นี้เป็นข้อความไม่ได้ โปรดบันทึกเป็น CSV UTF-8 แล้วลองใหม่",
    "bad_csv": "บรรทัดที่ {line}: รูปแบบ CSV ไม่ถูกต้อง",
    "no_header": "บรรทัดที่ {line}: ไม่พบชื่อข้อคำถาม เช่น e1 ในหัวตาราง",
    "twice_column": "บรรทัดที่ {line}: คอลัมน์ {column} มีมากกว่าหนึ่งคอลัมน์",
    "unknown_column": "บรรทัดที่ {line}: ไม่รู้จักคอลัมน์ {column}",
    "extra_cell": "บรรทัดที่ {line}: ช่องที่ {column} มีข้อมูล แต่หัวตารางไม่มีชื่อคอลัมน์",
    "bad_cell": "บรรทัดที่ {line} คอลัมน์ {column}: คำตอบไม่ตรงกับตัวเลือกใด",
    "bad_part": "บรรทัดที่ {line} คอลัมน์ {column}: ส่วนต้องเป็น 1 หรือ 2",
    "already_answered": "ท่านตอบแบบสำรวจรอบนี้แล้ว ขอบคุณ",
    "round_closed": "รอบสำรวจนี้ปิดแล้ว คำตอบนี้ยังไม่ได้ถูกบันทึก",
    "empty": "ยังไม่มีคำตอบ โปรดเลือกอย่างน้อยหนึ่งข้อ",
    "bad_answer": "มีคำตอบที่ไม่อยู่ในตัวเลือก โปรดเลือกใหม่",
    "stale_item": "ปุ่มนี้เป็นของข้อเก่า โปรดตอบข้อที่แสดงอยู่",
    "bad_sitting": "เปิดแบบสำรวจที่ค้างไว้ไม่ได้ โปรดเริ่มใหม่",
    "number_range": "ใส่ตัวเลขตั้งแต่ {least} ถึง {most}",
    "text_long": "ข้อความยาว {got} ตัวอักษร โปรดย่อให้ไม่เกิน {limit} ตัวอักษร",
    "bad_profile": "มีตัวเลือกอายุ เพศ หรือการศึกษาที่ไม่รู้จัก โปรดเลือกใหม่",
    "comment_long": "ข้อความยาว {got} ตัวอักษร โปรดย่อให้ไม่เกิน {limit} ตัวอักษร",
    "withdrawn": "หน่วยงานถอนแบบสำรวจนี้แล้ว คำตอบนี้จึงไม่ได้ถูกบันทึก ขออภัย",
    "bad_services": "ใส่งานบริการ 1-{most} งาน บรรทัดละหนึ่งงาน ไม่ซ้ำกัน ยาวไม่เกิน {longest} ตัวอักษร",
    "too_many_questionnaires": "มีแบบสำรวจของหน่วยงานครบ {most} ฉบับแล้ว แจ้งผู้ติดตั้งระบบ",
    "staff_round_runs": "มีรอบสำรวจบุคลากรเปิดอยู่แล้ว เปิดทีละรอบ",
    "staff_round_known": "ช่วงนี้สำรวจบุคลากรไปแล้ว เลือกช่วงอื่น",
    "staff_round_span": "เลือกช่วงที่จะสำรวจใหม่อีกครั้ง",
    "staff_round_days": "วันสุดท้ายต้องอยู่ระหว่าง {first} ถึง {last}",
    "slips_many": "พิมพ์ครั้งละ 1 ถึง {most} ใบ และรวมทั้งรอบไม่เกิน {whole} ใบ",
    "slip_used": "ลิงก์นี้ใช้ส่งคำตอบแล้ว ขอบคุณ",
    "unfinished": "ยังตอบไม่ครบ โปรดตอบหรือข้ามข้อที่เหลือก่อนส่ง",
}

DONT_KNOW = "ไม่ทราบ/ไม่เคยใช้"
"""The way past an item; it is counted apart and never scored."""

DECLINE = "ไม่ขอตอบ"
"""The way past a yes/no item: there "ไม่เคยใช้" would read as the answer ไม่เคย, which is scored."""

UNDECIDED = "ยังสรุปไม่ได้"
"""Shown instead of a score while fewer than ten have answered."""

CHANNELS = {
    "line": "ไลน์",
    "web": "หน้าเว็บ",
    "kiosk": "จอที่จุดบริการ",
    "paper": "กระดาษ",
    "assisted": "มีคนช่วยกดให้",
}

NUMBER_WORDS = ("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ")
"""Typed instead of 1, 2, 3."""
SKIP_WORDS = frozenset({"ข้าม", "ไม่ทราบ", "ไม่รู้", "ไม่เคยใช้", "ไม่ตอบ", "ไม่ขอตอบ", "ไม่แน่ใจ", "skip", "-", "0"})

GRADES = {
    "excellent": "ผ่านดีเยี่ยม",
    "good": "ผ่านดี",
    "pass": "ผ่าน",
    "improve": "ต้องปรับปรุง",
    "urgent": "ต้องปรับปรุงโดยด่วน",
}
"""Grade words from FY2566."""

FLAGS = {
    "straight": "เลือกระดับเดียวกันทุกข้อ",
    "fast": "ตอบเร็วเกินกว่าจะอ่านครบ",
    "burst": "มาพร้อมกันมากผิดปกติในวันเดียวที่จุดเดียว",
}
"""What a quality flag means; a flagged answer still counts."""

HIDDEN = "ปกปิด"
"""Stands in a cell whose small number could point to a person."""

NO_POINT = "ไม่ระบุจุดบริการ"
NO_CHANNEL = "ไม่แยกช่องทาง"

WITHIN = "เปลี่ยนแปลงอยู่ในช่วงคลาดเคลื่อน"
"""Shown instead of an arrow when the intervals of two rounds touch."""

RESCALED = "(เปลี่ยนมาตรวัด คะแนนเทียบกันไม่ได้)"
DIRECTIONS = {"up": "▲ สูงขึ้น", "down": "▼ ต่ำลง", "within": WITHIN, "rescaled": RESCALED, "undecided": UNDECIDED}

ISSUES = {
    1: "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ",
    2: "การให้บริการและระบบ E-Service",
    3: "ช่องทางและรูปแบบการประชาสัมพันธ์เผยแพร่ข้อมูลข่าวสารภาครัฐ",
    4: "กระบวนการกำกับดูแลการใช้ทรัพย์สินของราชการ",
    5: "กระบวนการสร้างความโปร่งใสในการใช้งบประมาณและการจัดซื้อจัดจ้าง",
    6: "กระบวนการควบคุม ตรวจสอบการใช้อำนาจและการบริหารงานบุคคล",
    7: "กลไกและมาตรการในการแก้ไขและป้องกันการทุจริตภายในหน่วยงาน",
}
"""The seven improvement issues (ประเด็น) of FY2567."""

HEADS = {"defect": "ข้อบกพร่อง/ข้อปรับปรุง", "develop": "การพัฒนา", "keep": "การรักษาระดับ"}

HEAD_SENTENCES = {
    "defect": "ข้อ {id} {text} มีคะแนนต่ำสุด คือ {score} คะแนน ต่ำกว่าเป้าหมาย 85 คะแนน",
    "develop": "ข้อ {id} {text} ได้ {score} คะแนน ถึงเป้าหมาย 85 คะแนน แต่ยังไม่พ้นช่วงคลาดเคลื่อน",
    "keep": "ข้อ {id} {text} ได้ {score} คะแนน สูงกว่าเป้าหมาย 85 คะแนนอย่างชัดเจน",
}

ALSO = "รวมถึงข้อ {items}"
ALSO_ITEM = "{id} ({score})"


def skip_label(item: Item) -> str:
    """What the button past this item says."""
    return DECLINE if item.kind == "yesno" else DONT_KNOW


def sentence(refusal: Refused) -> str:
    """The Thai sentence for a refusal of this room."""
    return SENTENCES[refusal.reason].format(**refusal.facts)
