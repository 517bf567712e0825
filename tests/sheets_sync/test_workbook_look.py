"""How a workbook looks and how often it is written: read back with openpyxl."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sheets_sync import tabs, xlsx_drawing, xlsx_sink
from sheets_sync.model import Chart, ChartKind, Column, Kind, Tab
from sheets_sync.standing import rows_waiting
from sheets_sync.workbook import earlier_workbooks
from sheets_sync.worker import sync_agency, workbook_path
from sheets_sync.xlsx_checking import holds
from surveys.asides import Profile
from tests.cast import BAN_MAI, NONG_BUA
from tests.sheets_sync.office import Office
from tests.sheets_sync.test_tabs import figures

NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
WORDS, NUMBERS = Column("ข้อความ", Kind.TEXT, 20, "คำอธิบาย", "words"), Column("ค่า", Kind.FIGURE, 10, "", "value")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One workbook of all tabs, read by all tests."""
    path = tmp_path_factory.mktemp("look") / "book.xlsx"
    (whole,) = figures().rounds
    given = replace(figures(), rounds=(replace(whole, people={Profile("31-40", "f", ""): 7}),), moment=NOON)
    xlsx_sink.write(tabs.build(given), path, NOON, BAN_MAI.name)
    made = openpyxl.load_workbook(path)
    yield made
    made.close()


def written(folder: Path, *drawn: Tab) -> Path:
    path = folder / "book.xlsx"
    xlsx_sink.write(drawn, path, NOON)
    return path


def test_every_tab_is_frozen_and_only_the_two_way_one_is_open(book: Any) -> None:
    panes = {sheet.title: sheet.freeze_panes for sheet in book}
    assert set(panes.values()) == {"A2", "B2"}
    assert panes["คำตอบแบบสำรวจ"] == "B2"
    assert [sheet.title for sheet in book if not sheet.protection.sheet] == ["คำถามที่พบบ่อย"]
    data = book["ข้อมูลยาว"].protection
    assert (data.password, data.autoFilter, data.sort, data.formatColumns) == (None, False, False, False)
    assert (data.objects, data.selectLockedCells) == (False, False)  # charts and cells can be copied


def test_every_tab_has_a_named_range_of_all_its_cells(book: Any) -> None:
    ranges = {name: one.attr_text for name, one in book.defined_names.items()}
    assert len(ranges) == len(book.sheetnames)
    assert ranges["data_long"] == f"'ข้อมูลยาว'!$A$1:$M${book['ข้อมูลยาว'].max_row}"


def test_every_heading_explains_itself(book: Any) -> None:
    heads = [cell for sheet in book for cell in sheet[1]]
    assert {cell.comment is None for cell in heads} == {False}
    assert book["สรุป"]["B1"].comment.text == "จำนวน หรือคะแนนเต็ม 100"
    assert {(cell.font.name, cell.font.sz, cell.font.b) for cell in heads} == {("TH SarabunPSK", 16, True)}


def test_rows_are_banded_by_a_rule_that_survives_sorting(book: Any) -> None:
    rules = [
        (str(where.sqref), rule.formula) for where in book["ผลรายข้อ"].conditional_formatting for rule in where.rules
    ]
    assert rules == [("A2:K19", ["MOD(ROW(),2)=0"]), ("A2:K19", ["MOD(ROW(),2)=1"])]


def test_rows_are_as_high_as_their_words(book: Any) -> None:
    heads = {sheet.title: sheet.row_dimensions[1] for sheet in book}
    assert heads["คำตอบแบบสำรวจ"].height >= 96  # e3's heading takes four lines
    assert {sheet.sheet_format.defaultRowHeight for sheet in book} == {24}
    long = next(row for row in book["พจนานุกรมข้อมูล"].iter_rows() if row[1].value == "ความเป็นส่วนตัว")
    assert book["พจนานุกรมข้อมูล"].row_dimensions[long[1].row].height >= 48


def test_printed_pages_say_whose_they_are_and_fit(book: Any) -> None:
    sheet = book["สรุป"]
    assert sheet.oddFooter.left.text.strip() == BAN_MAI.name
    assert "21 พ.ย. 2569 · หน้า &P จาก &N" in sheet.oddFooter.right.text
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.print_title_rows) == (
        "landscape",
        9,
        "$1:$1",
    )
    pages = {one.title: (one.page_setup.fitToWidth or 1, one.page_setup.fitToHeight) for one in book}
    assert (pages.pop("สรุป"), pages.pop("คำถามที่พบบ่อย")) == ((1, None), (2, 0))
    assert set(pages.values()) == {(1, 0)}
    assert book.properties.title == f"ผลสำรวจและสถิติการให้บริการ {BAN_MAI.name}"


def test_charts_are_drawn_over_their_rows_one_below_the_other(book: Any) -> None:
    charts = book["สรุป"]._charts
    drawn = [(type(one).__name__, one.series[0].val.numRef.f) for one in charts]
    assert drawn == [("BarChart", "'สรุป'!$B$10:$B$12"), ("BarChart", "'สรุป'!$B$14"), ("BarChart", "'สรุป'!$B$15")]
    assert [one.type for one in charts] == ["bar", "col", "col"]
    places = [(one.anchor._from.row, one.anchor.to.row, one.anchor._from.col) for one in charts]
    assert places[0][0] == 1
    assert all(one[1] <= other[0] for one, other in pairwise(places))
    assert {column for *_, column in places} == {4}
    assert [one.y_axis.majorUnit for one in charts] == [20, 20, None]
    assert (charts[0].y_axis.scaling.min, charts[0].y_axis.scaling.max) == (0, 100)


