"""Writing in a chat: messages of every kind, and taking them back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from devtools.line import events, ids
from devtools.line.chat import Chat, Entry
from devtools.line.content import Content, media_type_of
from devtools.line.sight import Sight

if TYPE_CHECKING:
    from devtools.line.channel import Channel
    from devtools.line.webhooks import Delivery


class NotPossible(Exception):  # noqa: N818 - it reads as a sentence
    """The person cannot do that on a real phone or PC, so a test must not rely on it."""


@dataclass(eq=False)
class Writer(Sight):
    """Somebody with a LINE account, and what they can send. `Person` says what `to` may be and what comes back."""

    def send_text(
        self,
        words: str,
        to: str | Channel | Chat | None = None,
        *,
        quoting: str | None = None,
        mention_bot: bool = False,
    ) -> Delivery | None:
        """Types and sends. `quoting` is a message ID; `mention_bot` puts the account's @name in front (groups)."""
        extra: dict[str, Any] = {}
        chat = self.chat(to)
        if mention_bot:
            handle = f"@{chat.channel.name}"
            extra["mention"] = {
                "mentionees": [
                    {
                        "index": 0,
                        "length": len(handle),
                        "type": "user",
                        "userId": chat.channel.bot_user_id,
                        "isSelf": True,
                    }
                ]
            }
            words = f"{handle} {words}"
        return self._send(chat, events.text(words, quoting, **extra))

    def send_sticker(
        self,
        to: str | Channel | Chat | None = None,
        package: str = "446",
        number: str = "1988",
        keywords: Sequence[str] = ("Hello", "Hi"),
    ) -> Delivery | None:
        """Sends a sticker; LINE tells the account up to 15 words about it, or none."""
        return self._send(self.chat(to), events.sticker(package, number, keywords))

    def send_image(
        self,
        data: bytes,
        to: str | Channel | Chat | None = None,
        *,
        prepare_seconds: float = 0,
        external: str | None = None,
    ) -> Delivery | None:
        """Sends a photo; its bytes can be fetched after `prepare_seconds`. `external`: a URL instead."""
        chat, message = self.chat(to), events.image(external=external)
        if not external:
            self._keep(chat, message, data, media_type_of(data), prepare_seconds)
        return self._send(chat, message)

    def send_images(self, photos: list[bytes], to: str | Channel | Chat | None = None) -> list[Delivery | None]:
        """Sends several photos at once, as one image set."""
        chat, set_id, sent = self.chat(to), ids.image_set_id(), []
        for index, data in enumerate(photos, start=1):
            message = events.image({"id": set_id, "index": index, "total": len(photos)})
            self._keep(chat, message, data, media_type_of(data), 0)
            sent.append(self._send(chat, message))
        return sent

    def send_video(
        self, data: bytes = b"video", to: str | Channel | Chat | None = None, *, prepare_seconds: float = 0
    ) -> Delivery | None:
        """Sends a video."""
        return self._send_file(events.video(60_000), data, "video/mp4", to, prepare_seconds)

    def send_audio(
        self, data: bytes = b"audio", to: str | Channel | Chat | None = None, *, prepare_seconds: float = 0
    ) -> Delivery | None:
        """Sends a voice message."""
        return self._send_file(events.audio(12_340), data, "audio/x-m4a", to, prepare_seconds)

    def send_file(self, name: str, data: bytes, to: str | Channel | Chat | None = None) -> Delivery | None:
        """Sends a document."""
        return self._send_file(events.file(name, len(data)), data, media_type_of(data), to, 0)

    def send_location(
        self, latitude: float = 16.4419, longitude: float = 102.836, to: str | Channel | Chat | None = None,
        *, title: str | None = None, address: str | None = None,
    ) -> Delivery | None:  # fmt: skip
        """Sends a pin, without title and address unless given."""
        return self._send(self.chat(to), events.location(latitude, longitude, title, address))

    def send_draft(self, to: str | Channel | Chat | None = None) -> Delivery | None:
        """Presses send on the waiting text."""
        chat = self.chat(to)
        words, chat.draft = chat.draft, ""
        return self.send_text(words, chat)

    def unsend(self, message_id: str, to: str | Channel | Chat | None = None) -> Delivery | None:
        """Takes a message back, which is an order to delete it. The message may be one the account never got."""
        chat = self.chat(to)
        with self.platform.lock:
            entry = chat.find(message_id)
            if entry is not None:
                entry.unsent = True
            if message_id in self.platform.contents:
                self.platform.contents[message_id].gone = True
            self.platform.touch()
        return self.platform.emit("unsend", chat, self, unsend={"messageId": message_id})

    def edit(self, message_id: str, words: str, to: Chat) -> Delivery | None:
        """Edits a message in a group. The event is not in LINE's published specification yet."""
        entry = to.find(message_id)
        if entry is None:
            raise NotPossible("no such message")
        entry.message = {**entry.message, "text": words}
        kept = {key: entry.message[key] for key in ("type", "id", "quoteToken", "text")}
        return self.platform.emit("messageEdited", to, self, message=kept)

    def _send(self, chat: Chat, message: dict[str, Any]) -> Delivery | None:
        if chat.relation in ("blocked", "deleted"):
            raise NotPossible(f"the chat is {chat.relation}")
        with self.platform.lock:
            chat.last_written = self.platform.now()
            chat.entries.append(Entry(message["id"], self.user_id, self.platform.now(), message))
            self.platform.touch()
        return self.platform.emit("message", chat, self, message=message)

    def _send_file(
        self,
        message: dict[str, Any],
        data: bytes,
        media_type: str,
        to: str | Channel | Chat | None,
        prepare_seconds: float,
    ) -> Delivery | None:
        chat = self.chat(to)
        self._keep(chat, message, data, media_type, prepare_seconds)
        return self._send(chat, message)

    def _keep(self, chat: Chat, message: dict[str, Any], data: bytes, media_type: str, prepare_seconds: float) -> None:
        ready = self.platform.now() + timedelta(seconds=prepare_seconds) if prepare_seconds else None
        kept = Content(data, media_type, message["type"], chat.channel.code, ready)
        self.platform.contents[message["id"]] = kept
