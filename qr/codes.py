"""QR codes as PNG and SVG: level Q, version 3 or lower on a wall, a quiet zone of 4, dark on white."""

import io
from html import escape

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError

from kernel.errors import Refused

MAX_VERSION = 3
"""29 modules a side: readable at 1 m from an A4 poster by a cheap phone's camera."""
IN_HAND = 6
"""Finest code on a slip of paper that is held in the hand: 41 modules a side, at 30 mm 0.6 mm each."""
QUIET_ZONE = 4
"""Modules of white around the code (ISO/IEC 18004)."""
MM_PER_METRE = 3.5
"""Module size in mm for each metre of distance, at 3 pixels a module and a 1080-pixel preview."""
MIN_PX, MAX_PX = 3, 40

Modules = list[list[bool]]


def modules(link: str, finest: int = MAX_VERSION) -> Modules:
    """The code's squares, True = dark, quiet zone included. finest -- the highest version taken

    Raises Refused("link_too_long", limit=finest) when `link` needs a finer code than posters may carry:
    47 characters in capitals or 32 otherwise, and Refused("link_not_ascii") for anything but printable ASCII.
    """
    if not (link.isascii() and link.isprintable() and link):
        raise Refused("link_not_ascii")
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=QUIET_ZONE, box_size=1)
    code.add_data(link, optimize=0)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        raise Refused("link_too_long", limit=finest) from None
    if code.version > finest:
        raise Refused("link_too_long", limit=finest)
    matrix: Modules = code.get_matrix()
    return matrix


def version(link: str) -> int:
    """1, 2 or 3. Raises as `modules`."""
    return (len(modules(link)) - 2 * QUIET_ZONE - 17) // 4


def png(link: str, module_px: int = 12) -> bytes:
    """A black-and-white PNG, `module_px` (3 to 40) pixels per module. Raises as `modules`, and Refused("bad_size")."""
    if not MIN_PX <= module_px <= MAX_PX:
        raise Refused("bad_size", low=MIN_PX, high=MAX_PX)
    matrix = modules(link)
    side = len(matrix)
    image = Image.new("1", (side, side), 1)
    image.putdata([0 if dark else 1 for row in matrix for dark in row])
    out = io.BytesIO()
    image.resize((side * module_px, side * module_px), Image.Resampling.NEAREST).save(out, "PNG", optimize=True)
    return out.getvalue()


def svg(link: str, label: str = "", finest: int = MAX_VERSION) -> bytes:
    """An SVG that scales to any size; one unit is one module. Raises as `modules`."""
    return draw(modules(link, finest), label).encode()


def draw(matrix: Modules, label: str = "") -> str:
    """The modules as SVG text; `label` is what a screen reader says."""
    side = len(matrix)
    named = f' role="img" aria-label="{escape(label)}"' if label else ' aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges"{named}>'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{_runs(matrix)}"/></svg>'
    )


def _runs(matrix: Modules) -> str:
    """One rectangle per run of dark modules: fewer shapes, no hairlines between neighbours."""
    drawn: list[str] = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                drawn.append(f"M{start} {y}h{x - start}v1H{start}z")
            x += 1
    return "".join(drawn)
