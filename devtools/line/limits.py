"""What LINE's OpenAPI files leave out: lengths, counts, sizes and values.

Counting: LINE counts some texts in UTF-16 units and some in grapheme clusters, and is reported to count code points
instead. A text passes here only when it is within its limit in code points *and* in UTF-16 units, which is safe under
each of the three.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from devtools.line.limits_action import action, too_long, utf16_units
from devtools.line.limits_flex import check_flex
from devtools.line.limits_menu import check_menu
from devtools.line.limits_text import check_emojis, check_imagemap, check_substitution

__all__ = ["check", "too_long", "utf16_units"]

Found = Iterator[str]

_TEXTS = {"text": 5000, "altText": 1500}
_MORE = {"text": check_emojis, "textV2": check_substitution, "imagemap": check_imagemap}
_REQUEST_BYTES = 2_000_000
_IMAGE_KEYS = (
    "originalContentUrl", "previewImageUrl", "thumbnailImageUrl", "imageUrl", "iconUrl", "baseUrl", "url",
)  # fmt: skip


def check(endpoint: str, body: Any) -> list[str]:
    """What is over a limit, useless or unsafe in the body of a call to `endpoint` ("reply", "richmenu_create", ...).

    Never raises for a malformed body: shapes are the contract's business, and parts of a wrong shape are passed over.
    """
    if not isinstance(body, dict):
        return []
    found = list(_request(body))
    if endpoint in ("richmenu_create", "richmenu_validate"):
        found += check_menu(body, action, too_long)
    elif endpoint == "loading":
        found += _loading(body)
    for index, message in enumerate(_dicts(body.get("messages"))):
        found += _message(message, f"messages/{index}")
    return found


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _request(body: dict[str, Any]) -> Found:
    raw = json.dumps(body, ensure_ascii=False)
    if len(raw) > _REQUEST_BYTES or len(raw.encode("utf-8", "surrogatepass")) > _REQUEST_BYTES:
        yield "(body): larger than 2 MB"
    if any(0xD800 <= ord(sign) <= 0xDFFF for sign in raw):
        yield "(body): a lone surrogate"


def _loading(body: dict[str, Any]) -> Found:
    seconds = body.get("loadingSeconds", 20)
    if isinstance(seconds, int) and seconds % 5:
        yield "loadingSeconds: must be a multiple of 5"


def _message(message: dict[str, Any], at: str) -> Found:
    for key, limit in _TEXTS.items():
        yield from _length(message, key, limit, at)
    for key in ("text", "altText"):
        if isinstance(message.get(key), str) and not message[key].strip():
            yield f"{at}/{key}: may not be empty"
    yield from _images(message, at)
    if message.get("type") == "location":
        yield from _length(message, "title", 100, at)
        yield from _length(message, "address", 100, at)
    more = _MORE.get(str(message.get("type")))
    if more is not None:
        yield from more(message, at)
    if isinstance(message.get("template"), dict):
        yield from _template(message["template"], f"{at}/template")
    if message.get("type") == "flex" and isinstance(message.get("contents"), dict):
        yield from check_flex(message["contents"], f"{at}/contents", action, _images)
    quick = message.get("quickReply")
    for index, item in enumerate(_dicts(quick.get("items") if isinstance(quick, dict) else None)):
        place = f"{at}/quickReply/items/{index}"
        yield from _images(item, place)
        if not isinstance(item.get("action"), dict):
            yield f"{place}/action: missing"
        else:
            yield from action(item["action"], f"{place}/action", 20, needs_label=True)


def _length(holder: dict[str, Any], key: str, limit: int, at: str) -> Found:
    if too_long(holder.get(key), limit):
        yield f"{at}/{key}: longer than {limit}"


def _images(holder: dict[str, Any], at: str) -> Found:
    for key in _IMAGE_KEYS:
        value = holder.get(key)
        if isinstance(value, str):
            if not value.startswith("https://"):
                yield f"{at}/{key}: must be https"
            yield from _length(holder, key, 2000, at)


_ACTIONS = {"buttons": 4, "confirm": 2, "column": 3}
_TEMPLATE_TEXT = {"buttons": (160, 60), "confirm": (240, 240), "column": (120, 60)}


def _template(template: dict[str, Any], at: str) -> Found:
    kind = str(template.get("type"))
    if kind in ("buttons", "confirm"):
        yield from _card(template, kind, at)
    columns = _dicts(template.get("columns"))
    if len(columns) > 10:
        yield f"{at}/columns: more than 10"
    for index, column in enumerate(columns):
        place = f"{at}/columns/{index}"
        if kind == "image_carousel":
            yield from _images(column, place)
            if isinstance(column.get("action"), dict):
                yield from action(column["action"], f"{place}/action", 12)
        else:
            yield from _card(column, "column", place)
    if kind == "carousel" and len({len(_dicts(column.get("actions"))) for column in columns}) > 1:
        yield f"{at}/columns: must all have the same number of actions"


def _card(card: dict[str, Any], kind: str, at: str) -> Found:
    plain, beside = _TEMPLATE_TEXT[kind]
    yield from _length(card, "text", beside if card.get("title") or card.get("thumbnailImageUrl") else plain, at)
    yield from _length(card, "title", 40, at)
    if isinstance(card.get("text"), str) and not card["text"].strip():
        yield f"{at}/text: may not be empty"
    yield from _images(card, at)
    actions = _dicts(card.get("actions"))
    if len(actions) > _ACTIONS[kind]:
        yield f"{at}/actions: more than {_ACTIONS[kind]}"
    if kind == "confirm" and len(actions) != 2:
        yield f"{at}/actions: must be 2"
    for index, found in enumerate(actions):
        yield from action(found, f"{at}/actions/{index}", 20, needs_label=True)
    if isinstance(card.get("defaultAction"), dict):
        yield from action(card["defaultAction"], f"{at}/defaultAction", 20)
