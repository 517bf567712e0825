"""A table against the knowledge base: what cannot stand is told by row, what did not change is not judged again."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from qa.entries import Entry, Status
from qa.faq_checking import MOST_ENTRIES, MOST_SAID, Examined, examine, sentences
from qa.faq_table import Cell, read_rows, write_rows
from qa.seed import starter

MARKET = Entry("market", "ตลาด", "ตลาดนัดเปิดวันไหน", "วันพุธ")
WASTE = Entry("waste", "ขยะ", "เก็บขยะวันไหน", "วันจันทร์")
HEAD = ["รหัส", "คำถาม", "คำตอบ", "อ่านต่อที่ข้อ"]


def looked_at(rows: Sequence[Sequence[Cell]], current: Sequence[Entry] = (), *, whole: bool = False) -> Examined:
    return examine(read_rows([HEAD, *rows]), current, whole=whole)


def said(rows: Sequence[Sequence[Cell]], current: Sequence[Entry] = (), *, whole: bool = False) -> list[str]:
    return sentences(looked_at(rows, current, whole=whole).flaws)


def test_examine_tells_every_fault_with_its_row():
    rows = [["market", "ตลาดวันไหน", ""], ["market", "ตลาดกี่โมง", "เช้า"], ["", "เก็บขยะวันไหน", "วันจันทร์"],
            ["x", "เก็บขยะ วันไหน", "วันอังคาร"], ["ตลาด", "ถนนพัง", "แจ้งกองช่าง {phone"]]  # fmt: skip
    assert said(rows, [WASTE]) == [
        "แถว 2 (market): ใส่คำตอบ",
        "แถว 3 (market): รหัส market ซ้ำกับแถว 2",
        "แถว 5 (x): คำถามนี้ซ้ำกับแถว 4",
        "แถว 6 (ตลาด): รหัสใช้ได้เฉพาะตัวอังกฤษ ตัวเลข และขีดกลาง ไม่เกิน 32 ตัว",
        "แถว 6 (ตลาด): วงเล็บปีกกาต้องมีทั้งเปิดและปิดในบรรทัดเดียวกัน เช่น {phone}",
    ]


def test_examine_compares_questions_with_entries_the_table_leaves_alone():
    rows = [["new-one", "เก็บขยะวันไหน", "วันศุกร์"]]
    assert said(rows, [WASTE]) == ["แถว 2 (new-one): คำถามนี้ซ้ำกับข้อ waste ที่มีอยู่แล้ว"]
    assert said(rows, [replace(WASTE, status=Status.HIDDEN)]) == []
    assert said(rows, [WASTE], whole=True) == []  # waste goes


def test_examine_finds_loops_of_links():
    rows = [["a", "ก", "ตอบ", "b"], ["b", "ข", "ตอบ", "c"], ["c", "ค", "ตอบ", "a"], ["d", "ง", "ตอบ", "d"],
            ["e", "จ", "ตอบ", "nowhere"], ["f", "ฉ", "ตอบ", "a"]]  # fmt: skip
    assert said(rows) == [
        "แถว 2 (a): ช่องอ่านต่อที่ข้อ วนกลับมาที่เดิม: a → b → c → a",
        "แถว 3 (b): ช่องอ่านต่อที่ข้อ วนกลับมาที่เดิม: b → c → a → b",
        "แถว 4 (c): ช่องอ่านต่อที่ข้อ วนกลับมาที่เดิม: c → a → b → c",
        "แถว 5 (d): ช่องอ่านต่อที่ข้อ วนกลับมาที่เดิม: d → d",
        "แถว 6 (e): ช่องอ่านต่อที่ข้อ ไม่มีข้อที่ใช้งานอยู่รหัส nowhere",
    ]


def test_examine_follows_no_links_of_a_file_that_is_too_large_anyway():
    rows = [[f"e{number}", f"ถาม {number}", "ตอบ", f"e{(number + 1) % 2001}"] for number in range(2001)]
    assert [one.split(" ")[0] for one in said(rows)] == ["รับได้ไม่เกิน"]


def test_examine_does_not_judge_again_what_stays():
    old = replace(MARKET, answer="", phone="440000001")  # from before there were rules
    assert examine(read_rows(write_rows([old])), [old], whole=True).flaws == ()
    changed = examine(read_rows(write_rows([replace(old, question="ตลาดเปิดไหม")])), [old], whole=True)
    assert [flaw.reason for flaw in changed.flaws] == ["entry_answer", "entry_phone"]


def test_examine_knows_an_entry_without_id_by_its_question():
    found = looked_at([["", "ตลาดนัด เปิดวันไหน?", "วันศุกร์"], ["", "ถนนพัง", "กองช่าง"]], [MARKET])
    assert found.entries[0] == replace(MARKET, question="ตลาดนัด เปิดวันไหน?", answer="วันศุกร์")
    assert found.entries[1].id.startswith("k-")
    assert found.flaws == ()


@pytest.mark.parametrize(("count", "faults"), [(MOST_ENTRIES, 0), (10_000, 1)])
def test_examine_takes_so_many_entries_and_no_more(count, faults):
    rows = [[f"e-{number}", f"คำถามที่ {number} มีอะไร", "ตอบ"] for number in range(count)]
    assert len(said(rows)) == faults
    if faults:
        assert said(rows)[0].startswith("รับได้ไม่เกิน 2000 ข้อ ไฟล์นี้ทำให้มี 10000 ข้อ")


def test_sentences_stop_after_so_many():
    told = said([[f"e-{number}", f"ข้อ {number} ถาม", ""] for number in range(MOST_SAID + 5)])
    assert (len(told), told[-1]) == (MOST_SAID + 1, "และอีก 5 จุด แก้จุดข้างบนแล้วส่งใหม่ ระบบจะตรวจต่อ")


def test_examine_notes_a_placeholder_nobody_knows():
    found = looked_at([["a", "เบอร์", "โทร {fone} {phone}"]])
    assert (found.flaws, sentences(found.notes)) == (
        (), ["แถว 2 (a): ไม่รู้จัก {fone} บรรทัดที่มีคำนี้จะไม่แสดงให้ประชาชน"],
    )  # fmt: skip


def test_starter_passes_its_own_examination():
    assert examine(read_rows(write_rows(starter())), [], whole=True).flaws == ()
