"""One request as the engine sees it, and its answer."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from devtools.sheets import unread

Json = dict[str, Any]
_TRUE = {"true", "t", "yes", "y", "1"}
_NUMBERS = (
    "sheetId|sourceSheetId|newSheetId|insertSheetIndex|index|rowIndex|columnIndex|startIndex|endIndex|length"
    "|startRowIndex|endRowIndex|startColumnIndex|endColumnIndex|rowCount|columnCount|frozenRowCount|frozenColumnCount"
    "|pixelSize"
)
_QUOTED = re.compile(rb'"(?:' + _NUMBERS.encode() + rb')"\s*:\s*"[+-]?\d+"')
_NAMED = frozenset(_NUMBERS.split("|"))


@dataclass(frozen=True)
class Call:
    """A request without its HTTP."""

    method: str
    path: str
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    body: bytes = b""
    user: str = ""
    anonymous: bool = False
    """Whether it came without an Authorization header."""

    def one(self, name: str, default: str = "") -> str:
        """A query parameter."""
        return self.query.get(name, [default])[0]

    def flag(self, name: str) -> bool:
        """A query parameter that is true or false."""
        return self.one(name).lower() in _TRUE

    @cached_property
    def json(self) -> Json:
        """The body; an empty one is {}. Not to be changed. Raises Refusal(400)."""
        try:
            given = json.loads(self.body or b"{}", parse_constant=_refuse_word)
            if b"\\ud" in self.body.lower():
                given = _whole_characters(given)
        except ValueError as wrong:
            raise unread.not_json(self.body) from wrong
        if not isinstance(given, dict):
            raise unread.refusal([unread.name("", "", "Root element must be a message.")])
        return _with_numbers(given) if _QUOTED.search(self.body) else given


def _refuse_word(word: str) -> None:
    """NaN and Infinity are no JSON."""
    raise ValueError(word)


def _whole_characters(given: Any) -> Any:
    """Half of a character pair is read as U+FFFD."""
    text = json.dumps(given, ensure_ascii=False)
    return json.loads(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def _with_numbers(given: Any) -> Any:
    """Google reads "26" where a number belongs, and clients send it; not so in the cells of rows."""
    if isinstance(given, list):
        return [_with_numbers(one) for one in given]
    if not isinstance(given, dict):
        return given
    return {
        name: int(part) if name in _NAMED and isinstance(part, str) and re.fullmatch(r"[+-]?\d+", part)
        else _with_numbers(part)
        for name, part in given.items()
    }  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What goes back."""

    content: bytes
    kind: str = "application/json; charset=UTF-8"
    status: int = 200


def answer(given: Json) -> Answer:
    """JSON, as UTF-8."""
    return Answer(json.dumps(given, ensure_ascii=False).encode("utf-8", "surrogatepass"))
