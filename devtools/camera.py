"""A cheap phone's photograph of a sign on a wall, as a chat delivers it. Simulated: no claim about real phones.

Perspective, uneven light, a shadow, blur, noise, a long side of 1280 pixels, JPEG of quality 55 to 85. The same seed
gives the same photograph.
"""

from __future__ import annotations

import io
import random

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

LONG_SIDE = 1280
_PAGE = (1000, 1414)
_CODE_AT = (230, 420, 770, 960)
"""Where the code stands on the page: a little more than half of its width."""

_Points = list[tuple[float, float]]


def sign(code: bytes) -> Image.Image:
    """A printed page with the QR code (PNG) in its middle."""
    page = Image.new("L", _PAGE, 250)
    pen = ImageDraw.Draw(page)
    pen.rectangle((0, 0, _PAGE[0], 200), fill=70)
    for y, length in ((260, 700), (320, 500), (1050, 760), (1110, 640), (1200, 800), (1260, 560)):
        pen.rectangle(((_PAGE[0] - length) // 2, y, (_PAGE[0] + length) // 2, y + 26), fill=60)
    left, top, right, bottom = _CODE_AT
    page.paste(_opened(code).resize((right - left, bottom - top), Image.Resampling.NEAREST), (left, top))
    return page


def pasted_over(page: Image.Image, code: bytes, seed: int) -> Image.Image:
    """The same page with somebody's sticker on its code, a little askew."""
    chance = random.Random(seed)
    left, top, right, bottom = _CODE_AT
    side = round((right - left) * chance.uniform(1.02, 1.12))
    sticker = _opened(code).resize((side, side), Image.Resampling.NEAREST)
    mask = Image.new("L", sticker.size, 255)
    angle = chance.uniform(-7, 7)
    turned = sticker.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    covered = page.copy()
    at = ((left + right - turned.width) // 2 + chance.randint(-8, 8), (top + bottom - turned.height) // 2)
    covered.paste(turned, at, mask.rotate(angle, expand=True))
    return covered


def photograph(page: Image.Image, seed: int) -> bytes:
    """A JPEG of the page on a wall."""
    chance = random.Random(seed)
    width, height = (960, LONG_SIDE) if chance.random() < 0.7 else (LONG_SIDE, 960)
    share = chance.uniform(0.42, 0.9)
    scale = min(width / _PAGE[0], height / _PAGE[1]) * share
    corners = _corners(chance, width, height, _PAGE[0] * scale, _PAGE[1] * scale)
    wall = _noise(chance, width, height, chance.uniform(2, 9), 154)
    seen = page.transform((width, height), Image.Transform.PERSPECTIVE, _mapping(corners), Image.Resampling.BICUBIC)
    mask = Image.new("L", page.size, 255)
    mask = mask.transform((width, height), Image.Transform.PERSPECTIVE, _mapping(corners))
    wall.paste(seen, (0, 0), mask)
    lit = ImageChops.multiply(wall, _light(chance, width, height))
    soft = lit.filter(ImageFilter.GaussianBlur(chance.uniform(0.4, 1.5)))
    noisy = Image.blend(soft, _noise(chance, width, height, 60, 128), chance.uniform(0.02, 0.12))
    out = io.BytesIO()
    noisy.convert("RGB").save(out, "JPEG", quality=chance.randint(55, 85))
    return out.getvalue()


def _opened(code: bytes) -> Image.Image:
    return Image.open(io.BytesIO(code)).convert("L")


def _corners(chance: random.Random, width: int, height: int, wide: float, high: float) -> _Points:
    """Where the page's corners are in the photograph, clockwise from the upper left."""
    x = chance.uniform(0, width - wide)
    y = chance.uniform(0, height - high)
    plain = [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]
    return [
        (left + chance.uniform(-0.07, 0.07) * wide, top + chance.uniform(-0.07, 0.07) * high) for left, top in plain
    ]


def _mapping(corners: _Points) -> tuple[float, ...]:
    """Pillow's eight numbers, which lead from the photograph back to the page."""
    page = [(0, 0), (_PAGE[0], 0), _PAGE, (0, _PAGE[1])]
    rows, ends = [], []
    for (x, y), (u, v) in zip(corners, page, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        ends += [u, v]
    return tuple(float(number) for number in np.linalg.solve(np.array(rows), np.array(ends)))


def _noise(chance: random.Random, width: int, height: int, strength: float, grey: int) -> Image.Image:
    grains = np.random.default_rng(chance.getrandbits(32)).normal(grey, strength, (height, width))
    return Image.fromarray(np.clip(grains, 0, 255).astype(np.uint8), "L")


def _light(chance: random.Random, width: int, height: int) -> Image.Image:
    """Brighter on one side, and a soft shadow across."""
    dark = chance.randint(95, 190)
    slope = Image.linear_gradient("L").point(lambda grey: dark + (255 - dark) * grey // 255)
    turned = slope.rotate(chance.choice((0, 90, 180, 270))).resize((width, height))
    shadow = Image.new("L", (width, height), 255)
    at = chance.uniform(0, width)
    band = (at, 0, at + chance.uniform(40, 300), height)
    ImageDraw.Draw(shadow).rectangle(band, fill=chance.randint(120, 220))
    return ImageChops.multiply(turned, shadow.filter(ImageFilter.GaussianBlur(12)))
