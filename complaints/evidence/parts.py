"""What every reader of a file format yields, and how it gives up."""

import struct
from dataclasses import dataclass, field

from kernel.errors import Refused

MAX_PIXELS = 100_000_000
"""More than any camera people carry; what claims more is made to exhaust whoever opens it."""
_ORIENTATION = 0x0112
_MAX_TAGS = 500


@dataclass(frozen=True)
class Cleaned:
    """An image without what it told besides its pixels."""

    data: bytes = field(repr=False)
    orientation: int = 1
    """How to turn it, as EXIF numbers it, 1 to 8."""


def damaged() -> Refused:
    """Not whole, or not regular."""
    return Refused("file_damaged")


def check_pixels(width: int, height: int) -> None:
    """Raises Refused: "file_damaged" for an image without area, "file_pixels" for one too large to open safely."""
    if width < 1 or height < 1:
        raise damaged()
    if width * height > MAX_PIXELS:
        raise Refused("file_pixels", limit=MAX_PIXELS)


def exif_orientation(tiff: bytes) -> int:
    """The orientation in an EXIF block; 1 for anything that is not understood: it is dropped all the same."""
    try:
        order = {b"II": "<", b"MM": ">"}[tiff[:2]]
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for number in range(min(count, _MAX_TAGS)):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * number)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else 1
    except (KeyError, struct.error):
        return 1
    return 1
