"""JPEG: segments are copied or left out; the compressed picture itself is never touched. Sources: T.81, JFIF 1.02."""

import re
import struct

from complaints.evidence.parts import Cleaned, check_pixels, damaged, exif_orientation

START = b"\xff\xd8\xff"
_EOI, _SOS, _APP0, _APP1, _APP14 = 0xD9, 0xDA, 0xE0, 0xE1, 0xEE
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_TABLES = {0xC4, 0xCC, _SOS, 0xDB, 0xDC, 0xDD}
"""Codes, conditioning, scan, quantisation, lines, restarts: with the frames, all that a decoder needs."""
_MARKER_IN_SCAN = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
"""What ends compressed data: a marker that is neither a stuffed byte nor a restart."""


def clean(data: bytes) -> Cleaned:
    """Without application data, comments, thumbnails and whatever follows the picture. Raises Refused."""
    kept, orientation, at, frames = [b"\xff\xd8"], 1, 2, 0
    while True:
        marker, at = _marker(data, at)
        if marker == _EOI:
            break
        end = _segment_end(data, at)
        body = data[at + 2 : end]
        if marker in _FRAMES:
            frames += 1
            _check_frame(body)
        if marker == _APP1 and body.startswith(b"Exif\0\0"):
            orientation = exif_orientation(body[6:])
        if (copied := _copied(marker, body)) is not None:
            kept.append(struct.pack(">BBH", 0xFF, marker, len(copied) + 2) + copied)
        if marker == _SOS:
            found = _MARKER_IN_SCAN.search(data, end)
            if found is None or not frames:
                raise damaged()
            kept.append(data[end : found.start()])
            end = found.start()
        at = end
    if not frames:
        raise damaged()
    return Cleaned(b"".join(kept) + b"\xff\xd9", orientation)


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """The marker that has to stand here, and where its segment begins."""
    if data[at : at + 1] != b"\xff":
        raise damaged()
    while data[at : at + 1] == b"\xff":
        at += 1
    marker = data[at] if at < len(data) else 0
    if marker < 0xC0 or 0xD0 <= marker <= 0xD8:
        raise damaged()
    return marker, at + 1


def _segment_end(data: bytes, at: int) -> int:
    if at + 2 > len(data):
        raise damaged()
    (length,) = struct.unpack_from(">H", data, at)
    if length < 2 or at + length > len(data):
        raise damaged()
    return at + int(length)


def _check_frame(body: bytes) -> None:
    if len(body) < 6:
        raise damaged()
    height, width = struct.unpack_from(">HH", body, 1)
    check_pixels(width, height)


def _copied(marker: int, body: bytes) -> bytes | None:
    """The segment as it stays; None for one that goes."""
    if marker == _APP0:
        # its thumbnail is a picture of its own, which may show what was cut from the large one
        return body[:12] + b"\0\0" if body.startswith(b"JFIF\0") and len(body) >= 14 else None
    if marker == _APP14 and body.startswith(b"Adobe"):
        return body[:12]
    return body if marker in _FRAMES | _TABLES else None
