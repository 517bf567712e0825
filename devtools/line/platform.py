"""The engine of the fake LINE: channels, people, chats, and what happens between them."""

from __future__ import annotations

from typing import Any

from devtools.line import events, ids
from devtools.line.access import Access
from devtools.line.channel import Channel
from devtools.line.chat import NOTICE, Chat, Entry
from devtools.line.content import Content
from devtools.line.contract import Contract
from devtools.line.faults import Faults
from devtools.line.logbook import Logbook
from devtools.line.people import Person
from devtools.line.postman import Postman
from devtools.line.richmenus import RichMenus
from devtools.line.sight import Sight
from devtools.line.tokens import ReplyTokens, RetryKeys
from devtools.line.transcript import written
from devtools.line.webhooks import Delivery
from kernel.clock import BANGKOK, Clock, SystemClock


class Platform(Logbook):
    """A whole LINE in memory. Thread-safe; time comes from `clock`.

    `checks=False` switches the contract and limits checks and the call log off: for benchmarks only.
    `any_token=True` lets a reply use any unknown token once: for load generators which sign their own events.
    `latency` in seconds delays every API answer.
    """

    def __init__(
        self, clock: Clock | None = None, *, checks: bool = True, any_token: bool = False, latency: float = 0.0
    ) -> None:
        super().__init__(clock or SystemClock())
        self.checks, self.any_token, self.latency = checks, any_token, latency
        self.channels: dict[str, Channel] = {}
        self.people: dict[str, Person] = {}
        self.chats: dict[tuple[str, str], Chat] = {}
        self.contents: dict[str, Content] = {}
        self.reply_tokens = ReplyTokens()
        self.retry_keys = RetryKeys()
        self.faults = Faults()
        self.contract = Contract.load()
        self.postman = Postman(self)
        self.access = Access()

    # -- making things

    def add_channel(
        self,
        code: str,
        *,
        secret: str | None = None,
        token: str | None = None,
        webhook_url: str | None = None,
        bot_user_id: str | None = None,
        basic_id: str | None = None,
        name: str | None = None,
        quota: int | None = 300,
        chat_mode: str = "bot",
    ) -> Channel:
        """Adds an account's channel; what is not given is made up. `code` must be new."""
        with self.lock:
            if code in self.channels:
                raise ValueError(f"channel {code!r} exists")
            channel = Channel(
                self, code, secret or ids.reply_token(), token or ids.opaque_token(), webhook_url,
                bot_user_id or ids.user_id(), basic_id or f"@{code}", name or code, quota, chat_mode, RichMenus(),
            )  # fmt: skip
            self.channels[code] = channel
            self.access.add(channel.token, channel)
            self.touch()
            return channel

    def add_person(
        self, name: str, *, friend: bool = True, device: str = "phone", user_id: str | None = None
    ) -> Person:
        """Adds a citizen with an account on "phone" or "pc"; `friend` of every channel, or of none."""
        with self.lock:
            person = Person(self, user_id or ids.user_id(), name, device, friend)
            self.people[person.user_id] = person
            self.touch()
            return person

    def add_group(self, channel: Channel, name: str, members: list[Person], *, room: bool = False) -> Chat:
        """Makes a group (or an old-style room) of people and invites the account: sends a `join` event."""
        with self.lock:
            chat = Chat(channel, ids.room_id() if room else ids.group_id(), "room" if room else "group", list(members))
            chat.name, chat.relation = name, "friend"
            self.chats[(channel.code, chat.id)] = chat
        self.emit("join", chat, None)
        return chat

    def leave(self, group: Chat) -> Delivery | None:
        """The account goes from a group or room, by itself or put out by a member: LINE sends a `leave` event."""
        group.left = True
        self.notice(group, "บัญชีทางการออกจากกลุ่มแล้ว")
        return self.emit("leave", group, None)

    # -- finding things

    def channel(self, code: str | Channel | None = None) -> Channel:
        """A channel by code; without a code the first one. KeyError when there is none."""
        if isinstance(code, Channel):
            return code
        return self.channels[code] if code is not None else next(iter(self.channels.values()))

    def channel_of(self, token: str) -> Channel | None:
        """The channel a bearer token opens now."""
        return self.access.channel_of(token, self.now())

    def replace_token(self, channel: Channel, token: str) -> None:
        """Re-issues the access token; the old one is refused from now on."""
        with self.lock:
            self.access.drop(channel.token)
            channel.token = token
            self.access.add(token, channel)

    def chat(self, channel: Channel, chat_id: str) -> Chat | None:
        """The chat with that user, group or room ID. One-to-one chats appear on first use."""
        with self.lock:
            found = self.chats.get((channel.code, chat_id))
            person = self.people.get(chat_id)
            if found is None and person is not None:
                found = Chat(channel, chat_id, "user", [person], person.relation_at_first())
                found.ever_friend = person.friend_by_default
                self.chats[(channel.code, chat_id)] = found
            return found

    def month(self) -> str:
        """The month the quota counts in, as 2026-11; LINE does not say in which zone, Bangkok is our guess."""
        return self.clock.now().astimezone(BANGKOK).strftime("%Y-%m")

    # -- what happens

    def notice(self, chat: Chat, words: str) -> None:
        """Puts a grey line of LINE itself into a chat."""
        with self.lock:
            chat.entries.append(Entry(ids.message_id(), NOTICE, self.now(), {"type": "notice", "text": words}))
            self.touch()

    def emit(self, kind: str, chat: Chat, author: Sight | None, **parts: Any) -> Delivery | None:
        """Makes an event and sends it, or holds it while a batch is open (then None)."""
        with self.lock:
            made = events.event(kind, chat, author, self.now(), **parts)
            if "replyToken" in made:
                self.reply_tokens.issue(made["replyToken"], chat, self.now())
            if author is not None:
                chat.since = len(chat.entries)
            if chat.channel.held is not None:
                chat.channel.held.append(made)
                return None
        return self.postman.deliver(chat.channel, [made])

    # -- for tests

    def settle(self, timeout: float = 10.0) -> None:
        """Waits until every queued webhook request is over."""
        self.postman.settle(timeout)

    def transcript(self, person: Person, to: str | Channel | None = None) -> str:
        """The chat as that person saw it, as text."""
        with self.lock:
            return written(person.chat(to), person)

    def close(self) -> None:
        """Ends the delivery threads."""
        self.postman.close()
