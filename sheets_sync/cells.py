"""Text that every sink can carry: nothing a spreadsheet runs, refuses or breaks on, and no letter torn apart."""

import math
import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

GOOGLE_LIMIT = 49_000
"""UTF-16 units in one cell; Google refuses more than 50,000 characters."""
EXCEL_LIMIT = 32_000
"""UTF-16 units in one cell; Excel holds 32,767."""

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SPLIT_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
"""Nikhahit, perhaps a tone mark, sara aa: what some keyboards type for the one vowel am."""
_ZWJ, _ZWNJ, _SARA_AM, _LAO_AM = "\u200d", "\u200c", "\u0e33", "\u0eb3"
_SKIN_TONES = ("\U0001f3fb", "\U0001f3ff")
_FLAG_LETTERS = ("\U0001f1e6", "\U0001f1ff")
_SHORT = 200
_TAGS = ("\U000e0020", "\U000e007f")
"""The rest of flags such as Scotland's."""


def clean(text: str, limit: int, cut_notice: str) -> str:
    """`text` for a cell of at most `limit` UTF-16 units; what is too long ends in `cut_notice`.

    Lone surrogates, non-characters and control characters go (line ends stay, tabs become spaces); Thai am and
    composed letters get their one usual form; zero-width joiners stay, so that emoji families stay together.
    """
    return _short_clean(text, limit, cut_notice) if len(text) <= _SHORT else _clean(text, limit, cut_notice)


def _clean(text: str, limit: int, cut_notice: str) -> str:
    whole = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    whole = unicodedata.normalize("NFC", _SPLIT_SARA_AM.sub("\\1" + _SARA_AM, _UNWANTED.sub("", whole)))
    if _units(whole) <= limit:
        return whole
    return whole[: _cut(whole, limit - _units(cut_notice))] + cut_notice


_short_clean = lru_cache(4096)(_clean)
"""Labels, headings and names come by the thousand."""


def number(value: int | float | Decimal) -> int | float | None:
    """A number for a cell; None for what is none (NaN, infinity), which would stop a whole file or request."""
    if isinstance(value, int):
        return int(value)
    return float(value) if math.isfinite(value) else None


def _units(text: str) -> int:
    return len(text) + sum(1 for letter in text if letter > "\uffff")


def _cut(text: str, units: int) -> int:
    """The last place at or before `units` where a reader sees the end of a letter."""
    place, used = 0, 0
    while place < len(text) and used + (1 + (text[place] > "\uffff")) <= units:
        used += 1 + (text[place] > "\uffff")
        place += 1
    while place > 0 and not _between_letters(text, place):
        place -= 1
    return place


def _between_letters(text: str, place: int) -> bool:
    """Whether nothing visible is torn between place - 1 and place. A short form of Unicode's grapheme rules."""
    if place >= len(text):
        return True
    before, after = text[place - 1], text[place]
    joined = before == _ZWJ or after in (_ZWJ, _ZWNJ, _SARA_AM, _LAO_AM)
    joined = joined or unicodedata.category(after) in {"Mn", "Me", "Mc"}
    toned = _SKIN_TONES[0] <= after <= _SKIN_TONES[1] or _TAGS[0] <= after <= _TAGS[1]
    return not (joined or toned or _inside_flag(text, place))


def _inside_flag(text: str, place: int) -> bool:
    if not _FLAG_LETTERS[0] <= text[place] <= _FLAG_LETTERS[1]:
        return False
    run = 0
    while run < place and _FLAG_LETTERS[0] <= text[place - 1 - run] <= _FLAG_LETTERS[1]:
        run += 1
    return run % 2 == 1
