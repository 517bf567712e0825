"""The menu: every channel of the agency, each with a tile and a word of its own."""

from collections.abc import Mapping
from dataclasses import replace

from bot import buttons, messages, texts
from bot.desk import Desk, Turn
from bot.ports import Message
from bot.state import State
from qa.normal import flat
from qr import links

OFFERED = (texts.ASK, texts.RATE, texts.SUGGEST, texts.COMPLAIN, texts.PERSON)
"""Words under the last message."""

ASK, SURVEY, SUGGEST, COMPLAIN, PERSON, SHOW, FIGURES, STAFF, NOT_THIS, HELPED, READ_ON, BROWSE, ONWARD = (
    "ask", "survey", "suggest", "complain", "person", "menu", "figures", "staff", "not_this", "helped", "read_on",
    "browse", "onward",
)  # fmt: skip
"""Where a tile or a typed word leads."""

ABOUT_ANSWERS = frozenset({STAFF, NOT_THIS, HELPED, READ_ON, BROWSE, ONWARD})
"""Ways that say something about answers: a survey under way waits for them, and is shown again."""

_TYPED: Mapping[str, str] = {
    flat(word): way
    for way, typed in {
        ASK: (texts.ASK, "ถาม คำถาม", "อยากถาม"),
        SURVEY: (texts.RATE, texts.CONTINUE, "ทำต่อ"),
        SUGGEST: (texts.SUGGEST, "ข้อเสนอแนะ", "เสนอแนะบริการ", "ขอเสนอแนะ"),
        COMPLAIN: (texts.COMPLAIN, "ร้องเรียน", "ร้องทุกข์", "แจ้งเรื่องร้องเรียน"),
        PERSON: (texts.PERSON,),
        FIGURES: (texts.FIGURES, texts.ABOUT, "สถิติ", "ข้อมูลสถิติ", "ติดต่อ", "ความโปร่งใส"),
        STAFF: (texts.ASK_STAFF, "ส่งให้เจ้าหน้าที่", texts.NONE_OF_THESE),
        NOT_THIS: (texts.NOT_THIS, "ไม่ใช่", "ไม่ตรง", "ไม่ตรงคำถาม"),
        HELPED: ("ได้แล้ว", "ได้คำตอบแล้ว", "ตรง", "ใช่เลย", "ช่วยได้"),
        READ_ON: (texts.READ_ON, "อ่านเพิ่ม", "ขออ่านต่อ", "มีต่อไหม"),
        BROWSE: (texts.BROWSE, texts.OTHER_CATEGORIES, "หมวด", "ดูหมวด", "หมวดหมู่", "หัวข้อ", "เรื่องทั้งหมด"),
        ONWARD: (texts.ONWARD, "ถัดไป", "หน้าต่อไป", "ดูต่อ"),
    }.items()
    for word in typed
}


def way_typed(said: str) -> str:
    """Where a word of ours leads, given flat; "" for anything else."""
    return _TYPED.get(said, "")


def show(desk: Desk, state: State, *, note: str = "") -> Turn:
    """The menu. A survey that is under way stays where it is."""
    shown: list[Message] = [messages.text(note)] if note else []
    if state.sitting is not None:
        shown.append(messages.text(texts.HAS_OPEN_SURVEY))
    offered = (texts.CONTINUE, *OFFERED) if state.sitting is not None else OFFERED
    shown += [_services(desk), _fraud(desk)]
    kept = replace(state, waiting_for="")
    return Turn(kept, messages.with_quick_replies(shown, offered), lasting=False)


def say(state: State, *words: str) -> Turn:
    """A few words, with the menu's words under them."""
    return Turn(state, messages.with_quick_replies([messages.text(one) for one in words], (texts.MENU, *OFFERED)))


def _services(desk: Desk) -> Message:
    tiles = [
        messages.button(messages.tells(texts.ASK, buttons.data(buttons.MENU, to=ASK)), strong=True),
        messages.button(messages.tells(texts.RATE, buttons.data(buttons.MENU, to=SURVEY))),
        messages.button(messages.tells(texts.SUGGEST, buttons.data(buttons.MENU, to=SUGGEST))),
        messages.button(messages.tells(texts.COMPLAIN, buttons.data(buttons.MENU, to=COMPLAIN))),
        messages.button(messages.tells(texts.PERSON, buttons.data(buttons.MENU, to=PERSON))),
        messages.button(messages.opens(texts.FIGURES, desk.figures)),
    ]
    title = desk.agency.spoken_name
    body = [messages.words(title, size="lg", bold=True), messages.words(texts.MENU_BODY)]
    listed = " · ".join((*OFFERED, texts.FIGURES))
    return messages.bubble(f"{title}: {texts.MENU_BODY}\n{listed}", body, tiles)


def _fraud(desk: Desk) -> Message:
    # A bubble of its own: this channel is neither beside the others nor like them (ITA asks for it, and so do people).
    # A link, because touching one tells nobody; the phone's own browser, because LINE's knows who is reading.
    form = links.fraud_door_from_line(desk.base_url, desk.agency)
    door = messages.opens(texts.DOOR_BUTTON, form)
    return messages.card(texts.DOOR_TITLE, texts.MENU_FRAUD_BODY, [door], strong=False)
