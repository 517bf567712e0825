"""Citizens: what a person can do with LINE on a phone or a PC."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from devtools.line import gestures
from devtools.line.writing import Writer

if TYPE_CHECKING:
    from devtools.line.channel import Channel
    from devtools.line.chat import Chat
    from devtools.line.webhooks import Delivery


@dataclass(eq=False)
class Person(Writer):
    """Somebody with a LINE account: sees (`Sight`), writes (`Writer`), taps, befriends and blocks.

    Every action takes `to`: a channel, its code, a group chat, or the first channel.
    Actions that cause an event return the `Delivery`, or None while the channel's batch is open.
    """

    # -- tapping (the work is in gestures)

    def tap(
        self,
        label: str,
        to: str | Channel | Chat | None = None,
        *,
        message_id: str | None = None,
        pick: str | None = None,
    ) -> Delivery | None:
        """Taps the button `label`: a visible quick reply, else in the newest message that has it, else the rich menu.

        `message_id` names an older message; `pick` is the value chosen in a date picker. LookupError without it.
        """
        return gestures.tap(self, self.chat(to), label, message_id, pick)

    def postback(
        self,
        data: str,
        to: str | Channel | Chat | None = None,
        *,
        shows: str | None = None,
        params: dict[str, str] | None = None,
    ) -> Delivery | None:
        """A postback without a button, for old, foreign and tampered data. `shows` is its displayText."""
        return gestures.postback(self, self.chat(to), data, shows, params)

    def open_link(self, url: str) -> str:
        """Opens a `line.me` link: prefilled text waits in the chat's draft. Returns the draft ("" for plain links)."""
        return gestures.open_link(self, url)

    # -- groups

    def enter(self, group: Chat) -> Delivery | None:
        """Joins a group or room the account is in."""
        with self.platform.lock:
            group.members.append(self)
        return self.platform.emit("memberJoined", group, None, joined={"members": [self._as_member()]})

    def exit(self, group: Chat) -> Delivery | None:
        """Leaves a group or room."""
        with self.platform.lock:
            group.members.remove(self)
        return self.platform.emit("memberLeft", group, None, left={"members": [self._as_member()]})

    def _as_member(self) -> dict[str, str]:
        return {"type": "user", "userId": self.user_id}

    # -- friendship

    def follow(self, to: str | Channel | None = None) -> Delivery | None:
        """Adds the account as a friend, or unblocks it."""
        chat = self.chat(to)
        with self.platform.lock:
            unblocked = chat.relation == "blocked"
            chat.relation, chat.ever_friend = "friend", True
        self.platform.notice(chat, "เลิกบล็อกบัญชีนี้แล้ว" if unblocked else "เพิ่มบัญชีนี้เป็นเพื่อนแล้ว")
        return self.platform.emit("follow", chat, self, follow={"isUnblocked": unblocked})

    def block(self, to: str | Channel | None = None) -> Delivery | None:
        """Blocks the account."""
        chat = self.chat(to)
        with self.platform.lock:
            chat.relation = "blocked"
        self.platform.notice(chat, "บล็อกบัญชีนี้แล้ว")
        return self.platform.emit("unfollow", chat, self)

    def unblock(self, to: str | Channel | None = None) -> Delivery | None:
        """Unblocks the account: LINE sends a follow event."""
        return self.follow(to)

    def delete_account(self) -> None:
        """Leaves LINE for good; LINE tells nobody."""
        self.unreachable = True
        with self.platform.lock:
            for chat in self.platform.chats.values():
                if chat.person is self:
                    chat.relation = "deleted"
