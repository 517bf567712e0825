"""Documents on paper: PDF from text templates, in the pages' own font. The only module that knows typst."""

import json
import struct
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_FONTS = _HERE / "fonts"
_REGULAR = _FONTS / "sarabun-400.ttf"
_NO_LETTER = "?"
"""Printed for a letter that the font lacks, such as an emoji in a name: without it the letter would vanish."""


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """The document as PDF/UA-1: tagged, titled, every letter in its text layer.

    template -- a file of this folder, e.g. "annual.typ"; it reads `data` as data.json, never as markup
    """
    import typst  # 77 MB: only a process that draws a document loads it

    said = json.dumps(printable(data), ensure_ascii=False, sort_keys=True)
    files = {"main": (_HERE / template).read_bytes(), "data.json": said.encode()}
    made: bytes = typst.compile(  # type: ignore[call-overload]  # its stub leaves out several files by name
        files, font_paths=[str(_FONTS)], ignore_system_fonts=True, format="pdf", pdf_standards=["ua-1"]
    )
    return made


def printable(value: Any) -> Any:
    """The same data with every letter that the font cannot print replaced."""
    if isinstance(value, str):
        return "".join(letter if ord(letter) in _letters() else _NO_LETTER for letter in " ".join(value.split()))
    if isinstance(value, Mapping):
        return {key: printable(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [printable(one) for one in value]
    return value


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    """The characters of the font, read from its Windows Unicode table (OpenType cmap, format 4)."""
    font = _REGULAR.read_bytes()
    (tables,) = struct.unpack_from(">H", font, 4)
    at = next(
        struct.unpack_from(">I", font, 20 + 16 * place)[0]
        for place in range(tables)
        if font[12 + 16 * place : 16 + 16 * place] == b"cmap"
    )
    at += struct.unpack_from(">I", font, at + 8)[0]
    (double,) = struct.unpack_from(">H", font, at + 6)
    ends = struct.unpack_from(f">{double // 2}H", font, at + 14)
    starts = struct.unpack_from(f">{double // 2}H", font, at + 16 + double)
    return frozenset(
        letter for start, end in zip(starts, ends, strict=True) for letter in range(start, end + 1) if letter != 0xFFFF
    )
