"""What leaves for the webhooks: ordinary deliveries, repeated ones, and those that faults have spoilt."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from devtools.line.webhooks import Delivery, Sender, encode

if TYPE_CHECKING:
    from devtools.line.channel import Channel
    from devtools.line.platform import Platform


class Postman:
    """Delivers for all channels of one platform, each in its own thread and in order."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._senders: dict[str, Sender] = {}

    def deliver(self, channel: Channel, batch: list[dict[str, Any]]) -> Delivery:
        """Queues one webhook request with these events; delivery faults strike here."""
        people = {event["source"]["userId"] for event in batch if "userId" in event.get("source", {})}
        faults = {fault.kind for fault in self._platform.faults.take("webhook", people)} if batch else set()
        if "reorder" in faults:
            batch = batch[::-1]
        raw = encode(channel.bot_user_id, batch)
        delivery = Delivery(raw, channel.sign(raw), batch, lost_response="lost_response" in faults)
        if "wrong_signature" in faults:
            delivery.signature = channel.sign(raw + b" ")
        if "no_signature" in faults:
            delivery.signature = None
        if "drop" in faults:
            delivery.done.set()
            return delivery
        self._queue(channel, delivery)
        if "duplicate" in faults:
            self._queue(channel, Delivery(delivery.raw, delivery.signature, batch))
        if "duplicate_flagged" in faults:
            self.redeliver(channel, delivery)
        return delivery

    def deliver_raw(self, channel: Channel, raw: bytes, signature: str | None = None) -> Delivery:
        """Queues any bytes as they are, signed unless `signature` is given."""
        delivery = Delivery(raw, signature if signature is not None else channel.sign(raw), [])
        self._queue(channel, delivery)
        return delivery

    def send(self, channel: Channel, delivery: Delivery) -> Delivery:
        """Queues a delivery as it is."""
        self._queue(channel, delivery)
        return delivery

    def redeliver(self, channel: Channel, delivery: Delivery) -> Delivery:
        """Sends the same events once more: same IDs and tokens, `isRedelivery: true`."""
        batch: list[dict[str, Any]] = json.loads(json.dumps(delivery.events))
        self.as_redelivery(batch)
        raw = encode(channel.bot_user_id, batch)
        again = Delivery(raw, channel.sign(raw), batch)
        self._queue(channel, again)
        return again

    def as_redelivery(self, batch: list[dict[str, Any]]) -> None:
        """Marks events as redelivered and gives their unused tokens another minute."""
        with self._platform.lock:
            for event in batch:
                event["deliveryContext"] = {"isRedelivery": True}
                self._platform.reply_tokens.renew(event.get("replyToken", ""), self._platform.now())

    def _queue(self, channel: Channel, delivery: Delivery) -> None:
        with self._platform.lock:
            channel.deliveries.append(delivery)
            sender = self._senders.setdefault(channel.code, Sender(channel))
        sender.put(delivery)

    def settle(self, timeout: float = 10.0) -> None:
        """Waits until every queued webhook request is over."""
        limit = time.monotonic() + timeout
        for channel in list(self._platform.channels.values()):
            for delivery in list(channel.deliveries):
                delivery.wait(max(0.01, limit - time.monotonic()))

    def close(self) -> None:
        """Ends the delivery threads after what is queued."""
        for sender in list(self._senders.values()):
            sender.close()
