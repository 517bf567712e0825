"""What a person can do in the guided chat, one verb each. What is told is kept first; LINE comes after."""

from collections.abc import Callable

from bot import confiding_messages as cards
from bot import confiding_texts, messages, texts
from bot.confiding_photos import Photos
from bot.confiding_port import ChatDoor
from bot.door import DoorKeeper
from bot.events import Event, Text, Unreadable
from bot.parts import Channel
from bot.ports import Message
from kernel.errors import Refused, Unavailable


class Acts:
    """Over the chat door; speaks through the keeper. Safe to share between threads."""

    def __init__(self, chat: ChatDoor, keeper: DoorKeeper, base_url: str, pause: Callable[[float], None]) -> None:
        self._chat, self._keeper, self._base_url = chat, keeper, base_url
        self._photos = Photos(chat, keeper, pause)

    def told(self, channel: Channel, event: Event, said: Text) -> bool:
        """A typed message for the open question."""
        try:
            draft = self._chat.answer(channel.agency, event.user_id, said.text, said.message_id, event.id)
            self.say(channel, event, cards.question(draft))
        except Refused as refused:
            self.say(channel, event, self.sentence(channel, refused))
        return True

    def photo(self, channel: Channel, event: Event, found: Unreadable) -> bool:
        """A photograph: that it was sent is kept at once, its bytes are fetched soon."""
        try:
            self._chat.want(channel.agency, event.user_id, found.message_id, event.id)
        except Refused as refused:
            gone = refused.reason == "no_draft"
            refusal = [messages.text(confiding_texts.PHOTO_REFUSED)]
            self.say(channel, event, self.sentence(channel, refused) if gone else refusal)
            return True
        self._keeper.answer(channel, event, lambda: self._photo_said(channel, event, quiet=found.follows))
        return True

    def catch_up(self, channel: Channel, event: Event) -> None:
        """Fetch, soon, what a crash or LINE kept us from fetching."""
        self._keeper.do(lambda _line: self._photos.bring(channel, event.user_id))

    def do(self, channel: Channel, event: Event, act: str) -> bool:
        """A button, or a word that stands for one."""
        if act == "send":
            self._send(channel, event)
            return True
        try:
            shown = self._shown(channel, event, act)
        except Refused as refused:
            shown = self.sentence(channel, refused)
        self.say(channel, event, shown)
        return True

    def _shown(self, channel: Channel, event: Event, act: str) -> list[Message]:
        agency, user, base_url = channel.agency, event.user_id, self._base_url
        match act:
            case "chat":
                self._chat.warn(agency, user)
                return cards.warning(channel, base_url)
            case "begin":
                return cards.question(self._chat.begin(agency, user))
            case "skip":
                return cards.question(self._chat.skip(agency, user, event.id))
            case "back":
                return cards.question(self._chat.back(agency, user, event.id))
            case "cancel":
                self._chat.cancel(agency, user)
                return [messages.text(confiding_texts.CANCELLED)]
            case "no":
                self._chat.release(agency, user)
                return [messages.text(confiding_texts.NOT_NOW)]
            case "other":
                self._chat.release(agency, user)
                return messages.with_quick_replies([messages.text(confiding_texts.OTHER)], (texts.MENU,))
            case "same":
                return cards.same(channel, base_url)
            case "code":
                return cards.before_the_code()
            case "show":
                receipt = self._chat.in_hand(agency, user)
                return cards.the_code(receipt) if receipt else [messages.text(confiding_texts.CODE_OVER)]
            case _:
                return cards.door(channel, base_url, chat=True)

    def _send(self, channel: Channel, event: Event) -> None:
        """File it now: LINE is thanked only when the report is a case, or still a draft that can be sent again."""
        try:
            shown = self._filed(channel, event.user_id)
        except Refused as refused:
            if refused.reason == "photos_waiting":
                self._keeper.answer(channel, event, lambda: self._send_with_photos(channel, event.user_id))
                return
            shown = self.sentence(channel, refused)
        except Unavailable:
            shown = [messages.text(confiding_texts.BUSY)]
        self.say(channel, event, shown)

    def _send_with_photos(self, channel: Channel, user: str) -> list[Message]:
        """Once more, after asking LINE for what is missing. A crash here leaves the draft as it is."""
        self._photos.bring(channel, user)
        try:
            return self._filed(channel, user)
        except Refused as refused:
            return self.sentence(channel, refused)
        except Unavailable:
            return [messages.text(confiding_texts.BUSY)]

    def _filed(self, channel: Channel, user: str) -> list[Message]:
        receipt = self._chat.send(channel.agency, user)
        return cards.sent(channel, self._base_url, self._chat.one_time(channel.agency, receipt))

    def _photo_said(self, channel: Channel, event: Event, *, quiet: bool) -> list[Message]:
        brought = self._photos.bring(channel, event.user_id)
        if brought.refused or brought.lost:
            said = confiding_texts.PHOTO_REFUSED if brought.refused else confiding_texts.PHOTO_LOST
            return [messages.text(said)]
        draft = self._chat.draft(channel.agency, event.user_id)
        if draft is None:
            return self.sentence(channel, Refused("no_draft"))
        if quiet:
            return []
        if draft.waiting:
            return [messages.text(confiding_texts.PHOTOS_WAITING)]
        return cards.question(draft, confiding_texts.PHOTOS.format(count=draft.files))

    def sentence(self, channel: Channel, refused: Refused) -> list[Message]:
        """Why something was not done, and what to do."""
        if refused.reason == "no_draft":
            return cards.door(channel, self._base_url, chat=True, said=confiding_texts.IDLE)
        said = {
            "too_long": confiding_texts.TOO_LONG,
            "receipt_in_text": confiding_texts.RECEIPT_IN_TEXT,
            "empty_report": confiding_texts.NOTHING_TOLD,
            "photos_waiting": confiding_texts.PHOTOS_WAITING,
        }.get(refused.reason)
        return [messages.text(said or confiding_texts.INTAKE_CLOSED)]

    def say(self, channel: Channel, event: Event, shown: list[Message]) -> None:
        """Reply soon."""
        self._keeper.answer(channel, event, lambda: shown)
