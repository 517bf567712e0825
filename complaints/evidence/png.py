"""PNG: chunks on a list of harmless ones are copied, after their checksums held. Source: W3C PNG, third edition."""

import struct
import zlib

from complaints.evidence.parts import Cleaned, check_pixels, damaged, exif_orientation

START = b"\x89PNG\r\n\x1a\n"
_KEPT = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD",
    b"acTL", b"fcTL", b"fdAT",
}  # fmt: skip


def clean(data: bytes) -> Cleaned:
    """Without texts, times, profiles, EXIF and whatever follows the picture. Raises Refused."""
    kept, orientation, at = [START], 1, len(START)
    seen: set[bytes] = set()
    while b"IEND" not in seen:
        name, body, end = _chunk(data, at)
        if (name == b"IHDR") == bool(seen):  # the header stands first, once
            raise damaged()
        seen.add(name)
        if name == b"IHDR":
            _check_header(body)
        if name == b"eXIf":
            orientation = exif_orientation(body)
        if name in _KEPT:
            kept.append(data[at:end])
        elif not name[0] & 0x20:  # critical, and nobody knows what it is
            raise damaged()
        at = end
    if b"IDAT" not in seen:
        raise damaged()
    return Cleaned(b"".join(kept), orientation)


def _chunk(data: bytes, at: int) -> tuple[bytes, bytes, int]:
    if at + 12 > len(data):
        raise damaged()
    (length,) = struct.unpack_from(">I", data, at)
    name, end = data[at + 4 : at + 8], at + 12 + length
    if not name.isalpha() or end > len(data):
        raise damaged()
    if zlib.crc32(data[at + 4 : end - 4]) != struct.unpack_from(">I", data, end - 4)[0]:
        raise damaged()
    return name, data[at + 8 : end - 4], end


def _check_header(body: bytes) -> None:
    if len(body) != 13:
        raise damaged()
    check_pixels(*struct.unpack_from(">II", body))
