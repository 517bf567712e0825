"""The console's door and its rooms, on a small phone."""

from playwright.sync_api import expect

from tests.browser.conftest import Visitors
from tests.browser.running import Demo


def test_wrong_password_gets_a_kind_sentence(visitors: Visitors, demo: Demo) -> None:
    stranger = visitors()
    stranger.open("/console/sign-in")
    stranger.page.get_by_label("ชื่อผู้ใช้").fill(demo.clerk.login)
    stranger.page.get_by_label("รหัสผ่าน").fill("not-the-password")

    stranger.press("เข้าระบบ", refused=True)

    expect(stranger.page.get_by_role("alert")).to_contain_text("ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง")
    expect(stranger.page.get_by_label("ชื่อผู้ใช้")).to_have_value(demo.clerk.login)
