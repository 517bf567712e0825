"""A citizen asks: answered at once, or passed on to a clerk whose answer comes back into the chat."""

from playwright.sync_api import expect

from tests.browser.chatting import Chat
from tests.browser.conftest import Visitors
from tests.browser.visitor import Visitor

UNKNOWN = "ปลาทูแม่กลองกิโลกรัมละกี่บาท"
ANSWER = "สำนักงานไม่มีราคาปลา สอบถามได้ที่ตลาดสดหนองบัว"


def test_greeting_and_menu_wait_for_the_newcomer(visitors: Visitors) -> None:
    chat = Chat(visitors()).open()

    tiles = chat.page.locator("#menu-tiles button").all_inner_texts()

    assert tiles == ["ถามคำถาม", "ประเมินบริการ", "แจ้งเรื่องทุจริต", "เสนอแนะ", "ร้องเรียนทั่วไป", "ข้อมูลและติดต่อ"]
    assert chat.violations() == "0"


def test_known_question_is_answered_in_the_chat(visitors: Visitors) -> None:
    chat = Chat(visitors()).open()

    chat.say("ภาษีป้ายยื่นเดือนไหน")

    chat.hears("มีนาคม")
    chat.newest("ได้คำตอบที่ต้องการไหม")
    chat.page.locator("#menu-bar").click()
    expect(chat.page.locator("#menu-tiles")).to_be_hidden()
    chat.visitor.shoot("chat")
    assert chat.violations() == "0"


def test_unknown_question_comes_back_answered_by_the_clerk(visitors: Visitors, clerk: Visitor) -> None:
    chat = Chat(visitors()).open("มาลี")
    chat.say(UNKNOWN)
    chat.hears("ส่งต่อให้เจ้าหน้าที่แล้ว")

    clerk.open("/console/questions")
    clerk.follow(UNKNOWN)
    clerk.page.get_by_label("คำตอบ", exact=True).fill(ANSWER)
    clerk.press("ส่งคำตอบ")

    chat.hears(ANSWER)
    assert chat.violations() == "0"


def test_fraud_tile_opens_the_form_and_tells_the_chat_nothing(visitors: Visitors) -> None:
    chat = Chat(visitors()).open()
    before = chat.page.locator(".entry").count()

    with chat.visitor.context.expect_page() as opened:
        chat.page.locator("#menu-tiles").get_by_role("button", name="แจ้งเรื่องทุจริต").click()

    expect(opened.value.get_by_role("heading", name="แจ้งเรื่องทุจริต")).to_be_visible()
    assert chat.page.locator(".entry").count() == before
