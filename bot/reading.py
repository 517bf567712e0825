"""Long answers in parts: the beginning first, the rest for those who tap "อ่านต่อ"."""

import re
from collections.abc import Iterator

from bot.messages import clusters

FIRST = 240
"""UTF-16 units of the first part: about eight lines on a phone of 360 px."""
NEXT = 800
SLACK = 80
"""A rest no longer than this is not worth a tap: it stays with the part before."""

_LINE_END = re.compile(r"\n+")
_SENTENCE_END = re.compile(r"(?<=[\u0e00-\u0e7f.!?)”])[ \t]+(?=[\u0e00-\u0e7f“(])")
"""Thai ends a sentence with a space; one beside a number or a Latin word only sets that apart."""
_SPACE = re.compile(r"\s+")
_OPENS = (":", "ดังนี้", "ได้แก่", "และ", "หรือ", "เช่น")
"""What is said before a list must not stand at the end of a part."""


def parts(text: str) -> list[str]:
    """The text in parts, in order, with nothing lost but space between them; one part when it is short."""
    found, rest, room = [], text.strip(), FIRST
    while units(rest) > room + SLACK:
        at = _break(rest, room)
        found.append(rest[:at].rstrip())
        rest, room = rest[at:].lstrip(), NEXT
    return [*found, rest]


def units(text: str) -> int:
    """The length as LINE counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _break(text: str, room: int) -> int:
    """Where to part: after a line, else after a sentence, else at a space, else between two signs."""
    reach = _reach(text, room)
    for wanted, least in ((_LINE_END, reach // 3), (_SENTENCE_END, reach // 2), (_SPACE, reach // 3)):
        fit = [at for at in _ends(wanted, text, reach) if at >= least]
        if fit:
            return fit[-1]
    return reach


def _ends(wanted: re.Pattern[str], text: str, reach: int) -> Iterator[int]:
    for found in wanted.finditer(text, 0, reach):
        if not text[: found.start()].endswith(_OPENS):
            yield found.start()


def _reach(text: str, room: int) -> int:
    """How many characters, whole signs only, fit into `room` units."""
    used = at = 0
    for sign in clusters(text):
        used += units(sign)
        if used > room and at:
            break
        at += len(sign)
    return at
