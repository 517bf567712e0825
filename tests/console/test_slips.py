"""The staff survey in the console: opening a round, printing slips, and seeing no more than batches tell."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from surveys import Answers, publish_batch, slips
from surveys.instruments import load
from surveys.rounds import close_ended
from tests.cast import BAN_MAI, NONG_BUA
from tests.console.desk import Desk, Page

ROUND = "iit-2567:2570"
OPEN = {"period": "2570", "closes_on": "31/3/2570"}
GIVEN = {item.id: 2 for item in load("iit-2567").items}


def open_round(desk: Desk, login: str = "admin", **changed: str) -> Page:
    return desk.browser(login).fill("/collect/staff", "/collect/staff", **OPEN | changed)


def draw(desk: Desk, many: int) -> list[str]:
    with desk.workplace.begin() as work:
        round_ = slips.running(work, BAN_MAI, desk.clock.now().date())
        assert round_ is not None
        return slips.draw(work, BAN_MAI, round_, many)


def answer(desk: Desk, tokens: list[str]) -> None:
    for token in tokens:
        with desk.workplace.begin() as work:
            slips.answer(work, BAN_MAI, Answers(ROUND, "iit-2567", None, "web", GIVEN), token, desk.clock)
            publish_batch(work, BAN_MAI, desk.clock)


def line(desk: Desk) -> list[str]:
    """The numbers of the round's line: printed, used."""
    return re.findall(r'<td class="num">(\d+)</td>', desk.browser("admin").get("/collect/staff").text)


def test_round_is_opened_for_its_office_alone(desk: Desk) -> None:
    assert open_round(desk).to == "/console/collect/staff?done=staff_round_opened"
    page = desk.browser("surveyor").get("/collect/staff")
    assert ("31 มีนาคม 2570" in page.words, "พิมพ์ใบให้จับ" in page.words) == (True, True)
    assert "พิมพ์ใบให้จับ" not in desk.browser("admin", NONG_BUA).get("/collect/staff").words


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("closes_on", "", "วันที่ไม่ถูกต้อง"),
        ("closes_on", "1/10/2570", "ระหว่าง 21 พฤศจิกายน 2569 ถึง 30 กันยายน 2570"),
        ("period", "2569", "เลือกช่วง"),
        ("period", "x", "เลือกช่วง"),
    ],
)
def test_faulty_round_is_not_opened_and_says_why(desk: Desk, field: str, typed: str, said: str) -> None:
    page = open_round(desk, **{field: typed})
    assert (page.status, said in page.words) == (400, True)
    with desk.workplace.read() as work:
        assert work.rounds.all(BAN_MAI) == []


def test_slips_are_a_pdf_of_addresses_that_work_and_are_not_kept(desk: Desk) -> None:
    drawn: list[dict] = []

    def paper(template: str, data: dict) -> bytes:
        drawn.append({"template": template, **data})
        return desk.parts.paper(template, data)

    open_round(desk)
    app = desk.build(replace(desk.parts, paper=paper))
    browser = desk.browser("admin")
    browser.client = app.test_client()
    browser.sign_in("admin")
    page = browser.fill("/collect/staff", "/collect/staff/slips", many="๑๐")
    assert (page.status, page.headers["Content-Type"], page.body[:5]) == (200, "application/pdf", b"%PDF-")
    (sheet,) = drawn
    tokens = [one["address"].rsplit("/", 1)[1] for one in sheet["slips"]]
    assert (sheet["template"], len(set(tokens)), len(sheet["notice"])) == ("slips.typ", 10, 2)
    with desk.workplace.read() as work:
        worth = {slips.standing(work, BAN_MAI, token, desk.clock.now().date())[0] for token in tokens}
        told = str([vars(one) for one in work.staff_log.latest(BAN_MAI)])
    assert (worth, f"{ROUND} 10" in told) == ({slips.Standing.GOOD}, True)
    assert [token for token in tokens if token in told] == []


@pytest.mark.parametrize("many", ["", "0", "201", "-3", "สิบ", "9" * 200])
def test_wrong_number_prints_nothing(desk: Desk, many: str) -> None:
    open_round(desk)
    page = desk.browser("admin").fill("/collect/staff", "/collect/staff/slips", many=many)
    assert (page.status, "พิมพ์ครั้งละ 1 ถึง 200 ใบ" in page.words) == (400, True)
    assert line(desk) == ["0", "0"]


def test_used_slips_are_counted_in_fives(desk: Desk) -> None:
    open_round(desk)
    tokens = draw(desk, 9)
    answer(desk, tokens[:4])
    assert line(desk) == ["9", "0"]
    answer(desk, tokens[4:6])
    assert line(desk) == ["9", "5"]
    results = desk.browser("clerk").get(f"/results/{ROUND}").words
    assert ("ชุดที่รอรวม ไม่แสดง" in results, "มี 1 ชุดรอรวม" in results) == (True, False)
    assert desk.browser("clerk").get("/").words.count("รอรวม 1") == 0
    desk.clock.moment = datetime(2027, 4, 1, tzinfo=UTC)
    with desk.workplace.begin() as work:
        publish_batch(work, BAN_MAI, desk.clock)
        close_ended(work, BAN_MAI, desk.clock.now().date())
    assert line(desk) == ["9", "6"]


def test_report_of_staff_has_tables_and_no_row_of_answers(desk: Desk) -> None:
    open_round(desk)
    answer(desk, draw(desk, 10))
    clerk = desk.browser("clerk")
    report = clerk.get(f"/results/{ROUND}/report").words
    assert ("รายงานผลการสำรวจความคิดเห็นของบุคลากร" in report, "ไม่ใช่คะแนน IIT ทางการ" in report) == (True, True)
    assert "เป้าหมายขั้นต่ำ" not in report
    said = json.loads(clerk.get(f"/results/{ROUND}/export.json").body)
    assert (said["n"], said["responses"]) == (10, [])
    assert [clerk.get(f"/results/{ROUND}/export.{kind}").status for kind in ("xlsx", "csv", "sav")] == [200, 404, 404]


def test_nine_answers_of_staff_show_no_score(desk: Desk) -> None:
    open_round(desk)
    answer(desk, draw(desk, 5))
    assert "ยังสรุปไม่ได้" in desk.browser("clerk").get(f"/results/{ROUND}/report").words


def test_clerk_and_officer_open_no_round(desk: Desk) -> None:
    assert [desk.browser(login).get("/collect/staff").status for login in ("clerk", "officer")] == [404, 404]
    assert open_round(desk, "clerk").status == 404
    assert "สำรวจบุคลากร" not in desk.browser("clerk").get("/collect").words
