"""The assessor's minute: every item of the assessment, by link from the agency's page, with what it must contain."""

import csv
import io
import re
from dataclasses import replace
from types import ModuleType

import pytest
from flask.testing import FlaskClient

from kernel.calendar import Period
from storage.workplace import Workplace
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.clock import FrozenClock
from tests.surveys.answered import a_round, answer
from tests.web.reading import links_of, words
from web import (
    figure_texts,
    figure_texts_en,
    public_texts,
    public_texts_en,
    question_texts,
    question_texts_en,
)
from web.ita import ITEMS

OFFICIAL = "https://itas.nacc.go.th/go/eit/9x8y7z"
PAGE = "/a/banmai/transparency"

CHECKLIST = {
    "ask": ("O8 o6 O3", "/a/banmai/ask", ["คำถาม", "ไม่ต้องบอกชื่อ"]),
    "social": ("O9", "/chat/?channel=banmai&text=", []),
    "services": ("O15 O16 o12 O10", "/a/banmai/statistics#service",
                 ["ต.ค. 2569", "พ.ย. 2569", "ปีงบประมาณ 2570", "จัดทำเมื่อ 21 พฤศจิกายน 2569"]),
    "satisfaction": ("O16 O17", "/a/banmai/annual", ["ปีงบประมาณ 2569"]),
    "e-service": ("O17 O18 o13 O10", "/a/banmai/statistics#service-online", ["คำถาม", "ข้อเสนอแนะ"]),
    "guideline": ("O29 O27 o22 O16", "/a/banmai/guideline",
                  ["วิธีแจ้ง", "ขั้นตอน", "หน่วยงานที่รับผิดชอบ", "สำนักปลัด", "ภายใน 15 วัน"]),
    "fraud": ("O30 O28 o23 O17", "/f/banmai", ["แยกจากเรื่องร้องทุกข์ทั่วไป", "ไม่ต้องบอกชื่อ"]),
    "fraud-statistics": ("O31 O29 o24 O18", "/a/banmai/statistics#complaints",
                         ["เรื่องทั้งหมด", "ดำเนินการแล้วเสร็จ", "อยู่ระหว่างดำเนินการ", "ไม่มีเรื่องร้องเรียน", "ข้อมูล ณ วันที่",
                          "ไตรมาส 1 ปีงบประมาณ 2570", "รอบ 6 เดือนแรก ปีงบประมาณ 2570", "ปีงบประมาณ 2569"]),
    "suggest": ("O32", "/a/banmai/suggest", ["ข้อเสนอแนะ"]),
    "complain": ("", "/a/banmai/complain", ["เรื่องทุจริตมีช่องทางแยก", "ศูนย์ดำรงธรรม 1567"]),
    "participation": ("O33 O30 o25 O19", "/a/banmai/statistics#results", ["ผู้ตอบ 12 คน", "คะแนนรวม"]),
    "privacy": ("O10", "/a/banmai/privacy",
                ["นโยบายคุ้มครองข้อมูลส่วนบุคคล", "ปีงบประมาณ 2570", "ฐานทางกฎหมาย", "LINE", "Google", "สิทธิของท่าน", "DPO"]),
    "official-eit": ("O43", OFFICIAL, []),
    "analysis": ("O42 o34 O25", "/a/banmai/annual", []),
}  # fmt: skip
"""Item -> its numbers over the years, its evidence by link, and what has to be read there (ITA's required elements)."""


@pytest.fixture
def office(client: FlaskClient, workplace: Workplace, clock: FrozenClock) -> FlaskClient:
    """An office that has been at work for a year."""
    ways = "ศูนย์ดำรงธรรม 1567\nTraffy https://traffy.example/x"
    with workplace.begin() as work:
        work.agencies.change(replace(BAN_MAI, official_eit_url=OFFICIAL, complaint_ways=ways))
        answer(work, BAN_MAI, a_round(work, BAN_MAI, Period(2569, "Q1")), 12)
    return client


