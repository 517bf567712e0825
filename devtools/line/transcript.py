"""A chat as text, for people to read and keep."""

from __future__ import annotations

from typing import Any

from devtools.line.chat import BOT, NOTICE, Chat, Entry
from devtools.line.gestures import actions_in
from devtools.line.sight import Sight
from kernel.clock import BANGKOK


def written(chat: Chat, person: Sight | None = None) -> str:
    """One line per message, `HH:MM:SS who: words`, buttons below in brackets; of unsent messages only the fact."""
    lines = [line for entry in chat.entries for line in _lines(chat, entry)]
    if person is not None and (labels := person.quick_labels(chat)):
        lines.append("    (ปุ่มตอบด่วน) " + " ".join(f"[{label}]" for label in labels))
    return "\n".join(lines) + "\n" if lines else ""


def words_in(message: dict[str, Any]) -> list[str]:
    """Everything to be read in a message, in order: text, Flex texts, template texts."""
    if message.get("type") not in ("flex", "template"):
        return [str(message["text"])] if "text" in message else []
    return list(_texts(message.get("contents") or message.get("template")))


def _texts(node: Any) -> list[str]:
    if isinstance(node, list):
        return [words for item in node for words in _texts(item)]
    if not isinstance(node, dict):
        return []
    own = [str(node[key]) for key in ("title", "text") if isinstance(node.get(key), str)]
    parts = ("header", "hero", "body", "footer", "contents", "columns")
    return own + [words for key in parts for words in _texts(node.get(key))]


def _lines(chat: Chat, entry: Entry) -> list[str]:
    time = f"{entry.at.astimezone(BANGKOK):%H:%M:%S}"
    if entry.author == NOTICE:
        return [f"{time} -- {entry.text} --"]
    who = chat.channel.name if entry.author == BOT else _name(chat, entry.author)
    if entry.unsent:
        return [f"{time} {who}: (ยกเลิกข้อความแล้ว)"]
    read = " / ".join(words_in(entry.message)) or entry.text
    lines = [f"{time} {who}: {read}"]
    buttons = [str(action["label"]) for action in actions_in(entry.message) if action.get("label")]
    return lines + (["    (ปุ่ม) " + " ".join(f"[{label}]" for label in buttons)] if buttons else [])


def _name(chat: Chat, user_id: str) -> str:
    return next((person.name for person in chat.members if person.user_id == user_id), user_id)
