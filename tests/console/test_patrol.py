"""QR patrol in the console: verdicts, the book, what is due; bad pictures are refused kindly."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage

from console.patrol_texts import REFUSALS
from qr import codes, links
from storage.staff_stores import SqlStaff
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER, WELFARE_COUNTER
from tests.console.desk import Desk, Page

BASE = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = Desk(Path(tmp_path_factory.mktemp("patrol")))
    with made.workplace.begin() as work:
        work.points.add(BAN_MAI, TAX_COUNTER)
        work.points.add(BAN_MAI, WELFARE_COUNTER)
    yield made
    made.close()


def look(office: Desk, picture: bytes) -> Page:
    browser = office.browser("clerk")
    photo = FileStorage(io.BytesIO(picture), "sign.png")
    return browser.fill("/patrol", "/patrol", photo=photo)


def test_photograph_is_judged_noted_down_and_no_longer_due(office: Desk) -> None:
    before = office.browser("clerk").get("/patrol").words
    assert (TAX_COUNTER.name in before, WELFARE_COUNTER.name in before) == (True, True)

    page = look(office, codes.png(links.landing(BASE, TAX_COUNTER.code)))

    assert f"ของแท้ จุด {TAX_COUNTER.name} ({TAX_COUNTER.code})" in page.words
    due, book = page.text.split("<h2>บันทึกการตรวจ</h2>")
    assert (TAX_COUNTER.code in due.split("ยังไม่ได้ตรวจเกิน")[1], WELFARE_COUNTER.code in due) == (False, True)
    assert (TAX_COUNTER.name in book, "คุณ clerk" in book) == (True, True)
    assert "คุณ clerk" not in office.browser("clerk", NONG_BUA).get("/patrol").text.split("<h2>บันทึกการตรวจ</h2>")[1]

    office.clock.moment += timedelta(days=7)
    assert TAX_COUNTER.code in office.browser("clerk").get("/patrol").text.split("<h2>บันทึกการตรวจ</h2>")[0]


def test_foreign_code_is_named_without_a_link_to_it(office: Desk) -> None:
    page = look(office, codes.png("https://bit.ly/3xYzAb"))
    assert "ไม่ใช่ของเรา คิวอาร์นี้พาไปที่ bit . ly อย่าเปิด" in page.words
    assert "3xYzAb" not in page.text


def bomb() -> bytes:
    """A few kilobytes that want 60 megapixels."""
    out = io.BytesIO()
    Image.new("1", (10_000, 6_000)).save(out, "PNG", optimize=True)
    return out.getvalue()


@pytest.mark.parametrize(
    ("picture", "said"),
    [(b"", "picture_missing"), (b"hello", "picture_unreadable"), (bomb(), "picture_too_large")],
    ids=["none", "junk", "bomb"],
)
def test_what_is_no_photograph_is_refused_kindly_and_noted_nowhere(office: Desk, picture: bytes, said: str) -> None:
    with office.workplace.read() as work:
        before = work.inspections.latest(BAN_MAI, 10)
    page = look(office, picture)
    assert page.status == 400
    assert REFUSALS[said].format(megapixels=50) in page.words
    with office.workplace.read() as work:
        assert work.inspections.latest(BAN_MAI, 10) == before


def test_staff_are_read_once_for_the_whole_book(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        look(office, codes.png(links.landing(BASE, TAX_COUNTER.code)))
    browser, asked = office.browser("clerk"), []
    every = SqlStaff.all
    monkeypatch.setattr(SqlStaff, "all", lambda self, agency: [asked.append(agency.code), *every(self, agency)][1:])
    browser.get("/patrol")
    assert asked == ["banmai"]
