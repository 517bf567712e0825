"""What the chat page draws, as plain values read from the platform."""

from __future__ import annotations

from typing import Any

from devtools.line.chat import BOT, NOTICE, Chat, Entry
from devtools.line.faults import CALL_FAULTS, DELIVERY_FAULTS
from devtools.line.people import Person
from devtools.line.platform import Platform
from kernel.clock import BANGKOK

_SHOWN = 200


def state(platform: Platform, channel_code: str | None, person_id: str | None) -> dict[str, Any]:
    """Everything the page draws. KeyError when a named channel or person does not exist."""
    with platform.lock:
        made: dict[str, Any] = {
            "version": platform.version,
            "channels": [{"code": found.code, "name": found.name} for found in platform.channels.values()],
            "people": [
                {"id": person.user_id, "name": person.name, "device": person.device}
                for person in platform.people.values()
            ],
        }
        if not platform.channels or not platform.people:
            return made
        person = platform.people[person_id] if person_id else next(iter(platform.people.values()))
        chat = person.chat(platform.channel(channel_code or None))
        return {**made, "person": person.user_id, "chat": _chat(chat, person), "panel": _panel(platform, chat)}


def _chat(chat: Chat, person: Person) -> dict[str, Any]:
    answered = max((place for place, entry in enumerate(chat.entries) if entry.author == BOT), default=-1)
    entries = [_entry(entry, person, place < answered) for place, entry in enumerate(chat.entries)]
    menu = person.rich_menu(chat)
    has_image = bool(menu) and menu is not None and menu["richMenuId"] in chat.channel.menus.images
    return {
        "channel": chat.channel.code,
        "name": chat.channel.name,
        "basicId": chat.channel.basic_id,
        "relation": chat.relation,
        "device": person.device,
        "draft": chat.draft,
        "loading": person.sees_loading(chat),
        "entries": entries[-_SHOWN:],
        "quick": [] if person.device == "pc" else chat.quick_replies(),
        "menu": menu,
        "menuImage": has_image,
    }


def _entry(entry: Entry, person: Person, read: bool) -> dict[str, Any]:
    side = {BOT: "bot", NOTICE: "notice", person.user_id: "me"}.get(entry.author, "other")
    shown = {"type": "text", "text": ""} if entry.unsent else entry.message
    return {
        "id": entry.id,
        "side": side,
        "time": f"{entry.at.astimezone(BANGKOK):%H:%M}",
        "message": shown,
        "how": entry.how,
        "unsent": entry.unsent,
        "read": read and side == "me",
    }


def _panel(platform: Platform, chat: Chat) -> dict[str, Any]:
    channel = chat.channel
    last = channel.last_delivery
    outcome = last.attempts[-1] if last and last.attempts else None
    return {
        "quota": channel.quota,
        "counted": channel.counted_this_month,
        "calls": [
            {"endpoint": endpoint, "status": status, "count": count}
            for (endpoint, status), count in sorted(platform.call_counts.items())
        ],
        "deliveries": dict(sorted(channel.delivery_errors.items())),
        "last": {"status": outcome.status, "reason": outcome.reason} if outcome else None,
        "violations": [str(violation) for violation in platform.violations[-30:]],
        "violationCount": len(platform.violations),
        "faults": [
            {"kind": fault.kind, "endpoint": fault.endpoint, "times": fault.times} for fault in platform.faults.active
        ],
        "faultKinds": [*CALL_FAULTS, *DELIVERY_FAULTS],
        "redelivery": channel.redelivery.enabled,
        "standby": channel.standby,
        "webhook": channel.webhook_url,
    }  # fmt: skip
