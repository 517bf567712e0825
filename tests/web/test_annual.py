"""The yearly report: closed years only, the same as a page and as a PDF, nothing that points to a person."""

import re

import pypdfium2
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kernel.calendar import Period
from storage.workplace import Workplace
from surveys.asides import Profile
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER
from tests.fakes.clock import FrozenClock
from tests.surveys.answered import a_round, answer, told
from tests.web.reading import links_of, words
from web.paper import pdf, printable

PAGE = "/a/banmai/annual/2569"


def fill(workplace: Workplace, clock: FrozenClock) -> None:
    with workplace.begin() as work:
        open_one = a_round(work, BAN_MAI, Period(2570, "Q1"))
        told(work, BAN_MAI, open_one, clock, {Profile("51-60", "x", "upper"): 5})
        answer(work, BAN_MAI, open_one, 50)
        for quarter in ("Q1", "Q2"):
            round_ = a_round(work, BAN_MAI, Period(2569, quarter))
            answer(work, BAN_MAI, round_, 9, point=TAX_COUNTER.code)
            answer(work, BAN_MAI, round_, 6, channel="paper")
        answer(work, NONG_BUA, a_round(work, NONG_BUA, Period(2569, "Q1")), 77)


def text_of(response: TestResponse) -> str:
    """The PDF's text layer, lines joined."""
    document = pypdfium2.PdfDocument(response.data)
    said = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return said


def test_only_closed_years_have_a_report(client: FlaskClient, workplace: Workplace, clock: FrozenClock):
    fill(workplace, clock)
    answers = {year: client.get(f"/a/banmai/annual/{year}").status_code for year in (2568, 2569, 2570, 2571)}
    assert answers == {2568: 404, 2569: 200, 2570: 404, 2571: 404}
    clock.pass_time(days=365)
    assert client.get("/a/banmai/annual/2570").status_code == 200


@pytest.mark.parametrize("year", ["0", "1", "2499", "999999999999", "-2569", "x", "2569.exe"])
def test_strange_years_are_not_there(client: FlaskClient, year: str):
    assert [client.get(f"/a/banmai/annual/{year}{end}").status_code for end in ("", ".pdf")] == [404, 404]


def test_list_of_years_says_so_when_there_is_none(client: FlaskClient, workplace: Workplace, clock: FrozenClock):
    assert "ยังไม่มีปีงบประมาณที่สิ้นสุดแล้ว" in words(client.get("/a/banmai/annual"))
    fill(workplace, clock)
    listed = [link for link in links_of(client.get("/a/banmai/annual")) if "/annual/" in link]
    assert listed == ["/a/banmai/annual/2569"]


def test_page_pools_the_year_of_its_own_agency(client: FlaskClient, workplace: Workplace, clock: FrozenClock):
    fill(workplace, clock)
    shown = words(client.get(PAGE))
    assert "ผู้ตอบทั้งหมด 30 คน แยกตามช่องทาง: ไลน์ 18, กระดาษ 12" in shown
    assert "ไตรมาส 2 ปีงบประมาณ 2569" in shown
    assert "ไม่ใช่คะแนน EIT ทางการของ ป.ป.ช." in shown
    assert "ผู้ตอบทั้งหมด 77 คน" in words(client.get("/a/nongbua/annual/2569"))


def test_page_leads_to_its_pdf_and_the_agency_page_to_the_years(client: FlaskClient, workplace: Workplace, clock):
    fill(workplace, clock)
    assert f"{PAGE}.pdf" in links_of(client.get(PAGE))
    assert "/a/banmai/annual" in links_of(client.get("/a/banmai"))


def test_page_needs_no_inline_style_and_names_nothing_twice(client: FlaskClient, workplace: Workplace, clock):
    fill(workplace, clock)
    with workplace.begin() as work:
        answer(work, BAN_MAI, a_round(work, BAN_MAI, Period(2569, "Q3"), "satisfaction-2570"), 12, answers={})
    text = client.get(PAGE).text
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert (text.count("<h2"), sorted(ids) == sorted(set(ids))) == (2, True)
    assert (" style=" in text, "<style" in text, "<script" in text) == (False, False, False)


def test_pdf_says_what_the_page_says(client: FlaskClient, workplace: Workplace, clock: FrozenClock):
    fill(workplace, clock)
    response = client.get(f"{PAGE}.pdf")
    said = text_of(response)
    assert (response.headers["Content-Type"], response.data[:5]) == ("application/pdf", b"%PDF-")
    for sentence in (
        "องค์การบริหารส่วนตำบลบ้านใหม่",
        "รายงานผลสำรวจความพึงพอใจการให้บริการ",
        "ผู้ตอบทั้งหมด 30 คน แยกตามช่องทาง: ไลน์ 18, กระดาษ 12",
        "คะแนนรายตัวชี้วัดและรายข้อ",
        "ประเด็นที่ 2 การให้บริการและระบบ E-Service",
    ):
        assert sentence in said
    total = re.search(r"คะแนนรวม (\d+\.\d\d) จาก 100", words(client.get(PAGE)))
    assert total is not None
    assert total[0] in said


def test_year_with_few_answers_says_that_nothing_can_be_concluded(client: FlaskClient, workplace: Workplace):
    with workplace.begin() as work:
        answer(work, BAN_MAI, a_round(work, BAN_MAI, Period(2569, "Q1")), 9)
    said = text_of(client.get(f"{PAGE}.pdf"))
    assert ("มีผู้ตอบน้อยกว่า 10 คน ยังสรุปไม่ได้" in said, "จาก 100" in said) == (True, False)


def test_year_of_the_staff_survey_alone_is_not_listed(client: FlaskClient, workplace: Workplace):
    with workplace.begin() as work:
        answer(work, BAN_MAI, a_round(work, BAN_MAI, Period(2569, "Q1"), "iit-2567"), 12, answers={"i1": 5})
    assert [link for link in links_of(client.get("/a/banmai/annual")) if "/annual/" in link] == []
    assert client.get(PAGE).status_code == 404


def test_pdf_is_tagged_titled_and_in_thai(client: FlaskClient, workplace: Workplace, clock: FrozenClock):
    fill(workplace, clock)
    document = pypdfium2.PdfDocument(client.get(f"{PAGE}.pdf").data)
    assert document.is_tagged()
    assert document.get_metadata_value("Title") == "รายงานผลสำรวจความพึงพอใจการให้บริการ ปีงบประมาณ 2569"
    document.close()


@pytest.mark.parametrize("word", ["ทั้งหมด", "ขั้นต่ำ", "เชื่อมั่น", "สิ่งของ", "ปั้น", "ผู้ใหญ่", "ใต้ถุน", "กำลัง", "น้ำ", "ญูฐู"])
def test_pdf_gives_back_the_exact_letters(word: str):
    said = _annual(f"ก {word} ข")
    assert word in said


def test_markup_in_a_name_stays_text_and_a_missing_letter_shows(clock: FrozenClock):
    assert "#read(x) $1$ *b* ?" in _annual("#read(x) $1$ *b* \U0001f600")
    assert printable({"a": ["≥\n ก", 1]}) == {"a": ["? ก", 1]}


def _annual(title: str) -> str:
    part = {"title": title, "total": "", "lowest": "", "facts": ["f"], "tables": [], "issues": []}
    head = {"agency": "a", "title": "t", "year": "y", "made": "m", "issues": "i", "parts": [part]}
    document = pypdfium2.PdfDocument(pdf("annual.typ", head))
    said: str = document[0].get_textpage().get_text_range()
    document.close()
    return said
