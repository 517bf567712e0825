"""The guided chat of the fraud door: events that belong to it are handled before anything of them could be stored.

Called by the webhook, before the 200 and before the inbox: what is told goes into the sealed store alone, sealed.
Whatever a crash could lose is done before the 200: words, the wish to send, and that a photograph was sent. Talking
to LINE comes after it, in a thread of its own, and can be done again.
"""

import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot import buttons, chat_mode, confiding_texts, messages
from bot import confiding_messages as cards
from bot.confiding_acts import Acts
from bot.confiding_port import ChatDoor
from bot.door import DoorKeeper
from bot.events import Event, Postback, Text, Unreadable, Unsend
from bot.intake import Sorted, event_mark
from bot.outcomes import Line
from bot.parts import Channel, Parts
from bot.six_digits import code_in
from kernel.errors import Refused
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
        self._parts, self._chat, self._keeper = parts, chat, keeper
        self._acts = Acts(chat, keeper, parts.base_url, pause)
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
            self._acts.say(channel, event, self._acts.sentence(channel, Refused("no_draft")))
            return True

    def _handle(self, channel: Channel, found: Sorted) -> bool:
        event, agency, content = found.event, channel.agency, found.event.content
        tapped = isinstance(content, Postback)
        if not tapped and not self._chat.shadow(agency, event.user_id):
            return False
        if event.redelivered and (self._chat.seen(agency, event.id) or self._known(agency.code, found)):
            self._acts.catch_up(channel, event)
            return True
        if not self.open(channel):
            return self._shut(channel, event)
        match content:
            case Postback():
                return self._acts.do(channel, event, buttons.read(content.data).get("do"))
            case Text():
                return self._typed(channel, event, content)
            case Unreadable(kind="image"):
                return self._acts.photo(channel, event, content)
            case _:
                self._acts.say(channel, event, [messages.text(confiding_texts.ONLY_PHOTOS)])
                return True

    def _binds(self, channel: Channel, event: Event, said: Text) -> bool:
        """Six digits from the thread's page: the person wants to be told of answers. Other codes go their usual way."""
        code = code_in(said.text)
        if code is None or not self._chat.bind_notice(channel.agency, code, event.user_id):
            return False
        self._acts.say(channel, event, [messages.text(confiding_texts.NOTICE_BOUND)])
        return True

    def _known(self, code: str, found: Sorted) -> bool:
        """Whether the inbox had this event: then it was a question before the report was begun."""
        with self._parts.workplace.read() as work:
            return work.inbox.knows(code, event_mark(self._parts.vault, code, found))

    def _shut(self, channel: Channel, event: Event) -> bool:
        """The chat has become readable, or LINE could not be asked: nothing is taken, the form stays open."""
        self._chat.cancel(channel.agency, event.user_id)
        shown = cards.door(channel, self._parts.base_url, chat=False, said=confiding_texts.CLOSED)
        self._acts.say(channel, event, shown)
        return True

    def _typed(self, channel: Channel, event: Event, said: Text) -> bool:
        agency, user = channel.agency, event.user_id
        act = "cancel" if said.route is Route.CANCEL else _WORDS.get(said.flat, "")
        draft = self._chat.draft(agency, user)
        if draft is None:
            return self._afterwards(channel, event, said, act)
        if draft.waiting:
            self._acts.catch_up(channel, event)
        if said.route in (Route.RECEIPT, Route.MENU):
            return False  # words with an answer of their own, which tell nothing
        return self._acts.do(channel, event, act) if act else self._acts.told(channel, event, said)

    def _afterwards(self, channel: Channel, event: Event, said: Text, act: str) -> bool:
        """A draft was here: what is no word of ours and no known way is neither stored nor guessed about."""
        if said.route in (Route.FRAUD, Route.RECEIPT):
            return False  # the door, or the way to the thread: both keep nothing
        if act in {"code", "send"} and self._chat.in_hand(channel.agency, event.user_id) is not None:
            return self._acts.do(channel, event, act)  # sent, and perhaps the answer never arrived
        if said.route is Route.EMERGENCY or (said.route is not Route.QUESTION and len(said.flat) <= _WORD):
            return False
        self._chat.note_event(channel.agency, event.id)
        self._acts.say(channel, event, cards.unclear())
        return True


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
