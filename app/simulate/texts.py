"""What simulated citizens type, and what the command says about them."""

NONSENSE = ("อะไรนะ", "9", "ไม่แน่ใจเลย", "555", "ก็ดีนะแต่บางทีก็รอนาน", "๑๒")
"""No answers to any item."""
QUESTIONS = ("จ่ายภาษีที่ดินที่ไหน", "เปิดกี่โมง")

COMMENTS = ("รอนานไปนิด", "เจ้าหน้าที่พูดจาดี", "อยากให้มีที่จอดรถเพิ่ม", "=1+1")
"""Wishes on the optional page; one of them looks like a formula."""

THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
SPOKEN = {
    "taps": "แตะทุกข้อ",
    "types_slowly": "พิมพ์ช้า",
    "thai_digits": "พิมพ์เลขไทย",
    "pc": "ใช้คอมพิวเตอร์",
    "wrong_words": "พิมพ์ผิด ถามแทรก",
    "double_taps": "แตะซ้ำ",
    "skips_and_undoes": "ข้ามและย้อน",
    "comes_back": "พักแล้วกลับมา",
    "tries_twice": "ลองตอบสองครั้ง",
    "leaves": "เลิกกลางทาง",
    "web": "หน้าเว็บ",
    "web_double_taps": "เว็บ กดส่งซ้ำ",
    "web_skips": "เว็บ ข้ามบางข้อ",
    "web_comes_back": "เว็บ พักแล้วกลับมา",
    "web_tries_twice": "เว็บ ลองสองครั้ง",
    "web_leaves": "เว็บ ปิดไปก่อน",
}

NOT_A_DEMO = (
    "จำลองได้เฉพาะหน่วยงานสาธิต ({agency} เป็นหน่วยงานจริง) / Only a demo office is simulated; {agency} is a real one."
)
NO_POINT = "หน่วยงานยังไม่มีจุดบริการสำหรับแบบประเมิน / The office has no service point with a survey."
PART_ENDED = "โปรแกรมส่วน {name} หยุดเอง ดูไฟล์ {log} / The {name} process ended by itself; see {log}."
NOT_READY = "ระบบไม่พร้อมภายใน 1 นาที ดูไฟล์ {log} / Not ready within a minute; see {log}."
KEPT = "เก็บข้อมูลไว้ที่ {data} / Kept in {data}"
WRONG = "ผลไม่ตรงกับที่ตอบ: หาย {lost} ซ้ำ {doubled} ค้าง {stuck} / Lost {lost}, doubled {doubled}, stuck {stuck}."
CLOSED_YEAR = (
    "ใน {data} มีรอบของปีงบประมาณ {year} ที่ปิดแล้ว ใช้โฟลเดอร์ใหม่ / "
    "{data} holds closed rounds of fiscal year {year}; use another folder."
)

PROGRESS = "ผู้ตอบ / people"
HEAD = (
    "\nจำลองผู้ตอบ {respondents} คน ใน {days} วันทำการของปีงบประมาณ {fiscal_year} (seed {seed})\n"
    "{respondents} simulated people on {days} working days of fiscal year {fiscal_year}, seed {seed}\n"
)
COLUMNS = "".join(
    f"{title:>10}"
    for title in ("people", "completed", "abandoned", "taps max", "mean", "typed max", "mean", "median s", "p95 s")
)
ALL = "รวม / all"
TOTALS = """
ตอบจนจบ / completed, of those who stayed        {done} of {intending} = {completion_percent} %
คำตอบที่หาย / answers lost                       {lost}
คำตอบที่ซ้ำ / answers doubled                     {doubled}
ลองใหม่เพราะไม่มีคำตอบ / tried again in silence    {nudges} in LINE, {web_requests_sent_again} on the web
webhook requests                                {webhook_requests}, of which unanswered {webhook_unanswered}
ผิดกฎของ LINE / LINE's rules broken              {line_rules_broken}
เวลาของการจำลอง / the run itself                 {run_seconds} s
วินาทีในตาราง: เวลาคิดและพิมพ์สมมุติขึ้น เวลารอวัดจริง / seconds: thinking and typing are drawn, waiting is measured"""
