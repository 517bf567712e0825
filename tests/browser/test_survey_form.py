"""The survey form at 200 % zoom on a small phone, with the keyboard, and as a screen reader is told of it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.forms_only import served

ZOOMED = {"width": 180, "height": 370}
"""A 360 px phone at 200 %: half as many CSS pixels, each four times as large on a screen of density 2."""

CUT_OFF = """() => [...document.querySelectorAll("body *")].filter(one => {
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  if (one.closest(".skip-link") || box.width < 2 || style.display === "inline") { return false; }
  const outside = box.left < -0.5 || box.right > innerWidth + 0.5;
  return outside || (style.overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1);
}).map(one => one.outerHTML.slice(0, 80))"""

CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary"
NAMELESS = re.compile(r"^\s*- (button|link|textbox|checkbox|radio|combobox|group)(:| \[|$)", re.MULTILINE)
DETAILS = "group: ข้อความเต็ม"
"""A <details>, which is named by its summary."""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[str, list[str]]]:
    """The pages' address, and two slips."""
    with served(tmp_path) as found:
        yield found


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A zoomed phone without JavaScript."""
    context = chromium.new_context(viewport=ZOOMED, device_scale_factor=4, locale="th-TH", java_script_enabled=False)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def check(page: Page) -> None:
    """Nothing cut off or scrolling sideways; every control named; the keyboard goes through them in reading order."""
    assert page.evaluate("document.documentElement.scrollWidth") <= ZOOMED["width"], page.url
    assert page.evaluate(CUT_OFF) == [], page.url
    told = page.locator("main").aria_snapshot().replace(DETAILS, "")
    assert NAMELESS.search(told) is None, told
    # in the document's order, nothing taken out of it: what is read first is reached first
    assert page.evaluate("""wanted => [...document.querySelectorAll(wanted)].filter(one =>
        one.tabIndex !== 0 && getComputedStyle(one).display !== 'none').length""", CONTROLS) == 0  # fmt: skip


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()
    check(page)


def reached_by_keyboard(page: Page) -> list[str]:
    """The names of what the Tab key reaches in the form, one after the other."""
    page.locator("#answer").evaluate("one => { one.focus(); }")
    found = []
    for _ in range(3):
        page.keyboard.press("Tab")
        found.append(page.evaluate("document.activeElement.innerText.trim().split('\\n')[0]"))
    return found


def refused(page: Page) -> None:
    """The sentence has the focus, and its link leads to the control it is about."""
    assert page.evaluate("document.activeElement.id") == "error"
    page.get_by_role("link", name="ไปที่คำตอบ").click()
    assert page.evaluate("document.activeElement.id || location.hash.slice(1)") == "answer"
    described = page.locator("#answer").get_attribute("aria-describedby") or ""
    assert "error" in described.split()


def test_form_is_whole_named_and_in_order_at_200_percent(page: Page, office: tuple[str, list[str]]) -> None:
    address, slips = office
    page.goto(f"{address}/s/agency/banmai")
    check(page)
    assert 'group "ข้อ 1 จาก 7 บ้านของท่านอยู่หมู่ใด"' in page.locator("main").aria_snapshot()
    assert reached_by_keyboard(page) == ["หมู่ 1", "หมู่ 2", "หมู่ 3"]
    for answer in ("หมู่ 2", "มาก", "ไม่เคย", "เคย"):
        press(page, answer)
    press(page, "ต่อไป")  # several answers, none chosen
    refused(page)
    page.get_by_role("checkbox").first.check()
    press(page, "ต่อไป")
    page.get_by_role("textbox").fill("9999")
    press(page, "ต่อไป")
    refused(page)
    page.get_by_role("textbox").fill("14 วัน")
    press(page, "ต่อไป")
    page.get_by_role("textbox").fill("ก" * 80)
    press(page, "ต่อไป")
    press(page, "ส่ง")
    assert "ได้รับคำตอบแล้ว" in page.locator("h1").inner_text()
    page.goto(f"{address}/i/banmai/{slips[0]}")
    check(page)
