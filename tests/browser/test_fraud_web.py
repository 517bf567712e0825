"""A fraud report without JavaScript: read by the officer it is meant for, by nobody else, and nowhere on the disk."""

import base64
import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from app.demo_seed import OFFICE
from tests.browser.conftest import Visitors
from tests.browser.resting import files_with
from tests.browser.running import Demo
from tests.browser.visitor import Visitor

PLANTED = "หัวหน้ากองช่างเรียกเงินค่าเซ็นแบบบ้านสามพันบาท"
ADDED = "ป้าข้างบ้านเห็นตอนเก็บเงิน"
HIDDEN = b"13.7563,100.5018"
EXCLUDED = "อารีย์ เที่ยงธรรม"


def photograph() -> bytes:
    """A picture that says where it was taken."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(out, "JPEG", comment=HIDDEN)
    assert HIDDEN in out.getvalue()
    return out.getvalue()


def report(citizen: Visitor) -> str:
    """File the planted report, keeping the second officer out; returns the receipt's digits."""
    citizen.open("/f/demo")
    citizen.shoot("fraud")
    citizen.page.get_by_label("เกิดอะไรขึ้น").fill(PLANTED)
    citizen.page.get_by_label("ใครเกี่ยวข้อง").fill("นายช่างคนหนึ่ง")
    citizen.page.get_by_label("ไฟล์ภาพหรือ PDF").set_input_files(
        [{"name": "ใบเสร็จ.jpg", "mimeType": "image/jpeg", "buffer": photograph()}]
    )
    citizen.page.locator("#exclude label.check").filter(has_text=EXCLUDED).click()
    citizen.press("ส่งเรื่อง")
    return re.sub(r"\D", "", citizen.page.locator("#receipt").inner_text())


def confirm(citizen: Visitor, receipt: str) -> None:
    """Type the last four digits, wrongly first, then rightly."""
    wrong = f"{(int(receipt[-4:]) + 1) % 10_000:04}"
    for last in (wrong, receipt[-4:]):
        citizen.page.get_by_label("พิมพ์ 4 หลักสุดท้าย").fill(last)
        citizen.press("จดแล้ว", refused=last == wrong)
    citizen.sees("เรียบร้อยแล้ว")


def follow_up(citizen: Visitor, receipt: str) -> None:
    """Look the report up again with the receipt alone."""
    citizen.open("/f/demo/receipt")
    citizen.page.get_by_label("รหัสรับเรื่อง 24 หลัก").fill(receipt)
    citizen.press("เปิดดู")
    citizen.sees("สถานะ", "ใบเสร็จ.jpg")
    citizen.page.get_by_label("ข้อความถึงเจ้าหน้าที่").fill(ADDED)
    citizen.press("ส่งถึงเจ้าหน้าที่")
    citizen.sees("ส่งข้อความถึงเจ้าหน้าที่แล้ว", ADDED)
    citizen.press("ดูเสร็จแล้ว ออก")
    assert citizen.context.cookies() == []


@pytest.fixture
def receipt(visitors: Visitors) -> str:
    """The receipt of a report that was filed, confirmed and followed up."""
    citizen = visitors(script=False)
    digits = report(citizen)
    confirm(citizen, digits)
    follow_up(visitors(script=False), digits)
    return digits


def test_report_is_read_by_its_officer_alone(visitors: Visitors, demo: Demo, clerk: Visitor, receipt: str) -> None:
    officer, excluded = visitors(), visitors()
    officer.sign_in(demo.officers[0])
    excluded.sign_in(demo.officers[1])

    officer.open("/console/cases")
    officer.page.locator(".list-link").first.click()
    officer.sees(PLANTED, ADDED)
    with officer.page.expect_download() as saved:
        officer.page.get_by_role("link", name="บันทึกไฟล์ 1").click()
    assert HIDDEN not in Path(saved.value.path()).read_bytes()
    excluded.open("/console/cases")
    case = officer.page.url.removeprefix(demo.address)

    assert len(receipt) == 24
    expect(excluded.page.get_by_text("ยังไม่มีเรื่อง", exact=True)).to_be_visible()
    assert [one.fetch(case).status for one in (officer, excluded, clerk)] == [200, 404, 404]
    assert clerk.fetch("/console/cases").status == 404


@pytest.mark.usefixtures("receipt")
def test_report_is_in_no_file_of_the_data_folder(demo: Demo) -> None:
    assert "prongsai.db" in files_with(demo.data, OFFICE.phone)

    assert files_with(demo.data, PLANTED) | files_with(demo.data, ADDED) == set()


def test_search_of_the_disk_finds_wrapped_words(demo: Demo) -> None:
    names = [f"{name}.probe" for name in ("utf8", "utf16", "base64")]
    wrapped = [PLANTED.encode(), PLANTED.encode("utf-16"), base64.b64encode(b"x" + PLANTED.encode())]
    for name, raw in zip(names, wrapped, strict=True):
        (demo.data / name).write_bytes(raw)

    found = files_with(demo.data, PLANTED)

    for name in names:
        (demo.data / name).unlink()
    assert found == set(names)
