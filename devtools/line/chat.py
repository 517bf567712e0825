"""One chat: what stands in it, and whether the account may write into it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from devtools.line.channel import Channel
    from devtools.line.people import Person
    from devtools.line.sight import Sight

Relation = Literal["friend", "blocked", "stranger", "deleted"]
Kind = Literal["user", "group", "room"]
BOT = "bot"
NOTICE = "notice"


@dataclass
class Entry:
    """One thing seen in a chat: a message of the account, of a person, or a grey notice of LINE itself.

    `author` is "bot", "notice" or a user ID. `message` is LINE's message object, as sent. `how` tells the path:
    "reply", "push", "multicast", "broadcast" for the account; "message" or "display" (a displayText) for a person.
    """

    id: str
    author: str
    at: datetime
    message: dict[str, Any]
    how: str = "message"
    unsent: bool = False
    quote_token: str = ""

    @property
    def text(self) -> str:
        """The words of it: text, altText, or the type in square brackets."""
        for key in ("text", "altText"):
            if isinstance(self.message.get(key), str):
                return str(self.message[key])
        return f"[{self.message.get('type', '?')}]"


@dataclass
class Chat:
    """A one-to-one chat, a group or a room with one account. Guarded by the platform's lock.

    `since` is how many entries there were when a person last did something here.
    """

    channel: Channel
    id: str
    kind: Kind = "user"
    members: list[Person] = field(default_factory=list)
    relation: Relation = "stranger"
    name: str = ""
    standby: bool = False
    last_written: datetime | None = None
    entries: list[Entry] = field(default_factory=list)
    since: int = 0
    dismissed: str = ""
    loading_until: datetime | None = None
    draft: str = ""
    menu: str | None = None
    ever_friend: bool = False
    left: bool = False

    @property
    def person(self) -> Person | None:
        """The citizen of a one-to-one chat; None in groups and rooms."""
        return self.members[0] if self.kind == "user" and self.members else None

    def source(self, author: Sight | None) -> dict[str, str]:
        """The `source` object of an event that `author` causes here."""
        if self.kind == "user":
            return {"type": "user", "userId": self.id}
        found = {"type": self.kind, f"{self.kind}Id": self.id}
        if author is not None and not author.hides_id:
            found["userId"] = author.user_id
        return found

    def recipients(self) -> int:
        """How many people a message sent here is counted for."""
        return 1 if self.kind == "user" else max(1, len(self.members))

    def find(self, message_id: str) -> Entry | None:
        """The entry with that message ID."""
        return next((entry for entry in reversed(self.entries) if entry.id == message_id), None)

    def quotable(self, token: str) -> bool:
        """Whether a message here can be quoted by `token`."""
        return any(token in (entry.quote_token, entry.message.get("quoteToken")) for entry in self.entries if token)

    def newest(self) -> Entry | None:
        """The last entry that is a message and still stands; notices do not push quick replies away."""
        standing = (entry for entry in reversed(self.entries) if entry.author != NOTICE and not entry.unsent)
        return next(standing, None)

    def quick_replies(self) -> list[dict[str, Any]]:
        """The quick-reply items a phone shows now: those of the last message only, until tapped."""
        last = self.newest()
        if last is None or last.author != BOT or last.id == self.dismissed:
            return []
        return list(last.message.get("quickReply", {}).get("items", []))

    def dismiss_quick_replies(self) -> None:
        """A tap takes the quick replies away for good."""
        last = self.newest()
        self.dismissed = last.id if last else ""
