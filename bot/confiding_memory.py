"""What the guided chat holds in memory for minutes: photographs, and receipts that may be asked for again."""

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from bot.door import SetUpLine
from bot.outcomes import Content
from bot.parts import Channel
from complaints.receipt import Receipt
from kernel.clock import Clock

SHOWN = timedelta(minutes=15)
"""How long somebody may ask for the receipt in the chat: nobody knows whether the first answer arrived."""
_REMEMBERED = 200
_TRIES, _PAUSE_S = 6, 1.0
"""LINE answers 202 while a photograph is being prepared."""


class ReceiptsInHand:
    """Receipts by person, under a key that dies with the process. Safe to share between threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._lock = clock, Lock()
        self._key = secrets.token_bytes(32)
        self._kept: OrderedDict[bytes, tuple[Receipt, datetime]] = OrderedDict()

    def keep(self, user: str, receipt: Receipt) -> None:
        """Until SHOWN is over; the oldest goes when there are too many."""
        with self._lock:
            self._kept[self._mark(user)] = (receipt, self._clock.now() + SHOWN)
            while len(self._kept) > _REMEMBERED:
                self._kept.popitem(last=False)

    def of(self, user: str) -> Receipt | None:
        """The person's receipt, while it may be shown."""
        with self._lock:
            kept = self._kept.get(self._mark(user))
            if kept is not None and self._clock.now() >= kept[1]:
                del self._kept[self._mark(user)]
                return None
        return kept[0] if kept is not None else None

    def _mark(self, user: str) -> bytes:
        return hashlib.blake2b(user.encode(), key=self._key, digest_size=16).digest()


def fetch(line: SetUpLine, channel: Channel, message_id: str, pause: Callable[[float], None]) -> Content:
    """A photograph, straight into memory."""
    content = line.content(channel.account, message_id)
    for _ in range(_TRIES):
        if content.status != 202:
            break
        pause(_PAUSE_S)
        content = line.content(channel.account, message_id)
    return content
