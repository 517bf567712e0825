"""Thai as people type it, made comparable. Applied alike to stored questions and to messages."""

import re
import unicodedata

from kernel.thai import arabic_digits

LONGEST = 1000
"""Characters of a message that a search reads; the rest of a very long one says nothing new."""

_NOT_THAI = re.compile(r"[^\u0e00-\u0e7f]+")
_INVISIBLE = re.compile(
    r"[\ud800-\udfff\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]"
    r"|[\U000e0000-\U000e0fff]|[\x00-\x08\x0e-\x1f\x7f]"
)
_AM = re.compile(r"ํ([่-๋]?)า|([่-๋])ํา|ำ([่-๋])")
_TONE_FIRST = re.compile(r"([่-์])([ัิ-ฺ็ํ]+)")
_MARKS_TWICE = re.compile(r"([ะ-ฺ็-๎])\1+")
_DRAWN_OUT = re.compile(r"([^\W\d])\1{2,}")
_NOT_WORDS = re.compile(r"[^\w\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]|[_ๆฯ]")


def readable(text: str, longest: int = LONGEST) -> str:
    """`text` with one spelling for what looks the same; spaces and punctuation stay. At most `longest` characters.

    Sara am, doubled เ, mark order, repeated marks, drawn-out letters, Thai digits, letter case and invisible
    characters are evened out. NFKC touches only what is not Thai: on Thai it would take สระอำ apart.
    """
    text = _INVISIBLE.sub("", text[: longest * 4])[:longest]
    text = arabic_digits(_NOT_THAI.sub(_compatible, text)).lower()
    text = text.replace("เเ", "แ").replace("ฃ", "ข").replace("ฅ", "ค").replace("ๅ", "า")
    text = _TONE_FIRST.sub(r"\2\1", text)
    text = _MARKS_TWICE.sub(r"\1", text)
    text = _AM.sub(lambda m: f"{m[1] or m[2] or m[3] or ''}ำ", text)
    return _DRAWN_OUT.sub(r"\1", text)[:longest]


def _compatible(run: re.Match[str]) -> str:
    found = run[0]
    return found if found.isascii() else unicodedata.normalize("NFKC", found)


def unspaced(readable_text: str) -> str:
    """What `readable` gave, without spaces, punctuation and repetition signs."""
    return _NOT_WORDS.sub("", readable_text)


def flat(text: str) -> str:
    """Only the letters, marks and digits of `text`, evened out: "เเม่น้ําา!!" becomes "แม่น้ำ"."""
    return unspaced(readable(text))


_SOUNDS = {"ส": "ศษ", "น": "ณ", "ย": "ญ", "ท": "ธฑฒฐถ", "พ": "ภผ", "ค": "ขฆ", "ช": "ฌฉ", "ด": "ฎ", "ต": "ฏ", "ล": "ฬร"}
_VOWELS = {"ไ": "ใ", "า": "ะั", "ี": "ิึื", "ู": "ุ"}
_MERGED = str.maketrans({alike: kept for kept, group in (_SOUNDS | _VOWELS).items() for alike in group})
_SILENT = re.compile(r"[ก-ฮ][ิุ]?์|[็-๎]")


def sound(flat_text: str) -> str:
    """A rough spelling of how flat text sounds: homophones, tones and vowel length fall together."""
    text = flat_text.replace("รร", "ัน").replace("ทร", "ซ").replace("ำ", "าม")
    return _SILENT.sub("", text).translate(_MERGED)
