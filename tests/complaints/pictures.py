"""Pictures with everything hidden that a telephone puts into them."""

import io
import struct
import zlib

from PIL import Image

SECRET = b"GPS 16.4419 102.8360 canary-device-7f3a"


def _picture() -> Image.Image:
    image = Image.new("RGB", (48, 32))
    image.putdata([(x * 5 % 256, y * 7 % 256, (x * y) % 256) for y in range(32) for x in range(48)])
    return image


def pixels(data: bytes) -> bytes:
    """What is seen."""
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGBA").tobytes()


def saved(kind: str, **options: object) -> bytes:
    """A plain picture of this kind."""
    out = io.BytesIO()
    _picture().save(out, kind, **options)
    return out.getvalue()


def exif() -> bytes:
    """An EXIF block: turned by 90 degrees, with a comment."""
    tag = struct.pack("<HHIHH", 0x0112, 3, 1, 6, 0)
    return b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 1) + tag + bytes(4) + SECRET


def jpeg(progressive: bool = False) -> bytes:
    """With EXIF, a comment, a JFIF thumbnail, a restart interval's worth of scans, and a second picture behind."""
    plain = saved("JPEG", quality=90, progressive=progressive)
    assert plain[2:4] == b"\xff\xe0"
    thumbnail = b"JFIF\0\x01\x01\0\0\x01\0\x01\x02\x01" + bytes(6) + SECRET[:0]
    head = _segment(0xE0, thumbnail) + _segment(0xE1, b"Exif\0\0" + exif()) + _segment(0xFE, SECRET)
    rest = plain[2 + 2 + struct.unpack(">H", plain[4:6])[0] :]
    return b"\xff\xd8" + head + _segment(0xED, b"Photoshop 3.0" + SECRET) + rest + b"PK\x03\x04" + SECRET


def png() -> bytes:
    """With a text, a time, EXIF, and something behind."""
    plain = saved("PNG")
    at = 8 + 25  # after the header chunk
    extra = chunk(b"tEXt", b"Comment\0" + SECRET) + chunk(b"eXIf", exif()) + chunk(b"tIME", b"\x07\xea\x0b\x15\0\0\0")
    return plain[:at] + extra + plain[at:] + SECRET


def webp() -> bytes:
    """With EXIF and XMP, and something behind."""
    return saved("WEBP", lossless=True, exif=b"Exif\0\0" + exif(), xmp=SECRET) + SECRET


def pdf() -> bytes:
    """The least that is one."""
    return b"%PDF-1.4\n1 0 obj<</Author(" + SECRET + b")>>endobj\nstartxref\n9\n%%EOF\n"


def chunk(name: bytes, body: bytes) -> bytes:
    """A PNG chunk with its checksum."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body
