"""The answer to fraud words: the way to the form, given from memory. Nothing of what was typed is kept or passed on."""

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from bot import confiding_messages as cards
from bot import messages, texts
from bot.events import Event
from bot.intake import Sorted, Way
from bot.outcomes import Account, Ambiguous, Content, Delivered, Line, NotConnected, Refused
from bot.parts import Channel, Parts
from bot.ports import Message
from qr import links

log = logging.getLogger("bot.door")

WAITING = 1000
"""Answers that may wait at once; the menu shows the same way, so losing one beyond that is bearable."""


class SetUpLine(Line, Protocol):
    """LINE, photographs included."""

    def content(self, account: Account, message_id: str) -> Content: ...


Task = Callable[[SetUpLine], object]


def door_messages(
    channel: Channel, base_url: str, way: Way, *, in_group: bool = False, chat: bool = False
) -> list[Message]:
    """What a person is shown who typed of corruption, or a receipt; `in_group`: nothing that others should see."""
    if in_group:
        return _not_here(channel)
    if way is Way.RECEIPT:
        receipt = f"{links.fraud_door(base_url, channel.agency)}/receipt?openExternalBrowser=1"
        return [messages.card(texts.RECEIPT_TITLE, texts.RECEIPT_BODY, [messages.opens(texts.RECEIPT_BUTTON, receipt)])]
    return cards.door(channel, base_url, chat=chat)


def _not_here(channel: Channel) -> list[Message]:
    if not channel.basic_id:
        return [messages.text(texts.NOT_IN_A_GROUP)]
    private = links.line_oa_message(channel.basic_id, texts.MENU)
    return [messages.card("", texts.NOT_IN_A_GROUP, [messages.opens(texts.OPEN_PRIVATE, private)], strong=False)]


class DoorKeeper:
    """One thread with a short queue. It replies, never pushes, and keeps nothing: a crash costs the answer."""

    def __init__(self, parts: Parts, line: SetUpLine | None = None, name: str = "door") -> None:
        self._parts = parts
        self._line = line
        self._name = name
        self._queue: queue.Queue[Task | None] = queue.Queue(WAITING)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def show(self, channel: Channel, found: Sorted, chat: Callable[[Line], bool] | None = None) -> None:
        """Answer fraud words soon; `chat` says whether the guided chat is the second way. Returns at once."""
        group = found.event.in_group

        def shown(line: SetUpLine) -> None:
            open_too = not group and found.way is Way.DOOR and chat is not None and chat(line)
            said = door_messages(channel, self._parts.base_url, found.way, in_group=group, chat=open_too)
            self._reply(channel, found.event.reply_token, said)

        self.do(shown)

    def answer(self, channel: Channel, event: Event, make: Callable[[], Sequence[Message]]) -> None:
        """Reply soon with what `make` gives, which may take its time. Returns at once."""
        self.do(lambda _line: self._reply(channel, event.reply_token, make()))

    def do(self, task: "Task") -> None:
        """Do something with LINE soon. Returns at once."""
        with self._lock:
            if self._thread is None:  # started on first use, hence after a server has forked its workers
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
        try:
            self._queue.put_nowait(task)
        except queue.Full:
            log.warning("door.full")

    def client(self) -> SetUpLine:
        """LINE; only from within a task."""
        if self._line is None:
            from bot.line_client import LineClient  # the SDK is slow to import, and most web processes never need it

            self._line = LineClient()
        return self._line

    def close(self) -> None:
        """Answer what waits and end."""
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join()

    def _run(self) -> None:
        while (task := self._queue.get()) is not None:
            try:
                task(self.client())
            except Exception as trouble:  # noqa: BLE001 - an outer loop; a traceback could quote what was told
                log.error("door.failed", extra={"reason": type(trouble).__name__})

    def _reply(self, channel: Channel, reply_token: str, shown: Sequence[Message]) -> None:
        if not reply_token or not shown:
            return
        # A redelivered event comes here again; its token is good for one answer only, so LINE refuses the second.
        for _ in range(2):
            outcome = self.client().reply(channel.account, reply_token, shown)
            if isinstance(outcome, Delivered):
                return
            if isinstance(outcome, Refused):
                log.warning("door.refused", extra={"agency": channel.agency.code, "reason": outcome.reason.value})
                return
            assert isinstance(outcome, Ambiguous | NotConnected)
            log.warning("door.no_answer", extra={"agency": channel.agency.code, "reason": outcome.cause})
