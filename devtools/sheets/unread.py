"""What Google's front end says of a request that it cannot read: no method has seen it then.

The sentences follow recorded answers. A value that cannot be read is named by its place in the protocol's own spelling,
such as data.values[0], and once more in the details.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from devtools.sheets.refusal import Refusal, bad

Violation = tuple[str, str]
"""Place ("" for the whole request) and sentence."""
_BEFORE = "Invalid JSON payload received. "
_AROUND = 20
TYPES = "type.googleapis.com/google."
LIST = f"{TYPES}protobuf.ListValue"
SHEETS = f"{TYPES}apps.sheets.v4."
_SENTENCES = {
    "Expecting property": "Expected an object key or }.",
    "Expecting ':'": "Expected : between key:value pair.",
    "Extra data": "Parsing terminated before end of input.",
    "Invalid \\": "Invalid escape sequence.",
    "Unterminated": "Closing quote expected in string.",
}
"""How Python's parser begins, and what Google's says; more is in `_sentence`."""
_RENDERING = ("ValueRenderOption", ("FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"))
_DATES = ("DateTimeRenderOption", ("SERIAL_NUMBER", "FORMATTED_STRING"))
CHOICES = {
    "valueInputOption": ("ValueInputOption", ("INPUT_VALUE_OPTION_UNSPECIFIED", "RAW", "USER_ENTERED")),
    "valueRenderOption": _RENDERING,
    "responseValueRenderOption": _RENDERING,
    "dateTimeRenderOption": _DATES,
    "responseDateTimeRenderOption": _DATES,
    "majorDimension": ("Dimension", ("DIMENSION_UNSPECIFIED", "ROWS", "COLUMNS")),
    "insertDataOption": ("AppendValuesRequest.InsertDataOption", ("OVERWRITE", "INSERT_ROWS")),
}
"""Options of the values methods: Google's name of the type, and its words."""


def refusal(found: Sequence[Violation], reason: str = "invalid") -> Refusal:
    """400 for everything that could not be read, in one answer."""
    said = [{"field": place, "description": sentence} if place else {"description": sentence}
            for place, sentence in found]  # fmt: skip
    details = [{"@type": f"{TYPES}rpc.BadRequest", "fieldViolations": said}]
    return Refusal(400, "\n".join(sentence for _, sentence in found), details=details, reason=reason)


def value(place: str, kind: str, given: Any) -> Violation:
    """A value of the wrong kind."""
    return place, f"Invalid value at '{place}' ({kind}), {_told(given)}"


def name(place: str, unknown: str, why: str = "Cannot find field.") -> Violation:
    """A field that the message does not have."""
    where = f" at '{place}'" if place else ""
    return place, f'{_BEFORE}Unknown name "{unknown}"{where}: {why}'


def parameter(unknown: str) -> Violation:
    """A query parameter that the method does not have."""
    return name("", unknown, f"Cannot bind query parameter. Field '{unknown}' could not be found in request message.")


def path(wrong: str) -> Refusal:
    """A `fields` parameter that reaches for what is not there."""
    sentence = f"Error expanding 'fields' parameter. Cannot find matching fields for path '{wrong}'."
    return Refusal(400, "Request contains an invalid argument.", details=refusal([(wrong, sentence)]).details)


def snake(text: str) -> str:
    """valueInputOption as the protocol spells it: value_input_option."""
    return re.sub(r"(?<!^)([A-Z])", r"_\1", text).lower()


def _told(given: Any) -> str:
    return f'"{given}"' if isinstance(given, str) else json.dumps(given, ensure_ascii=False)


# -- what is no JSON


def not_json(body: bytes) -> Refusal:
    """400 with the 20 characters on either side of where reading stopped."""
    text = body.decode("utf-8", "replace")
    message, at = _stopped(text)
    if at >= len(text.rstrip()) and message.startswith("Expected "):
        message = f"Unexpected end of string. {message}"
    start = max(at - _AROUND, 0)
    mark = " " * (at - start) + "^"
    return Refusal(400, f"{_BEFORE}{message}\n{text[start : at + _AROUND]}\n{mark}", reason="parseError")


