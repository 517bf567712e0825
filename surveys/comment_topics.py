"""Comments grouped by what they speak of, found by plain words. A reading aid: nothing is counted or scored by it."""

from collections.abc import Iterable, Sequence

TOPICS: Sequence[tuple[str, tuple[str, ...]]] = (
    ("การทุจริตหรือการเรียกรับเงิน", ("สินบน", "ใต้โต๊ะ", "ทุจริต", "โกง", "เรียกเงิน", "เรียกรับ", "ค่าน้ำร้อน")),
    ("เวลาและขั้นตอน", ("รอนาน", "รอคิว", "คิว", "ล่าช้า", "ช้า", "นาน", "รวดเร็ว", "เร็ว", "ขั้นตอน", "เอกสาร", "เวลา")),
    ("การสื่อสารและข้อมูล", ("แจ้งข่าว", "ข่าวสาร", "ประชาสัมพันธ์", "ประกาศ", "เว็บ", "ไลน์", "เฟซ", "โทร", "ข้อมูล", "อธิบาย")),
    ("บริการออนไลน์", ("ออนไลน์", "แอป", "e-service", "อีเซอร์วิส")),
    ("เจ้าหน้าที่", ("เจ้าหน้าที่", "พนักงาน", "พูดจา", "สุภาพ", "ยิ้ม", "บริการดี", "ใส่ใจ", "ช่วยเหลือ")),
    ("สถานที่และสิ่งอำนวยความสะดวก", ("ที่จอด", "จอดรถ", "ห้องน้ำ", "เก้าอี้", "ที่นั่ง", "แอร์", "อาคาร", "ทางลาด", "สถานที่", "น้ำดื่ม")),
    ("ถนน น้ำ ไฟ และขยะ", ("ถนน", "ไฟฟ้า", "ไฟทาง", "ไฟถนน", "ประปา", "น้ำท่วม", "ท่อ", "ขยะ", "ฝุ่น", "หมา", "สุนัข")),
    ("ภาษีและค่าธรรมเนียม", ("ภาษี", "ค่าธรรมเนียม", "ค่าบริการ", "เบี้ย")),
)  # fmt: skip
"""Heading -> words. The first topic with a word in the comment has it: the gravest and the most specific come first."""

OTHER = "เรื่องอื่น"


def grouped(comments: Iterable[str]) -> list[tuple[str, list[str]]]:
    """(heading, comments) in the order of TOPICS, others last; empty headings left out. Each comment stands once."""
    found: dict[str, list[str]] = {heading: [] for heading in (*(heading for heading, _ in TOPICS), OTHER)}
    for comment in comments:
        found[topic(comment)].append(comment)
    return [(heading, sorted(said)) for heading, said in found.items() if said]


def topic(comment: str) -> str:
    """The heading a comment belongs under."""
    words = comment.casefold()
    return next((heading for heading, signs in TOPICS if any(sign in words for sign in signs)), OTHER)
