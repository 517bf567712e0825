"""Thai marks never collide: every weight that is shipped, shaped by HarfBuzz, whose ink boxes are compared."""

from itertools import combinations
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from web.paper import lacking

FONTS = sorted((Path(__file__).parents[2] / "web" / "paper" / "fonts").glob("*.ttf"))
WORDS = ["กำลังปรับปรุง", "น้ำใจ", "ที่นี่", "ผู้ใหญ่", "เก็บเบี้ยใต้ถุนร้าน", "ปั้น", "ป่า", "ปี่", "ฝั่ง", "ฟื้น", "ญู", "ฐู"]
TONES, ABOVE, BELOW = "่้๊๋", "ิีึืั", "ุู"
TAILS = (
    *TONES, "์",
    *(vowel + tone for vowel in ABOVE for tone in TONES),
    *(vowel for vowel in ABOVE), "็",
    *BELOW,
    *(vowel + tone for vowel in BELOW for tone in TONES),
    "ำ",
    *(tone + "ำ" for tone in TONES),
)  # fmt: skip
CLUSTERS = [chr(consonant) + tail for consonant in range(0x0E01, 0x0E2F) for tail in TAILS]
MOST_SHARED = 0.05

Box = tuple[int, int, int, int]


class Face:
    """A font as HarfBuzz sees it."""

    def __init__(self, path: Path, features: dict[str, bool] | None = None) -> None:
        self._font = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
        self._features = features or {}

    def marks(self, text: str) -> list[Box]:
        """Where the ink of each mark lies. Fails when a letter has no glyph."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer, self._features)
        found, pen = [], 0
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            assert info.codepoint, f"{text!r} has a letter without a glyph"
            if at.x_advance == 0:
                ink = self._font.get_glyph_extents(info.codepoint)
                left, top = pen + at.x_offset + ink.x_bearing, at.y_offset + ink.y_bearing
                found.append((left, top + ink.height, left + ink.width, top))
            pen += at.x_advance
        return found


def shared(a: Box, b: Box) -> float:
    """The part of the smaller box that lies in both."""
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    smaller = min((one[2] - one[0]) * (one[3] - one[1]) for one in (a, b))
    return width * height / smaller if width > 0 and height > 0 else 0.0


def colliding(face: Face, texts: list[str]) -> list[str]:
    return [text for text in texts if any(shared(a, b) > MOST_SHARED for a, b in combinations(face.marks(text), 2))]


def test_cases_are_those_of_the_standard():
    assert (len(WORDS), len(CLUSTERS), len(set(CLUSTERS))) == (12, 2116, 2116)
    assert [font.stem for font in FONTS] == ["laksaman-400", "laksaman-700", "sarabun-400", "sarabun-700"]


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
def test_marks_never_collide(font: Path):
    assert colliding(Face(font), WORDS + CLUSTERS) == []


def test_collisions_are_seen_where_marks_are_not_placed():
    """Sarabun with marks no longer placed over marks: the check is a check."""
    assert shared((0, 0, 10, 10), (5, 5, 15, 15)) == 0.25
    assert shared((0, 0, 10, 10), (10, 0, 20, 10)) == 0.0
    careless = Face(FONTS[2], {"mkmk": False})
    assert colliding(careless, WORDS) == ["ที่นี่", "เก็บเบี้ยใต้ถุนร้าน", "ปั้น", "ปี่", "ฝั่ง", "ฟื้น"]


@pytest.mark.parametrize("font", ["laksaman", "sarabun"])
def test_letters_known_to_the_press_are_those_of_the_fonts(font: str):
    tables = [TTFont(path).getBestCmap() for path in FONTS if path.stem.startswith(font)]
    both = {letter for letter in tables[0] if 0x20 <= letter < 0x10000 and letter in tables[1]}
    every = "".join(map(chr, [*range(0x20, 0xD800), *range(0xE000, 0x10000)]))
    assert {ord(letter) for letter in every} - {ord(letter) for letter in lacking(every, font)} == both