def section(client: FlaskClient, key: str, page: str = PAGE) -> str:
    """One item's part of the page."""
    (found,) = re.findall(rf'<section [^>]*id="{key}".*?</section>', client.get(page).text, re.DOTALL)
    return found


def test_agency_page_leads_to_the_list_and_the_list_has_every_item(office: FlaskClient) -> None:
    assert PAGE in links_of(office.get("/a/banmai"))
    ids = re.findall(r'<section [^>]*id="([^"]+)"', office.get(PAGE).text)
    assert ids == [item.key for item in ITEMS] == list(CHECKLIST)


@pytest.mark.parametrize("key", CHECKLIST)
def test_item_is_reached_by_link_and_holds_what_it_must(office: FlaskClient, key: str) -> None:
    numbers, evidence, wanted = CHECKLIST[key]
    part = section(office, key)
    assert [number for number in numbers.split() if number not in part] == []
    assert f'href="{evidence.replace("&", "&amp;")}"' in part
    if not evidence.startswith(("/a/", "/f/")):
        return  # LINE's page and the NACC's are not ours to read
    path, _, anchor = evidence.partition("#")
    shown = office.get(path)
    text = shown.text if not anchor else section(office, anchor, path)
    assert (shown.status_code in (200, 503), f'id="{anchor}"' in shown.text or not anchor) == (True, True)
    assert [one for one in wanted if one not in words(shown) and one not in text] == []


def test_every_link_of_the_list_opens_and_stands_there_in_full(office: FlaskClient) -> None:
    page = office.get(PAGE)
    ours = sorted({link.partition("#")[0] for link in links_of(page) if link.startswith(("/a/", "/f/"))})
    assert len(ours) > 12
    assert {link: office.get(link).status_code for link in ours} == dict.fromkeys(ours, 200)
    assert "https://banmai.example/a/banmai/guideline" in words(page)
    assert "https://banmai.example/f/banmai" in words(page)


def test_the_four_channels_have_four_addresses(office: FlaskClient) -> None:
    found = {key: CHECKLIST[key][1] for key in ("ask", "suggest", "complain", "fraud")}
    assert len(set(found.values())) == 4
    assert [key for key, address in found.items() if address.startswith("/f/")] == ["fraud"]


def test_official_survey_has_link_and_readable_code_and_neither_when_it_is_not_announced(office: FlaskClient) -> None:
    drawn = office.get("/a/banmai/eit.svg")
    assert (drawn.status_code, drawn.mimetype, drawn.text[:4]) == (200, "image/svg+xml", "<svg")
    assert "/a/banmai/eit.svg" in office.get("/a/banmai").text
    bare = section(office, "official-eit", "/a/nongbua/transparency")
    assert ("ยังไม่ได้ประกาศลิงก์" in bare, "href=" in bare) == (True, False)
    assert [office.get(f"/a/nongbua/{name}.svg").status_code for name in ("eit", "line")] == [404, 404]


def test_other_ways_of_general_complaints_are_what_the_office_wrote(office: FlaskClient) -> None:
    assert "https://traffy.example/x" in links_of(office.get("/a/banmai/complain"))
    assert "หน่วยงานรับเรื่องร้องเรียนทั่วไปทางนี้ด้วย" not in words(office.get("/a/nongbua/complain"))
    assert "traffy" not in office.get("/a/banmai/suggest").text


# -- files beside tables


def test_every_published_table_has_its_own_files(office: FlaskClient) -> None:
    for path in ("/a/banmai/statistics", "/a/banmai/questions?year=2569", "/a/banmai/annual/2569"):
        page = office.get(path)
        tables = [part for part in re.split("<section", page.text) if "<table" in part]
        assert [part.count('aria-label="ดาวน์โหลด ') for part in tables] == [2] * len(tables) != []
        files = [link for link in links_of(page) if re.search(r"/(tables|annual/2569)/[\w-]+\.(csv|json)", link)]
        assert {office.get(one).status_code for one in files} == {200}


