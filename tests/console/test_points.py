"""The register of service points and the poster studio."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from kernel.agency import Purpose
from qr import decoding
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER, WELFARE_COUNTER
from tests.console.desk import Browser, Desk

CODE = TAX_COUNTER.code
OLD = date(2026, 9, 1)
OFFICIAL = "https://itas.nacc.example/go/eit/abc"


def _add_point(desk: Desk, browser: Browser, **more: str) -> str:
    fields = {"name": "งานจัดเก็บรายได้", "services": "ภาษี", "purpose": "survey"} | more
    return browser.fill("/points", "/points", **fields).to.removeprefix("/console/points/").split("?")[0]


@pytest.fixture
def clerk(desk: Desk) -> Browser:
    """A clerk of Ban Mai, whose office has one point."""
    with desk.workplace.begin() as work:
        work.points.add(BAN_MAI, replace(TAX_COUNTER, opened_on=OLD))
    return desk.browser("clerk")


def test_point_is_a_poster_two_pages_later(desk: Desk) -> None:
    browser = desk.browser("clerk")
    code = _add_point(desk, browser, unit="กองคลัง", closes_on="31/12/2569")
    assert f"http://127.0.0.1:8000/q/{code}" in browser.get(f"/points/{code}").text
    assert "กองคลัง ภาษี ใช้ถึง 31 ธันวาคม 2569" in browser.get("/points").words
    studio = browser.get(f"/points/{code}/studio?format=a5&distance=๐.๖")
    assert "ได้คิวอาร์ครบ 1 จุด ช่องละ 2.10 มม. สแกนได้จาก 0.6 เมตร" in studio.words
    picture = browser.get(f"/points/{code}/poster.png?format=a5&distance=๐.๖")
    assert decoding.decode(picture.body) == [f"http://127.0.0.1:8000/q/{code}"]
    with desk.workplace.read() as work:
        assert work.revisions.all()["banmai", "points"] == 1
        assert [job.kind for job in work.jobs.waiting(BAN_MAI)] == ["sync"]


def test_poster_is_downloaded_under_its_name(clerk: Browser) -> None:
    file = clerk.get(f"/points/{CODE}/poster.pdf?lang=en&format=tent")
    assert (file.headers["Content-Type"], file.headers["Content-Disposition"]) == (
        "application/pdf",
        f'attachment; filename="{CODE}-tent-en.pdf"',
    )
    with pypdfium2.PdfDocument(file.body) as document:
        assert (len(document), [round(side) for side in document[0].get_size()]) == (1, [595, 842])


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("distance=9", "สแกนได้ไกลสุด 1.05 เมตร"),
        ("distance=near", "ตั้งแต่ 0.2 เมตรขึ้นไป"),
        ("distance=nan", "ตั้งแต่ 0.2 เมตรขึ้นไป"),
    ],
)
def test_poster_that_cannot_be_is_refused_with_the_reason(clerk: Browser, query: str, said: str) -> None:
    for page in (clerk.get(f"/points/{CODE}/studio?{query}"), clerk.get(f"/points/{CODE}/poster.pdf?{query}")):
        assert (page.status, said in page.words) == (409, True)


def test_letters_without_a_shape_are_named(desk: Desk, clerk: Browser) -> None:
    with desk.workplace.begin() as work:
        work.points.change(BAN_MAI, replace(TAX_COUNTER, name="งานภาษี 😀"))
    assert "ไม่มีตัวอักษรเหล่านี้: 😀" in clerk.get(f"/points/{CODE}/studio").words


def test_other_offices_and_unknown_files_have_no_poster(desk: Desk, clerk: Browser) -> None:
    with desk.workplace.begin() as work:
        work.points.add(NONG_BUA, WELFARE_COUNTER)
    theirs = WELFARE_COUNTER.code
    paths = (f"{theirs}/studio", f"{theirs}/poster.pdf", f"{CODE}/poster.exe", "ZZZZ/studio", f"{CODE}/qr.exe")
    assert [clerk.get(f"/points/{path}").status for path in paths] == [404] * 5
    assert clerk.fill("/points", f"/points/{theirs}/reprint").status == 404


def test_fraud_sheet_has_no_point_and_the_official_one_waits_for_its_link(desk: Desk, clerk: Browser) -> None:
    picture = clerk.get("/points/fraud/poster.png")
    assert decoding.decode(picture.body) == ["http://127.0.0.1:8000/f/banmai"]
    assert "ป้ายนี้ยังติดใช้จริงไม่ได้ ที่อยู่เว็บบนป้ายคือ 127.0.0.1:8000" in clerk.get("/points/fraud/studio").words
    assert "ยังไม่ได้ใส่ลิงก์แบบวัด EIT ทางการ" in clerk.get("/points/official/studio").words
    with desk.workplace.begin() as work:
        work.agencies.change(replace(BAN_MAI, official_eit_url=OFFICIAL))
    assert decoding.decode(clerk.get("/points/official/poster.png").body) == ["http://127.0.0.1:8000/e/banmai"]


def test_fraud_point_shows_no_code_and_no_count(desk: Desk, clerk: Browser) -> None:
    with desk.workplace.begin() as work:
        work.points.change(BAN_MAI, replace(TAX_COUNTER, purpose=Purpose.FRAUD))
        work.visits.count(BAN_MAI, CODE, date(2026, 11, 20))
    assert ("ไม่นับการสแกน" in clerk.get("/points").words, "1 ครั้งใน" in clerk.get("/points").words) == (True, False)
    assert "/q/" not in clerk.get(f"/points/{CODE}").text
    assert clerk.get(f"/points/{CODE}/qr.png").status == 404
    assert decoding.decode(clerk.get(f"/points/{CODE}/poster.png").body) == ["http://127.0.0.1:8000/f/banmai"]


def test_qr_is_downloaded_as_png_and_svg(clerk: Browser) -> None:
    png, svg = clerk.get(f"/points/{CODE}/qr.png"), clerk.get(f"/points/{CODE}/qr.svg")
    assert decoding.decode(png.body) == [f"http://127.0.0.1:8000/q/{CODE}"]
    assert svg.body.startswith(b"<svg")
    assert png.headers["Content-Disposition"] == f'attachment; filename="qr-{CODE}.png"'


def test_reprint_gives_a_new_id_and_keeps_the_point(desk: Desk, clerk: Browser) -> None:
    assert clerk.fill(f"/points/{CODE}", f"/points/{CODE}/reprint").to == f"/console/points/{CODE}?done=reprinted"
    with desk.workplace.read() as work:
        new, old = work.points.signs(BAN_MAI)
        assert work.points.owner(new.id) == "banmai"
    page = clerk.get(f"/points/{CODE}")
    assert f"http://127.0.0.1:8000/q/{new.id}" in page.text
    assert f"ป้าย {old.id} ตั้งแต่ 1 กันยายน 2569 เลิกใช้ 21 พฤศจิกายน 2569" in page.words


def test_point_is_renamed_and_retired(clerk: Browser) -> None:
    clerk.fill(f"/points/{CODE}", f"/points/{CODE}", name="กองคลัง", services="", purpose="question")
    assert "กองคลัง" in clerk.get("/points").words
    clerk.fill(f"/points/{CODE}", f"/points/{CODE}/retire")
    assert "เลิกใช้เมื่อ 21 พฤศจิกายน 2569" in clerk.get(f"/points/{CODE}").words
    assert clerk.get(f"/points/{CODE}/studio").status == 409
    assert clerk.fill("/points", f"/points/{CODE}/reprint").status == 409


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "ใส่ชื่อจุดบริการ"),
        ({"unit": "ก" * 81}, "ไม่เกิน 80"),
        ({"closes_on": "soon"}, "วันที่"),
        ({"opened_on": "2026-11-21", "closes_on": "2026-11-20"}, "วันสุดท้ายต้องไม่มาก่อนวันเปิด"),
    ],
)
def test_wrong_point_is_given_back_with_what_was_typed(desk: Desk, wrong: dict[str, str], said: str) -> None:
    fields = {"name": "งานภาษี", "services": "ภาษีที่ดิน"} | wrong
    page = desk.browser("clerk").fill("/points", "/points", **fields)
    assert (page.status, "ภาษีที่ดิน" in page.text, said in page.words) == (400, True, True)


def test_too_long_web_address_is_said_not_printed(desk: Desk, clerk: Browser) -> None:
    browser = Browser(desk.over("http://a-very-long-name-of-an-office.ban-mai.go.th.example"), desk.clock)
    browser.sign_in("clerk")
    page = browser.get(f"/points/{CODE}")
    assert (page.status, "ที่อยู่เว็บยาวเกินไป" in page.words, "ยังติดใช้จริงไม่ได้" in page.words) == (200, True, False)
    assert browser.get(f"/points/{CODE}/studio").status == 409
    assert "ที่อยู่เว็บยาวเกินไป" in browser.get("/points/fraud/studio").words


def test_register_says_which_posters_to_look_at(desk: Desk, clerk: Browser) -> None:
    with desk.workplace.begin() as work:
        work.points.add(BAN_MAI, replace(WELFARE_COUNTER, opened_on=OLD))
        for _ in range(12):
            work.visits.count(BAN_MAI, CODE, date(2026, 11, 20), night=True)
        work.visits.count(BAN_MAI, "old:EA2Z", date(2026, 11, 20))
        work.visits.count_stray(BAN_MAI, date(2026, 11, 20))
        work.visits.count_stray(None, date(2026, 11, 20))
    said = clerk.get("/points").words
    for line in (
        "งานจัดเก็บรายได้ มีสแกนกลางคืน 12 ครั้งใน 7 วัน ปกติราว 0 ครั้ง",
        "งานสวัสดิการ ไม่มีใครสแกนมา 41 วันทำการ",
        "ป้ายเก่า EA2Z ยังมีคนสแกน 1 ครั้งใน 30 วัน",
        "มีคนสแกนรหัสที่ไม่ใช่ของเรา 1 ครั้งใน 30 วัน",
        "ในระบบที่ใช้ร่วมกันหลายหน่วยงาน มีคนสแกนรหัสที่ไม่รู้จัก 1 ครั้งใน 30 วัน",
    ):
        assert line in said
