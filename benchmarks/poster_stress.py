"""What happens to a poster between the wall and the decoder, one thing at a time. Pictures are grey, 255 is paper."""

import random
from collections.abc import Iterator, Sequence
from math import cos, pi, radians, sin, sqrt

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

Corners = Sequence[tuple[float, float]]
CORNER = 8
"""Modules of a corner square with its white edge."""
AWAY = 2.0
"""How far the camera is, in page heights."""


def turned(page: Image.Image, degrees: float) -> Image.Image:
    """Held askew: turned in its own plane."""
    return page.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def tilted(page: Image.Image, degrees: float, upright: bool) -> Image.Image:
    """Seen from the side (upright axis) or from below, through a pinhole that sees the middle at full size."""
    wide, high = page.size
    away, angle = AWAY * high, radians(degrees)
    seen = []
    for x, y in ((0, 0), (wide, 0), (wide, high), (0, high)):
        across, down = x - wide / 2, y - high / 2
        turned_by = across if upright else down
        depth = away + turned_by * sin(angle)
        flat = (across * cos(angle), down) if upright else (across, down * cos(angle))
        seen.append((wide / 2 + flat[0] * away / depth, high / 2 + flat[1] * away / depth))
    left, top = min(x for x, _ in seen), min(y for _, y in seen)
    moved = [(x - left, y - top) for x, y in seen]
    size = round(max(x for x, _ in moved)), round(max(y for _, y in moved))
    back = _mapping(moved, ((0, 0), (wide, 0), (wide, high), (0, high)))
    return page.transform(size, Image.Transform.PERSPECTIVE, back, Image.Resampling.BICUBIC, fillcolor=255)


def blurred(page: Image.Image, radius: float) -> Image.Image:
    """Out of focus by `radius` pixels."""
    return page.filter(ImageFilter.GaussianBlur(radius))


def spotted(page: Image.Image, codes: Sequence[Corners], side: int, share: float, chance: random.Random) -> Image.Image:
    """One spot on each code, round or square, light, grey or dark: dirt, peeled paint, a piece torn out.

    share -- of the modules outside the three corner squares, without which no reader finds a code
    side -- modules of the code, without its quiet zone
    """
    worn = page.copy()
    for corners in codes:
        wide = sqrt(share * (side * side - 3 * CORNER * CORNER))
        round_one = chance.random() < 0.5
        wide *= 2 / sqrt(pi) if round_one else 1
        x, y = _clear(side, wide, chance)
        box = _box(corners, side, x, y, wide)
        draw = ImageDraw.Draw(worn)
        (draw.ellipse if round_one else draw.rectangle)(box, fill=chance.choice((0, 128, 255)))
    return worn


def scratched(
    page: Image.Image, codes: Sequence[Corners], side: int, share: float, chance: random.Random
) -> Image.Image:
    """Many scratches, light or dark, over `share` of each code's area; also through the corner squares."""
    worn = page.copy()
    for left, top, module in _places(codes, side):
        width = round(side * module)
        covered, tones = Image.new("1", (width, width), 0), Image.new("L", (width, width), 255)
        while np.count_nonzero(np.asarray(covered)) < share * width * width:
            x, y, angle = chance.random() * width, chance.random() * width, chance.uniform(0, 2 * pi)
            long, broad = chance.uniform(3, 8) * module, max(1, round(module * 0.6))
            line = (x, y, x + long * cos(angle), y + long * sin(angle))
            ImageDraw.Draw(covered).line(line, fill=1, width=broad)
            ImageDraw.Draw(tones).line(line, fill=chance.choice((0, 255)), width=broad)
        worn.paste(tones, (round(left), round(top)), covered)
    return worn


def _places(codes: Sequence[Corners], side: int) -> Iterator[tuple[float, float, float]]:
    """Left, top and module of each code, in pixels."""
    for corners in codes:
        left, top = min(x for x, _ in corners), min(y for _, y in corners)
        yield left, top, (max(x for x, _ in corners) - left) / side


def _box(corners: Corners, side: int, x: float, y: float, wide: float) -> tuple[float, float, float, float]:
    """Pixels of a square in modules of the code, which may stand on its head."""
    (left, top), (right, bottom) = corners[0], corners[2]
    across = sorted(left + (right - left) * at / side for at in (x, x + wide))
    down = sorted(top + (bottom - top) * at / side for at in (y, y + wide))
    return across[0], down[0], across[1], down[1]


def _clear(side: int, wide: float, chance: random.Random) -> tuple[float, float]:
    """Where a spot touches none of the corner squares."""
    corners = ((0, 0), (side - CORNER, 0), (0, side - CORNER))
    while True:
        x, y = chance.uniform(0, side - wide), chance.uniform(0, side - wide)
        if not any(x < a + CORNER and x + wide > a and y < b + CORNER and y + wide > b for a, b in corners):
            return x, y


def _mapping(source: Corners, target: Corners) -> tuple[float, ...]:
    """The eight numbers by which Pillow finds each point of `source` in `target`."""
    rows, wanted = [], []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    return tuple(float(one) for one in np.linalg.solve(np.array(rows, float), np.array(wanted, float)))
