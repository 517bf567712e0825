"""The LINE that the simulated office talks to: devtools' fake, reached by the product over HTTP alone.

The only module of the simulator that imports it. Its deliveries are signed with the channel's own secret, many at a
time, and repeated until the product has acknowledged them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from devtools.line import Person, Platform, serve
from devtools.line.chat import BOT
from devtools.line.courier import Courier
from devtools.line.gestures import actions_in
from devtools.line.transcript import words_in
from kernel.clock import Clock


@dataclass(frozen=True)
class Screen:
    """A message of the office as a person sees it."""

    id: str
    title: str
    """What a notification shows."""
    lines: tuple[str, ...]
    buttons: tuple[str, ...]

    @property
    def words(self) -> str:
        """Everything to be read in it."""
        return " ".join(self.lines)


class Phone:
    """One person's LINE. A PC has no camera and shows no quick replies, but its buttons can be clicked."""

    def __init__(self, person: Person) -> None:
        self._person = person

    @property
    def seen(self) -> int:
        """How far the chat goes now: `shown` looks at what came after that."""
        return len(self._person.chat().entries)

    def shown(self, after: int) -> list[Screen]:
        """The office's messages since, oldest first."""
        entries = self._person.chat().entries
        if len(entries) <= after:
            return []
        with self._person.platform.lock:
            return [_screen(entry.id, entry.message) for entry in entries[after:] if entry.author == BOT]

    def open(self, link: str) -> str:
        """Open a link to the chat; returns the text that waits there to be sent, "" for a link elsewhere."""
        parts = urlsplit(link)
        if parts.hostname == "line.me":
            return self._person.open_link(link)
        chat = self._person.chat()
        if parts.path.rstrip("/") == "/chat":  # the demo's own chat page
            chat.draft = parse_qs(parts.query).get("text", [""])[0]
        return chat.draft

    def send_draft(self) -> None:
        """Touch send on the waiting text."""
        self._person.send_draft()

    def type(self, words: str) -> None:
        """Type words and send them."""
        self._person.send_text(words)

    def sticker(self) -> None:
        """Send a sticker."""
        self._person.send_sticker()

    def tap(self, label: str, screen: Screen) -> None:
        """Touch a button of a message."""
        self._person.tap(label, message_id=screen.id)

    def forget(self) -> None:
        """Throw the chat away, for the sake of our own memory."""
        platform = self._person.platform
        with platform.lock:
            gone = platform.chats.pop((platform.channel().code, self._person.user_id), None)
            platform.people.pop(self._person.user_id, None)
            if gone is not None:
                gone.entries.clear()  # its reply tokens keep the chat itself alive for a while


class FakeLine:
    """The platform with one account. `copies` says how many further copies of each delivery are on the road."""

    def __init__(self, code: str, credentials: Mapping[str, str], clock: Clock, copies: Callable[[], int]) -> None:
        self._platform = Platform(clock)
        self._courier = Courier(self._platform, copies)
        self._platform.postman = self._courier
        self._channel = self._platform.add_channel(
            code, secret=credentials["secret"], token=credentials["token"], quota=None,
            bot_user_id=credentials["bot_user_id"], basic_id=credentials["basic_id"],
        )  # fmt: skip
        self._running = serve(self._platform)
        self.url = self._running.url

    def deliver_to(self, webhook: str) -> None:
        """From now on events are posted there."""
        self._channel.webhook_url = webhook

    def phone(self, user_id: str, *, pc: bool) -> Phone:
        """A new person's device. They have added the account as a friend some day."""
        device = "pc" if pc else "phone"
        return Phone(self._platform.add_person("ผู้มาติดต่อ", device=device, user_id=user_id))

    def rest(self) -> None:
        """Wait until every delivery, copies too, is acknowledged."""
        self._courier.rest()

    @property
    def requests(self) -> tuple[int, int]:
        """Webhook requests so far, and how many of them nobody acknowledged."""
        return self._courier.requests, self._courier.unacknowledged

    @property
    def broken_rules(self) -> list[str]:
        """What the product did that LINE does not allow."""
        return [str(one) for one in self._platform.violations]

    def close(self) -> None:
        """End it."""
        self._courier.closed = True
        self._courier.close()
        self._running.close()


def _screen(message_id: str, message: Mapping[str, Any]) -> Screen:
    labels = [str(action["label"]) for action in actions_in(message) if action.get("label")]
    title = str(message.get("altText") or message.get("text") or "")
    return Screen(message_id, title, tuple(words_in(dict(message))), tuple(labels))
