"""What a person sees of a chat."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from devtools.line.chat import BOT, Chat, Entry, Relation

if TYPE_CHECKING:
    from devtools.line.channel import Channel
    from devtools.line.platform import Platform


@dataclass(eq=False)
class Sight:
    """Somebody with a LINE account, and what their screen shows. `device` is "phone" or "pc".

    `opened` are the addresses they opened, oldest first.
    """

    platform: Platform
    user_id: str
    name: str
    device: str = "phone"
    friend_by_default: bool = True
    hides_id: bool = False
    unreachable: bool = False
    opened: list[str] = field(default_factory=list)

    def chat(self, to: str | Channel | Chat | None = None) -> Chat:
        """The chat with an account, or the given group."""
        if isinstance(to, Chat):
            return to
        found = self.platform.chat(self.platform.channel(to), self.user_id)
        assert found is not None
        return found

    def relation_at_first(self) -> Relation:
        """What the person is to an account they have not dealt with yet."""
        if self.unreachable:
            return "deleted"
        return "friend" if self.friend_by_default else "stranger"

    def sees(self, to: str | Channel | Chat | None = None) -> list[Entry]:
        """Every standing entry of the chat, oldest first."""
        with self.platform.lock:
            return [entry for entry in self.chat(to).entries if not entry.unsent]

    def answers(self, to: str | Channel | Chat | None = None) -> list[dict[str, Any]]:
        """The account's messages since the person last did something here (all of them before that)."""
        with self.platform.lock:
            chat = self.chat(to)
            return [entry.message for entry in chat.entries[chat.since :] if entry.author == BOT and not entry.unsent]

    def wait_for_answers(
        self, count: int = 1, to: str | Channel | Chat | None = None, timeout: float = 5.0
    ) -> list[dict[str, Any]]:
        """Waits for at least `count` messages of the account after the last action; TimeoutError otherwise."""
        self.platform.wait_until(lambda: len(self.answers(to)) >= count, timeout)
        return self.answers(to)

    def quick_replies(self, to: str | Channel | Chat | None = None) -> list[dict[str, Any]]:
        """The quick-reply actions to be seen now; always empty on a PC."""
        with self.platform.lock:
            chat = self.chat(to)
            return [] if self.device == "pc" else [item["action"] for item in chat.quick_replies()]

    def quick_labels(self, to: str | Channel | Chat | None = None) -> list[str]:
        """The labels of `quick_replies`."""
        return [str(action.get("label", "")) for action in self.quick_replies(to)]

    def rich_menu(self, to: str | Channel | Chat | None = None) -> dict[str, Any] | None:
        """The rich menu shown in the chat; None on a PC, in groups and for people who blocked the account."""
        chat = self.chat(to)
        if self.device == "pc" or chat.kind != "user" or chat.relation == "blocked":
            return None
        return chat.channel.menus.shown_to(chat)

    def sees_loading(self, to: str | Channel | Chat | None = None) -> bool:
        """Whether the three dots move now; only friends see them, and only on a phone."""
        chat = self.chat(to)
        shown = self.device == "phone" and chat.relation == "friend" and chat.loading_until is not None
        return shown and chat.loading_until is not None and self.platform.now() < chat.loading_until
