"""Somebody with a small phone, who notices what a careful tester would notice on every page."""

import io
from pathlib import Path
from urllib.parse import urlsplit

import pyotp
from PIL import Image
from playwright.sync_api import APIResponse, Browser, ConsoleMessage, Locator, Page, Request, expect

from tests.browser.running import Account, Demo

PHONE = {"width": 360, "height": 740}
REFUSALS = ("status of 403", "status of 422")
"""Chromium's own line about a form that is answered with "no"; the page itself must still be quiet."""


class Visitor:
    """One browser with its own cookies, at phone width."""

    def __init__(self, browser: Browser, demo: Demo, shots: Path | None, *, script: bool = True) -> None:
        self.demo, self._shots = demo, shots
        self.context = browser.new_context(
            viewport=PHONE,
            device_scale_factor=2,
            locale="th-TH",
            timezone_id="Asia/Bangkok",
            java_script_enabled=script,
        )
        self.context.set_default_timeout(15_000)
        self.complaints: list[str] = []
        self.context.on("console", self._heard)
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.context.on("request", self._asked)
        self.page: Page = self.context.new_page()

    def close(self) -> None:
        """Leave; nothing may have gone wrong on the way."""
        self.check()
        self.context.close()

    # -- going about

    def open(self, path: str) -> Page:
        """Open a page of the demo, by path or full address."""
        self.page.goto(path if path.startswith("http") else self.demo.address + path)
        self.check()
        return self.page

    def press(self, name: str, *, refused: bool = False) -> None:
        """Press the button of exactly this name and look at where it leads; `refused` when it must be to a "no"."""
        self.page.get_by_role("button", name=name, exact=True).click()
        self.page.wait_for_load_state()
        if refused:
            heard, self.complaints = self.complaints, []
            assert [any(refusal in one for refusal in REFUSALS) for one in heard] == [True], heard
        self.check()

    def follow(self, words: str) -> None:
        """Follow the link that begins with these words."""
        self.page.get_by_role("link").filter(has_text=words).first.click()
        self.page.wait_for_load_state()
        self.check()

    def sees(self, *words: str) -> None:
        """Wait until the page shows the words."""
        for one in words:
            expect(self.page.get_by_text(one).first).to_be_visible(timeout=15_000)

    def text(self) -> str:
        """All words of the page."""
        return self.page.locator("body").inner_text()

    def fetch(self, path: str) -> APIResponse:
        """Ask for a file or a page with this visitor's cookies, without showing it."""
        return self.context.request.get(self.demo.address + path)

    def sign_in(self, account: Account) -> None:
        """Through the console's door, with six digits where the account has them."""
        self.open("/console/sign-in")
        self.page.get_by_label("ชื่อผู้ใช้").fill(account.login)
        self.page.get_by_label("รหัสผ่าน").fill(account.password)
        self.press("เข้าระบบ")
        if account.totp:
            self.page.get_by_label("เลข 6 หลัก").fill(pyotp.TOTP(account.totp).now())
            self.press("เข้าระบบ")
        self.sees("วันนี้มีอะไรต้องทำ")

    # -- noticing

    def check(self) -> None:
        """No error in the console, no request to strangers, nothing wider than the phone."""
        assert not self.complaints, f"{self.page.url}: {self.complaints}"
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.page.viewport_size["width"], f"{self.page.url} is {wide} px wide"  # type: ignore[index]

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(self.demo.address).netloc:
            self.complaints.append(f"a request to {parts.netloc}")

    # -- pictures

    def show(self, place: str) -> None:
        """Bring a part of the page to the top of the screen, with no finger on it."""
        self.page.mouse.move(0, 0)
        self.page.locator(place).evaluate("it => scrollTo(0, it.getBoundingClientRect().top + scrollY - 12)")

    def shoot(self, name: str, part: Locator | None = None) -> None:
        """Keep a picture of the screen for the README, when pictures were asked for."""
        if self._shots is None:
            return
        self.page.evaluate("document.fonts.ready.then(() => true)")
        raw = part.screenshot() if part else self.page.screenshot()
        picture = Image.open(io.BytesIO(raw)).convert("RGB").quantize(128)
        picture.save(self._shots / f"{name}.png", optimize=True)
