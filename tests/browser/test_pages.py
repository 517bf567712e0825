"""Every page as a careful critic sees it: contrast, targets, width, zoom, weight, a quiet console; also when full."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response

from kernel.clock import SystemClock
from tests.browser.plenty import Plenty, plenty
from tests.fakes.clock import FrozenClock

LOOK = (Path(__file__).parent / "looking.js").read_text("utf-8")
LIGHT = 100 * 1024
"""Bytes of a page with style, scripts and pictures, compressed, without fonts."""
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 640, "height": 400}
"""The narrowest telephone; and a screen of 1280 px at 200 %."""
TWICE = """(() => {
  document.documentElement.style.fontSize = '225%';
  const wide = document.documentElement.scrollWidth;
  return wide > innerWidth ? [`${wide} px wide at 200 %`] : [];
})()"""

PUBLIC = [
    "/", "/a/demo", "/a/demo?lang=en", "/a/demo/transparency", "/a/demo/transparency?lang=en",
    "/a/demo/transparency?print", "/a/demo/statistics", "/a/demo/statistics?lang=en", "/a/demo/questions",
    "/a/demo/questions?lang=en", "/a/demo/annual", "/a/demo/annual/2569", "/a/demo/guideline",
    "/a/demo/guideline?lang=en", "/a/demo/privacy", "/a/demo/privacy?lang=en", "/a/demo/rate", "/a/demo/ask",
    "/a/demo/suggest", "/a/demo/complain", "/a/demo/follow", "/s/agency/demo", "/q/{point}", "/s/{point}", "/f",
    "/f/demo", "/f/demo/receipt", "/console/sign-in",
]  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plenty]:
    """A thousand of everything."""
    clock = FrozenClock()
    clock.moment = SystemClock().now()  # cookies are dated: the browser's clock must agree
    with plenty(tmp_path_factory.mktemp("plenty"), clock) as made:
        yield made


class Critic:
    """One browser that writes down what is wrong with each page."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address, self.noted = address, dict[str, list[str]]()
        self._errors: list[str] = []
        self._parts: list[Response] = []
        self._sizes: dict[str, int] = {}
        self.page: Page = context.new_page()
        self.page.on("console", lambda said: self._errors.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self._errors.append(str(error)))
        self.page.on("response", lambda part: self._parts.append(part))

    def look(self, path: str) -> None:
        """Open, look at 320 px, then once more with letters twice as large."""
        self._errors.clear()
        self._parts.clear()
        shown = self.page.goto(self.address + path)
        found = [] if shown is not None and shown.status == 200 else ["status"]
        found += self.page.evaluate(LOOK)
        self.page.set_viewport_size(WIDE)
        found += self.page.evaluate(TWICE)
        self.page.set_viewport_size(NARROW)
        weight = sum(self._weight(one) for one in self._parts)
        found += self._errors + ([f"{weight} bytes"] if weight > LIGHT else [])
        if found:
            self.noted[path] = found

    def _weight(self, part: Response) -> int:
        """Bytes compressed; fonts weigh nothing here, and what pages share is weighed once."""
        if part.request.resource_type == "font" or part.status != 200:
            return 0
        if part.url not in self._sizes:
            self._sizes[part.url] = len(gzip.compress(part.body()))
        return self._sizes[part.url]


@pytest.fixture(scope="module")
def browsing(chromium: Browser, office: Plenty) -> Iterator[Critic]:
    """One browser for all, so that fonts and style are fetched once."""
    context = chromium.new_context(viewport=NARROW, locale="th-TH", timezone_id="Asia/Bangkok")  # type: ignore[arg-type]
    yield Critic(context, office.address)
    context.close()


@pytest.fixture
def critic(browsing: Critic) -> Critic:
    """A critic with an empty sheet, signed in nowhere."""
    browsing.noted.clear()
    browsing.page.context.clear_cookies()
    return browsing


def test_public_pages(critic: Critic, office: Plenty) -> None:
    for path in PUBLIC:
        critic.look(path.format(point=office.point))
    assert critic.noted == {}


def test_staff_pages_with_a_thousand_rows(critic: Critic, office: Plenty) -> None:
    sign_in(critic.page, office, office.secrets.clerk.login, office.secrets.clerk.password)
    rooms = critic.page.locator(".console-nav a").evaluate_all("all => [...new Set(all.map(one => one.pathname))]")
    further = ["/console/setup/agency", "/console/setup/hours", "/console/faq/files", f"/console/points/{office.point}"]
    titles = set()
    for path in [*rooms, *further, "/console/what-if"]:
        critic.look(path)
        titles.add(critic.page.title())
    assert len(titles) >= len(rooms) > 8
    assert critic.noted == {}


def test_officers_pages(critic: Critic, office: Plenty) -> None:
    officer = office.secrets.officers[0]
    sign_in(critic.page, office, officer.login, officer.password, officer.totp)
    own = ("/console/", "/console/cases", f"/console/cases/{office.case}", "/console/cases/new", "/console/keys")
    for path in own:
        critic.look(path)
    assert critic.noted == {}


def sign_in(page: Page, office: Plenty, login: str, password: str, totp: str = "") -> None:
    """Through the console's door."""
    page.goto(f"{office.address}/console/sign-in")
    page.fill("[name=login]", login)
    page.fill("[name=password]", password)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    if totp:
        page.fill("[name=code]", pyotp.TOTP(totp).now())
        with page.expect_navigation():
            page.keyboard.press("Enter")
