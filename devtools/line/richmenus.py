"""Rich menus of one account: objects, images, aliases, and who sees which."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from devtools.line.chat import Chat

MAX_MENUS = 1000
MAX_IMAGE_BYTES = 1_000_000


@dataclass
class RichMenus:
    """Everything about rich menus in one channel."""

    menus: dict[str, dict[str, Any]] = field(default_factory=dict)
    images: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    default: str | None = None

    def add(self, menu_id: str, request: dict[str, Any]) -> None:
        """Keeps a new menu."""
        self.menus[menu_id] = {"richMenuId": menu_id, **request}

    def remove(self, menu_id: str) -> None:
        """Deletes a menu and its image; the default and the links to it fall away."""
        self.menus.pop(menu_id, None)
        self.images.pop(menu_id, None)
        if self.default == menu_id:
            self.default = None

    def shown_to(self, chat: Chat) -> dict[str, Any] | None:
        """The menu a person sees: their own, else the default."""
        for menu_id in (chat.menu, self.default):
            if menu_id in self.menus:
                return self.menus[menu_id]
        return None


def image_fault(data: bytes, media_type: str) -> str | None:
    """What is wrong with a rich-menu image, or None."""
    if media_type not in ("image/png", "image/jpeg"):
        return "The content type must be image/png or image/jpeg"
    if len(data) > MAX_IMAGE_BYTES:
        return "The image is larger than 1 MB"
    size = image_size(data)
    if size is None:
        return "The image cannot be read"
    width, height = size
    if not size_fits(width, height):
        return "The image size is not allowed for richmenu"
    return None


def size_fits(width: int, height: int) -> bool:
    """Whether LINE allows a rich menu of that size in pixels."""
    return 800 <= width <= 2500 and height >= 250 and width / height >= 1.45


def image_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG or JPEG; None when it is neither."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data[:2] == b"\xff\xd8":
        return _jpeg_size(data)
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 < len(data) and data[place] == 0xFF:
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        place += 2 + length
    return None
