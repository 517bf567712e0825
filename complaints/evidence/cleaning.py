"""One file as it was handed in becomes one that may be sealed, or is refused with its reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from complaints.evidence import jpeg, png, webp
from complaints.evidence.parts import Cleaned, damaged
from kernel.errors import Refused

_MIB = 1024 * 1024
MAX_FILES = 5
"""In one sending."""
MAX_FILE = 10 * _MIB
"""Bytes of one file."""
MAX_TOTAL = MAX_FILES * MAX_FILE
"""Bytes of all files of one sending: what a request may be as large as."""
ACCEPT = "image/jpeg,image/png,image/webp,application/pdf"
_NAME_SYMBOLS = 100
_PDF_END = 1024
"""Bytes before the end among which a PDF's last marker stands."""


@dataclass(frozen=True, repr=False)
class CleanFile:
    """A file that was checked. Only `clean` makes one."""

    name: str
    """As the person's device called it; goes into ciphertext only."""
    kind: str
    """ "jpeg", "png", "webp" or "pdf", by content."""
    data: bytes = field(repr=False)
    cleaned: bool
    """Whether hidden data (place, device, time, comments, thumbnail) is gone. Never for a PDF."""
    original: bool = False
    """Kept as it was on the person's own wish, as evidence."""
    orientation: int = 1

    def __repr__(self) -> str:
        return "CleanFile(<redacted>)"


def clean(name: str, data: bytes, *, original: bool = False) -> CleanFile:
    """Tell by content what it is, check that it is whole, remove what it tells besides its picture.

    With `original` it is checked the same way and kept unchanged. Raises Refused: "file_empty", "file_large"
    (facts: limit_mb), "file_kind", "file_damaged" (cut off, edited, something else appended in front),
    "file_pixels".
    """
    if not data:
        raise Refused("file_empty")
    if len(data) > MAX_FILE:
        raise Refused("file_large", limit_mb=MAX_FILE // _MIB)
    shown = _plain_name(name)
    if data.startswith(b"%PDF-"):
        _check_pdf(data)
        return CleanFile(shown, "pdf", data, cleaned=False, original=original)
    kind, cleaner = _image(data)
    found = cleaner(data)
    kept = data if original else found.data
    return CleanFile(shown, kind, kept, not original, original, found.orientation)


def check_all(files: Sequence[CleanFile]) -> None:
    """What one sending may bring. Raises Refused("files_many", limit)."""
    if len(files) > MAX_FILES:
        raise Refused("files_many", limit=MAX_FILES)


def _image(data: bytes) -> tuple[str, Callable[[bytes], Cleaned]]:
    if data.startswith(jpeg.START):
        return "jpeg", jpeg.clean
    if data.startswith(png.START):
        return "png", png.clean
    if webp.starts(data):
        return "webp", webp.clean
    raise Refused("file_kind")


def _check_pdf(data: bytes) -> None:
    end = data[-_PDF_END:].rstrip()
    if b"startxref" not in data or not end.endswith(b"%%EOF"):
        raise damaged()


def _plain_name(name: str) -> str:
    """The last part of a path, without what would steer a terminal or a header."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(symbol for symbol in last if symbol.isprintable())[:_NAME_SYMBOLS] or "-"
