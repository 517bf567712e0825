"""The QR codes in a stranger's photograph: bounded in bytes, pixels, memory and time, and nothing of it is kept."""

import io
import threading

from PIL import Image

from kernel.errors import Refused
from qr import decoding

MAX_BYTES = 12_000_000
"""LINE takes photographs of up to 10 MB."""
NEAR_PX = 2400
"""Long side at which a photograph is looked at first: enough for a poster, and a tenth of the work of 50 megapixels."""
PATIENCE_S = 20.0
_one_at_a_time = threading.Semaphore(1)


def texts_in(picture: bytes) -> list[str]:
    """The text of every QR code; [] when none can be read.

    One picture at a time is unpacked in a process: a large one takes 150 MB while it is looked at.
    Raises Refused("picture_large"), Refused("picture_too_large", megapixels), Refused("picture_unreadable") and
    Refused("picture_busy") when others are being looked at for too long.
    """
    if len(picture) > MAX_BYTES:
        raise Refused("picture_large", megabytes=MAX_BYTES // 1_000_000)
    if not _one_at_a_time.acquire(timeout=PATIENCE_S):
        raise Refused("picture_busy")
    try:
        small = _reduced(picture)
        found = decoding.read(small) if small is not None else []
        return found or decoding.decode(picture)
    finally:
        _one_at_a_time.release()


def _reduced(picture: bytes) -> Image.Image | None:
    """A large JPEG, unpacked at a fraction of its size; None for everything else, which is opened whole."""
    try:
        image = Image.open(io.BytesIO(picture), formats=("JPEG",))
        if max(image.size) < 2 * NEAR_PX or image.width * image.height > decoding.MAX_PIXELS:
            return None
        image.draft("L", (NEAR_PX, NEAR_PX))
        return image.convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None  # whole, it is refused with the right reason
