"""Taps and links: what an action object does when a person touches it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from devtools.line import ids
from devtools.line.chat import BOT, Chat, Entry

if TYPE_CHECKING:
    from devtools.line.people import Person
    from devtools.line.webhooks import Delivery


def actions_in(node: Any) -> Iterator[dict[str, Any]]:
    """Every action object in a message, in reading order, without its quick replies."""
    if isinstance(node, list):
        for item in node:
            yield from actions_in(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in ("action", "defaultAction"):
                yield value
            elif key == "actions":
                yield from value
            elif key != "quickReply":
                yield from actions_in(value)


def tap(person: Person, chat: Chat, label: str, message_id: str | None, pick: str | None) -> Delivery | None:
    """Taps what bears `label`; see `Person.tap`. LookupError when nothing does."""
    if message_id is None and person.device == "phone":
        for item in chat.quick_replies():
            if item["action"].get("label") == label:
                return tap_quick_reply(person, chat, item["action"], pick)
    for action in _buttons(person, chat, message_id):
        if action.get("label") == label or (action.get("label") is None and action.get("text") == label):
            return perform(person, chat, action, pick)
    raise LookupError(f"nothing to tap says {label!r}")


def _buttons(person: Person, chat: Chat, message_id: str | None) -> Iterator[dict[str, Any]]:
    for entry in reversed(list(chat.entries)):
        if entry.author == BOT and not entry.unsent and message_id in (None, entry.id):
            yield from actions_in(entry.message)
    menu = person.rich_menu(chat)
    if menu and message_id is None:
        yield from (area["action"] for area in menu["areas"])


def tap_quick_reply(person: Person, chat: Chat, action: dict[str, Any], pick: str | None = None) -> Delivery | None:
    """Taps a quick reply, which takes all of them away."""
    if action["type"] not in ("camera", "cameraRoll", "location"):
        chat.dismiss_quick_replies()
        person.platform.touch()
    return perform(person, chat, action, pick)


def perform(person: Person, chat: Chat, action: dict[str, Any], pick: str | None = None) -> Delivery | None:
    """Does what an action object says."""
    kind = action["type"]
    if kind == "message":
        return person.send_text(action["text"], chat)
    if kind == "postback":
        return _postback_action(person, chat, action)
    if kind == "datetimepicker":
        if pick is None:
            raise ValueError("a date picker needs pick=...")
        return postback(person, chat, action["data"], None, {action["mode"]: pick})
    if kind == "uri":
        open_link(person, _address(person, action))
    elif kind == "richmenuswitch":
        return _switch_menu(person, chat, action)
    return None


def _address(person: Person, action: dict[str, Any]) -> str:
    desktop = action.get("altUri", {}).get("desktop", "")
    return str(desktop if person.device == "pc" and desktop else action["uri"])


def _postback_action(person: Person, chat: Chat, action: dict[str, Any]) -> Delivery | None:
    if action.get("fillInText") and action.get("inputOption") == "openKeyboard":
        chat.draft = action["fillInText"]
    sent = postback(person, chat, action["data"], action.get("displayText"), None)
    if action.get("text"):
        person.send_text(action["text"], chat)
    return sent


def postback(
    person: Person, chat: Chat, data: str, shows: str | None, params: dict[str, str] | None
) -> Delivery | None:
    """Shows the displayText and sends the postback event."""
    platform = person.platform
    with platform.lock:
        chat.last_written = platform.now()
        if shows:
            words = {"type": "text", "text": shows}
            chat.entries.append(Entry(ids.message_id(), person.user_id, platform.now(), words, "display"))
        platform.touch()
    found: dict[str, Any] = {"data": data}
    if params:
        found["params"] = params
    return platform.emit("postback", chat, person, postback=found)


def _switch_menu(person: Person, chat: Chat, action: dict[str, Any]) -> Delivery | None:
    menus, alias = chat.channel.menus, action["richMenuAliasId"]
    menu = menus.aliases.get(alias)
    if menu not in menus.menus:
        status = "RICHMENU_NOTFOUND" if menu else "RICHMENU_ALIAS_ID_NOTFOUND"
        return postback(person, chat, action["data"], None, {"status": status})
    chat.menu = menu
    return postback(person, chat, action["data"], None, {"newRichMenuAliasId": alias, "status": "SUCCESS"})


def open_link(person: Person, url: str) -> str:
    """Opens a link; `line.me` links open the chat of the account they name, with the text they carry as draft."""
    person.opened.append(url)
    parts = urlsplit(url)
    if parts.hostname != "line.me" or person.device == "pc":
        return ""
    steps = [unquote(step) for step in parts.path.split("/") if step]
    channel = next((found for found in person.platform.channels.values() if found.basic_id in steps), None)
    if channel is None:
        raise LookupError("the link names an account nobody has")
    chat = person.chat(channel)
    if "oaMessage" in steps:
        chat.draft = prefilled(parts.query)
        person.platform.touch()
    return chat.draft


def prefilled(query: str) -> str:
    """The text an oaMessage link carries: the whole query is the text, percent-encoded."""
    named = parse_qs(query).get("text")
    return named[0] if named else unquote(query)
