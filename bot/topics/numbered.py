"""Numbers typed instead of tapping: LINE on a PC shows no quick replies, and some people would rather type."""

import re
from datetime import datetime

from bot.state import LISTED_KEPT, Listed, State
from kernel.thai import arabic_digits
from qa.normal import flat
from qa.wording import PARTICLES

_NAMES = ("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ")
_WORDS = {word: value for value, word in enumerate(_NAMES, 1)}
_LONGEST = 60
_BEFORE = "(?:ขอ|ดู|เลือก|เอา|พิมพ์|กด|ตอบ)?(?:ข้อ|เลข|หมายเลข|หมวด|เรื่อง|อัน|ที่)*"
_TYPED = re.compile(f"{_BEFORE}([0-9]{{1,3}}|{'|'.join(_NAMES)})(?:{'|'.join(PARTICLES)})*")


def number_in(text: str, said: str | None = None) -> int | None:
    """The number when the message is nothing but one: "2", "๒", "ข้อ 2", "พิมพ์ 2", "สองค่ะ".

    said -- `qa.normal.flat` of the text, where that is known already
    """
    if len(text) > _LONGEST:
        return None
    found = _TYPED.fullmatch(flat(text) if said is None else said)
    if found is None:
        return None
    if found[1] in _WORDS:
        return _WORDS[found[1]]
    return int(found[1]) if found[1] in arabic_digits(text) else None  # "1.5" and "2 3" are no 15 and no 23


def live(state: State, now: datetime) -> Listed | None:
    """The list shown last, while numbers still mean its lines."""
    listed = state.listed
    return listed if listed is not None and now - listed.at <= LISTED_KEPT else None


def line(listed: Listed, number: int) -> str:
    """The data of the line's button; "" when the list has no such number."""
    place = number - listed.first
    return listed.lines[place] if 0 <= place < len(listed.lines) else ""
