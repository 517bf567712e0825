"""The limits of rich menus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from devtools.line.richmenus import size_fits

Found = Iterator[str]
_NEEDED = ("size", "selected", "name", "chatBarText", "areas")
_TEXTS = {"name": 300, "chatBarText": 14}
_AREAS = 20
_LABEL = 20


def check_menu(
    menu: dict[str, Any],
    check_action: Callable[[dict[str, Any], str, int], Found],
    too_long: Callable[[Any, int], bool],
) -> Found:
    """What is over a limit in a rich-menu object, or of no use in it."""
    yield from (f"{key}: missing" for key in _NEEDED if key not in menu)
    yield from (f"(body)/{key}: longer than {limit}" for key, limit in _TEXTS.items() if too_long(menu.get(key), limit))
    size = menu.get("size")
    width, height = (size.get("width"), size.get("height")) if isinstance(size, dict) else (None, None)
    known = isinstance(width, int) and isinstance(height, int)
    if known and not size_fits(int(width or 0), int(height or 0)):
        yield f"size: {width}x{height} is not allowed"
    areas = menu.get("areas")
    listed = [area for area in areas if isinstance(area, dict)] if isinstance(areas, list) else []
    if len(listed) > _AREAS:
        yield "areas: more than 20"
    for index, area in enumerate(listed):
        if known and not _inside(area.get("bounds"), int(width or 0), int(height or 0)):
            yield f"areas/{index}/bounds: not inside of the menu"
        if isinstance(area.get("action"), dict):
            yield from check_action(area["action"], f"areas/{index}/action", _LABEL)


def _inside(bounds: Any, width: int, height: int) -> bool:
    """Whether a finger can find the tile: it has a size, and lies in the picture."""
    if not isinstance(bounds, dict):
        return False
    x, y, wide, high = (bounds.get(key) for key in ("x", "y", "width", "height"))
    if not (isinstance(x, int) and isinstance(y, int) and isinstance(wide, int) and isinstance(high, int)):
        return False
    return wide > 0 and high > 0 and x >= 0 and y >= 0 and x + wide <= width and y + high <= height
