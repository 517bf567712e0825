"""The printable report in the console."""

import re

from kernel.calendar import Period
from surveys.asides import Profile
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER
from tests.console.desk import Desk, Page
from tests.surveys.answered import a_round, answer, told

ROUND = "eit-2567:2570Q1"


def fill(desk: Desk) -> None:
    with desk.workplace.begin() as work:
        round_ = a_round(work, BAN_MAI, Period(2570, "Q1"))
        work.points.add(BAN_MAI, TAX_COUNTER)
        answer(work, BAN_MAI, round_, 12, point=TAX_COUNTER.code)
        told(work, BAN_MAI, round_, desk.clock, {Profile("31-40", "f", "upper"): 9}, *["<b>รอนาน</b>"] * 5)


def shown(desk: Desk) -> Page:
    return desk.browser("clerk").get(f"/results/{ROUND}/report")


def test_report_page_holds_every_part(desk: Desk):
    fill(desk)
    found = re.findall(r'<section class="report-part[^"]*" id="([^"]+)"', shown(desk).text)
    assert found == [
        "people", "scores", "points", "services", "points-channels", "ages", "schooling", "issue-2", "issue-3",
    ]  # fmt: skip
    assert "ข้อบกพร่อง/ข้อปรับปรุง" in shown(desk).words


def test_each_chart_stands_before_its_table_and_needs_no_inline_style(desk: Desk):
    fill(desk)
    text = shown(desk).text
    parts = text.split('<section class="report-part')
    assert [part.index('role="img"') < part.index("<table") for part in parts if "<svg" in part] == [True, True]
    assert (" style=" in text, "<style" in text, "<script" in text) == (False, False, False)


def test_page_has_no_name_twice(desk: Desk):
    fill(desk)
    ids = re.findall(r'\bid="([^"]+)"', shown(desk).text)
    assert sorted(ids) == sorted(set(ids))


def test_comment_is_text_never_markup(desk: Desk):
    fill(desk)
    assert "&lt;b&gt;รอนาน&lt;/b&gt;" in shown(desk).text
    assert "<b>รอนาน" not in shown(desk).text


def test_results_page_leads_to_the_report_and_the_report_to_every_file(desk: Desk):
    fill(desk)
    assert f'href="/console/results/{ROUND}/report"' in desk.browser("clerk").get("/results").text
    files = re.findall(r'href="[^"]+/export\.([a-z]+)"', shown(desk).text)
    assert files == ["xlsx", "csv", "json", "sav"]


def test_report_of_the_running_round_exists_before_anybody_answered(desk: Desk):
    page = shown(desk)
    assert (page.status, "ยังไม่มีผู้ตอบ" in page.words, "<svg" in page.text) == (200, True, False)


def test_report_of_another_office_is_not_there(desk: Desk):
    with desk.workplace.begin() as work:
        a_round(work, NONG_BUA, Period(2569, "Q1"))
    path = "/results/eit-2567:2569Q1/report"
    assert [desk.browser("clerk", one).get(path).status for one in (NONG_BUA, BAN_MAI)] == [200, 404]
