"""The limits of texts with something in them, and of pictures with places to tap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from devtools.line.limits_action import too_long, uri

Found = Iterator[str]
_KEY = "^[a-zA-Z0-9_]{1,20}$"
_IMAGEMAP = {"label": 100, "text": 400, "clipboardText": 1000}
_IMAGEMAP_WIDTH, _IMAGEMAP_ACTIONS = 1040, 50


def check_emojis(message: dict[str, Any], at: str) -> Found:
    """Each emoji takes the place of a dollar sign, counted in UTF-16 units."""
    units = str(message.get("text", "")).encode("utf-16-le", "surrogatepass")
    emojis = message.get("emojis")
    for place, emoji in enumerate(emojis if isinstance(emojis, list) else []):
        index = emoji.get("index") if isinstance(emoji, dict) else None
        if isinstance(index, int) and units[2 * index : 2 * index + 2] != b"$\0":
            yield f"{at}/emojis/{place}/index: no $ stands there"


def check_substitution(message: dict[str, Any], at: str) -> Found:
    """Every {key} of a textV2 names something to put there; {{ and }} are braces."""
    rest = str(message.get("text", "")).replace("{{", "").replace("}}", "")
    given = message.get("substitution")
    for key in re.findall(r"{([^{}]*)}", rest):
        if not re.fullmatch(_KEY, key):
            yield f"{at}/text: The key '{key}' enclosed in '{{}}' does not match the pattern '{_KEY}'."
        elif key not in (given if isinstance(given, dict) else {}):
            yield f"{at}/text: The key '{key}' enclosed in '{{}}' is not in substitution"
    if re.search("[{}]", re.sub(r"{[^{}]*}", "", rest)):
        yield f"{at}/text: The keys must be enclosed in '{{' and '}}'"


def check_imagemap(message: dict[str, Any], at: str) -> Found:
    """Width, number of places to tap, and their texts and links."""
    size, actions = message.get("baseSize"), message.get("actions")
    if isinstance(size, dict) and size.get("width") != _IMAGEMAP_WIDTH:
        yield f"{at}/baseSize/width: must be 1040"
    listed = [action for action in actions if isinstance(action, dict)] if isinstance(actions, list) else []
    if len(listed) > _IMAGEMAP_ACTIONS:
        yield f"{at}/actions: more than {_IMAGEMAP_ACTIONS}"
    for place, action in enumerate(listed):
        for key, limit in _IMAGEMAP.items():
            if too_long(action.get(key), limit):
                yield f"{at}/actions/{place}/{key}: longer than {limit}"
        yield from uri(action.get("linkUri"), f"{at}/actions/{place}/linkUri")
