"""The knowledge base as a file: out and back exactly, looked at before it is published, kind about every bad file."""

import random
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest

from console.faq_files import LIMITS, read, write
from console.room import LARGER_FORMS
from console.uploaded_tables import Limits, csv_rows, xlsx_rows
from kernel.errors import Refused
from qa import knowledge
from qa.entries import Entry, Status, tidy
from qa.faq_checking import examine, sentences
from qa.faq_texts import WHOLE
from qa.importing import compare
from qa.seed import starter
from tests.cast import BAN_MAI, NONG_BUA
from tests.console.desk import Browser, Desk, Page

NOW = datetime(2026, 11, 21, 5, tzinfo=UTC)
MARKET = Entry("market", "ตลาด", "ตลาดนัดเปิดวันไหน", "วันพุธ")
WASTE = Entry("waste", "ขยะ", "เก็บขยะวันไหน", "วันจันทร์")
PIECES = ["=1+1", "+66", "-", "@x", "'x", "''", "\t", '"', ",", ";", "|", "\n", " ", "น้ำ", "กำ",
          "\U0001f468\u200d\U0001f469", "0812345678", "1E10",
          "TRUE", "2569-01-02", "<b>", "{phone}", "๑๒", "_x000A_", "\u200b"]  # fmt: skip


def odd_entries(count: int) -> list[Entry]:
    """Entries that hold everything files trip over."""
    dice = random.Random(7)

    def text(most: int = 6) -> str:
        return "".join(dice.choices(PIECES, k=dice.randint(1, most)))

    return [
        tidy(Entry(
            f"e-{number}", f"หมวด{text(2)}", f"ถาม{number}{text()}", f"{text()}ตอบ{text()}",
            tuple(f"แบบ {number} {place}{text()}" for place in range(dice.randint(0, 3))),
            tuple(f"คำ{place}{text(3)}" for place in range(dice.randint(0, 3))), dice.choice(list(Status)),
            dice.choice([None, date(2026, 1, 31)]), valid_from=dice.choice([None, date(2026, 2, 28)]), source=text(),
        ))
        for number in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("entries", [odd_entries(60), list(starter())], ids=["odd", "starter"])
def test_what_goes_out_comes_back_exactly(kind: str, entries: list[Entry]) -> None:
    stored = [replace(entry, version=3) for entry in entries]
    examined = examine(read(write(stored, kind, NOW)), stored, whole=True)
    plan = compare(stored, examined.entries, whole=True)
    assert (sentences(examined.flaws), plan.changed, plan.added, plan.hidden) == ([], (), (), ())


def test_csv_has_no_cell_that_a_spreadsheet_would_run() -> None:
    content = write([replace(MARKET, answer="=HYPERLINK(1)", source="+1")], "csv", NOW).decode("utf-8-sig")
    assert ("'=HYPERLINK(1)" in content, ",=" in content, ",+" in content) == (True, False, False)


def xlsx(rows: Sequence[Sequence[object]]) -> bytes:
    book, out = openpyxl.Workbook(), BytesIO()
    for row in rows:
        book.active.append(list(row))
    book.save(out)
    return out.getvalue()


def bomb(size: int) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * size)
    return out.getvalue()


