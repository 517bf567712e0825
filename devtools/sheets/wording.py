"""What the discovery documents find wrong with a request, in the sentences of Google's front end."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from devtools.sheets import unread
from devtools.sheets.masks import Mask
from devtools.sheets.unread import SHEETS, Violation

Json = dict[str, Any]
_ROOTS = {"sheets.spreadsheets.create": "spreadsheet", "sheets.spreadsheets.values.update": "data",
          "sheets.spreadsheets.values.append": "data"}  # fmt: skip
"""Where the body is in the protocol's message when it is not all of it."""
_SCALARS: dict[str, tuple[tuple[type, ...], str]] = {
    "string": ((str,), "TYPE_STRING"), "number": ((int, float), "TYPE_DOUBLE"), "boolean": ((bool,), "TYPE_BOOL"),
    "integer": ((int,), "TYPE_INT32"),
}  # fmt: skip
_WORDS = {"boolean": re.compile("true|false", re.IGNORECASE), "integer": re.compile(r"[+-]?\d+")}


def parameters(known: Mapping[str, Json], query: Mapping[str, Any]) -> Iterator[Violation]:
    """Of a query; `known` are the parameters of its method and of the API."""
    for name, words in query.items():
        for word in words:
            kind = known.get(name)
            if kind is None:
                yield unread.parameter(name)
            elif "enum" in kind and word not in kind["enum"]:
                yield from unread.choice("", name, word)
            elif kind["type"] in _WORDS and not _WORDS[kind["type"]].fullmatch(word):
                yield unread.value(unread.snake(name), _SCALARS[kind["type"]][1], word)


def body(method: str, message: str, given: Any, definitions: Mapping[str, Json]) -> Iterator[Violation]:
    """Of a body that should be a `message`; `definitions` are JSON Schema."""
    return _message(message, given, _ROOTS.get(method, ""), definitions)


def stray(schema: Json, mask: Mask, definitions: Mapping[str, Json]) -> str:
    """The first path of a mask that leads nowhere below `schema`; "" for none."""
    while "$ref" in schema or schema.get("type") == "array":
        schema = definitions[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema["items"]
    for name, below in mask.items():
        part = schema.get("properties", {}).get(name)
        if name != "*" and part is None and schema.get("additionalProperties", False) is False:
            return name
        deeper = stray(part or {}, below, definitions) if part else ""
        if deeper:
            return f"{name}.{deeper}"
    return ""


def _message(message: str, given: Any, place: str, definitions: Mapping[str, Json]) -> Iterator[Violation]:
    if not isinstance(given, dict):
        yield unread.value(place, _kind(message), given)
        return
    schema = definitions[message]
    parts = schema.get("properties", {})
    for name, part in given.items():
        if schema.get("additionalProperties") is False and name not in parts:
            yield unread.name(place, name)
        elif part is not None:
            within = unread.snake(name)
            yield from _field(parts.get(name, {}), part, f"{place}.{within}" if place else within, name, definitions)


def _kind(message: str) -> str:
    return f"{SHEETS}{'BatchUpdateSpreadsheetRequest.' * (message == 'Request')}{message}"


def _field(schema: Json, given: Any, place: str, name: str, definitions: Mapping[str, Json]) -> Iterator[Violation]:
    if schema.get("type") == "array" and not schema["items"]:
        if not isinstance(given, list):
            yield unread.value(place, unread.LIST, given)
    elif schema.get("type") == "array":
        # one thing where a list belongs is read as the only one of the list
        for at, one in enumerate(given) if isinstance(given, list) else [("", given)]:
            yield from _field(schema["items"], one, place if at == "" else f"{place}[{at}]", name, definitions)
    elif isinstance(given, list) and schema:
        above = place.rpartition(".")[0]
        yield unread.name(above, name, "Proto field is not repeating, cannot start list.")
    elif "$ref" in schema:
        yield from _message(schema["$ref"].removeprefix("#/$defs/"), given, place, definitions)
    elif "enum" in schema and given not in schema["enum"]:
        kind = unread.CHOICES.get(name, (f"{name[:1].upper()}{name[1:]}",))[0]
        yield unread.value(place, f"{SHEETS}{kind}", given)
    elif "enum" not in schema:
        yield from _scalar(schema, given, place)


def _scalar(schema: Json, given: Any, place: str) -> Iterator[Violation]:
    types, kind = _SCALARS.get(schema.get("type", ""), ((), ""))
    if isinstance(given, dict) and kind:
        above, _, field = place.rpartition(".")
        yield above, f"Invalid value at '{above}' ({field}), Starting an object on a scalar field"
    elif kind and (type(given) not in types or not _fits(schema, given)):
        yield unread.value(place, kind, given)


def _fits(schema: Json, given: Any) -> bool:
    return not isinstance(given, int) or schema.get("minimum", given) <= given <= schema.get("maximum", given)
