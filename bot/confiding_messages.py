"""The bubbles of the guided chat. None repeats what was typed: each echo would be one more copy in the chat."""

from bot import buttons, confiding_texts, messages, texts
from bot.parts import Channel
from bot.ports import Message
from complaints.drafts import QUESTIONS, Draft
from complaints.receipt import Receipt
from qr import links


def act(do: str) -> str:
    """A button's data."""
    return buttons.data(buttons.FRAUD, do=do)


def door(channel: Channel, base_url: str, *, chat: bool, said: str = "") -> list[Message]:
    """The form first; the chat second, where it is open. `said` goes before it."""
    ways = [messages.opens(texts.DOOR_BUTTON, links.fraud_door_from_line(base_url, channel.agency))]
    if chat:
        ways.append(messages.tells(confiding_texts.CHAT_BUTTON, act("chat")))
    card = messages.card(texts.DOOR_TITLE, texts.DOOR_BODY, ways)
    return [messages.text(said), card] if said else [card]


def warning(channel: Channel, base_url: str) -> list[Message]:
    """What chatting costs, before anything is stored."""
    ways = [
        messages.opens(texts.DOOR_BUTTON, links.fraud_door_from_line(base_url, channel.agency)),
        messages.tells(confiding_texts.AGREE_BUTTON, act("begin")),
        messages.tells(confiding_texts.NOT_NOW_BUTTON, act("no")),
    ]
    return [messages.card(confiding_texts.WARNING_TITLE, confiding_texts.WARNING, ways)]


def question(draft: Draft, said: str = "") -> list[Message]:
    """The open question, or the review."""
    before = [messages.text(said)] if said else []
    if draft.review:
        return [*before, *_review(draft)]
    at = confiding_texts.PROGRESS.format(at=draft.step + 1, of=draft.steps)
    asked = confiding_texts.QUESTIONS[draft.question]
    body = [messages.words(at, color=messages.QUIET), messages.words(asked, size="lg")]
    offered = [confiding_texts.SKIP, confiding_texts.BACK, confiding_texts.CANCEL]
    if draft.step == 0:
        offered = [confiding_texts.CANCEL]
    shown = messages.bubble(f"{at}\n{asked}", body)
    return messages.with_quick_replies([*before, shown], offered)


def _review(draft: Draft) -> list[Message]:
    lines = [
        confiding_texts.REVIEW_LINE.format(name=confiding_texts.NAMES[name], state=_state(draft, name, done))
        for name, done in zip(QUESTIONS, draft.answered, strict=True)
    ]
    ways = [messages.tells(confiding_texts.SEND_BUTTON, act("send"))]
    card = messages.card(confiding_texts.REVIEW_TITLE, "\n".join([*lines, "", confiding_texts.REVIEW_BODY]), ways)
    return messages.with_quick_replies([card], [confiding_texts.BACK, confiding_texts.CANCEL])


def _state(draft: Draft, name: str, done: bool) -> str:
    if name == "files" and draft.files:
        return confiding_texts.PHOTOS.format(count=draft.files)
    return confiding_texts.ANSWERED if done else confiding_texts.NOT_ANSWERED


def sent(channel: Channel, base_url: str, token: str) -> list[Message]:
    """The way to the receipt, and what becomes of the copies in the chat."""
    page = f"{links.fraud_door(base_url, channel.agency)}/once/{token}?openExternalBrowser=1"
    ways = [
        messages.opens(confiding_texts.OPEN_CODE_BUTTON, page),
        messages.tells(confiding_texts.CODE_BUTTON, act("code")),
    ]
    return [
        messages.card(confiding_texts.SENT_TITLE, confiding_texts.SENT, ways),
        messages.text(confiding_texts.COPIES),
    ]


def before_the_code() -> list[Message]:
    """One more line of warning, and the tap that it takes."""
    ways = [messages.tells(confiding_texts.SHOW_CODE_BUTTON, act("show"))]
    return [messages.card("", confiding_texts.CODE_WARNING, ways)]


def the_code(receipt: Receipt) -> list[Message]:
    """The receipt itself, on the person's own wish; it goes out as a reply and is stored nowhere."""
    return [messages.text("-".join(receipt.groups))]


def unclear() -> list[Message]:
    """After a draft, or the warning before one: is it about a report, or about something else?"""
    ways = [
        messages.tells(confiding_texts.SAME_BUTTON, act("same")),
        messages.tells(confiding_texts.OTHER_BUTTON, act("other")),
    ]
    return [messages.card(confiding_texts.UNCLEAR, confiding_texts.UNCLEAR_BODY, ways, strong=False)]


def same(channel: Channel, base_url: str) -> list[Message]:
    """The way to the thread, and to a new beginning."""
    follow = f"{links.fraud_door(base_url, channel.agency)}/receipt?openExternalBrowser=1"
    ways = [
        messages.opens(confiding_texts.FOLLOW_BUTTON, follow),
        messages.tells(confiding_texts.CHAT_BUTTON, act("chat")),
    ]
    return [messages.card("", confiding_texts.SAME, ways)]