def _stopped(text: str) -> tuple[str, int]:
    """Why and where; words such as NaN are no JSON, although Python reads them."""
    word = next((found for found in re.finditer(r'"(?:\\.|[^"\\])*"|NaN|-?Infinity', text) if found[0][0] != '"'), None)
    try:
        json.loads(text)
    except json.JSONDecodeError as wrong:
        if word is None or wrong.pos < word.start():
            return _sentence(wrong, text), wrong.pos
    return "Unexpected token.", word.start() if word else 0


def _sentence(wrong: json.JSONDecodeError, text: str) -> str:
    letter, listed = text[wrong.pos : wrong.pos + 1], _within_list(text[: wrong.pos])
    if wrong.msg.startswith("Expecting value"):
        if letter.isalpha() or letter in set("_$:,}]"):
            return "Unexpected token."
        return "Expected a value or ] within an array." if listed else "Expected a value."
    if wrong.msg.startswith("Expecting ','"):
        return "Expected , or ] after array value." if listed else "Expected , or } after key:value pair."
    return next((said for start, said in _SENTENCES.items() if wrong.msg.startswith(start)), "Unexpected token.")


def _within_list(text: str) -> bool:
    within = re.sub(r'"(?:\\.|[^"\\])*"|[^][{}]', "", text)
    while (shorter := re.sub(r"\[\]|\{\}", "", within)) != within:
        within = shorter
    return within.endswith("[")


# -- what the values methods read


def check_values(method: str, query: Mapping[str, Sequence[str]], body: Any) -> None:
    """Raise Refusal(400) for options and values that a values method could not read."""
    found = [one for key, words in query.items() for word in words for one in choice("", key, word)]
    given = body if isinstance(body, dict) else {}
    alone = method.endswith((".update", ".append"))
    found += [one for key, word in given.items() for one in choice("data." if alone else "", key, word)]
    many = given.get("data")
    listed = many if isinstance(many, list) else []
    blocks = [("data", given)] if alone else [(f"data[{at}]", one) for at, one in enumerate(listed)]
    for place, one in blocks:
        found += _block(place, one, alone)
    if found:
        raise refusal(found)
    for _, one in blocks:
        _check_cells(one.get("values") or ())


def _block(place: str, one: Any, alone: bool) -> Iterator[Violation]:
    if not isinstance(one, dict):
        yield value(place, f"{SHEETS}ValueRange", one)
        return
    if not alone:
        yield from choice(f"{place}.", "majorDimension", one.get("majorDimension"))
    rows: Any = one.get("values")
    if rows is not None and not isinstance(rows, list):
        yield value(f"{place}.values", LIST, rows)
    elif isinstance(rows, list):
        yield from (value(f"{place}.values[{at}]", LIST, row)
                    for at, row in enumerate(rows) if not isinstance(row, list))  # fmt: skip


def choice(before: str, key: str, word: Any) -> Iterator[Violation]:
    """Whether a word is none of those that its option knows; names that are no option pass."""
    kind, words = CHOICES.get(key, ("", ()))
    if kind and word not in ("", None) and word not in words:
        yield value(f"{before}{snake(key)}", f"{SHEETS}{kind}", word)


def _check_cells(rows: Sequence[Sequence[Any]]) -> None:
    for down, row in enumerate(rows):
        for right, cell in enumerate(row):
            if isinstance(cell, dict | list):
                raise bad(f"Invalid values[{down}][{right}]: {_dump(cell)}")


def _dump(cell: Any, inside: str = "") -> str:
    """A value in the protocol's text form."""
    if isinstance(cell, list):
        parts = "".join(f"{inside}  values {{\n{_dump(one, inside + '    ')}{inside}  }}\n" for one in cell)
        return f"{inside}list_value {{\n{parts}{inside}}}\n"
    if isinstance(cell, dict):
        deeper = inside + "      "
        parts = "".join(
            f"{inside}  fields {{\n{inside}    key: {json.dumps(key, ensure_ascii=False)}\n"
            f"{inside}    value {{\n{_dump(one, deeper)}{inside}    }}\n{inside}  }}\n"
            for key, one in cell.items()
        )
        return f"{inside}struct_value {{\n{parts}{inside}}}\n"
    if cell is None:
        return f"{inside}null_value: NULL_VALUE\n"
    kind = "bool" if isinstance(cell, bool) else "number" if isinstance(cell, int | float) else "string"
    told = float(cell) if kind == "number" else cell
    return f"{inside}{kind}_value: {json.dumps(told, ensure_ascii=False)}\n"
