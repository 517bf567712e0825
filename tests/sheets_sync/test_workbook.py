"""The .xlsx sink, read back with openpyxl."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kernel.clock import BANGKOK
from kernel.errors import Unavailable
from sheets_sync import xlsx_sink
from sheets_sync.cells import EXCEL_LIMIT, clean
from sheets_sync.lease import Lease
from sheets_sync.model import Column, Kind, Row, Tab, Value
from sheets_sync.texts import CUT
from sheets_sync.workbook import bring_workbook
from sheets_sync.worker import Outcome, sync_agency, workbook_path
from storage.work import Work
from storage.workplace import Workplace
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER
from tests.sheets_sync.office import SNAPSHOT, Office, model, with_statistics

NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
COLUMNS = [Column("ข้อความ", Kind.TEXT, 20, ""), Column("ค่า", Kind.FIGURE, 10, "")]
NASTY = [
    "=HYPERLINK(\"http://x\")", "=1+1", "+66812345678", "-1", "@x", "'x", "0812345678", "1101700203451", "1E10",
    "๐๘๑๒๓", "TRUE", "1/2", "2569-01-02", "http://example.org", "{=1}", "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "น้ำ", "a\ud800b\ufffe\x00\x0b", "บรรทัด\nใหม่", "ก" * 60_000, "", "\t=1", "\r=1", "@SUM(1)", "=IMPORTXML(1)", "ก่๊",
    "_x0041_", "a\u200bb", "\u202etxt", "  ท้าย  ",
]  # fmt: skip


def one_tab(*rows: Row, title: str = "แท็บ") -> list[Tab]:
    return [Tab("one", title, COLUMNS, rows)]


def cells(path: Path, title: str) -> list[list[Any]]:
    """A tab's values as openpyxl reads them, blanks at the ends of rows left out."""
    book = openpyxl.load_workbook(path)
    found = in_sheet(book[title])
    book.close()
    return found


def in_sheet(sheet: Any) -> list[list[Any]]:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [row[: max((place for place, value in enumerate(row) if value is not None), default=-1) + 1] for row in rows]


def as_read(value: Value) -> Any:
    if isinstance(value, str):
        return clean(value, EXCEL_LIMIT, CUT) or None
    if isinstance(value, datetime):
        return value.astimezone(BANGKOK).replace(tzinfo=None)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a cell has no zone
    return float(value) if isinstance(value, Decimal) else value


def assert_holds(path: Path, tabs: list[Tab]) -> None:
    """The file has exactly these tabs and cells."""
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [tab.title for tab in tabs]
    for tab in tabs:
        rows = [[column.title for column in tab.columns], *([as_read(value) for value in row] for row in tab.rows)]
        wanted = [row[: max((at for at, value in enumerate(row) if value is not None), default=-1) + 1] for row in rows]
        assert in_sheet(book[tab.title]) == wanted, tab.title
    book.close()


def test_workbook_equals_the_model(office: Office) -> None:
    office.answer(BAN_MAI, 12, point=TAX_COUNTER.code)
    outcome = sync_agency(with_statistics(office, [SNAPSHOT]), BAN_MAI)
    assert outcome == Outcome(workbook_path(office.parts, BAN_MAI), True, "off")
    book = openpyxl.load_workbook(outcome.workbook)
    assert book["สถิติเรื่องร้องเรียน"]["C2"].value == 3
    assert (book["สรุป"].freeze_panes, len(book["สรุป"]._charts)) == ("A2", 4)
    assert (book["สรุป"]["A2"].font.name, book["สรุป"]["A2"].font.sz) == ("TH SarabunPSK", 16)
    book.close()


def test_workbook_without_a_fraud_door_has_the_same_tabs(office: Office) -> None:
    office.answer(BAN_MAI, 5)
    assert_holds(sync_agency(office.parts, BAN_MAI).workbook, model(office, BAN_MAI))


def test_workbook_keeps_agencies_apart(office: Office) -> None:
    office.answer(NONG_BUA, 7)
    office.answer(BAN_MAI, 2)
    theirs = cells(sync_agency(office.parts, NONG_BUA).workbook, "คำตอบแบบสำรวจ")
    ours = cells(sync_agency(office.parts, BAN_MAI).workbook, "คำตอบแบบสำรวจ")
    assert (len(theirs), len(ours)) == (8, 3)