def test_a_tables_files_say_what_the_page_says(office: FlaskClient) -> None:
    text = office.get("/a/banmai/tables/complaints-periods.csv").text.removeprefix("\ufeff")
    head, first, *_ = list(csv.reader(io.StringIO(text)))
    assert (head[0], head[1], first[:2]) == ("รอบ", "เรื่องทั้งหมด", ["ปีงบประมาณ 2570", "0"])
    (told,) = office.get("/a/banmai/tables/complaints-periods.json").get_json()["tables"]
    assert [str(cell) for cell in told["rows"][0]] == first
    assert office.get("/a/banmai/tables/complaints-periods.csv?lang=en").text.startswith("\ufeffPeriod,All reports")


@pytest.mark.parametrize("path", ["nothing.csv", "service-months.xml", "service-months.csv?year=2571", "../x.csv"])
def test_tables_that_do_not_exist_are_kindly_missing(office: FlaskClient, path: str) -> None:
    assert office.get(f"/a/banmai/tables/{path}").status_code == 404


# -- both languages, on screen and paper

BOTH = ("", "/transparency", "/statistics", "/questions", "/guideline", "/privacy", "/rate")
THAI_LETTER = re.compile("[ก-๙]")


def unmarked_thai(page: str) -> list[str]:
    """Thai words of an English page that are not said to be Thai."""
    body = page[page.index("<main") : page.index("</main>")]
    body = re.sub(r'<(\w+)[^>]* lang="th"[^>]*>.*?</\1>', "", body, flags=re.DOTALL)
    return [text.strip() for text in re.findall(r">([^<]+)<", body) if THAI_LETTER.search(text)]


@pytest.mark.parametrize("path", BOTH)
def test_page_is_there_in_english_and_leads_on_in_english(office: FlaskClient, path: str) -> None:
    page = office.get(f"/a/nongbua{path}?lang=en")
    assert (page.status_code, '<html lang="en"' in page.text) == (200, True)
    assert unmarked_thai(page.text) == []
    ours = [link for link in links_of(page) if link.startswith("/a/nongbua") and link.partition("?")[0][10:] in BOTH]
    assert {link for link in ours if "lang=en" not in link} == {f"/a/nongbua{path}"}
    assert f"/a/nongbua{path}?lang=en" in links_of(office.get(f"/a/nongbua{path}"))


@pytest.mark.parametrize("path", [*BOTH[:-1], "/annual/2569"])
def test_page_for_printing_writes_on_paper_white(office: FlaskClient, path: str) -> None:
    assert 'class="printing"' in office.get(f"/a/banmai{path}?print").text
    assert 'class="printing"' not in office.get(f"/a/banmai{path}").text


@pytest.mark.parametrize(
    ("thai", "english"),
    [
        (figure_texts, figure_texts_en),
        (public_texts, public_texts_en),
        (question_texts, question_texts_en),
    ],
)
def test_both_languages_have_the_same_sentences_with_the_same_gaps(thai: ModuleType, english: ModuleType) -> None:
    one, other = gaps(thai), gaps(english)
    assert one == other
    assert len(one) > 15


def gaps(module: ModuleType) -> dict[str, list[str]]:
    """Name to the {gaps} of its sentences, and the keys and lengths of what it holds."""
    return {
        name: sorted(re.findall(r"\{\w+\}", str(value))) + (sorted(map(str, value)) if isinstance(value, dict) else [])
        for name, value in vars(module).items()
        if name.isupper() and not name.startswith("_")
    }


@pytest.mark.parametrize("name", ["privacy", "guideline"])
def test_translations_have_the_same_parts(office: FlaskClient, name: str) -> None:
    shapes = []
    for lang in ("th", "en"):
        page = office.get(f"/a/{NONG_BUA.code}/{name}?lang={lang}").text
        shapes.append([len(re.findall(tag, page)) for tag in ("<section", "<h2", "<dt", "<li")])
    assert shapes[0] == shapes[1]
