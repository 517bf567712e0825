"""The console's door and its rooms, on a small phone."""

from playwright.sync_api import expect

from tests.browser.conftest import Visitors
from tests.browser.running import Demo
from tests.browser.visitor import Visitor


def test_wrong_password_gets_a_kind_sentence(visitors: Visitors, demo: Demo) -> None:
    stranger = visitors()
    stranger.open("/console/sign-in")
    stranger.page.get_by_label("ชื่อผู้ใช้").fill(demo.clerk.login)
    stranger.page.get_by_label("รหัสผ่าน").fill("not-the-password")

    stranger.press("เข้าระบบ", refused=True)

    expect(stranger.page.get_by_role("alert")).to_contain_text("ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง")
    expect(stranger.page.get_by_label("ชื่อผู้ใช้")).to_have_value(demo.clerk.login)


def test_every_room_of_the_clerk_fits_the_phone(clerk: Visitor) -> None:
    rooms = clerk.page.locator(".console-nav a").evaluate_all("all => [...new Set(all.map(one => one.pathname))]")

    titles = [clerk.open(room).title() for room in rooms]

    assert len(set(titles)) == len(rooms)


def test_every_public_page_fits_the_phone_without_script(visitors: Visitors) -> None:
    citizen = visitors(script=False)
    paths = [
        "/",
        "/a/demo/statistics",
        "/a/demo/guideline",
        "/a/demo/privacy",
        "/s/agency/demo",
        "/f/demo",
        "/f/demo/receipt",
    ]

    for path in paths:
        citizen.open(path)
        expect(citizen.page.locator("h1")).to_be_visible()
