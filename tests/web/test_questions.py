"""The statistics of questions: page, picture and CSV."""

import csv
import io
import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from qa import passing
from qa.ports import Kind
from qa.seed import starter
from storage.workplace import Workplace
from tests.cast import BAN_MAI, MALEE, NONG_BUA, TAX_COUNTER
from tests.fakes.clock import FrozenClock
from tests.web.reading import words
from web import question_texts_en
from web.count_chart import Bar, Chart, svg

PAGE = "/a/banmai/questions"
OCT, NOV = date(2026, 10, 1), date(2026, 11, 1)


def happened(workplace: Workplace, clock: FrozenClock) -> None:
    """Two questions in October, one in November that waits; five answers by staff took 30 minutes."""
    with workplace.begin() as work:
        for outcome in ("asked", "answered", "asked", "asked_back"):
            work.counts.add(BAN_MAI, OCT, outcome, "ภาษี")
        work.counts.add(BAN_MAI, NOV, "asked", "-")
        passing.pass_on(work, BAN_MAI, "ขอยืมเต็นท์", MALEE, "m1", clock)
        work.counts.add(NONG_BUA, NOV, "asked", "ขยะ")
        for _ in range(5):
            work.answer_times.add(BAN_MAI, NOV, 90)


def sheet(client: FlaskClient, address: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(client.get(address).text.removeprefix("\ufeff"))))


def test_page_shows_months_half_year_year_and_who_answered(client, workplace: Workplace, clock: FrozenClock) -> None:
    happened(workplace, clock)
    shown = words(client.get(PAGE))
    assert "ต.ค. 2569 2 1 1 0 0 0 – พ.ย. 2569 1 0 0 1 0 1 1 ชั่วโมง 30 นาที" in shown
    assert "รอบ 6 เดือนแรก ปีงบประมาณ 2570 3 1 1 1 0 1 1 ชั่วโมง 30 นาที" in shown
    assert "ขยะ" not in shown


def test_page_says_it_when_nothing_was_asked(client: FlaskClient, workplace: Workplace, clock: FrozenClock) -> None:
    assert "ปีงบประมาณ 2570: ไม่มีคำถาม" in words(client.get(PAGE))
    with workplace.begin() as work:
        work.counts.add(BAN_MAI, NOV, "asked", "-")
    assert "ไม่มีคำถามในเดือน ต.ค. 2569" in words(client.get(PAGE))


def test_picture_tells_everything_in_words_and_needs_no_colour(client, workplace, clock: FrozenClock) -> None:
    happened(workplace, clock)
    (drawn,) = re.findall(r"<svg.*?</svg>", client.get(PAGE).text, re.DOTALL)
    assert "ต.ค. 2569: ระบบตอบทันที 1 · เจ้าหน้าที่ตอบแล้ว 0 · รอเจ้าหน้าที่ตอบ 0" in drawn
    assert 'role="img"' in drawn
    assert [word for word in ("style=", "<script", 'class="bar') if word in drawn] == []


def test_bars_are_as_long_as_their_counts_and_told_apart_by_pattern() -> None:
    chart = Chart("k", "ชื่อ", ("ก", "ข", "ค"), [Bar("เดือน 1", (2, 1, 1)), Bar("เดือน 2", (0, 0, 2))], "ไม่มี")
    boxes = re.findall(r'width="([\d.]+)" height="18" fill="([^"]+)"', svg(chart))[3:]
    assert re.findall(r'text-anchor="end">([^<]*)<', svg(chart)) == ["2 · 1 · 1", "0 · 0 · 2"]
    assert boxes == [("159.0", "url(#k-lines)"), ("79.5", "url(#k-net)"), ("79.5", "#fff"), ("159.0", "#fff")]


@pytest.mark.parametrize("bars", [[], [Bar("<เดือน>", (0, 0, 0))]])
def test_a_picture_of_nothing_is_sound(bars: list[Bar]) -> None:
    drawn = svg(Chart("k", "ชื่อ", ("ก", "ข", "ค"), bars, "ไม่มี"))
    assert ("<เดือน>" in drawn, drawn.count("&lt;เดือน&gt;: ไม่มี")) == (False, len(bars))


