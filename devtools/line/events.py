"""Webhook events with all the properties LINE sends today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from devtools.line import ids
from devtools.line.clock import milliseconds

if TYPE_CHECKING:
    from devtools.line.chat import Chat
    from devtools.line.sight import Sight

_WITHOUT_TOKEN = frozenset({"unfollow", "unsend", "leave", "memberLeft", "botSuspended", "botResumed", "delivery"})


def event(kind: str, chat: Chat, author: Sight | None, now: datetime, **parts: Any) -> dict[str, Any]:
    """An event of type `kind` caused by `author` in `chat`; `parts` are its own objects, such as `message=...`.

    Events that can be answered carry a reply token, except in standby mode.
    """
    stamp = milliseconds(now)
    standby = chat.standby or chat.channel.standby
    made: dict[str, Any] = {
        "type": kind,
        **parts,
        "webhookEventId": ids.event_id(stamp),
        "deliveryContext": {"isRedelivery": False},
        "timestamp": stamp,
        "source": chat.source(author),
    }
    if not standby and kind not in _WITHOUT_TOKEN:
        made["replyToken"] = ids.reply_token()
    made["mode"] = "standby" if standby else "active"
    return made


def _content(kind: str, **parts: Any) -> dict[str, Any]:
    return {"type": kind, "id": ids.message_id(), **parts, "markAsReadToken": ids.opaque_token()}


def text(words: str, quoted: str | None = None, **extra: Any) -> dict[str, Any]:
    """A text message object of a person; `extra` may hold `mention` or `emojis`."""
    more = {"quotedMessageId": quoted} if quoted else {}
    return _content("text", quoteToken=ids.opaque_token(), text=words, **more, **extra)


def sticker(package: str, number: str, keywords: Sequence[str] = ()) -> dict[str, Any]:
    """A sticker message object; `keywords` say what is to be seen on it."""
    named = {"packageId": package, "stickerId": number, "stickerResourceType": "STATIC"}
    return _content(
        "sticker", quoteToken=ids.opaque_token(), **named, **({"keywords": [*keywords]} if keywords else {})
    )


def image(image_set: dict[str, Any] | None = None, external: str | None = None) -> dict[str, Any]:
    """An image message object; `external` is a URL when the bytes do not lie with LINE."""
    provider: dict[str, Any] = {"type": "line"}
    if external:
        provider = {"type": "external", "originalContentUrl": external, "previewImageUrl": external}
    more = {"imageSet": image_set} if image_set else {}
    return _content("image", quoteToken=ids.opaque_token(), contentProvider=provider, **more)


def video(duration_ms: int) -> dict[str, Any]:
    """A video message object."""
    return _content("video", quoteToken=ids.opaque_token(), duration=duration_ms, contentProvider={"type": "line"})


def audio(duration_ms: int) -> dict[str, Any]:
    """A voice message object."""
    return _content("audio", duration=duration_ms, contentProvider={"type": "line"})


def file(name: str, size: int) -> dict[str, Any]:
    """A document message object."""
    return _content("file", fileName=name, fileSize=size)


def location(latitude: float, longitude: float, title: str | None, address: str | None) -> dict[str, Any]:
    """A location message object; title and address may be absent."""
    named = {key: value for key, value in (("title", title), ("address", address)) if value}
    return _content("location", **named, latitude=latitude, longitude=longitude)
