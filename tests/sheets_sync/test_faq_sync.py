"""The knowledge base's tab, both ways, through the real gspread and an emulated Google."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from devtools.sheets import Running, serve
from qa import knowledge
from qa.entries import Entry, Status
from qa.faq_texts import COLUMNS
from qa.versions import Change, How
from sheets_sync import faq_run, links, texts
from sheets_sync.faq_memory import FAQ_JOB
from sheets_sync.faq_publish import SHEET_WINS, SYSTEM_WINS
from sheets_sync.faq_run import sync_faq
from sheets_sync.google_client import GoogleSheet
from sheets_sync.worker import sync_agency
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.clock import FrozenClock
from tests.sheets_sync.office import BOOKS, Office, emulator, open_office, service_account

MARKET = Entry("market", "ตลาด", "ตลาดนัดเปิดวันไหน", "วันพุธ", keywords=("1,000 บาท",))
WASTE = Entry("waste", "ขยะ", "เก็บขยะวันไหน", "วันจันทร์", phone="0812345678")
ROAD = Entry("road", "ถนน", "ถนนพังแจ้งใคร", "กองช่าง", source="=ประกาศ")
WATER = Entry("water", "น้ำ", "น้ำไม่ไหลแจ้งใคร", "กองประปา")
BOOK = BOOKS[BAN_MAI.code]
PLACES = {name: place for place, name in enumerate([*COLUMNS, "verdict", "updated"])}
BY_CLERK = Change(How.CONSOLE, "c1")


class Both:
    """The office and its spreadsheet."""

    def __init__(self, office: Office, google: Running, account: dict[str, str]) -> None:
        self.office, self.google = office, google
        for entry in (MARKET, ROAD, WASTE, WATER):
            self.publish(entry)
        office.connect(BAN_MAI, account)
        sync_agency(office.parts, BAN_MAI)

    def publish(self, entry: Entry) -> None:
        with self.office.workplace.begin() as work:
            knowledge.publish_entry(work, BAN_MAI, entry, BY_CLERK)

    def sync(self, decision: str = "") -> str:
        return sync_faq(self.office.parts, BAN_MAI, decision)

    def entries(self) -> dict[str, Entry]:
        with self.office.workplace.read() as work:
            return {entry.id: replace(entry, version=0) for entry in work.faq.all(BAN_MAI)}

    def live(self) -> set[str]:
        return {entry.id for entry in self.entries().values() if entry.live}

    def rows(self) -> list[list[Any]]:
        return self.google.emulator.values(BOOK, texts.FAQ, "FORMULA")

    def row(self, entry_id: str) -> int:
        return next(place for place, row in enumerate(self.rows()) if row and row[0] == entry_id)

    def cell(self, entry_id: str, column: str) -> Any:
        row = self.rows()[self.row(entry_id)]
        return row[PLACES[column]] if len(row) > PLACES[column] else ""

    def type_in(self, entry_id: str, column: str, value: Any) -> None:
        self.google.emulator.type_in(BOOK, texts.FAQ, self.row(entry_id), PLACES[column], value)

    @property
    def sheet(self) -> Any:
        return self.google.emulator.books.get(BOOK).titled(texts.FAQ)

    def choices(self, column: str) -> list[str]:
        """The drop-down of the last row."""
        rule = self.sheet.whole(len(self.rows()) - 1, PLACES[column])["dataValidation"]
        return [value["userEnteredValue"] for value in rule["condition"]["values"]]

    def widen(self) -> None:
        """Staff add a column of their own."""
        with self.google.emulator.lock:
            sheet = self.google.emulator.books.get(BOOK).titled(texts.FAQ)
            assert sheet is not None
            sheet.resize(sheet.rows, sheet.columns + 1)

    def add_row(self, **cells: str) -> int:
        at = len(self.rows())
        for column, value in cells.items():
            self.google.emulator.type_in(BOOK, texts.FAQ, at, PLACES[column], value)
        return at


@pytest.fixture
def both(office: Office, google: Running, private_key: rsa.RSAPrivateKey) -> Both:
    return Both(office, google, service_account(google, private_key))


def test_first_sync_fills_the_tab_and_a_look_writes_nothing(both: Both) -> None:
    assert [row[0] for row in both.rows()] == ["รหัส", "waste", "market", "road", "water"]
    assert [both.cell("waste", "phone"), both.cell("road", "source")] == ["0812345678", "=ประกาศ"]
    before, entries = both.google.emulator.writes(), both.entries()
    assert both.sync() == "ok"
    assert (both.google.emulator.writes(), both.entries()) == (before, entries)


def test_edit_in_the_sheet_goes_live_and_is_known_as_such(both: Both) -> None:
    both.type_in("market", "answer", "วันศุกร์")
    both.type_in("waste", "status", "ซ่อน")
    assert both.sync() == "ok"
    assert both.entries()["market"] == replace(MARKET, answer="วันศุกร์", checked_on=both.office.clock.now().date())
    assert both.live() == {"market", "road", "water"}
    assert both.cell("market", "verdict") == texts.FAQ_PASSED
    with both.office.workplace.read() as work:
        assert work.faq.versions(BAN_MAI, "market")[0].change == Change(How.SHEET)
        assert work.faq.all(NONG_BUA) == []


def test_edit_in_the_console_reaches_the_cell_and_no_other(both: Both) -> None:
    both.type_in("market", "question", "ตลาดนัด  เปิดวันไหน")  # two spaces: tidied in the base, left as typed here
    both.sync()
    both.widen()
    both.google.emulator.type_in(BOOK, texts.FAQ, both.row("market"), len(PLACES), "โน้ตของเจ้าหน้าที่")
    both.publish(replace(both.entries()["market"], answer="วันเสาร์", link="https://example.go.th/"))
    sync_agency(both.office.parts, BAN_MAI)
    row = both.rows()[both.row("market")]
    assert row[PLACES["updated"]] == "21 พ.ย. 2569 12:00 น."
    assert (row[2], row[3], row[PLACES["link"]], row[-1]) == (
        "ตลาดนัด  เปิดวันไหน", "วันเสาร์", "https://example.go.th/", "โน้ตของเจ้าหน้าที่",
    )  # fmt: skip


def test_both_sides_edit_one_entry(both: Both) -> None:
    both.type_in("market", "answer", "ชีตบอกว่าวันศุกร์")
    both.type_in("road", "category", "น้ำ")
    both.publish(replace(MARKET, answer="ระบบบอกว่าวันเสาร์"))
    both.publish(replace(ROAD, answer="แจ้งกองช่าง"))
    assert both.sync() == "ok"
    assert (both.entries()["market"].answer, both.cell("market", "answer")) == ("ชีตบอกว่าวันศุกร์",) * 2
    assert both.cell("market", "verdict") == texts.FAQ_CONFLICT
    assert both.entries()["road"] == replace(ROAD, category="น้ำ", answer="แจ้งกองช่าง")
    assert (both.cell("road", "answer"), both.cell("road", "category")) == ("แจ้งกองช่าง", "น้ำ")
    with both.office.workplace.read() as work:
        told = [one.entry.answer for one in work.faq.versions(BAN_MAI, "market")]
    assert told == ["ชีตบอกว่าวันศุกร์", "ระบบบอกว่าวันเสาร์", "วันพุธ"]  # nothing is lost


def test_new_row_gets_its_id_and_new_entry_gets_its_row(both: Both) -> None:
    at = both.add_row(question="ขอใช้รถน้ำ", answer="ยื่นคำร้อง")
    both.publish(Entry("hall", "อาคาร", "ขอใช้หอประชุม", "ยื่นคำร้องล่วงหน้า 7 วัน"))
    assert both.sync() == "ok", both.rows()
    made = both.rows()[at][0]
    assert (both.entries()[made].answer, both.entries()[made].category) == ("ยื่นคำร้อง", "อื่น ๆ")
    assert (both.rows()[at + 1][0], both.rows()[at][2]) == ("hall", "ขอใช้รถน้ำ")
    assert both.sync() == "ok"
    assert len(both.entries()) == 6


def test_row_that_is_gone_hides_its_entry_unless_it_was_changed_meanwhile(both: Both) -> None:
    both.google.emulator.delete_rows(BOOK, texts.FAQ, both.row("road"), both.row("road") + 1)
    both.sync()
    assert (both.entries()["road"].status, both.live()) == (Status.HIDDEN, {"market", "waste", "water"})
    both.publish(replace(WATER, answer="การประปา"))
    both.google.emulator.delete_rows(BOOK, texts.FAQ, both.row("water"), both.row("water") + 1)
    both.sync()
    assert (both.entries()["water"].answer, both.cell("water", "answer")) == ("การประปา", "การประปา")


def test_one_bad_row_holds_all_edits_and_is_explained_in_one_write(both: Both) -> None:
    both.type_in("market", "answer", None)
    both.type_in("road", "answer", "=IMPORTXML(A1)")
    both.type_in("waste", "answer", "วันอังคาร")
    before, cells, writes = both.entries(), both.rows(), both.google.emulator.writes()
    assert both.sync() == "faulty"
    assert (both.entries(), both.google.emulator.writes()) == (before, writes + 1)
    assert both.cell("market", "verdict") == "ใส่คำตอบ"
    assert both.cell("road", "verdict") == "ช่องคำตอบเป็นสูตร โปรดพิมพ์เป็นข้อความ"
    past = PLACES["verdict"]
    assert [row[:past] + row[past + 1 :] for row in both.rows()] == [row[:past] + row[past + 1 :] for row in cells]
    assert both.office.target(BAN_MAI)["state"]["faq"]["said"] == texts.FAQ_HELD["faulty"]
    both.type_in("market", "answer", "วันพุธ")
    both.type_in("road", "answer", "กองช่าง")
    assert both.sync() == "ok"
    assert (both.entries()["waste"].answer, both.cell("road", "verdict")) == ("วันอังคาร", texts.FAQ_PASSED)


@pytest.mark.parametrize("left", [0, 2])
def test_many_deleted_rows_wait_for_a_word(both: Both, left: int) -> None:
    both.google.emulator.delete_rows(BOOK, texts.FAQ, 1 + left, 5)
    before, rows = both.entries(), both.rows()
    why = both.sync()
    assert (why, both.entries(), both.rows()) == ("many_gone" if left else "empty", before, rows)
    assert both.sync(SYSTEM_WINS) == "ok"
    assert [row[0] for row in both.rows()[1:]] == ["waste", "market", "road", "water"]
    both.google.emulator.delete_rows(BOOK, texts.FAQ, 3, 5)
    assert both.sync(SHEET_WINS) == "ok"
    assert both.live() == {"waste", "market"}


def test_wiped_tab_and_missing_headings_wait_too(both: Both) -> None:
    both.google.emulator.delete_rows(BOOK, texts.FAQ, 0, 1)
    assert (both.sync(), both.live()) == ("header", {"market", "road", "waste", "water"})
    both.google.emulator.delete_rows(BOOK, texts.FAQ, 0, 4)
    assert (both.sync(), both.live()) == ("empty", {"market", "road", "waste", "water"})


def test_deleted_tab_is_built_again_and_staff_are_told(both: Both) -> None:
    with both.google.emulator.lock:
        book = both.google.emulator.books.get(BOOK)
        book.remove(next(sheet.id for sheet in book.sheets if sheet.title == texts.FAQ))
    assert both.sync() == "tab_gone"
    assert [row[0] for row in both.rows()[1:]] == ["waste", "market", "road", "water"]
    assert both.office.target(BAN_MAI)["state"]["faq"]["said"] == texts.FAQ_HELD["tab_gone"]
    assert (both.sync(), both.live()) == ("ok", {"market", "road", "waste", "water"})


def test_column_that_is_gone_comes_back_with_what_stood_in_it(both: Both) -> None:
    both.google.emulator.batch_update(BOOK, {"requests": [{"deleteDimension": {"range": {
        "sheetId": both.sheet.id, "dimension": "COLUMNS",
        "startIndex": PLACES["phone"], "endIndex": PLACES["phone"] + 1,
    }}}]})  # fmt: skip
    assert (both.sync(), both.sync()) == ("ok", "ok")
    assert both.entries()["waste"].phone == "0812345678"
    found = {row[0]: row[-1] for row in both.rows()}
    assert (found["รหัส"], found["waste"]) == ("เบอร์โทร", "0812345678")


def test_rows_tell_slips_of_the_finger_dead_links_and_private_numbers(both: Both) -> None:
    answers = {"https://here.example": 200, "https://gone.example": 404, "https://mute.example": None}
    both.office.parts = replace(both.office.parts, link_status=answers.__getitem__)
    both.type_in("road", "category", "ถนนน")
    both.type_in("waste", "link", "https://gone.example")
    assert both.sync() == "faulty"
    assert [both.cell("road", "verdict"), both.cell("waste", "verdict")] == [
        "ไม่รู้จักหมวด “ถนนน” เลือกจากรายการ หรือเพิ่มหมวดนี้ที่หน้าคลังคำตอบก่อน",
        "ไม่มีหน้าเว็บนี้แล้ว: https://gone.example",
    ]
    both.type_in("road", "category", "ขยะ")
    both.type_in("waste", "link", "https://here.example")
    both.type_in("water", "link", "https://mute.example")
    both.type_in("market", "answer", "โทร 089 876 5432")
    assert (both.sync(), both.sync()) == ("ok", "ok")
    told = {name: both.cell(name, "verdict") for name in ("road", "waste", "water", "market")}
    assert told == {
        "road": texts.FAQ_PASSED, "waste": texts.FAQ_PASSED,
        "water": "ยังเปิดลิงก์นี้ไม่ได้ โปรดลองเปิดดู: https://mute.example",
        "market": "มีเบอร์มือถือ โปรดตรวจว่าเป็นเบอร์ที่เปิดเผยได้",
    }  # fmt: skip
    assert both.entries()["market"].answer == "โทร 089 876 5432"


def test_drop_downs_follow_the_categories(both: Both) -> None:
    assert both.choices("status") == ["ใช้งาน", "ร่าง", "ซ่อน"]
    assert both.choices("category") == ["ขยะ", "ตลาด", "ถนน", "น้ำ", "อื่น ๆ"]
    both.publish(Entry("hall", "อาคาร", "ขอใช้หอประชุม", "ยื่นคำร้องล่วงหน้า 7 วัน"))
    assert both.sync() == "ok"
    assert both.choices("category")[-2:] == ["อาคาร", "อื่น ๆ"]


@pytest.mark.parametrize(("path", "found"), [("/", 200), ("/nowhere", 404)])
def test_link_is_asked_for_its_status_alone(google: Running, path: str, found: int) -> None:
    assert links.status(google.url + path, lambda host: host == "127.0.0.1") == found
    assert links.status(google.url + path) is None  # an address of our own network
    assert links.status("http://127.0.0.1:9/", lambda _: True) is None


@pytest.mark.parametrize("link", ["http://[abc", "http://exa\u2100mple.com/", f"https://{'a' * 70}.example/"])
def test_what_only_looks_like_a_link_is_silent(link: str) -> None:
    assert links.status(link, lambda _: True) is None


class Typing:
    """A sheet in which somebody is quick: types, once, right after each of the first `times` readings."""

    def __init__(self, sheet: GoogleSheet, both: Both, times: int) -> None:
        self._sheet, self._both, self._times = sheet, both, times
        self.layout, self.apply = sheet.layout, sheet.apply

    def cells(self, title: str) -> Any:
        found = self._sheet.cells(title)
        if self._times:
            self._times -= 1
            self._both.google.emulator.insert_row(BOOK, texts.FAQ, 1)
            self._both.type_in("waste", "answer", f"วันที่ {self._times}")
        return found


def test_what_is_typed_while_we_look_is_never_overwritten(both: Both) -> None:
    both.publish(replace(MARKET, answer="วันเสาร์"))
    with both.office.workplace.read() as work:
        account = work.credentials.get(BAN_MAI, "sheets")
    assert account is not None
    sheet = GoogleSheet(account["service_account"], BOOK, both.google.url, (2.0, 5.0))
    lease = faq_run.Lease(both.office.workplace, BAN_MAI, both.office.clock)
    lease.take()
    assert faq_run.bring_faq(both.office.parts, BAN_MAI, lease, Typing(sheet, both, 3), BOOK) == "ok"
    sheet.close()
    assert (both.cell("waste", "answer"), both.cell("market", "answer")) == ("วันที่ 0", "วันเสาร์")
    assert (both.entries()["waste"].answer, len(both.entries())) == ("วันที่ 0", 4)


def test_staff_may_move_columns_sort_rows_and_rename_the_tab(both: Both) -> None:
    with both.google.emulator.lock:
        sheet = both.google.emulator.books.get(BOOK).titled(texts.FAQ)
        assert sheet is not None
        sheet.title = "ถาม-ตอบ ของเรา"
        sheet.cells = {row: {17 - column: cell for column, cell in cells.items()} for row, cells in sheet.cells.items()}
        sheet.cells[2], sheet.cells[4] = sheet.cells[4], sheet.cells[2]
        sheet.cells[4][17 - PLACES["answer"]] = {"userEnteredValue": {"stringValue": "วันศุกร์"}}
    assert both.sync() == "ok"
    assert (both.entries()["market"].answer, len(both.live())) == ("วันศุกร์", 4)


@pytest.mark.parametrize("fault", ["after:503:0.5", "drop:0.5", "truncated:0.5", "late:1:0.3", "before:429:0.5"])
def test_faults_end_with_both_saying_the_same(
    fault: str, tmp_path: Any, clock: FrozenClock, private_key: rsa.RSAPrivateKey
) -> None:
    with serve(emulator=emulator()) as google:
        office = open_office(tmp_path, clock, google)
        both = Both(office, google, service_account(google, private_key))
        google.emulator.faults = type(google.emulator.faults)([fault], 3)
        for number in range(4):
            both.add_row(question=f"คำถามใหม่ข้อ {number}", answer="ตอบ")
            both.publish(replace(MARKET, answer=f"รุ่น {number}"))
            _until_ok(both)
        assert any(line.fault for line in google.emulator.log)
        google.emulator.faults = type(google.emulator.faults)()
        google.emulator.carry_out_late()
        clock.pass_time(seconds=200)
        _until_ok(both)
        assert (len(both.entries()), both.cell("market", "answer")) == (8, "รุ่น 3")
        assert sorted(row[0] for row in both.rows()[1:]) == sorted(both.entries())
        office.workplace.database.engine.dispose()


def _until_ok(both: Both) -> None:
    for _ in range(40):
        try:
            if both.sync() == "ok":
                return
        except faq_run.NotApplied:
            pass
        both.office.clock.pass_time(seconds=200)
    raise AssertionError("never came through")


def test_look_is_asked_for_within_the_hour(both: Both) -> None:
    both.sync()
    with both.office.workplace.read() as work:
        due = [job.run_at for job in work.jobs.waiting(BAN_MAI) if job.kind == FAQ_JOB]
    now = both.office.clock.now()
    assert [now < moment <= now + timedelta(hours=1) for moment in due] == [True]


def test_empty_knowledge_base_has_a_heading_and_takes_its_first_rows_from_the_sheet(
    office: Office, google: Running, private_key: rsa.RSAPrivateKey
) -> None:
    office.connect(BAN_MAI, service_account(google, private_key))
    sync_agency(office.parts, BAN_MAI)
    before = google.emulator.writes()
    assert (sync_faq(office.parts, BAN_MAI), google.emulator.writes()) == ("ok", before)
    for column, value in {"category": "งานใหม่", "question": "ขอใช้รถน้ำ", "answer": "ยื่นคำร้อง"}.items():
        google.emulator.type_in(BOOK, texts.FAQ, 1, PLACES[column], value)
    assert sync_faq(office.parts, BAN_MAI) == "ok"
    with office.workplace.read() as work:
        assert [(one.category, one.answer) for one in work.faq.all(BAN_MAI)] == [("งานใหม่", "ยื่นคำร้อง")]


def test_office_without_google_is_left_alone(office: Office) -> None:
    assert sync_faq(office.parts, NONG_BUA) == "off"
