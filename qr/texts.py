"""Every sentence printed on a poster, in Thai and in English."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["th", "en"]


@dataclass(frozen=True)
class Sheet:
    """What one kind of poster says."""

    title: str
    time: str
    privacy: str
    help: str
    last_step: str
    short: str
    """The title on a sticker."""


@dataclass(frozen=True)
class Words:
    """One language."""

    survey: Sheet
    question: Sheet
    all: Sheet
    fraud: Sheet
    official: Sheet
    scan: str
    tap: str
    point: str
    typed: str
    on_the_web: str
    phone: str
    never_asked: str
    sticker_call: str
    sticker: str
    issue: str
    distance: str
    fold: str
    picture: str


_ASK_HERE = "ต้องการคนช่วย โปรดบอกเจ้าหน้าที่ที่จุดนี้"

TH = Words(
    survey=Sheet(
        "ให้คะแนนบริการของเรา",
        "ใช้เวลาไม่เกิน 2 นาที",
        "ไม่ถามชื่อ ไม่ถามเบอร์โทร",
        f"{_ASK_HERE} หรือขอแบบกระดาษ",
        "ตอบทีละข้อ แล้วกดส่ง",
        "สแกนให้คะแนน",
    ),
    question=Sheet(
        "สอบถามเรื่องราชการได้ทุกวัน",
        "ตอบทันทีในไลน์ ถ้าไม่มีคำตอบ เจ้าหน้าที่จะตอบในวันทำการ",
        "ไม่ต้องบอกชื่อ",
        _ASK_HERE,
        "พิมพ์คำถามของท่าน",
        "สแกนเพื่อสอบถาม",
    ),
    all=Sheet(
        "ให้คะแนน หรือสอบถาม",
        "ให้คะแนนใช้เวลาไม่เกิน 2 นาที ถามได้ทุกวัน",
        "ไม่ถามชื่อ ไม่ถามเบอร์โทร",
        f"{_ASK_HERE} หรือขอแบบกระดาษ",
        "เลือกให้คะแนน หรือถาม",
        "สแกนให้คะแนน หรือถาม",
    ),
    fraud=Sheet(
        "แจ้งเรื่องทุจริต",
        "ช่องทางนี้แยกจากเรื่องร้องทุกข์ทั่วไปและข้อเสนอแนะ",
        "ไม่ต้องบอกชื่อ ไม่ต้องเข้าระบบไลน์ ไม่ขอ OTP",
        "ใช้เน็ตมือถือของท่าน อย่าใช้ไวไฟหรือเครื่องของหน่วยงาน มีข้อสงสัย ถามสายด่วน ป.ป.ช. 1205",
        "เล่าเรื่อง แล้วจดรหัสรับเรื่อง",
        "แจ้งเรื่องทุจริต",
    ),
    official=Sheet(
        "แบบประเมิน EIT ของ ป.ป.ช.",
        "แบบทางการ ตอบที่เว็บไซต์ของ ป.ป.ช.",
        "คำตอบไปที่ ป.ป.ช. ไม่ผ่านหน่วยงาน",
        "ต้องการคนช่วย โปรดบอกเจ้าหน้าที่",
        "ตอบแบบประเมินของ ป.ป.ช.",
        "แบบ EIT ของ ป.ป.ช.",
    ),
    scan="เปิดกล้อง ส่องที่รูปสี่เหลี่ยม",
    tap="แตะแถบที่เด้งขึ้นมา",
    point="จุดบริการ: {name}",
    typed="พิมพ์ในไลน์: {text}",
    on_the_web="หรือเปิดเว็บ {address}",
    phone="โทร {phone}",
    never_asked="ระบบนี้ไม่ขอเลขบัตร ไม่ขอรหัส ไม่ให้โอนเงิน",
    sticker_call="ถ้ามีสติกเกอร์ทับ อย่าสแกน โทร {phone}",
    sticker="ถ้ามีสติกเกอร์ทับ อย่าสแกน โปรดบอกเจ้าหน้าที่",
    issue="ป้าย {issue} พิมพ์เมื่อ {day}",
    distance="สแกนได้จากระยะ {metres} เมตร",
    fold="พับตามเส้นนี้",
    picture="คิวอาร์โค้ดไปยัง {address}",
)

EN = Words(
    survey=Sheet(
        "Rate our service",
        "Takes 2 minutes or less",
        "We do not ask for your name or phone number",
        "Need help? Ask the staff here, or ask for a paper form",
        "Answer one question at a time, then send",
        "Scan to rate us",
    ),
    question=Sheet(
        "Ask us any day",
        "Answers at once in LINE. If there is none yet, staff reply on working days",
        "No name needed",
        "Need help? Ask the staff here",
        "Type your question",
        "Scan to ask",
    ),
    all=Sheet(
        "Rate our service or ask us",
        "Rating takes 2 minutes or less. Ask any day",
        "We do not ask for your name or phone number",
        "Need help? Ask the staff here, or ask for a paper form",
        "Choose to rate or to ask",
        "Scan to rate or ask",
    ),
    fraud=Sheet(
        "Report corruption",
        "This channel is separate from general complaints and suggestions",
        "No name, no LINE sign-in, no OTP",
        "Use your own mobile internet, not the office's Wi-Fi or computers. Questions? Call the NACC: 1205",
        "Tell us, and write down your receipt number",
        "Report corruption",
    ),
    official=Sheet(
        "The NACC's official EIT survey",
        "Answered on the website of the NACC",
        "Your answers go to the NACC, not through this office",
        "Need help? Ask the staff",
        "Answer the NACC's survey",
        "NACC's EIT survey",
    ),
    scan="Open your camera and point it at the square",
    tap="Tap the bar that pops up",
    point="Service point: {name}",
    typed="Type in LINE: {text}",
    on_the_web="or open {address}",
    phone="Tel. {phone}",
    never_asked="We never ask for ID numbers, passwords or money transfers",
    sticker_call="Covered by a sticker? Do not scan. Call {phone}",
    sticker="Covered by a sticker? Do not scan. Tell the staff",
    issue="Sign {issue}, printed on {day}",
    distance="Scans from {metres} m",
    fold="Fold here",
    picture="QR code that leads to {address}",
)

WORDS: dict[Language, Words] = {"th": TH, "en": EN}
