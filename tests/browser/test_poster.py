"""From the poster on the wall to the ninth answer: by touch on a phone, by typing on a PC."""

import io
import re
from urllib.parse import urlsplit

import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.browser.chatting import Chat
from tests.browser.conftest import Visitors
from tests.browser.visitor import Visitor

ITEMS = 9
THANKS = "บันทึกคำตอบแล้ว"


def poster_link(clerk: Visitor) -> str:
    """The link of the first service point, as its page in the console shows it."""
    clerk.open("/console/points")
    clerk.page.locator(".list-link").first.click()
    shown: str = clerk.page.locator("a", has_text="/q/").inner_text()
    clerk.check()
    return shown


def test_poster_code_says_the_link_of_its_page(clerk: Visitor) -> None:
    link = poster_link(clerk)

    png = clerk.fetch(f"{urlsplit(clerk.page.url).path}/qr.png")
    read = zxingcpp.read_barcodes(Image.open(io.BytesIO(png.body())))

    assert [code.text for code in read] == [link]


def test_poster_is_seen_before_it_is_downloaded(clerk: Visitor) -> None:
    link = poster_link(clerk)
    clerk.page.get_by_role("link", name="ทำป้ายเพื่อพิมพ์").click()

    expect(clerk.page.get_by_text("ได้คิวอาร์ครบ 1 จุด")).to_be_visible()
    shown = clerk.page.get_by_alt_text("ตัวอย่างป้าย")
    expect(shown).to_have_js_property("complete", True)
    clerk.check()
    clerk.shoot("poster", shown)

    picture = clerk.fetch(f"{urlsplit(clerk.page.url).path.removesuffix('/studio')}/poster.png")
    assert [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.body())))] == [link]


def test_survey_from_the_poster_by_touch(clerk: Visitor, visitors: Visitors) -> None:
    citizen = visitors()
    citizen.open(poster_link(clerk))
    citizen.follow("ตอบในไลน์")
    chat = Chat(citizen)
    expect(chat.page.get_by_label("ข้อความ", exact=True)).to_have_value(re.compile("^EIT "))

    chat.page.locator("#menu-bar").click()
    chat.send()
    for at in range(1, ITEMS + 1):
        card = chat.hears(f"ข้อ {at} จาก {ITEMS}")
        if at == 2:
            card.evaluate("it => it.scrollIntoView()")
            citizen.shoot("question")
        card.get_by_role("button").first.click()
    review = chat.hears("ตรวจคำตอบก่อนส่ง")
    review.get_by_role("button", name="ส่งคำตอบ").click()

    chat.hears(THANKS)
    assert chat.violations() == "0"


def test_survey_on_a_computer_by_typing_numbers(visitors: Visitors) -> None:
    chat = Chat(visitors()).open("ประวิทย์ (คอมพิวเตอร์)")
    expect(chat.page.locator("#menu")).to_be_hidden()

    chat.say("ประเมิน")
    for at, typed in enumerate(["5", "๔", "2", "5", "4", "5", "5", "6", "1"], start=1):
        chat.hears(f"ข้อ {at} จาก {ITEMS}")
        chat.say(typed)
    chat.hears("ตรวจคำตอบก่อนส่ง")
    chat.say("ส่ง")

    chat.hears(THANKS)
    expect(chat.page.locator("#quick")).to_be_hidden()
    assert chat.violations() == "0"
