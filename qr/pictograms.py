"""The menu's pictograms as soft masks: drawn large from simple shapes, then made small."""

from collections.abc import Callable
from functools import lru_cache

from PIL import Image, ImageDraw

from qr.rich_menu import ABOUT, ASK, COMPLAIN, FRAUD, RATE, SUGGEST

_FINE = 4
"""How many times larger it is drawn."""
_UNITS = 100
"""The drawings' own measure, across and down."""

_Pen = ImageDraw.ImageDraw
_At = Callable[..., list[tuple[float, float]]]


@lru_cache(maxsize=16)
def mask(key: str, size: int) -> Image.Image:
    """The pictogram of a tile, `size` pixels square, 255 = ink. Shared: not to be drawn upon."""
    large = size * _FINE
    image = Image.new("L", (large, large), 0)
    scale = large / _UNITS

    def at(*numbers: float) -> list[tuple[float, float]]:
        return [(x * scale, y * scale) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]

    _DRAWN[key](ImageDraw.Draw(image), at, scale)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def _ask(pen: _Pen, at: _At, scale: float) -> None:
    """A speech bubble with three dots."""
    pen.rounded_rectangle(at(6, 12, 94, 74), 16 * scale, fill=255)
    pen.polygon(at(24, 70, 24, 96, 50, 70), fill=255)
    for x in (29, 50, 71):
        pen.ellipse(at(x - 6, 37, x + 6, 49), fill=0)


def _rate(pen: _Pen, at: _At, scale: float) -> None:
    """A face that smiles."""
    pen.ellipse(at(6, 6, 94, 94), fill=255)
    for x in (35, 65):
        pen.ellipse(at(x - 7, 32, x + 7, 46), fill=0)
    pen.chord(at(26, 34, 74, 80), 10, 170, fill=0)


def _suggest(pen: _Pen, at: _At, scale: float) -> None:
    """A light bulb."""
    pen.ellipse(at(20, 4, 80, 64), fill=255)
    pen.polygon(at(31, 54, 69, 54, 63, 74, 37, 74), fill=255)
    pen.rounded_rectangle(at(37, 78, 63, 84), 3 * scale, fill=255)
    pen.rounded_rectangle(at(41, 88, 59, 96), 4 * scale, fill=255)
    pen.line(at(40, 40, 50, 50, 60, 40), fill=0, width=round(5 * scale), joint="curve")
    pen.line(at(50, 50, 50, 73), fill=0, width=round(5 * scale))


def _complain(pen: _Pen, at: _At, scale: float) -> None:
    """A megaphone."""
    pen.polygon(at(34, 34, 78, 12, 78, 80, 34, 60), fill=255)
    pen.rounded_rectangle(at(6, 34, 38, 60), 8 * scale, fill=255)
    pen.polygon(at(16, 58, 34, 58, 42, 90, 24, 90), fill=255)
    pen.line(at(34, 32, 34, 62), fill=0, width=round(4 * scale))
    pen.arc(at(68, 26, 96, 66), 300, 60, fill=255, width=round(7 * scale))


def _about(pen: _Pen, at: _At, scale: float) -> None:
    """A hall with pillars: the office and what it publishes."""
    pen.polygon(at(50, 6, 96, 32, 4, 32), fill=255)
    for x in (16, 39, 61, 84):
        pen.rectangle(at(x - 7, 40, x + 7, 74), fill=255)
    pen.rounded_rectangle(at(4, 80, 96, 94), 3 * scale, fill=255)
    pen.ellipse(at(44, 16, 56, 28), fill=0)


def _fraud(pen: _Pen, at: _At, scale: float) -> None:
    """A shield with a keyhole: what is said there is kept."""
    pen.polygon(at(50, 4, 90, 18, 90, 48, 82, 68, 68, 84, 50, 96, 32, 84, 18, 68, 10, 48, 10, 18), fill=255)
    pen.ellipse(at(38, 30, 62, 54), fill=0)
    pen.polygon(at(45, 50, 55, 50, 60, 72, 40, 72), fill=0)


_DRAWN: dict[str, Callable[[_Pen, _At, float], None]] = {
    ASK: _ask,
    RATE: _rate,
    SUGGEST: _suggest,
    COMPLAIN: _complain,
    ABOUT: _about,
    FRAUD: _fraud,
}
