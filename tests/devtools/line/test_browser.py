"""The chat page in a real browser."""

from collections.abc import Iterator
from typing import Any

import pytest
from linebot.v3.messaging import ReplyMessageRequest

from app.evidence import screens
from devtools.line import Channel, Person, Platform, Running
from devtools.line.wsgi import create_app
from tests.devtools.line.conftest import Sdk
from tests.devtools.line.wrong import flex
from tests.requirements import lacking

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ANSWERS = ["น้อย", "มาก"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    path = screens.browser()
    if path is None:
        lacking("browser", "browser: no Chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium: Any, platform: Platform, channel: Channel, somchai: Person) -> Iterator[Any]:
    """The page on a phone of 360 pixels, opened by a poster's link; scripts must not fail."""
    server = Running(create_app(platform))
    page, problems = chromium.new_page(viewport={"width": 360, "height": 740}), []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
    page.goto(f"{server.url}/chat/?channel=demo&text=EIT%207K3F")
    page.wait_for_selector("#account:has-text('อบต.ตัวอย่าง')")
    yield page
    page.close()
    server.close()
    assert problems == []


def answer_with_buttons(sdk: Sdk, platform: Platform, channel: Channel) -> None:
    """The account's reply: a Flex bubble with quick replies."""
    platform.wait_until(lambda: channel.last_delivery)
    assert channel.last_delivery is not None
    event = channel.last_delivery.wait().events[0]
    actions = [{"type": "postback", "label": word, "data": word, "displayText": word} for word in ANSWERS]
    quick = {"items": [{"type": "action", "action": action} for action in actions]}
    message = {**flex(), "quickReply": quick}
    sdk.api.reply_message(ReplyMessageRequest.from_dict({"replyToken": event["replyToken"], "messages": [message]}))


def test_poster_text_is_sent_answered_and_tapped(
    phone: Any, sdk: Sdk, platform: Platform, channel: Channel, somchai: Person
) -> None:
    assert (phone.input_value("#words"), somchai.sees()) == ("EIT 7K3F", [])
    phone.click("#send")
    answer_with_buttons(sdk, platform, channel)
    phone.wait_for_selector(".flex-bubble .fbutton")
    phone.click("#quick button:has-text('มาก')")
    phone.wait_for_selector(".entry.me:has-text('มาก')")
    assert phone.is_hidden("#quick")
    assert [entry.text for entry in somchai.sees()] == ["EIT 7K3F", "แบบประเมิน", "มาก"]
    assert phone.evaluate("document.documentElement.scrollWidth") == 360


def test_pc_shows_neither_quick_replies_nor_menu(phone: Any, sdk: Sdk, platform: Platform, channel: Channel) -> None:
    area = {"bounds": {"x": 0, "y": 0, "width": 2500, "height": 843}, "action": {"type": "message", "text": "เมนู"}}
    size = {"width": 2500, "height": 843}
    channel.show_menu({"size": size, "selected": True, "name": "x", "chatBarText": "เมนู", "areas": [area]})
    phone.click("#send")
    answer_with_buttons(sdk, platform, channel)
    phone.wait_for_selector("#quick button")
    assert phone.is_visible("#menu")
    phone.click("#open-panel")
    phone.check("#pc")
    phone.click("#open-panel")
    phone.wait_for_selector("body.pc")
    assert (phone.is_visible("#quick"), phone.is_visible("#menu")) == (False, False)


def test_own_message_is_unsent_from_its_menu(phone: Any, somchai: Person) -> None:
    phone.click("#send")
    phone.click(".entry.me [aria-label='เมนูของข้อความนี้']")
    phone.click("text=ยกเลิกข้อความ")
    phone.wait_for_selector(".entry.me:has-text('ยกเลิกข้อความแล้ว')")
    assert somchai.sees() == []