def test_addresses_of_posters_can_be_followed_and_nothing_else(book: Any) -> None:
    links = [cell.hyperlink.target for row in book["จุดบริการ"].iter_rows() for cell in row if cell.hyperlink]
    assert links == [book["จุดบริการ"]["K2"].value, book["จุดบริการ"]["K3"].value]
    assert links[0].startswith("https://desk.example/q/")


def test_numbers_are_shown_as_what_they_are(book: Any) -> None:
    assert [cell.number_format for cell in book["ผลรายข้อ"][2]][:1] == ["0"]
    last = book["พจนานุกรมข้อมูล"]["F2"]
    assert (last.value, last.number_format) == (datetime(2026, 11, 21, 12, 0), "yyyy-mm-dd hh:mm")  # noqa: DTZ001


def test_knowledge_base_offers_its_choices(tmp_path: Path) -> None:
    columns = [
        Column("สถานะ", Kind.TEXT, 10, "", "a", ("ใช้งาน", "ร่าง")),
        Column("ยาว", Kind.TEXT, 9, "", "b", ("ก" * 300,)),
    ]
    path = written(tmp_path, Tab("faq", "แท็บ", columns, [("ร่าง", "x")], two_way=True))
    made = openpyxl.load_workbook(path)
    offered = [(str(one.sqref), one.formula1) for one in made["แท็บ"].data_validations.dataValidation]
    made.close()
    assert offered == [("A2", '"ใช้งาน,ร่าง"')]


def test_what_no_cell_can_hold_stops_no_file(tmp_path: Path) -> None:
    rows = [("a", Decimal("NaN")), ("b", Decimal("Infinity")), ("c", date(1026, 11, 21)), ("d", 5)]
    path = written(tmp_path, Tab("one", "แท็บ", [WORDS, NUMBERS], rows))
    made = openpyxl.load_workbook(path)
    assert [cell.value for cell in made["แท็บ"]["B"]] == ["ค่า", None, None, "1026-11-21", 5]
    made.close()


def test_tab_longer_than_a_sheet_goes_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_drawing, "MOST_ROWS", 2)
    chart = Chart("one", "ก", ChartKind.LINE, 0, (1,), 0, 1)
    tab = Tab("long", "ข้อมูล", [WORDS, NUMBERS], [(str(n), n) for n in range(5)], charts=[chart])
    made = openpyxl.load_workbook(written(tmp_path, tab))
    assert [(sheet.title, sheet.max_row, len(sheet._charts)) for sheet in made] == [
        ("ข้อมูล", 3, 1), ("ข้อมูล (2)", 3, 0), ("ข้อมูล (3)", 2, 0),
    ]  # fmt: skip
    made.close()


def test_checking_finds_every_difference(tmp_path: Path) -> None:
    tab = Tab("one", "แท็บ", [WORDS, NUMBERS], [("_x0041_ =1", 5), ("ข", None), ("ค", Decimal("1.50"))])
    path = written(tmp_path, tab)
    assert holds(path, [tab])
    for other in ([], [("_x0041_ =1", 5), ("ข", 0), ("ค", Decimal("1.50"))], [*tab.rows, ("ง", 1)], list(tab.rows)[1:]):
        assert not holds(path, [replace(tab, rows=other)])
    assert not holds(path, [replace(tab, title="อื่น")])
    whole = path.read_bytes()
    for torn in (whole[:-300], *(whole[:at] + bytes(64) + whole[at + 64 :] for at in range(100, 4000, 300))):
        path.write_bytes(torn)
        assert not holds(path, [tab])
    assert not holds(tmp_path / "none.xlsx", [tab])


def test_workbook_is_not_written_again_within_its_pause_but_after_it(office: Office) -> None:
    parts = replace(office.parts, workbook_pause=timedelta(seconds=30))
    assert sync_agency(parts, BAN_MAI).written
    office.answer(BAN_MAI, 5)
    office.clock.pass_time(seconds=20)
    assert not sync_agency(parts, BAN_MAI).written
    with office.workplace.read() as work:
        assert [job.run_at - office.clock.now() for job in work.jobs.waiting(BAN_MAI)] == [timedelta(seconds=10)]
        assert rows_waiting(work, BAN_MAI) == {"xlsx": 5}
        assert rows_waiting(work, NONG_BUA) == {"xlsx": 0}
    office.clock.pass_time(seconds=10)
    assert sync_agency(parts, BAN_MAI).written
    with office.workplace.read() as work:
        assert rows_waiting(work, BAN_MAI) == {"xlsx": 0}


def test_edited_workbook_is_put_right_when_somebody_asks(office: Office) -> None:
    path = sync_agency(office.parts, BAN_MAI).workbook
    made = openpyxl.load_workbook(path)
    made["สรุป"]["A2"] = "แก้เอง"
    made.save(path)
    assert not sync_agency(office.parts, BAN_MAI).written
    assert sync_agency(office.parts, BAN_MAI, verify=True).written
    assert not sync_agency(office.parts, BAN_MAI, verify=True).written
    assert sync_agency(office.parts, BAN_MAI, rebuild=True).written
    assert len(earlier_workbooks(office.parts, BAN_MAI)) == 3
    assert earlier_workbooks(office.parts, BAN_MAI)[0].read_bytes() == workbook_path(office.parts, BAN_MAI).read_bytes()
