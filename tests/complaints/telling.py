"""Somebody tells the chat what happened."""

from complaints.drafts import Chat, Draft
from tests.cast import BAN_MAI

MALEE = "U" + "7a" * 16
TOLD = ("เรียกเงินห้าพันบาท-canary", "นายช่างโยธา-canary")


def tell(chat: Chat, *texts: str) -> Draft:
    """Begin and answer the first questions; the draft then."""
    chat.begin(BAN_MAI, MALEE)
    for number, text in enumerate(texts):
        draft = chat.answer(BAN_MAI, MALEE, text, f"m{number}", f"e{number}")
    return draft
