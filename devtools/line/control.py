"""What the chat page and its panel can do, as plain functions on the platform."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Any

from devtools.line import gestures
from devtools.line.chat import Chat
from devtools.line.people import Person
from devtools.line.platform import Platform
from devtools.line.writing import NotPossible

_MAX_PHOTO = 8_000_000


class BadAct(Exception):  # noqa: N818 - it reads as a sentence
    """The page asked for something that cannot be done. The text is a Thai sentence for the page."""


def act(platform: Platform, body: dict[str, Any]) -> dict[str, Any]:
    """Does one thing a person or the panel asks for; raises `BadAct`."""
    if body.get("do") == "add_person":
        return _add_person(platform, body)
    person = platform.people.get(str(body.get("person")))
    channel = platform.channels.get(str(body.get("channel")))
    handler = _ACTS.get(str(body.get("do")))
    if person is None or channel is None or handler is None:
        raise BadAct("ไม่พบแชต บุคคล หรือคำสั่งนี้")
    try:
        handler(person, person.chat(channel), body)
    except NotPossible as problem:
        raise BadAct("ทำไม่ได้ในขณะที่บล็อกบัญชีนี้อยู่") from problem
    except LookupError as problem:
        raise BadAct("ไม่พบสิ่งที่เลือก อาจเปลี่ยนไปแล้ว") from problem
    except (ValueError, TypeError, binascii.Error) as problem:
        raise BadAct("ข้อมูลที่ส่งมาไม่ถูกต้อง") from problem
    platform.touch()
    return {"version": platform.version}


def _add_person(platform: Platform, body: dict[str, Any]) -> dict[str, Any]:
    name = str(body.get("name", "")).strip()[:40]
    if not name:
        raise BadAct("กรอกชื่อของบุคคลใหม่")
    return {"person": platform.add_person(name, friend=bool(body.get("friend"))).user_id}


def _text(person: Person, chat: Chat, body: dict[str, Any]) -> None:
    words = str(body["text"])
    if not words or len(words) > 5000:
        raise BadAct("ข้อความต้องมี 1 ถึง 5,000 ตัวอักษร")
    chat.draft = ""
    person.send_text(words, chat)


def _photo(person: Person, chat: Chat, body: dict[str, Any]) -> None:
    data = base64.b64decode(str(body["data"]), validate=True)
    if len(data) > _MAX_PHOTO:
        raise BadAct("ไฟล์ใหญ่เกินไป เลือกไฟล์ที่เล็กกว่า 8 MB")
    name = str(body.get("name", ""))
    if str(body.get("media", "")).startswith("image/"):
        person.send_image(data, chat)
    else:
        person.send_file(name or "file", data, chat)


def _tap(person: Person, chat: Chat, body: dict[str, Any]) -> None:
    action, pick = body["action"], body.get("pick")
    offered = [item["action"] for item in chat.quick_replies()] if person.device == "phone" else []
    if body.get("quick") and action in offered:
        gestures.tap_quick_reply(person, chat, action, pick)
        return
    menu = person.rich_menu(chat) or {"areas": []}
    standing = [found for entry in chat.entries if not entry.unsent for found in gestures.actions_in(entry.message)]
    if body.get("quick") or action not in [*standing, *(area["action"] for area in menu["areas"])]:
        raise LookupError
    gestures.perform(person, chat, action, pick)


def _fault(person: Person, chat: Chat, body: dict[str, Any]) -> None:
    times = int(body.get("times", 1))
    seconds = min(max(float(body.get("seconds", 0)), 0.0), 60.0)
    endpoint = str(body.get("endpoint") or "") or None
    person.platform.faults.add(str(body["kind"]), endpoint, times=times if times > 0 else None, seconds=seconds)


def _device(person: Person, chat: Chat, body: dict[str, Any]) -> None:
    person.device = "pc" if body["value"] == "pc" else "phone"


def _redelivery(person: Person, chat: Chat, body: dict[str, Any]) -> None:
    chat.channel.redelivery.enabled = bool(body["value"])


def _standby(person: Person, chat: Chat, body: dict[str, Any]) -> None:
    chat.channel.standby = bool(body["value"])


def _quota(person: Person, chat: Chat, body: dict[str, Any]) -> None:
    chat.channel.quota = max(0, int(body["value"]))


def _sticker(person: Person, chat: Chat, body: dict[str, Any]) -> None:
    person.send_sticker(chat, str(body["package"]), str(body["sticker"]))


_ACTS: dict[str, Callable[[Person, Chat, dict[str, Any]], object]] = {
    "text": _text,
    "sticker": _sticker,
    "photo": _photo,
    "location": lambda person, chat, body: person.send_location(to=chat, title="หน้าสำนักงาน"),
    "tap": _tap,
    "link": lambda person, chat, body: person.open_link(str(body["url"])),
    "unsend": lambda person, chat, body: person.unsend(str(body["id"]), chat),
    "follow": lambda person, chat, body: person.follow(chat.channel),
    "block": lambda person, chat, body: person.block(chat.channel),
    "redeliver": lambda person, chat, body: chat.channel.redeliver_last(),
    "device": _device,
    "fault": _fault,
    "clear_faults": lambda person, chat, body: person.platform.faults.clear(),
    "redelivery": _redelivery,
    "standby": _standby,
    "quota": _quota,
}
