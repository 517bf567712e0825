"""The part of the limits that concerns Flex messages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

_BUBBLE_BYTES, _CAROUSEL_BYTES, _BUBBLES = 30_000, 50_000, 12
_LABEL = 40
_BLOCKS = ("header", "hero", "body", "footer")
_ON_BASELINE = ("icon", "text", "filler")

ActionRule = Callable[..., Iterator[str]]
ImageRule = Callable[[dict[str, Any], str], Iterator[str]]


def check_flex(container: dict[str, Any], at: str, action: ActionRule, images: ImageRule) -> Iterator[str]:
    """What is over a limit in a Flex container."""
    contents = container.get("contents")
    if container.get("type") == "carousel":
        if _size(container) > _CAROUSEL_BYTES:
            yield f"{at}: larger than 50 KB"
        bubbles = contents if isinstance(contents, list) else []
        if not 1 <= len(bubbles) <= _BUBBLES:
            yield f"{at}/contents: must hold 1 to 12 bubbles"
        if len({str(bubble.get("size", "mega")) for bubble in bubbles if isinstance(bubble, dict)}) > 1:
            yield f"{at}/contents: must be bubbles of one size"
        for index, bubble in enumerate(bubbles):
            yield from _bubble(bubble, f"{at}/contents/{index}", action, images)
    else:
        yield from _bubble(container, at, action, images)


def _bubble(bubble: Any, at: str, action: ActionRule, images: ImageRule) -> Iterator[str]:
    if _size(bubble) > _BUBBLE_BYTES:
        yield f"{at}: larger than 30 KB"
    if isinstance(bubble, dict) and not any(bubble.get(block) for block in _BLOCKS):
        yield f"{at}: At least one block must be specified"
    yield from _walk(bubble, at, action, images)


def _size(node: Any) -> int:
    return len(json.dumps(node, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def _walk(node: Any, at: str, action: ActionRule, images: ImageRule) -> Iterator[str]:
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from _walk(item, f"{at}/{index}", action, images)
    if not isinstance(node, dict):
        return
    yield from _component(node, at, images)
    for key, value in node.items():
        if key == "action" and isinstance(value, dict):
            yield from action(value, f"{at}/action", _LABEL, needs_label=node.get("type") == "button")
        else:
            yield from _walk(value, f"{at}/{key}", action, images)


def _component(node: dict[str, Any], at: str, images: ImageRule) -> Iterator[str]:
    kind = node.get("type")
    if kind in ("image", "icon", "video"):
        yield from images(node, at)
    if kind == "button" and not isinstance(node.get("action"), dict):
        yield f"{at}/action: missing"
    if kind == "text" and not node.get("contents") and not str(node.get("text") or "").strip():
        yield f"{at}/text: may not be empty"
    if kind == "box" and not isinstance(node.get("contents"), list):
        yield f"{at}/contents: missing"
    elif kind == "box":
        yield from _on_its_line(node, at)


def _on_its_line(box: dict[str, Any], at: str) -> Iterator[str]:
    """Icons stand on a baseline only, and beside them nothing but text."""
    baseline = box.get("layout") == "baseline"
    for index, part in enumerate(box["contents"]):
        kind = part.get("type") if isinstance(part, dict) else None
        if (kind == "icon" and not baseline) or (kind is not None and baseline and kind not in _ON_BASELINE):
            yield f"{at}/contents/{index}: not in a {box.get('layout')} box"
