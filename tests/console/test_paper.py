"""Keying in the paper twin."""

from dataclasses import replace
from datetime import date

import pytest

from surveys import publish_batch
from surveys.asides import Profile, comments, profiles, publish_asides
from surveys.records import Response
from surveys.rounds import current_round
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER, WELFARE_COUNTER
from tests.console.desk import Browser, Desk, Page

SHEET = {"e1": "6", "e2": "๕", "e3": "ไม่เคย", "e4": "0", "e5": "", "e6": "-"}


@pytest.fixture
def clerk(desk: Desk) -> Browser:
    with desk.workplace.begin() as work:
        work.points.add(BAN_MAI, TAX_COUNTER)
        work.points.add(NONG_BUA, WELFARE_COUNTER)
    return desk.browser("clerk")


def fields(page: Page) -> dict[str, str]:
    """The hidden number of the sheet on the page."""
    return {"sheet": page.text.split('name="sheet" value="')[1].split('"')[0]}


def key_in(clerk: Browser, **changed: str) -> Page:
    page = clerk.get("/paper")
    return clerk.post("/paper", **fields(page) | {"point": TAX_COUNTER.code} | SHEET | changed)


def rows(desk: Desk, agency=BAN_MAI) -> list[Response]:
    with desk.workplace.begin() as work:
        publish_batch(work, agency, desk.clock, day_end=True)
        found: list[Response] = work.responses.all(agency)
        return found


def test_sheet_is_kept_as_paper_and_the_next_one_is_ready(desk: Desk, clerk: Browser) -> None:
    kept = key_in(clerk)
    assert kept.to == f"/console/paper?point={TAX_COUNTER.code}&kept=1&done=paper_kept"
    page = clerk.get(kept.to.removeprefix("/console"))
    assert ("ใบที่ 2" in page.words, f'value="{TAX_COUNTER.code}" selected' in page.text) == (True, True)
    (row,) = rows(desk)
    assert (row.channel, row.answers) == ("paper", {"e1": 6, "e2": 5, "e3": 2})
    assert rows(desk, NONG_BUA) == []


def test_many_sheets_in_a_row_are_not_limited(desk: Desk, clerk: Browser) -> None:
    for _ in range(7):
        assert key_in(clerk).status == 302
    assert [(row.channel, row.point) for row in rows(desk)] == [("paper", TAX_COUNTER.code)] * 7


def test_the_same_sheet_sent_twice_is_one(desk: Desk, clerk: Browser) -> None:
    form = fields(clerk.get("/paper")) | SHEET
    assert [clerk.post("/paper", **form).status for _ in range(2)] == [302, 302]
    assert len(rows(desk)) == 1


def test_about_oneself_and_comments_are_kept_apart(desk: Desk, clerk: Browser) -> None:
    for _ in range(5):
        key_in(clerk, age="o60", sex="m", comment="=SUM(1)")
    with desk.workplace.begin() as work:
        round_ = current_round(work, BAN_MAI, desk.clock)
        assert publish_asides(work, BAN_MAI, desk.clock) == 10
        assert profiles(work, BAN_MAI, round_.id) == {Profile("o60", "m", ""): 5}
        assert comments(work, BAN_MAI, round_.id) == ["=SUM(1)"] * 5


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"e3": "7"}, "ข้อ 3: อ่านไม่ได้"),
        ({"e1": "<script>"}, "ข้อ 1: อ่านไม่ได้"),
        (dict.fromkeys(SHEET, ""), "ใบนี้ยังไม่มีคำตอบเลย"),
        ({"point": "ZZZZ"}, "จุดบริการนี้เลิกใช้แล้ว"),
        ({"point": WELFARE_COUNTER.code}, "จุดบริการนี้เลิกใช้แล้ว"),
        ({"age": "99"}, "เลือกอายุ เพศ หรือการศึกษาใหม่"),
        ({"comment": "ก" * 10_000}, "ข้อเสนอแนะยาวไป"),
    ],
)
def test_faulty_sheet_keeps_nothing_and_shows_everything_again(desk, clerk, typed: dict[str, str], said: str) -> None:
    page = key_in(clerk, **typed)
    assert (page.status, said in page.words, "<script>" in page.text) == (400, True, False)
    assert f'maxlength="40" value="{typed.get("e2", SHEET["e2"])}"' in page.text
    assert rows(desk) == []


def test_sheet_belongs_to_the_round_that_is_open_when_it_is_keyed_in(desk: Desk, clerk: Browser) -> None:
    desk.clock.moment = desk.clock.moment.replace(month=12, day=31, hour=16, minute=59)
    clerk.sign_in("clerk")
    page = clerk.get("/paper")
    desk.clock.pass_time(minutes=2)
    assert clerk.post("/paper", **fields(page) | SHEET).status == 302
    (row,) = rows(desk)
    assert row.round == "eit-2567:2570Q2"


def test_retired_point_is_not_offered(desk: Desk, clerk: Browser) -> None:
    with desk.workplace.begin() as work:
        work.points.change(BAN_MAI, replace(TAX_COUNTER, retired_on=date(2026, 11, 21)))
    assert TAX_COUNTER.name not in clerk.get("/paper").text


def test_surveyor_keys_in_and_an_officer_does_not(desk: Desk, clerk: Browser) -> None:
    assert desk.browser("surveyor").get("/paper").status == 200
    assert desk.browser("officer").get("/paper").status == 404


def test_printed_sheet_shows_the_numbers_that_are_keyed_in(desk: Desk, clerk: Browser) -> None:
    words = clerk.get(f"/paper/sheet?point={TAX_COUNTER.code}").words
    for shown in ("☐ 6 เห็นด้วยอย่างยิ่ง", "☐ 1 เคย", TAX_COUNTER.name, "ไตรมาส 1 ปีงบประมาณ 2570", "ไม่ต้องเขียนชื่อ"):
        assert shown in words
