"""The menu under the chat: which tiles it has and where. What a tile does in LINE is `bot.rich_menu`'s business."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

WIDTH, HEIGHT = 2500, 1686
HEAD = 200
"""Height of the strip that bears the office's name."""
GAP = 24
PHONE = 360
"""Width of a small phone's screen in CSS pixels, over which the picture is spread."""
FINGER = 44 * WIDTH // PHONE
"""A finger's width (WCAG 2.5.5) on such a phone, in the picture's pixels."""
LEAST_TEXT = 16 * WIDTH / PHONE
"""16 px on such a phone, in the picture's pixels."""

ASK, RATE, FRAUD, SUGGEST, COMPLAIN, ABOUT = "ask", "rate", "fraud", "suggest", "complain", "about"
APART = (SUGGEST, COMPLAIN)
"""Whom the fraud door may not stand beside: what is told there is read by other people."""


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels from the upper left."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height


@dataclass(frozen=True)
class Tile:
    """One button of the menu."""

    key: str
    lines: tuple[str, ...]
    """Its words, broken for the picture."""
    box: Box

    @property
    def words(self) -> str:
        """Its words in one piece: what people who have no menu type."""
        return "".join(self.lines)


def tiles() -> tuple[Tile, ...]:
    """Two rows of three. The last tile is wide, so that the fraud door above it is far from the other two."""
    height = (HEIGHT - HEAD - 3 * GAP) // 2
    upper, lower = HEAD + GAP, HEAD + 2 * GAP + height
    third = (WIDTH - 4 * GAP) // 3
    narrow = 616
    wide = WIDTH - 4 * GAP - 2 * narrow
    return (
        Tile(ASK, ("ถามคำถาม",), Box(GAP, upper, third, height)),
        Tile(RATE, ("ประเมินบริการ",), Box(2 * GAP + third, upper, third, height)),
        Tile(FRAUD, ("แจ้งเรื่องทุจริต",), Box(3 * GAP + 2 * third, upper, third, height)),
        Tile(SUGGEST, ("เสนอแนะ",), Box(GAP, lower, narrow, height)),
        Tile(COMPLAIN, ("ร้องเรียน", "ทั่วไป"), Box(2 * GAP + narrow, lower, narrow, height)),
        Tile(ABOUT, ("ข้อมูลและติดต่อ",), Box(3 * GAP + 2 * narrow, lower, wide, height)),
    )


def faults(placed: Sequence[Tile]) -> list[str]:
    """What is wrong with the places of tiles; [] when all is well."""
    found = [f"{tile.key} leaves the picture" for tile in placed if not _inside(tile.box)]
    found += [
        f"{tile.key} is smaller than a finger" for tile in placed if min(tile.box.width, tile.box.height) < FINGER
    ]
    for one, other in combinations(placed, 2):
        near = distance(one.box, other.box)
        if near <= 0:
            found.append(f"{one.key} overlaps {other.key}")
        if _must_part(one.key, other.key) and near < FINGER:
            found.append(f"{one.key} stands beside {other.key}")
    return found


def distance(one: Box, other: Box) -> int:
    """Pixels between two rectangles, along the longer way of the two; negative where they overlap."""
    across = max(one.x - other.right, other.x - one.right)
    down = max(one.y - other.bottom, other.y - one.bottom)
    return max(across, down)


def _must_part(one: str, other: str) -> bool:
    return FRAUD in (one, other) and (one in APART or other in APART)


def _inside(box: Box) -> bool:
    return box.x >= 0 and box.y >= 0 and box.right <= WIDTH and box.bottom <= HEIGHT
