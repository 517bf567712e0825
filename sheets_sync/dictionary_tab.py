"""The last tab: what every column of every tab holds, how old the figures are, and which release wrote them."""

from collections.abc import Sequence

from kernel.version import VERSION
from sheets_sync import texts
from sheets_sync.model import Column, Kind, Row, Tab
from sheets_sync.sources import Figures

_COLUMNS = (
    Column("แท็บ", Kind.TEXT, 26, "ชื่อแท็บ", "tab"),
    Column("คอลัมน์", Kind.TEXT, 44, "หัวคอลัมน์", "column"),
    Column("ชื่อถาวร", Kind.TEXT, 20, "ชื่อคอลัมน์เป็นภาษาอังกฤษ ไม่เปลี่ยนแม้หัวคอลัมน์เปลี่ยน", "key"),
    Column("ชนิดข้อมูล", Kind.TEXT, 26, "ข้อความ ตัวเลข หรือวันที่", "kind"),
    Column("ความหมาย", Kind.TEXT, 80, "คำอธิบาย", "meaning"),
    Column("เวลา", Kind.MOMENT, 20, "เวลาที่เขียนไฟล์นี้ เฉพาะบรรทัดปรับปรุงล่าสุด", "moment"),
)


def dictionary(figures: Figures, tabs: Sequence[Tab]) -> Tab:
    """Explains `tabs` and itself."""
    every = [(tab.title, column) for tab in tabs for column in tab.columns]
    every += [(texts.DICTIONARY, column) for column in _COLUMNS]
    rows: list[Row] = [
        (title, column.title, column.key or None, texts.KINDS[column.kind.value], column.meaning, None)
        for title, column in every
    ]
    return Tab("dictionary", texts.DICTIONARY, _COLUMNS, [*_whole_file(figures), *rows])


def _whole_file(figures: Figures) -> list[Row]:
    sources = sorted({one.whole.instrument.source for one in figures.rounds})
    said = [
        (texts.RELEASE, VERSION),
        (texts.PROJECTION, texts.PROJECTION_SAID),
        (texts.PRIVACY, texts.PRIVACY_SAID),
        (texts.NUMBERS, texts.NUMBERS_SAID),
        *((texts.SOURCE, source) for source in sources),
    ]
    updated: Row = (texts.WHOLE_FILE, texts.UPDATED, None, None, texts.updated(figures.today), figures.moment)
    return [updated, *((texts.WHOLE_FILE, name, None, None, meaning, None) for name, meaning in said)]