GOOD = xlsx([["คำถาม", "คำตอบ"], ["ตลาดวันไหน", "วันพุธ"]])
BAD_FILES = {
    "not a table": (b"\x89PNG\x00\x01", WHOLE["file_text"]),
    "broken": (GOOD[: len(GOOD) // 2], WHOLE["file_broken"]),
    "other zip": (bomb(10), WHOLE["file_broken"]),
    "bomb": (bomb(LIMITS.unpacked + 1), WHOLE["file_large"]),
    "formula": (xlsx([["คำถาม", "คำตอบ"], ["ตลาด", "=1+1"]]), "แถว 2 (ตลาด): ช่องคำตอบเป็นสูตร โปรดพิมพ์เป็นข้อความ"),
    "formula in csv": ("คำถาม,คำตอบ\r\nตลาด,=1+1\r\n".encode(), "แถว 2 (ตลาด): ช่องคำตอบเป็นสูตร โปรดพิมพ์เป็นข้อความ"),
    "no heading": ("ก,ข\r\n1,2\r\n".encode(), WHOLE["no_header"]),
    "too many rows": (b"a,b\n" * (LIMITS.rows + 5), WHOLE["too_long"].format(most=LIMITS.rows)),
    "long cell": ("คำถาม,คำตอบ\n".encode() + b'a,"' + b"x" * 200_000 + b'"\n', WHOLE["file_text"]),
    "empty": (b"", WHOLE["file_none"]),
    "empty answer": ("คำถาม;คำตอบ\n".encode("cp874") + "ตลาด;\n".encode("cp874"), "แถว 2"),
}  # fmt: skip


def upload(browser: Browser, content: bytes, **fields: str) -> Page:
    browser.get("/faq/files")
    return browser.post("/faq/files", file=(BytesIO(content), "a.xlsx"), **fields)


def answers(desk: Desk) -> dict[str, str]:
    with desk.workplace.read() as work:
        return {entry.id: entry.answer for entry in knowledge.live_entries(work, BAN_MAI)}


@pytest.fixture
def clerk(desk: Desk) -> Browser:
    with desk.workplace.begin() as work:
        for entry in (MARKET, WASTE):
            knowledge.publish_entry(work, BAN_MAI, entry)
    return desk.browser("clerk")


def test_bad_files_are_refused_kindly_and_nothing_changes(desk: Desk, clerk: Browser) -> None:
    before = answers(desk)
    for name, (content, said) in BAD_FILES.items():
        page = upload(clerk, content)
        assert (page.status, said in page.words, "คลังคำตอบเดิมยังใช้อยู่" in page.words) == (400, True, True), name
    assert clerk.post("/faq/save", answer="x" * 300_000).status == 413  # only this one page takes large forms
    assert LARGER_FORMS["console.faq_upload"] > LIMITS.bytes
    assert (answers(desk), clerk.post("/faq/files/publish").status) == (before, 400)


def test_file_is_looked_at_then_published(desk: Desk, clerk: Browser) -> None:
    content = write(
        [replace(MARKET, answer="วันศุกร์"), WASTE, replace(WASTE, id="bins", question="ขอถังขยะ")], "xlsx", NOW
    )
    page = upload(clerk, content)
    assert "เพิ่ม 1 ข้อ · แก้ 1 ข้อ · เหมือนเดิม 1 ข้อ · ซ่อน 0 ข้อ" in page.words
    assert answers(desk) == {"market": "วันพุธ", "waste": "วันจันทร์"}
    assert clerk.post("/faq/files/publish").to == "/console/faq?done=imported"
    assert answers(desk) == {"market": "วันศุกร์", "waste": "วันจันทร์", "bins": "วันจันทร์"}
    assert "นำเข้าไฟล์ · คุณ clerk" in clerk.get("/faq/market").words
    with desk.workplace.read() as work:
        assert work.faq.all(NONG_BUA) == []


def test_whole_file_hides_the_rest_only_after_a_word(desk: Desk, clerk: Browser) -> None:
    page = upload(clerk, write([WASTE], "csv", NOW), whole="1")
    assert ("ซ่อน 1 ข้อ" in page.words, 'name="drastic"' in page.text) == (True, True)
    assert "ทำเครื่องหมายยืนยัน" in clerk.post("/faq/files/publish").words
    assert answers(desk) == {"market": "วันพุธ", "waste": "วันจันทร์"}
    assert clerk.post("/faq/files/publish", drastic="1").status == 302
    assert answers(desk) == {"waste": "วันจันทร์"}


def test_file_waits_for_nobody_who_was_faster(desk: Desk, clerk: Browser) -> None:
    upload(clerk, write([replace(MARKET, answer="วันศุกร์")], "csv", NOW))
    with desk.workplace.begin() as work:
        knowledge.publish_entry(work, BAN_MAI, replace(MARKET, answer="วันเสาร์"))
    assert "มีการแก้คลังคำตอบหลังจากตรวจไฟล์นี้" in clerk.post("/faq/files/publish").words
    assert answers(desk)["market"] == "วันเสาร์"


def test_file_that_waits_can_be_dropped_and_is_the_uploaders_own(desk: Desk, clerk: Browser) -> None:
    upload(clerk, write([replace(MARKET, answer="วันศุกร์")], "csv", NOW))
    desk.hire(BAN_MAI, "malai", ("clerk",))
    other = desk.browser("malai")
    assert "ไฟล์นี้จะเปลี่ยนอะไร" not in other.get("/faq/files").words
    clerk.get("/faq/files")
    assert clerk.post("/faq/files/drop").status == 302
    assert "ไฟล์นี้จะเปลี่ยนอะไร" not in clerk.get("/faq/files").words


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_download_is_the_whole_knowledge_base(desk: Desk, clerk: Browser, kind: str) -> None:
    page = clerk.get(f"/faq/files/knowledge.{kind}")
    table = read(page.body)
    assert sorted(str(told.values["id"]) for told in table.rows) == ["market", "waste"]
    assert f'filename="banmai-faq-2026-11-21.{kind}"' in page.headers["Content-Disposition"]
    assert clerk.get("/faq/files/knowledge.exe").status == 404


def test_ten_thousand_entries_are_refused_in_time(clerk: Browser, desk: Desk) -> None:
    rows = "\r\n".join(f"e-{number},ก,ถาม {number},ต" for number in range(10_000))
    page = upload(clerk, f"รหัส,หมวด,คำถาม,คำตอบ\r\n{rows}\r\n".encode())
    assert (page.status, "รับได้ไม่เกิน 2000 ข้อ" in page.words, len(answers(desk))) == (400, True, 2)


def test_rows_are_read_up_to_the_limit_and_one_more() -> None:
    few = Limits(bytes=10_000, unpacked=100_000, rows=3, columns=2)
    rows: list[list[object]] = [[number, "ก", "ข"] for number in range(9)]
    assert xlsx_rows(xlsx(rows), few, formulas=True) == [[number, "ก"] for number in range(4)]
    assert len(csv_rows(b"a,b\n" * 9, few)) == 4
    with pytest.raises(Refused, match="file_large"):
        csv_rows(b"a" * 10_001, few)
