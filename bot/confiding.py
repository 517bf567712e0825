"""The guided chat of the fraud door: events that belong to it are handled before anything of them could be stored.

Called by the webhook, before the 200 and before the inbox: what is told goes into the sealed store alone, sealed.
What takes long (sending, photographs, asking LINE) happens in a thread of its own; a crash costs one answer, and the
person taps again.
"""

import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot import buttons, chat_mode, confiding_texts, messages, texts
from bot import confiding_messages as cards
from bot.confiding_memory import ReceiptsInHand, fetch
from bot.confiding_port import ChatDoor
from bot.door import DoorKeeper
from bot.events import Event, Postback, Text, Unreadable, Unsend
from bot.intake import Sorted, event_mark
from bot.outcomes import Line
from bot.parts import Channel, Parts
from bot.ports import Message
from bot.six_digits import code_in
from complaints import evidence
from kernel.errors import Refused, Unavailable
from kernel.errors import Unreadable as Damaged
from qa.normal import flat
from qa.routing import Route

_WORDS: Mapping[str, str] = {
    flat(word): act
    for act, typed in {
        "send": (confiding_texts.SEND, confiding_texts.SEND_BUTTON, "ส่งเลย"),
        "skip": (confiding_texts.SKIP, "ไม่ทราบ", "ไม่มี"),
        "back": (confiding_texts.BACK, "ย้อน"),
        "cancel": (confiding_texts.CANCEL, "ไม่แจ้งแล้ว", "เลิก"),
        "code": (confiding_texts.CODE,),
    }.items()
    for word in typed
}
_WORD = 20
"""Letters of a word with an answer of its own, such as a greeting; a sentence is never taken for one here."""
_ASK_EVERY = timedelta(minutes=10)


