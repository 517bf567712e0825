"""The knowledge base as a table: what is written reads back, and cells as people and spreadsheets leave them."""

from dataclasses import replace
from datetime import date

import pytest

from qa.entries import Entry, Status
from qa.faq_cells import Formula, day_from
from qa.faq_checking import examine, sentences
from qa.faq_table import read_rows, write_rows
from qa.seed import starter

MARKET = Entry("market", "ตลาด", "ตลาดนัดเปิดวันไหน", "วันพุธ", ("ตลาดนัดมีวันอะไร",), ("ตลาดนัด",))
FULL = replace(
    MARKET, phrasings=("มี, วันไหน",), keywords=("1,000 บาท",), phone="0-4400-0001 ต่อ 12", link="{website}",
    map_link="https://maps.example/b?q=1&z=2", image="https://example.go.th/c.jpg", ita_item="o9", see="waste",
    source="=ประกาศ", valid_from=date(2026, 10, 1), valid_until=date(2027, 9, 30), status=Status.DRAFT,
    checked_on=date(2026, 11, 1), answer="=1+1\n- ข้อหนึ่ง | ข้อสอง\n\nจบ",
)  # fmt: skip
HEAD = ["รหัส", "หมวด", "คำถาม", "คำตอบ"]


def back(entries: list[Entry]) -> list[Entry]:
    table = read_rows(write_rows(entries))
    assert table.flaws == ()
    return [told.over(None, str(told.values["id"])) for told in table.rows]


def test_rows_read_back_as_they_were_written():
    odd = [MARKET, FULL, replace(MARKET, id="b", keywords=("ก,ข", "ค|ง")), replace(MARKET, id="c", keywords=("ก|ข",))]
    assert back(odd) == odd
    assert back(list(starter())) == list(starter())


def test_heading_row_may_stand_below_a_title_and_in_any_order():
    table = read_rows([["คลังคำตอบ อบต."], [], ["คำตอบ", " คำถาม : ", "ID"], ["วันพุธ", "ตลาดวันไหน", "market"]])
    assert (table.head, [(one.row, one.values["id"]) for one in table.rows]) == (3, [(4, "market")])


def test_columns_that_are_missing_leave_an_entry_as_it_was():
    table = read_rows([["รหัส", "คำถาม", "คำตอบ"], ["market", "ตลาดนัดเปิดวันไหน", "วันศุกร์"]])
    assert table.rows[0].over(FULL, "market") == replace(FULL, answer="วันศุกร์")


def test_entry_without_a_category_gets_one():
    assert read_rows([HEAD, ["a", "", "ถาม", "ตอบ"]]).rows[0].over(None, "a").category == "อื่น ๆ"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["ชื่อ", "ที่อยู่"]], "ไม่พบหัวตาราง แถวหัวตารางต้องมีช่อง คำถาม และ คำตอบ ดาวน์โหลดไฟล์ปัจจุบันมาเป็นแบบได้"),
        ([], "ไม่พบหัวตาราง แถวหัวตารางต้องมีช่อง คำถาม และ คำตอบ ดาวน์โหลดไฟล์ปัจจุบันมาเป็นแบบได้"),
        ([[*HEAD, "ราคา"], ["a", "ก", "ถาม", "ตอบ", "5"]],
         "แถว 1: ไม่รู้จักหัวคอลัมน์ “ราคา” ลบคอลัมน์นี้ หรือใช้ชื่อตามไฟล์ที่ดาวน์โหลดจากระบบ"),
        ([[*HEAD, "คำตอบ"], ["a", "ก", "ถาม", "ตอบ", "ตอบ"]], "แถว 1: มีหัวคอลัมน์ “คำตอบ” สองช่อง เหลือไว้ช่องเดียว"),
        ([HEAD, ["a", "ก", "ถาม", Formula()]], "แถว 2 (a): ช่องคำตอบเป็นสูตร โปรดพิมพ์เป็นข้อความ"),
        ([[*HEAD, "สถานะ"], ["", "ก", "ถาม", "ตอบ", "เปิด"]],
         "แถว 2 (ถาม): ช่องสถานะ “เปิด” ไม่รู้จัก ใช้ ใช้งาน ร่าง หรือ ซ่อน"),
        ([[*HEAD, "ใช้ถึง"], ["a", "ก", "ถาม", "ตอบ", "31/2/2569"]],
         "แถว 2 (a): อ่านวันที่ “31/2/2569” ไม่ได้ ใช้แบบ 2026-11-21 หรือ 21/11/2569"),
        ([[*HEAD, "เบอร์โทร"], ["a", "ก", "ถาม", "ตอบ", date(2026, 1, 2)]],
         "แถว 2 (a): ช่องเบอร์โทรมีค่าที่อ่านไม่ได้ โปรดพิมพ์เป็นข้อความ"),
        ([HEAD, ["", "", "", ""]], "ไฟล์นี้ไม่มีคำตอบเลย คลังคำตอบเดิมยังใช้อยู่"),
    ],
)  # fmt: skip
def test_table_that_cannot_be_read_says_which_row_and_why(rows, said):
    assert sentences(examine(read_rows(rows), [], whole=False).flaws) == [said]


@pytest.mark.parametrize(
    "cell",
    [date(2026, 11, 21), date(2569, 11, 21), "2026-11-21", "21/11/2569", "๒๑/๑๑/๒๕๖๙", "21.11.2026", 46347, 46347.0],
)
def test_day_from_reads_days_as_thai_people_and_spreadsheets_write_them(cell):
    assert day_from(cell) == date(2026, 11, 21)


@pytest.mark.parametrize("cell", ["", "พรุ่งนี้", "31/2/2569", 5, "2026-13-01", None])
def test_day_from_guesses_nothing(cell):
    assert day_from(cell) is None
