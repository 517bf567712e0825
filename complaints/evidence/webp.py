"""WebP: a RIFF container; its picture chunks are copied, the others go. Source: RFC 9649."""

import struct
from collections.abc import Iterator

from complaints.evidence.parts import Cleaned, check_pixels, damaged, exif_orientation

_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"}
_TELLS = 0x20 | 0x08 | 0x04
"""The header's flags for a colour profile, EXIF and XMP."""
_FRAME_HEAD = 16


def starts(data: bytes) -> bool:
    """Whether this calls itself WebP."""
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def clean(data: bytes) -> Cleaned:
    """Without EXIF, XMP, profile, unknown chunks and whatever follows the container. Raises Refused."""
    (size,) = struct.unpack_from("<I", data, 4)
    if size < 4 or size + 8 > len(data):
        raise damaged()
    kept, orientation, pictures = [], 1, 0
    for name, body in _chunks(data[12 : size + 8]):
        if name == b"EXIF":
            orientation = exif_orientation(body.removeprefix(b"Exif\0\0"))
        if name in _KEPT:
            pictures += name in {b"VP8 ", b"VP8L", b"ANMF"}
            kept.append(_packed(name, _kept_body(name, body)))
    if not pictures:
        raise damaged()
    inside = b"WEBP" + b"".join(kept)
    return Cleaned(b"RIFF" + struct.pack("<I", len(inside)) + inside, orientation)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(data):
        if at + 8 > len(data):
            raise damaged()
        (length,) = struct.unpack_from("<I", data, at + 4)
        if at + 8 + length > len(data):
            raise damaged()
        yield data[at : at + 4], data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _packed(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)


def _kept_body(name: bytes, body: bytes) -> bytes:
    if name == b"VP8X":
        if len(body) < 10:
            raise damaged()
        check_pixels(int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1)
        return bytes([body[0] & ~_TELLS]) + body[1:10]
    if name == b"VP8 ":
        if len(body) < 10 or body[3:6] != b"\x9d\x01\x2a":
            raise damaged()
        width, height = struct.unpack_from("<HH", body, 6)
        check_pixels(width & 0x3FFF, height & 0x3FFF)
    if name == b"VP8L":
        if len(body) < 5 or body[0] != 0x2F:
            raise damaged()
        bits = int.from_bytes(body[1:5], "little")
        check_pixels((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if name == b"ANMF":
        inside = [_packed(sub, part) for sub, part in _chunks(body[_FRAME_HEAD:]) if sub in {b"ALPH", b"VP8 ", b"VP8L"}]
        return body[:_FRAME_HEAD] + b"".join(inside)
    return body