class Confidant:
    """Takes the fraud flow's events out of the webhook's stream. Safe to share between threads."""

    def __init__(
        self, parts: Parts, chat: ChatDoor, keeper: DoorKeeper, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._parts, self._chat, self._keeper, self._pause = parts, chat, keeper, pause
        self._receipts = ReceiptsInHand(parts.clock)
        self._asked: dict[str, datetime] = {}

    def open(self, channel: Channel) -> bool:
        """Whether reports are taken in this chat now: the agency wants it, and the office cannot read along."""
        if not channel.agency.fraud_chat:
            return False
        if self._due(channel):
            self._keeper.do(lambda line: chat_mode.ask(self._parts, line, channel))
        return chat_mode.unreadable(channel.chat, self._parts.clock.now())

    def open_now(self, channel: Channel, line: Line) -> bool:
        """The same, asking LINE first where nobody has for a while; only where one may wait."""
        if not channel.agency.fraud_chat:
            return False
        if self._due(channel):
            return chat_mode.ask(self._parts, line, channel)
        return chat_mode.unreadable(channel.chat, self._parts.clock.now())

    def _due(self, channel: Channel) -> bool:
        """Whether to ask LINE; says yes at most once in ten minutes for an agency."""
        now, code = self._parts.clock.now(), channel.agency.code
        asked = self._asked.get(code)
        if not chat_mode.stale(channel.chat, now) or (asked is not None and now - asked < _ASK_EVERY):
            return False
        self._asked[code] = now
        return True

    def take(self, channel: Channel, found: Sorted) -> bool:
        """Handle the event when it is ours; then nothing else may store it. Raises Unavailable."""
        event, agency = found.event, channel.agency
        content = event.content
        if not event.one_to_one:
            return False
        if isinstance(content, Unsend):
            return bool(content.message_id) and self._chat.unsend(agency, event.user_id, content.message_id)
        if isinstance(content, Text) and self._binds(channel, event, content):
            return True
        if not agency.fraud_chat or not _about_us(content):
            return False
        try:
            return self._handle(channel, found)
        except Damaged:  # the draft was changed from outside: nothing of it can be trusted
            self._chat.cancel(agency, event.user_id)
            self._say(channel, event, self._sentence(channel, Refused("no_draft")))
            return True

    def _handle(self, channel: Channel, found: Sorted) -> bool:
        event, agency, content = found.event, channel.agency, found.event.content
        tapped = isinstance(content, Postback)
        if not tapped and not self._chat.shadow(agency, event.user_id):
            return False
        if event.redelivered and (self._chat.seen(agency, event.id) or self._known(agency.code, found)):
            return True
        if not self.open(channel):
            return self._shut(channel, event)
        match content:
            case Postback():
                return self._act(channel, event, buttons.read(content.data).get("do"))
            case Text():
                return self._typed(channel, event, content)
            case Unreadable(kind="image"):
                self._keeper.answer(channel, event, lambda: self._photo(channel, event, content))
                return True
            case _:
                self._say(channel, event, [messages.text(confiding_texts.ONLY_PHOTOS)])
                return True

    def _binds(self, channel: Channel, event: Event, said: Text) -> bool:
        """Six digits from the thread's page: the person wants to be told of answers. Other codes go their usual way."""
        code = code_in(said.text)
        if code is None or not self._chat.bind_notice(channel.agency, code, event.user_id):
            return False
        self._say(channel, event, [messages.text(confiding_texts.NOTICE_BOUND)])
        return True

    def _known(self, code: str, found: Sorted) -> bool:
        """Whether the inbox had this event: then it was a question before the report was begun."""
        with self._parts.workplace.read() as work:
            return work.inbox.knows(code, event_mark(self._parts.vault, code, found))

    def _shut(self, channel: Channel, event: Event) -> bool:
        """The chat has become readable, or LINE could not be asked: nothing is taken, the form stays open."""
        self._chat.cancel(channel.agency, event.user_id)
        self._say(channel, event, cards.door(channel, self._parts.base_url, chat=False, said=confiding_texts.CLOSED))
        return True

    def _typed(self, channel: Channel, event: Event, said: Text) -> bool:
        agency, user = channel.agency, event.user_id
        act = "cancel" if said.route is Route.CANCEL else _WORDS.get(said.flat, "")
        if self._chat.draft(agency, user) is None:
            return self._afterwards(channel, event, said, act)
        if said.route in (Route.RECEIPT, Route.MENU):
            return False  # words with an answer of their own, which tell nothing
        if act:
            return self._act(channel, event, act)
        try:
            self._say(
                channel, event, cards.question(self._chat.answer(agency, user, said.text, said.message_id, event.id))
            )
        except Refused as refused:
            self._say(channel, event, self._sentence(channel, refused))
        return True

    def _afterwards(self, channel: Channel, event: Event, said: Text, act: str) -> bool:
        """A draft was here: what is no word of ours and no known way is neither stored nor guessed about."""
        if said.route in (Route.FRAUD, Route.RECEIPT):
            return False  # the door, or the way to the thread: both keep nothing
        if act == "code" and self._receipts.of(event.user_id) is not None:
            return self._act(channel, event, act)
        if said.route is Route.EMERGENCY or (said.route is not Route.QUESTION and len(said.flat) <= _WORD):
            return False
        self._chat.note_event(channel.agency, event.id)
        self._say(channel, event, cards.unclear())
        return True

    def _act(self, channel: Channel, event: Event, act: str) -> bool:
        agency, user, base_url = channel.agency, event.user_id, self._parts.base_url
        try:
            if act == "send":
                self._keeper.answer(channel, event, lambda: self._send(channel, user))
                return True
            shown: list[Message]
            match act:
                case "chat":
                    shown = cards.warning(channel, base_url)
                case "begin":
                    shown = cards.question(self._chat.begin(agency, user))
                case "skip":
                    shown = cards.question(self._chat.skip(agency, user, event.id))
                case "back":
                    shown = cards.question(self._chat.back(agency, user, event.id))
                case "cancel":
                    self._chat.cancel(agency, user)
                    shown = [messages.text(confiding_texts.CANCELLED)]
                case "no":
                    shown = [messages.text(confiding_texts.NOT_NOW)]
                case "other":
                    self._chat.release(agency, user)
                    shown = messages.with_quick_replies([messages.text(confiding_texts.OTHER)], (texts.MENU,))
                case "same":
                    shown = cards.same(channel, base_url)
                case "code":
                    shown = cards.before_the_code()
                case "show":
                    receipt = self._receipts.of(user)
                    shown = cards.the_code(receipt) if receipt else [messages.text(confiding_texts.CODE_OVER)]
                case _:
                    shown = cards.door(channel, base_url, chat=True)
        except Refused as refused:
            shown = self._sentence(channel, refused)
        self._say(channel, event, shown)
        return True

    def _send(self, channel: Channel, user: str) -> list[Message]:
        try:
            receipt = self._chat.send(channel.agency, user)
        except Refused as refused:
            return self._sentence(channel, refused)
        except Unavailable:
            return [messages.text(confiding_texts.BUSY)]
        self._receipts.keep(user, receipt)
        return cards.sent(channel, self._parts.base_url, self._chat.one_time(channel.agency, receipt))

    def _photo(self, channel: Channel, event: Event, found: Unreadable) -> list[Message]:
        content = fetch(self._keeper.client(), channel, found.message_id, self._pause)
        if content.status != 200:
            return [messages.text(confiding_texts.PHOTO_LOST)]
        try:
            file = evidence.clean("", content.data)
            draft = self._chat.attach(channel.agency, event.user_id, file, found.message_id, event.id)
        except Refused as refused:
            if refused.reason == "no_draft":
                return self._sentence(channel, refused)
            return [messages.text(confiding_texts.PHOTO_REFUSED)]
        except Unavailable:
            return [messages.text(confiding_texts.PHOTO_LOST)]
        return [] if found.follows else cards.question(draft, confiding_texts.PHOTOS.format(count=draft.files))

    def _sentence(self, channel: Channel, refused: Refused) -> list[Message]:
        said = {
            "no_draft": confiding_texts.IDLE,
            "too_long": confiding_texts.TOO_LONG,
            "receipt_in_text": confiding_texts.RECEIPT_IN_TEXT,
            "empty_report": confiding_texts.NOTHING_TOLD,
        }.get(refused.reason)
        if refused.reason == "no_draft":
            return cards.door(channel, self._parts.base_url, chat=True, said=confiding_texts.IDLE)
        return [messages.text(said or confiding_texts.INTAKE_CLOSED)]

    def _say(self, channel: Channel, event: Event, shown: list[Message]) -> None:
        self._keeper.answer(channel, event, lambda: shown)


def _about_us(content: object) -> bool:
    """Whether such an event could belong to the flow at all; most cannot, and cost nothing more."""
    match content:
        case Postback():
            return buttons.read(content.data).topic == buttons.FRAUD
        case Text():
            return True
        case Unreadable():
            return content.kind != "sticker"
        case _:
            return False
