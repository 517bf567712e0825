"""Messages typed while the keyboard was still set to English."""

import re

# The Kedmanee layout (TIS 820-2538) beside US QWERTY, key by key, plain and shifted.
_LATIN = "1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./" + '!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
_THAI = "ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ" + '+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ'
_THAI_LETTER = re.compile("[ก-๎]")
_LATIN_LETTER = re.compile("[A-Za-z]")
_TO_THAI = str.maketrans(_LATIN, _THAI)


def typed_in_thai(text: str) -> str:
    """What the same keys give on a Thai keyboard: "g,o^" is "เมนู"."""
    return text.translate(_TO_THAI)


def could_be_slip(text: str) -> bool:
    """Whether `text` may be Thai typed on the wrong layout: Latin letters and not one Thai letter."""
    return not _THAI_LETTER.search(text) and bool(_LATIN_LETTER.search(text))
