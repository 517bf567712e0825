"""The limits of actions, and how lengths are counted (see `limits.py`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Found = Iterator[str]

_NEEDED = {
    "postback": ("data",), "message": ("text",), "uri": ("uri",), "datetimepicker": ("data", "mode"),
    "richmenuswitch": ("data", "richMenuAliasId"), "clipboard": ("clipboardText",),
}  # fmt: skip
_PLAIN = {"displayText": 300, "fillInText": 300, "clipboardText": 1000, "data": 300, "text": 300}
_URI_SCHEMES = ("https:", "http:", "tel:", "line:")
_QUICK_ONLY = ("camera", "cameraRoll", "location")
_DAY, _TIME = r"(19\d\d|20\d\d|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", r"([01]\d|2[0-3]):[0-5]\d"
_MOMENTS = {"date": _DAY, "time": _TIME, "datetime": f"{_DAY}[Tt]{_TIME}"}


def too_long(value: Any, limit: int) -> bool:
    """Whether a text is over `limit` in code points or UTF-16 units."""
    return isinstance(value, str) and (len(value) > limit or utf16_units(value) > limit)


def utf16_units(text: str) -> int:
    """The length of a text as JavaScript and LINE count it."""
    return len(text) + sum(1 for sign in text if ord(sign) > 0xFFFF)


def action(found: dict[str, Any], at: str, label_limit: int, *, needs_label: bool = False) -> Found:
    """The rules of an action object; `label_limit` depends on where it stands."""
    if needs_label and not str(found.get("label") or "").strip():
        yield f"{at}/label: missing or empty"
    if too_long(found.get("label"), label_limit):
        yield f"{at}/label: longer than {label_limit}"
    for key in _NEEDED.get(str(found.get("type")), ()):
        if not found.get(key):
            yield f"{at}/{key}: missing or empty"
    for key, limit in _PLAIN.items():
        if too_long(found.get(key), limit):
            yield f"{at}/{key}: longer than {limit}"
    if found.get("type") == "postback" and "text" in found and "displayText" in found:
        yield f"{at}: displayText together with text"
    yield from _misplaced(str(found.get("type")), at)
    if found.get("type") == "datetimepicker":
        yield from _dates(found, at)
    yield from uri(found.get("uri"), f"{at}/uri")
    desktop = found.get("altUri")
    if isinstance(desktop, dict):
        yield from uri(desktop.get("desktop"), f"{at}/altUri/desktop")


def uri(value: Any, at: str) -> Found:
    """The rules of an address that a tap opens."""
    if not isinstance(value, str):
        return
    if too_long(value, 1000):
        yield f"{at}: longer than 1000"
    if not value.lower().startswith(_URI_SCHEMES):
        yield f"{at}: the scheme must be http, https, tel or line"
    if any(sign <= " " or ord(sign) > 0x7E for sign in value):
        yield f"{at}: must be percent-encoded"


def _misplaced(kind: str, at: str) -> Found:
    if kind in _QUICK_ONLY and "/quickReply/" not in at:
        yield f"{at}/type: only in quick replies"
    if kind == "richmenuswitch" and not at.startswith("areas/"):
        yield f"{at}/type: only in rich menus"


def _dates(found: dict[str, Any], at: str) -> Found:
    form = _MOMENTS.get(str(found.get("mode")))
    given = {key: found[key] for key in ("initial", "max", "min") if isinstance(found.get(key), str)}
    for key, value in given.items():
        if form and not re.fullmatch(form, value):
            yield f"{at}/{key}: not a {found['mode']} as LINE writes it"
    if "min" in given and "max" in given and given["min"].upper() >= given["max"].upper():
        yield f"{at}/min: must be before max"
