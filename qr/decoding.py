"""Reading QR codes back from pictures, with a decoder that shares nothing with what drew them."""

import io
import warnings
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from kernel.errors import Refused

MAX_PIXELS = 50_000_000
"""A photograph of 50 megapixels; more is refused before it is unpacked."""
KINDS = ("PNG", "JPEG", "WEBP")
"""What phones and our own printing send. No other reader of Pillow meets a stranger's bytes."""


def decode(picture: bytes) -> list[str]:
    """The text of every QR code in a photograph or scan, repeated ones included; [] when there is none to be read.

    picture -- PNG, JPEG or WebP. Compare the text, host first, never the look: bytes that are no UTF-8 are shown
    escaped by the decoder. Raises Refused("picture_unreadable") for anything but such a picture, whole, and
    Refused("picture_too_large", megapixels=50).
    """
    return read(_opened(picture))


def read(image: Image.Image) -> list[str]:
    """The same from a picture in memory."""
    return [code.text for code in barcodes(image)]


def barcodes(image: Image.Image) -> list[Any]:
    """The codes with their corners, as zxing-cpp tells them."""
    import zxingcpp  # a compiled library: only a process that reads a picture loads it

    return list(zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])))


def _opened(picture: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is stricter
            image = Image.open(io.BytesIO(picture), formats=KINDS)
            if image.width * image.height > MAX_PIXELS:
                raise Refused("picture_too_large", megapixels=MAX_PIXELS // 1_000_000)
            return ImageOps.exif_transpose(image.convert("L"))
    except (Image.DecompressionBombError, MemoryError):
        raise Refused("picture_too_large", megapixels=MAX_PIXELS // 1_000_000) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        raise Refused("picture_unreadable") from None
