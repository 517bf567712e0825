"""A citizen at the fake LINE's chat page."""

from playwright.sync_api import Locator, expect

from tests.browser.visitor import Visitor

WAIT_MS = 15_000


class Chat:
    """The phone on the screen: what is said to it and what comes back."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page = visitor, visitor.page

    def open(self, person: str = "") -> "Chat":
        """Open the chat page, as the named person of the demo when one is given."""
        self.visitor.open("/chat/")
        if person:
            self.page.get_by_role("button", name="แผงทดลอง").click()
            self.page.locator("#person").select_option(label=person)
            self.page.get_by_role("button", name="กลับไปแชต").click()
        self.hears("ยินดีให้บริการ")
        return self

    def say(self, words: str) -> None:
        """Type and send."""
        self.page.get_by_label("ข้อความ", exact=True).fill(words)
        self.send()

    def send(self) -> None:
        """Press the send button."""
        self.page.get_by_role("button", name="ส่งข้อความ").click()
        expect(self.page.get_by_label("ข้อความ", exact=True)).to_have_value("")

    def tap(self, label: str) -> None:
        """Tap the newest button that bears this label."""
        self.page.locator("#log").get_by_role("button", name=label, exact=True).last.click()

    def hears(self, words: str) -> Locator:
        """Wait for a bubble of the office with these words; returns the newest."""
        bubble = self.page.locator(".entry.bot .bubble").filter(has_text=words).last
        expect(bubble).to_be_visible(timeout=WAIT_MS)
        self.visitor.check()
        return bubble

    def newest(self, words: str) -> None:
        """Wait until the newest bubble of all is the office's and has these words."""
        expect(self.page.locator(".entry").last).to_contain_text(words, timeout=WAIT_MS)
        self.visitor.check()

    def violations(self) -> str:
        """How often the product broke a rule of LINE, as the page counts."""
        return self.page.locator("#violation-count").text_content() or ""
