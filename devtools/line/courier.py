"""LINE's delivery at its worst: many requests at once, copies of events, redelivery until each is acknowledged."""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from devtools.line.channel import Channel
from devtools.line.platform import Platform
from devtools.line.postman import Postman
from devtools.line.webhooks import Delivery, encode, post

COURIERS = 48
_TIDY_AT = 2_000


class Courier(Postman):
    """LINE's delivery with the redelivery switch on: each event again and again until it is acknowledged.

    Many at once, as from LINE; whoever wants order waits for the acknowledgement. `copies` says how many further
    copies of a delivery are on the road at the same time, each of which is delivered until acknowledged too.
    """

    def __init__(self, platform: Platform, copies: Callable[[], int] = lambda: 0) -> None:
        super().__init__(platform)
        self._pool = ThreadPoolExecutor(COURIERS, thread_name_prefix="courier")
        self.copies = copies
        self._lock = threading.Lock()
        self._under_way: list[Future[None]] = []
        self.held: list[tuple[Channel, Delivery]] | None = None
        self.closed = False
        self.requests = 0
        self.unacknowledged = 0
        self.slowest_s = 0.0

    def _queue(self, channel: Channel, delivery: Delivery) -> None:
        if self.held is not None:
            self.held.append((channel, delivery))
        else:
            self.bring(channel, delivery)

    def bring(self, channel: Channel, delivery: Delivery) -> None:
        """Set out with a delivery and its copies."""
        journeys = [delivery]
        for _ in range(self.copies()):
            events = json.loads(json.dumps(delivery.events))
            raw = encode(channel.bot_user_id, events)
            journeys.append(Delivery(raw, channel.sign(raw), events))
        random.shuffle(journeys)
        for one in journeys:
            wait_s = 0.0 if one is delivery else random.uniform(0, 2)
            sent = self._pool.submit(self._bring, channel, one, wait_s)
            with self._lock:
                self._under_way.append(sent)
        self._tidy()

    def _tidy(self) -> None:
        with self._lock:
            if len(self._under_way) > _TIDY_AT:
                self._under_way = [one for one in self._under_way if not one.done()]

    def _bring(self, channel: Channel, delivery: Delivery, wait_s: float) -> None:
        time.sleep(wait_s if self.held is None else 0)
        while not self.closed:
            assert channel.webhook_url is not None
            attempt = post(channel.webhook_url, delivery.raw, delivery.signature, channel.webhook_seconds)
            with self._lock:
                self.requests += 1
                self.unacknowledged += attempt.reason != "OK"
                self.slowest_s = max(self.slowest_s, attempt.seconds)
            if attempt.reason == "OK":
                delivery.attempts.append(attempt)
                break
            time.sleep(0.3)
            self.as_redelivery(delivery.events)
            delivery.raw = encode(channel.bot_user_id, delivery.events)
            delivery.signature = channel.sign(delivery.raw)
        delivery.done.set()

    def rest(self, patience_s: float = 120) -> None:
        """Wait until everything on the road, copies too, is acknowledged. TimeoutError after `patience_s`."""
        with self._lock:
            waiting = list(self._under_way)
        for one in waiting:
            one.result(patience_s)

    def close(self) -> None:
        """Wait for what is on the road."""
        self._pool.shutdown(wait=True)
