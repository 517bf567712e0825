"""The menu's picture: the office's name and colour, a pictogram and words on each tile. Text is shaped by raqm."""

import io
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

from qr import contrast, pictograms
from qr.rich_menu import FRAUD, GAP, HEAD, HEIGHT, LEAST_TEXT, WIDTH, Box, Tile, tiles

MAX_BYTES = 1_000_000
INK, NIGHT, PAPER = "#1a222b", "#1f2329", contrast.WHITE
_WORDS_PX = 128
_NAME_PX = (112, 76)
_ICON = 250
_CORNER = 44
_UNPRINTABLE = re.compile("[^\u0020-\u007e\u0e01-\u0e3a\u0e3f-\u0e5b–—‘’“”…]")


class ShapingMissingError(RuntimeError):
    """Pillow was built without raqm: Thai marks would be overprinted, without any error."""


@dataclass(frozen=True)
class Look:
    """What an office's menu looks like."""

    name: str
    colour: str
    """As chosen, "#rrggbb"; it is darkened where white on it would be hard to read."""


def check_shaping() -> None:
    """Raises ShapingMissingError where Thai would be set wrongly."""
    if not features.check("raqm"):
        raise ShapingMissingError("Pillow has no raqm: install the wheel from PyPI")


def draw(look: Look, fonts: Path) -> bytes:
    """The picture as PNG, the same bytes for the same look. fonts -- the folder with sarabun-700.ttf

    Raises ShapingMissingError.
    """
    check_shaping()
    colour = contrast.readable(look.colour)
    image = Image.new("RGB", (WIDTH, HEIGHT), colour)
    pen = ImageDraw.Draw(image)
    _name(pen, look.name, fonts)
    for tile in tiles():
        _tile(image, pen, tile, colour, fonts)
    out = io.BytesIO()
    image.quantize(128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _name(pen: ImageDraw.ImageDraw, name: str, fonts: Path) -> None:
    said = " ".join(_UNPRINTABLE.sub(" ", name).split())
    most, least = _NAME_PX
    font = _fitting(fonts, said, WIDTH - 6 * GAP, most, least)
    while said and font.getlength(said) > WIDTH - 6 * GAP:
        said = said.rstrip("…")[:-1].rstrip() + "…"
    pen.text((WIDTH / 2, HEAD / 2 + GAP / 2), said, font=font, fill=PAPER, anchor="mm", language="th")


def _tile(image: Image.Image, pen: ImageDraw.ImageDraw, tile: Tile, colour: str, fonts: Path) -> None:
    apart = tile.key == FRAUD  # a door of its own looks like one
    ground, ink, icon = (NIGHT, PAPER, PAPER) if apart else (PAPER, INK, colour)
    box = tile.box
    pen.rounded_rectangle((box.x, box.y, box.right - 1, box.bottom - 1), _CORNER, fill=ground)
    if apart:
        edge = (box.x + 12, box.y + 12, box.right - 13, box.bottom - 13)
        pen.rounded_rectangle(edge, _CORNER - 12, outline=PAPER, width=6)
    mask = pictograms.mask(tile.key, _ICON)
    line = round(_WORDS_PX * 1.42)
    high = _ICON + 40 + line * len(tile.lines)
    top = box.y + (box.height - high) // 2
    image.paste(icon, (box.x + (box.width - _ICON) // 2, top), mask)
    _words(pen, tile, box, top + _ICON + 40, line, ink, fonts)


def _words(pen: ImageDraw.ImageDraw, tile: Tile, box: Box, top: int, line: int, ink: str, fonts: Path) -> None:
    longest = max(tile.lines, key=len)
    font = _fitting(fonts, longest, box.width - 5 * GAP, _WORDS_PX, round(LEAST_TEXT))
    for place, words in enumerate(tile.lines):
        at = (box.x + box.width / 2, top + line * (place + 0.5))
        pen.text(at, words, font=font, fill=ink, anchor="mm", language="th")


def _fitting(fonts: Path, words: str, width: int, most: int, least: int) -> ImageFont.FreeTypeFont:
    size = most
    while size > least and _font(fonts, size).getlength(words) > width:
        size -= 2
    return _font(fonts, max(size, least))


@lru_cache(maxsize=64)
def _font(fonts: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(fonts / "sarabun-700.ttf", size, layout_engine=ImageFont.Layout.RAQM)
