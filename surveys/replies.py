"""One answer to one item: what may be given, and what a person means by typing."""

import re
import unicodedata
from collections.abc import Mapping

from kernel.errors import Refused
from kernel.thai import arabic_digits
from surveys.asking import kept
from surveys.instruments import Given, Instrument, Item
from surveys.texts import DECLINE, DONT_KNOW, NUMBER_WORDS, SKIP_WORDS

WORDS = 1000
"""Characters of a text answer. A longer one is refused with its length, so that nothing is cut unseen."""

LARGEST = 10**9
"""No number answer is further from 0 than this."""

_LONGEST = 100
"""No choice or number is typed in more characters than this."""

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_RUNS = re.compile(r"\n{3,}")
_POLITE = re.compile(r"(ครับผม|ครับ|คับ|ค่ะ|คะ|จ้า|จ้ะ)$")
_BETWEEN = re.compile(r"[,;/\n|+&]|และ|กับ|,")
_NUMBER = re.compile(r"(?:อายุ|ประมาณ|ราวๆ?|สัก)*(-?[0-9]{1,10})[^0-9.]*")
"""With a word after it or none, and the usual words before: "45 ปี", "อายุประมาณ ๔๕". Nothing that bounds a number
("ไม่เกิน 20") is taken for it, nor a figure with decimals."""


def checked(item: Item, given: object) -> Given:
    """The answer in its one form: a position, ascending positions without repeats, a number, or tidy words.

    Lists and numbers may come as JSON leaves them. Raises Refused: bad_answer, number_range (least, most),
    text_long (limit, got).
    """
    if item.kind == "multiple":
        return _positions(item, given)
    if item.kind == "text":
        return _words(given)
    if type(given) is not int:
        raise Refused("bad_answer")
    if item.kind == "number":
        return _number(item, given)
    if item.option(given) is None:
        raise Refused("bad_answer")
    return given


def checked_all(instrument: Instrument, answers: Mapping[str, object]) -> dict[str, Given]:
    """Everything answered, each in its one form; passed items and answers to items not asked are left out.

    Raises Refused("bad_answer") for an item that is not there, and what `checked` raises.
    """
    given: dict[str, Given | None] = {}
    for item_id, one in answers.items():
        item = instrument.item(item_id)
        if item is None:
            raise Refused("bad_answer")
        given[item_id] = None if one is None else checked(item, one)
    return {item_id: one for item_id, one in kept(instrument, given).items() if one is not None}


def read(item: Item, typed: str) -> Given | None:
    """What a person means by typing: "4", "๔", a label, "1,3" or "๑ และ ๓" for several, a number, or their words.

    None when unclear. Raises Refused: number_range, text_long.
    """
    if item.kind == "text":
        return _words(typed) if tidy(typed) else None
    if item.kind == "number":
        figure = _NUMBER.fullmatch(_plain(typed).replace(",", ""))
        return _number(item, int(figure[1])) if figure else None
    return _read_several(item, typed) if item.kind == "multiple" else read_choice(item, typed)


def read_choice(item: Item, typed: str) -> int | None:
    """The position a person means by typing a number (๑ and หนึ่ง too), a label, or a word for it; None when unclear."""
    said = _plain(typed)
    for option in item.options:
        names = {str(option.position), f"ข้อ{option.position}", *map(_plain, (option.label, *option.words))}
        if said in names:
            return option.position
    counted = _COUNTED.get(said.removeprefix("ข้อ"))  # last, for a label may be such a word itself
    return counted if counted is not None and item.option(counted) else None


def means_skip(typed: str) -> bool:
    """Whether the person passes the item by typing. Ask `read` first: to e9 "ไม่เคยใช้" is an answer."""
    return _plain(typed) in _SKIPS


def tidy(text: str) -> str:
    """The words without control signs, with one form for each letter, and at most one empty line between lines.

    Formula-like words stay as they are: they are text, and every door they leave by makes them harmless.
    """
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _RUNS.sub("\n\n", _UNWANTED.sub("", lines)).strip()


def _read_several(item: Item, typed: str) -> tuple[int, ...] | None:
    if len(typed) > _LONGEST:
        return None
    whole = read_choice(item, typed)  # a label may hold a comma or an "and" of its own
    if whole is not None:
        return (whole,)
    pieces = [piece for piece in _BETWEEN.split(typed) if piece.strip()]
    if len(pieces) == 1:
        pieces = typed.split()
    found = [read_choice(item, piece) for piece in pieces]
    clear = [position for position in found if position is not None]
    return tuple(sorted(set(clear))) if clear and len(clear) == len(found) else None


def _positions(item: Item, given: object) -> tuple[int, ...]:
    several = list(given) if isinstance(given, (list, tuple)) else [given]
    sound = {one for one in several if type(one) is int and item.option(one) is not None}
    if not sound or not all(type(one) is int and one in sound for one in several):
        raise Refused("bad_answer")
    return tuple(sorted(sound))


def _number(item: Item, given: int) -> int:
    least = -LARGEST if item.least is None else item.least
    most = LARGEST if item.most is None else item.most
    if not least <= given <= most:
        raise Refused("number_range", least=least, most=most)
    return given


def _words(given: object) -> str:
    words = tidy(given) if isinstance(given, str) else ""
    if not words:
        raise Refused("bad_answer")
    if len(words) > WORDS:
        raise Refused("text_long", limit=WORDS, got=len(words))
    return words


def _plain(text: str) -> str:
    if len(text) > _LONGEST:
        return ""
    # NFKC: some keyboards type ำ as two signs; the zero-width space comes with pasted Thai
    folded = unicodedata.normalize("NFKC", arabic_digits(text)).replace("\u200b", "")
    return _POLITE.sub("", "".join(folded.lower().split()).strip(".!()")).strip(".!()")


_COUNTED = {_plain(word): position for position, word in enumerate(NUMBER_WORDS, 1)}
_SKIPS = frozenset(map(_plain, (*SKIP_WORDS, DONT_KNOW, DECLINE)))
