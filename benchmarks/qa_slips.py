"""Messages as people type them on a phone in a hurry: slips of the Kedmanee keyboard, and other habits.

One slip in twenty letters (lost, swapped, doubled, hit beside, tone wrong, homophone); half lose their spaces, half
gain politeness; one in five each draws a letter out, uses Thai digits, or stores marks in another order.
"""

import random
import re
from collections.abc import Callable

_PLAIN = ("ๅ/-ภถุึคตจขช", "ๆไำพะัีรนยบล", "ฟหกดเ้่าสวง", "ผปแอิืทมใฝ")
_SHIFTED = ("+๑๒๓๔ู฿๕๖๗๘๙", '๐"ฎฑธํ๊ณฯญฐ,', "ฤฆฏโฌ็๋ษศซ.", "()ฉฮฺ์?ฒฬฦ")
_KEYS = {
    letter: (row, column, level)
    for level, rows in enumerate((_PLAIN, _SHIFTED))
    for row, letters in enumerate(rows)
    for column, letter in enumerate(letters)
}
_AT = {place: letter for letter, place in _KEYS.items()}
_HOMOPHONES = (
    "ศ=ส ษ=ส ณ=น ญ=ย ธ=ท ฑ=ท ภ=พ ฎ=ด ฏ=ต ฐ=ถ ฬ=ล ใ=ไ ไ=ใ ข=ค ฆ=ค ฌ=ช รร=ัน ทร=ซ ร=ล".split()  # noqa: SIM905 - pairs
)
_TONES = "่้๊๋"
_BEFORE = ("", "", "สอบถามหน่อยค่ะ ", "ขอถามหน่อยครับ ", "อยากทราบว่า", "รบกวนถาม ", "แอดมิน ", "คือว่า")
_AFTER = tuple("คะ ครับ ค่ะ อ่ะ อะ หน่อย บ้างคะ ป่าว เหรอ นะ จ้า ค้าบ ๆ ?? 55".split())  # noqa: SIM905 - endings
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_STORED = (("ำ", "ํา"), ("แ", "เเ"), ("ี่", "่ี"), ("ั้", "้ั"), ("ื่", "่ื"))
_TWENTIETH = 20


def hurried(text: str) -> str:
    """`text` as typed in a hurry, the same every time."""
    chance = random.Random(f"hurried|{text}")
    for _ in range(max(1, round(len(text) / _TWENTIETH))):
        text = chance.choice(_SLIPS)(text, chance)
    if chance.random() < 0.5:
        text = re.sub(r"\s+", "", text)
    if chance.random() < 0.5:
        text = chance.choice(_BEFORE) + text.rstrip("?") + chance.choice(_AFTER)
    for habit in (_drawn_out, _thai_digits, _stored_otherwise):
        if chance.random() < 0.2:
            text = habit(text, chance)
    return text


def _lost(text: str, chance: random.Random) -> str:
    at = _place(text, chance)
    return text if at < 0 else text[:at] + text[at + 1 :]


def _swapped(text: str, chance: random.Random) -> str:
    at = _place(text, chance)
    return text if at < 0 else text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]


def _doubled(text: str, chance: random.Random) -> str:
    at = _place(text, chance)
    return text if at < 0 else text[: at + 1] + text[at:]


def _beside(text: str, chance: random.Random) -> str:
    at = _place(text, chance)
    if at < 0 or text[at] not in _KEYS:
        return text
    row, column, level = _KEYS[text[at]]
    steps = ((0, 0, 1), (0, -1, 0), (0, 1, 0), (-1, 0, 0), (-1, 1, 0), (1, 0, 0), (1, -1, 0))
    near = (_AT.get((row + down, column + right, level ^ shift), "") for down, right, shift in steps)
    found = [letter for letter in near if "\u0e00" <= letter <= "\u0e7f"]
    return text[:at] + (chance.choice(found) if found else text[at]) + text[at + 1 :]


def _toned(text: str, chance: random.Random) -> str:
    tones = [at for at, letter in enumerate(text) if letter in f"{_TONES}์"]
    if not tones:
        at = _place(text, chance)
        return text if at < 0 else text[: at + 1] + chance.choice(_TONES) + text[at + 1 :]
    at = chance.choice(tones)
    other = "" if chance.random() < 0.5 else chance.choice([tone for tone in _TONES if tone != text[at]])
    return text[:at] + other + text[at + 1 :]


def _homophone(text: str, chance: random.Random) -> str:
    pairs = [pair.split("=") for pair in _HOMOPHONES if pair.split("=")[0] in text]
    if not pairs:
        return text
    written, heard = chance.choice(pairs)
    at = chance.choice([found.start() for found in re.finditer(re.escape(written), text)])
    return text[:at] + heard + text[at + len(written) :]


def _drawn_out(text: str, chance: random.Random) -> str:
    places = [at for at, letter in enumerate(text) if "ก" <= letter <= "ฮ" or letter in "าะเแโ"]
    if not places:
        return text
    at = chance.choice(places)
    return text[:at] + text[at] * chance.randint(2, 4) + text[at:]


def _thai_digits(text: str, chance: random.Random) -> str:
    return text.translate(_THAI_DIGITS)


def _stored_otherwise(text: str, chance: random.Random) -> str:
    for usual, other in _STORED:
        text = text.replace(usual, other)
    return text


def _place(text: str, chance: random.Random) -> int:
    """A Thai letter or mark of the text; -1 when it has none."""
    places = [at for at, letter in enumerate(text) if "ก" <= letter <= "ฮ" or "ะ" <= letter <= "์"]
    return chance.choice(places) if places else -1


_SLIPS: tuple[Callable[[str, random.Random], str], ...] = (_lost, _swapped, _doubled, _beside, _toned, _homophone)


NOISES: dict[str, Callable[[str], str]] = {"clean": str, "mixed": hurried}
"""How a question comes: as it was written down, and typed in a hurry."""
