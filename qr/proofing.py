"""What must hold before a poster is handed out, measured on the rendered page by what did not draw it.

A code that decodes from a perfect picture proves what it says, not from how far it is read. So there are three
checks: the texts, the version with its quiet zone, and the size of a module.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import dist
from typing import Any

from PIL import Image, ImageFilter

from kernel.errors import Refused
from qr import decoding
from qr.codes import MAX_VERSION, MM_PER_METRE, QUIET_ZONE
from qr.formats import Sized

DPI = 150
_MM_PER_INCH = 25.4
_TOLERANCE = 0.985
"""Of a module's size: a corner is found to about a pixel."""
_WHITE = 225
FAR_PX, _FAR_BLUR = 3.0, 0.6
"""A cheap phone at the chosen distance sees three pixels a module, and not sharply."""


@dataclass(frozen=True)
class Proof:
    """What was found on the page."""

    page: Image.Image
    texts: tuple[str, ...]
    version: int
    module_mm: float
    """The smallest module on the page, as measured."""


def prove(pdf: bytes, link: str, copies: int, code: Sized) -> Proof:
    """Render the poster and read it back.

    Raises Refused: poster_pages (something did not fit), poster_unread (a code is missing, unreadable or says something
    else), poster_version, poster_quiet, poster_small (with `measured` and `wanted` mm), poster_far.
    """
    return examine(render(pdf, DPI), link, copies, code)


def examine(pages: Sequence[Image.Image], link: str, copies: int, code: Sized, far_px: float = FAR_PX) -> Proof:
    """The same for pages that are rendered already, DPI dots an inch.

    far_px -- pixels a module that the telephone at the chosen distance sees
    """
    if len(pages) != 1:
        raise Refused("poster_pages")
    page = pages[0]
    found = decoding.barcodes(page)
    if sorted(one.text for one in found) != [link] * copies:
        raise Refused("poster_unread")
    return _measured(page, found, code, far_px)


def render(pdf: bytes, dpi: int) -> list[Image.Image]:
    """The pages as pictures in colour."""
    import pypdfium2  # a compiled library: only a process that proves a document loads it

    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]


def _measured(page: Image.Image, found: Sequence[Any], code: Sized, far_px: float) -> Proof:
    version = max(int(one.extra["Version"]) for one in found)
    if version > MAX_VERSION:
        raise Refused("poster_version", limit=MAX_VERSION)
    grey = page.convert("L")
    sizes = [_module_px(one, version) for one in found]
    for one, module in zip(found, sizes, strict=True):
        _check_quiet(grey, one, module)
    measured, wanted = min(sizes) / DPI * _MM_PER_INCH, MM_PER_METRE * code.distance
    if measured < wanted * _TOLERANCE:
        raise Refused("poster_small", measured=f"{measured:.2f}", wanted=f"{wanted:.2f}")
    _check_far(grey, found[0], sizes[0], far_px)
    return Proof(page, tuple(one.text for one in found), version, measured)


def _module_px(one: Any, version: int) -> float:
    corners = _corners(one)
    sides = [dist(corners[n], corners[(n + 1) % 4]) for n in range(4)]
    return sum(sides) / 4 / (17 + 4 * version)


def _corners(one: Any) -> list[tuple[int, int]]:
    at = one.position
    return [(corner.x, corner.y) for corner in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]


def _box(one: Any, margin: float) -> tuple[int, int, int, int]:
    across, down = zip(*_corners(one), strict=True)
    least, most = (min(across), min(down)), (max(across), max(down))
    left, top = (round(edge - margin) for edge in least)
    right, bottom = (round(edge + margin) for edge in most)
    return left, top, right, bottom


def _check_quiet(page: Image.Image, one: Any, module: float) -> None:
    """Four modules of white on every side, two pixels of doubt allowed."""
    left, top, right, bottom = _box(one, QUIET_ZONE * module - 2)
    inner = _box(one, 3)
    for strip in (
        (left, top, right, inner[1]),
        (left, inner[3], right, bottom),
        (left, top, inner[0], bottom),
        (inner[2], top, right, bottom),
    ):
        if strip[0] < 0 or strip[1] < 0 or _darkest(page.crop(strip)) < _WHITE:
            raise Refused("poster_quiet")


def _darkest(grey: Image.Image) -> int:
    return next((level for level, count in enumerate(grey.histogram()) if count), 255)


def _check_far(page: Image.Image, one: Any, module: float, far_px: float) -> None:
    """As a cheap phone sees it from the chosen distance."""
    crop = page.crop(_box(one, QUIET_ZONE * module))
    side = round(crop.width / module * far_px)
    far = crop.resize((side, side), Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(_FAR_BLUR))
    if decoding.read(far) != [one.text]:
        raise Refused("poster_far")
