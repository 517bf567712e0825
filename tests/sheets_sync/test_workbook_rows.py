"""How high rows are: LibreOffice takes what the file says, Google what it is told; both cut off what does not fit."""

import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from sheets_sync import dressing, xlsx_sink
from sheets_sync.model import Chart, ChartKind, Column, Kind, Tab
from sheets_sync.ports import Layout
from sheets_sync.wrapping import heading_lines, lines

NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
WORDS = Column("ข้อความ", Kind.TEXT, 20, "คำอธิบาย", "words")
LIST = Column("คำค้น", Kind.TEXT, 20, "คำอธิบาย", "list", stretches=False)


def test_rows_are_as_high_as_their_words_and_not_as_their_long_lists(tmp_path: Path) -> None:
    many = "\n".join("คำ" for _ in range(30))
    rows = [("ก", many), (many, "ก"), ("ก" * 40, many)]
    xlsx_sink.write([Tab("one", "แท็บ", [WORDS, LIST], rows)], tmp_path / "book.xlsx", NOON)
    with zipfile.ZipFile(tmp_path / "book.xlsx") as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall('<row r="(\\d)"[^>]* ht="([0-9.]+)"', sheet) == [("3", "408.75"), ("4", "72")]
    assert "customHeight" not in sheet  # so that they fit anew when a clerk widens a column


def test_vowels_and_tone_marks_take_no_room() -> None:
    assert [lines(words, 20) for words in ("", "ก" * 16, "ก" * 17, "กี้" * 16, "ก\n\nก")] == [1, 1, 2, 1, 3]


def test_heading_leaves_room_for_the_filter() -> None:
    assert heading_lines([WORDS]) == 1
    assert heading_lines([Column("ก" * 15, Kind.TEXT, 20, "")]) == 2


def test_google_gets_the_same_room_for_headings_and_the_same_units() -> None:
    chart = Chart("one", "กราฟ", ChartKind.COLUMN, 0, (0,), 0, 0, unit="คน")
    tab = Tab("one", "แท็บ", [Column("ก" * 50, Kind.TEXT, 20, "")], [("ก",)], charts=[chart])
    asked = list(dressing.dressed(Layout("", {}, {}, frozenset()), tab, set()))
    sizes = [one["updateDimensionProperties"] for one in asked if "updateDimensionProperties" in one]
    assert [one["properties"]["pixelSize"] for one in sizes if one["range"]["dimension"] == "ROWS"] == [4 * 23]
    (drawn,) = [one["addChart"]["chart"]["spec"]["basicChart"] for one in asked if "addChart" in one]
    assert drawn["axis"][0] == {"position": "LEFT_AXIS", "title": "คน"}
