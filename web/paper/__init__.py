"""Documents on paper: PDF from text templates, in the pages' own font. The only module that knows typst."""

import json
import struct
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from kernel.errors import Refused

_HERE = Path(__file__).parent
_FONTS = _HERE / "fonts"
REPORTS, POSTERS = "sarabun", "laksaman"
"""The font of reports, and the one of posters; each in a regular and a bold weight."""
_NO_ROOM = "does not fit"
"""What a template panics with when its words leave no room."""
_NO_LETTER = "?"
"""Printed for a letter that the font lacks, such as an emoji in a name: without it the letter would vanish."""


def pdf(template: str, data: Mapping[str, Any], font: str = REPORTS) -> bytes:
    """The document as PDF/UA-1: tagged, titled, every letter in its text layer.

    template -- a file of this folder, e.g. "annual.typ"; it reads `data` as data.json, never as markup
    font -- the one that the template names
    """
    import typst  # 77 MB: only a process that draws a document loads it

    said = json.dumps(printable(data, font), ensure_ascii=False, sort_keys=True)
    files = {"main": (_HERE / template).read_bytes(), "data.json": said.encode()}
    made: bytes = typst.compile(  # type: ignore[call-overload]  # its stub leaves out several files by name
        files, font_paths=[str(_FONTS)], ignore_system_fonts=True, format="pdf", pdf_standards=["ua-1"]
    )
    return made


def poster(template: str, data: Mapping[str, Any]) -> bytes:
    """A document in the posters' font. Raises Refused("poster_full") when a template finds no room for its words."""
    import typst

    try:
        return pdf(template, data, POSTERS)
    except typst.TypstError as problem:
        if _NO_ROOM not in str(problem):
            raise
        raise Refused("poster_full") from None


def lacking(text: str, font: str = POSTERS) -> str:
    """The letters of `text` that a weight of the font does not have, each once, in the order of their coming."""
    return "".join(letter for letter in dict.fromkeys(text) if ord(letter) not in _letters(font))


def printable(value: Any, font: str = REPORTS) -> Any:
    """The same data with every letter that the font cannot print replaced."""
    if isinstance(value, str):
        known = _letters(font)
        return "".join(letter if ord(letter) in known else _NO_LETTER for letter in " ".join(value.split()))
    if isinstance(value, Mapping):
        return {key: printable(one, font) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [printable(one, font) for one in value]
    return value


@lru_cache(maxsize=4)
def _letters(font: str) -> frozenset[int]:
    """The characters that both weights have."""
    return frozenset.intersection(*(_cmap((_FONTS / f"{font}-{weight}.ttf").read_bytes()) for weight in (400, 700)))


def _cmap(font: bytes) -> frozenset[int]:
    """A font's characters, read from its first Unicode table (OpenType cmap, format 4)."""
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
