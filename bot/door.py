"""The answer to fraud words: the way to the form, given from memory. Nothing of what was typed is kept or passed on."""

import logging
import queue
import threading

from bot import messages, texts
from bot.intake import Sorted, Way
from bot.outcomes import Ambiguous, Delivered, Line, NotConnected, Refused
from bot.parts import Channel, Parts
from bot.ports import Message
from qr import links

log = logging.getLogger("bot.door")

WAITING = 1000
"""Answers that may wait at once; the menu shows the same way, so losing one beyond that is bearable."""


def door_messages(channel: Channel, base_url: str, way: Way) -> list[Message]:
    """What a person is shown who typed of corruption, or a receipt."""
    if way is Way.RECEIPT:
        receipt = f"{links.fraud_door(base_url, channel.agency)}/receipt?openExternalBrowser=1"
        return [messages.card(texts.RECEIPT_TITLE, texts.RECEIPT_BODY, [messages.opens(texts.RECEIPT_BUTTON, receipt)])]
    form = links.fraud_door_from_line(base_url, channel.agency)
    return [messages.card(texts.DOOR_TITLE, texts.DOOR_BODY, [messages.opens(texts.DOOR_BUTTON, form)])]


class DoorKeeper:
    """One thread with a short queue. It replies, never pushes, and keeps nothing: a crash costs the door message."""

    def __init__(self, parts: Parts, line: Line | None = None) -> None:
        self._parts = parts
        self._line = line
        self._queue: queue.Queue[tuple[Channel, Sorted] | None] = queue.Queue(WAITING)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def show(self, channel: Channel, found: Sorted) -> None:
        """Answer soon. Returns at once."""
        if not found.event.reply_token:
            return
        with self._lock:
            if self._thread is None:  # started on first use, hence after a server has forked its workers
                self._thread = threading.Thread(target=self._run, name="door", daemon=True)
                self._thread.start()
        try:
            self._queue.put_nowait((channel, found))
        except queue.Full:
            log.warning("door.full", extra={"agency": channel.agency.code})

    def close(self) -> None:
        """Answer what waits and end."""
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join()

    def _run(self) -> None:
        while (waiting := self._queue.get()) is not None:
            self._answer(*waiting)

    def _answer(self, channel: Channel, found: Sorted) -> None:
        # A redelivered event comes here again; its token is good for one answer only, so LINE refuses the second.
        shown = door_messages(channel, self._parts.base_url, found.way)
        for _ in range(2):
            outcome = self._client().reply(channel.account, found.event.reply_token, shown)
            if isinstance(outcome, Delivered):
                return
            if isinstance(outcome, Refused):
                log.warning("door.refused", extra={"agency": channel.agency.code, "reason": outcome.reason.value})
                return
            assert isinstance(outcome, Ambiguous | NotConnected)
            log.warning("door.no_answer", extra={"agency": channel.agency.code, "reason": outcome.cause})

    def _client(self) -> Line:
        if self._line is None:
            from bot.line_client import LineClient  # the SDK is slow to import, and most web processes never need it

            self._line = LineClient()
        return self._line
