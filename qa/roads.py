"""Roads and lamps: what Traffy Fondue and 1567 take better than an inbox does."""

import re

from qa.normal import flat

_THING = (
    r"ไฟ(?:ถนน|ทาง|ส่องสว่าง|ข้างทาง|สาธารณะ|กิ่ง)|เสาไฟ|หลอดไฟ(?:ถนน|ทาง)"
    r"|ถนน|ผิวทาง|ทางเท้า|ฟุตบาท|ฟุตปาธ|ฝาท่อ|ท่อระบายน้ำ|สะพาน|ป้ายจราจร|ไฟจราจร"
)
_TROUBLE = (
    r"ดับ|เสีย|ไม่ติด|ไม่สว่าง|กะพริบ|กระพริบ|มืด|พัง|ชำรุด|หลุม|บ่อ|แตก|ทรุด|ขรุขระ|เป็นคลื่น|หัก|ล้ม|เอียง|หาย|ตัน|น้ำขัง|ถล่ม|ร้าว|ยุบ|เปิดทิ้ง"
)
_OTHER_THING = r"ภาษี|ใบอนุญาต|ขออนุญาต|งบประมาณ|ประมูล|ผู้รับเหมา"
"""With one of these it is a matter of the office, not of a road."""
_NEAR = 40


def is_road_matter(text: str) -> bool:
    """Whether a complaint is about a broken road, lamp, pavement, bridge or drain."""
    said = flat(text)
    if re.search(_OTHER_THING, said):
        return False
    near = rf"(?:{_THING}).{{0,{_NEAR}}}?(?:{_TROUBLE})|(?:{_TROUBLE}).{{0,12}}?(?:{_THING})"
    return re.search(near, said) is not None
