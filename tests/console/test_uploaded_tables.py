"""What people and accidents do to an .xlsx before they send it: joined cells, errors, damage, a password."""

from collections.abc import Sequence
from io import BytesIO

import openpyxl
import pytest

from console.faq_files import read
from console.questionnaire_files import read_upload
from qa.faq_table import OTHER
from surveys.instruments.sheet import write_rows
from tests.surveys.own import WATER


def xlsx(rows: Sequence[Sequence[object]], *joined: str) -> bytes:
    book, out = openpyxl.Workbook(), BytesIO()
    for row in rows:
        book.active.append(list(row))
    for cells in joined:
        book.active.merge_cells(cells)
    book.save(out)
    return out.getvalue()


GOOD = xlsx([["คำถาม", "คำตอบ"], ["ตลาดวันไหน", "วันพุธ"]])


def damaged(book: bytes) -> bytes:
    """Bits have fallen over within a compressed part."""
    place = book.index(b"xml", 60) + 40
    return book[:place] + b"\xff\x00" * 20 + book[place + 40 :]


def locked(book: bytes) -> bytes:
    """Every part says that it wants a password."""
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        begins = [place for place in range(len(book)) if book.startswith(mark, place)]
        for place in begins:
            book = book[: place + flags] + bytes([book[place + flags] | 1]) + book[place + flags + 1 :]
    return book


@pytest.mark.parametrize("content", [damaged(GOOD), locked(GOOD)], ids=["damaged", "locked"])
def test_book_that_does_not_open_is_a_flaw_and_no_accident(content: bytes) -> None:
    assert [flaw.reason for flaw in read(content).flaws] == ["file_broken"]
    assert read_upload("a.xlsx", content).faults


def test_cell_joined_over_several_rows_holds_for_each() -> None:
    rows = [["ของกองคลัง"], ["หมวด", "คำถาม", "คำตอบ"], ["ภาษี", "ก", "1"], [None, "ข", "2"], [None, "ค", "3"]]
    told = read(xlsx(rows, "A1:C1", "A3:A4")).rows
    assert [row.values["category"] for row in told] == ["ภาษี", "ภาษี", OTHER]


def test_cell_that_shows_an_error_is_no_question() -> None:
    rows = write_rows(WATER)
    head = next(place for place, row in enumerate(rows) if "คำถาม" in row)
    rows[head + 1][rows[head].index("คำถาม")] = "#NAME?"
    (fault,) = read_upload("a.xlsx", xlsx([rows[0], rows[1], ["ปีงบประมาณ", 2570], *rows[3:]])).faults
    assert (fault.line, "คำถาม" in fault.said) == (head + 2, True)