def test_workbook_text_is_text_and_never_a_formula(tmp_path: Path) -> None:
    tabs = one_tab(*((text, None) for text in NASTY), ("ท้าย", 1))
    xlsx_sink.write(tabs, tmp_path / "book.xlsx", NOON)
    assert_holds(tmp_path / "book.xlsx", tabs)
    with zipfile.ZipFile(tmp_path / "book.xlsx") as parts:
        drawn = b"".join(parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/"))
    assert b"<f>" not in drawn and b"<hyperlink" not in drawn


def test_workbook_numbers_and_dates_are_real(tmp_path: Path) -> None:
    tabs = one_tab(("คะแนน", Decimal("91.42")), ("จำนวน", 1200), ("วัน", date(2026, 11, 21)))
    xlsx_sink.write(tabs, tmp_path / "book.xlsx", NOON)
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    shown = [(cell.value, cell.number_format) for cell in book["แท็บ"]["B"][1:]]
    book.close()
    assert shown == [(91.42, "0.00"), (1200, "#,##0"), (datetime(2026, 11, 21), "yyyy-mm-dd")]  # noqa: DTZ001


def test_workbook_of_unchanged_figures_is_left_alone(office: Office) -> None:
    office.answer(BAN_MAI, 3)
    path = sync_agency(office.parts, BAN_MAI).workbook
    before = path.stat()
    assert sync_agency(office.parts, BAN_MAI).written is False
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    office.answer(BAN_MAI, 1)
    assert sync_agency(office.parts, BAN_MAI).written is True


def test_workbook_that_was_removed_is_written_again(office: Office) -> None:
    path = sync_agency(office.parts, BAN_MAI).workbook
    path.unlink()
    assert sync_agency(office.parts, BAN_MAI).written is True
    assert path.is_file()


def test_workbook_keeps_its_last_seven_versions(tmp_path: Path) -> None:
    for number in range(9):
        xlsx_sink.write(one_tab(("ก", number)), tmp_path / "book.xlsx", NOON + timedelta(hours=7 * number))
    assert [cells(path, "แท็บ")[1][1] for path in xlsx_sink.copies(tmp_path / "book.xlsx")] == [8, 7, 6, 5, 4, 3, 2]
    assert cells(tmp_path / "book.xlsx", "แท็บ")[1][1] == 8


def test_workbook_copies_of_one_second_are_all_kept(tmp_path: Path) -> None:
    for number in range(10):
        xlsx_sink.write(one_tab(("ก", number)), tmp_path / "book.xlsx", NOON)
    assert [cells(path, "แท็บ")[1][1] for path in xlsx_sink.copies(tmp_path / "book.xlsx")] == [9, 8, 7, 6, 5, 4, 3]


def test_workbook_copies_of_an_agency_with_a_longer_code_are_left_alone(tmp_path: Path) -> None:
    xlsx_sink.write(one_tab(("ก", 1)), tmp_path / "ban-mai.xlsx", NOON)
    for number in range(9):
        xlsx_sink.write(one_tab(("ก", number)), tmp_path / "ban.xlsx", NOON)
    assert len(xlsx_sink.copies(tmp_path / "ban-mai.xlsx")) == 1


def test_workbook_that_cannot_be_written_tells_staff_and_is_tried_again(office: Office, tmp_path: Path) -> None:
    (tmp_path / "not-a-folder").write_text("")
    parts = replace(office.parts, workbook_folder=tmp_path / "not-a-folder")
    with pytest.raises(Unavailable, match="disk"):
        sync_agency(parts, BAN_MAI)
    assert office.target(BAN_MAI, "xlsx")["error"] is not None
    sync_agency(office.parts, BAN_MAI)
    assert office.target(BAN_MAI, "xlsx")["error"] is None


class Watched:
    """A workplace that knows whether somebody is writing."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace, self.read, self.writers = workplace, workplace.read, 0

    @contextmanager
    def begin(self) -> Iterator[Work]:
        with self._workplace.begin() as work:
            self.writers += 1
            yield work
            self.writers -= 1


class Tabs(list[Tab]):
    """Tabs that may be looked at only while nobody else is kept from writing."""

    watched: Watched

    def __iter__(self) -> Iterator[Tab]:
        assert self.watched.writers == 0
        return super().__iter__()


def test_workbook_is_read_and_drawn_while_others_may_write(office: Office) -> None:
    watched = Watched(office.workplace)
    parts, lease = replace(office.parts, workplace=watched), Lease(watched, BAN_MAI, office.clock)
    lease.take()
    tabs = Tabs(model(office, BAN_MAI))
    tabs.watched = watched
    assert [bring_workbook(parts, BAN_MAI, lease, tabs, verify=True) for _ in range(2)] == [True, False]


def test_workbook_leaves_no_half_files(office: Office) -> None:
    sync_agency(office.parts, BAN_MAI)
    assert [path.name for path in office.parts.workbook_folder.rglob("*.tmp")] == []