def test_csv_is_one_table_with_every_figure(client: FlaskClient, workplace: Workplace, clock: FrozenClock) -> None:
    happened(workplace, clock)
    head, *rows = sheet(client, f"{PAGE}.csv?year=2570")
    assert head[:3] == ["ช่วงเวลา", "เรื่อง", "คำถามทั้งหมด"]
    assert rows[0] == ["ต.ค. 2569", "ทุกเรื่อง", "2", "1", "1", "0", "0", "0", ""]
    assert ["ปีงบประมาณ 2570", "ทุกเรื่อง", "3", "1", "1", "1", "0", "1", "90"] in rows
    assert ["ปีงบประมาณ 2570", "ภาษี", "2", "1", "1", "0", "0", "", ""] in rows


@pytest.mark.parametrize(
    ("year", "status"),
    [("2570", 200), ("2569", 200), ("2571", 404), ("0", 404), ("๒๕๗๐", 404), ("abcd", 404), ("", 404)],
)
def test_only_years_that_have_begun_have_figures(client: FlaskClient, year: str, status: int) -> None:
    assert (client.get(f"{PAGE}?year={year}").status_code, client.get(f"{PAGE}.csv?year={year}").status_code) == (
        status,
        status,
    )


def test_the_front_page_and_the_statistics_lead_there(client: FlaskClient) -> None:
    assert [f'href="{PAGE}"' in client.get(page).text for page in ("/a/banmai", "/a/banmai/statistics")] == [True, True]


def test_english_names_the_starter_topics_and_leaves_the_offices_own(client, workplace: Workplace, clock) -> None:
    ours = {entry.category for entry in starter()}
    assert {name for name in ours if question_texts_en.topic(name) == name} == set()
    assert {name for name in question_texts_en._TOPICS if name not in {*ours, "-"}} == set()
    with workplace.begin() as work:
        for topic in ("สวัสดิการสังคม", "งานบุญบั้งไฟ"):
            work.counts.add(BAN_MAI, OCT, "asked", topic)
    page = client.get(f"{PAGE}?lang=en").text
    assert ('scope="row">Social welfare</th>' in page, "สวัสดิการสังคม" in page) == (True, False)
    assert page.count("งานบุญบั้งไฟ") == page.count('lang="th">งานบุญบั้งไฟ</th>') > 0
    assert 'lang="th">งานบุญบั้งไฟ' not in client.get(PAGE).text


def test_online_services_are_counted_by_month_and_topic(client: FlaskClient, workplace, clock: FrozenClock) -> None:
    happened(workplace, clock)
    with workplace.begin() as work:
        passing.pass_on(work, BAN_MAI, "อยากได้ที่จอดรถ", MALEE, "m2", clock, Kind.SUGGESTION)
        for point in (TAX_COUNTER.code, TAX_COUNTER.code, "old:ZZZZ", "unknown"):
            work.visits.count(BAN_MAI, point, NOV)
    tables = "/a/banmai/tables/service"
    assert sheet(client, f"{tables}-online.csv")[1:] == [
        ["ต.ค. 2569", "2", "0", "0", "0"], ["พ.ย. 2569", "1", "1", "0", "2"], ["ปีงบประมาณ 2570", "3", "1", "0", "2"],
    ]  # fmt: skip
    assert sheet(client, f"{tables}-topics-months.csv") == [
        ["เรื่อง", "ต.ค. 2569", "พ.ย. 2569", "ปีงบประมาณ 2570"], ["ภาษี", "2", "0", "2"], ["เรื่องอื่น", "0", "1", "1"],
    ]  # fmt: skip
    assert "ไม่มีผู้ใช้บริการออนไลน์ใน ปีงบประมาณ 2569" in words(client.get(f"{PAGE}?year=2569"))
