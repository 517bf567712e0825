"""Delivery of events to the account's webhook: signed raw bytes, two seconds, error statistics, redelivery."""

from __future__ import annotations

import heapq
import http.client
import itertools
import json
import queue
import socket
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from devtools.line.channel import Channel

_HEADER_SPELLINGS = itertools.cycle(("x-line-signature", "X-Line-Signature", "X-LINE-SIGNATURE"))


@dataclass(frozen=True)
class Attempt:
    """One request to the webhook. `status` 0: no answer. `reason` is LINE's word for the outcome ("OK" for 2xx)."""

    status: int
    reason: str
    seconds: float
    body: bytes = b""


@dataclass
class Delivery:
    """One webhook body and what became of it. `wait()` returns when the last attempt is over.

    `to` is another address than the channel's own, for LINE's test of an address.
    """

    raw: bytes
    signature: str | None
    events: list[dict[str, Any]]
    attempts: list[Attempt] = field(default_factory=list)
    lost_response: bool = False
    to: str | None = None
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def status(self) -> int:
        """The status of the last attempt; 0 when none was answered."""
        return self.attempts[-1].status if self.attempts else 0

    @property
    def ok(self) -> bool:
        """Whether the webhook answered 2xx."""
        return 200 <= self.status < 300

    def wait(self, timeout: float = 10.0) -> Delivery:
        """Blocks until it is delivered or given up; raises TimeoutError after `timeout` seconds."""
        if not self.done.wait(timeout):
            raise TimeoutError("the webhook delivery is not over")
        return self


def encode(destination: str, events: list[dict[str, Any]]) -> bytes:
    """A webhook body as LINE writes it: compact JSON, unescaped UTF-8."""
    return json.dumps({"destination": destination, "events": events}, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def post(url: str, raw: bytes, signature: str | None, limit: float = 2.0, *, read_answer: bool = True) -> Attempt:
    """One webhook request, at most `limit` seconds long. Never raises for what the other side does."""
    started = time.monotonic()
    parts = urlsplit(url)
    maker = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = maker(parts.netloc, timeout=limit)
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "LineBotWebhook/2.0"}
    if signature is not None:
        headers[next(_HEADER_SPELLINGS)] = signature
    try:
        connection.connect()
    except OSError:
        return Attempt(0, "could_not_connect", time.monotonic() - started)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        status, body = _exchange(connection, path, raw, headers, read_answer)
    except TimeoutError:
        return Attempt(0, "request_timeout", time.monotonic() - started)
    except (OSError, http.client.HTTPException):
        return Attempt(0, "unclassified", time.monotonic() - started)
    finally:
        connection.close()
    reason = "OK" if 200 <= status < 300 else "error_status_code"
    return Attempt(status, reason, time.monotonic() - started, body)


def _exchange(
    connection: http.client.HTTPConnection, path: str, raw: bytes, headers: dict[str, str], read_answer: bool
) -> tuple[int, bytes]:
    connection.request("POST", path, raw, headers)
    if not read_answer:
        # The bytes must have left before the line is cut, or nothing would be delivered at all.
        connection.sock.shutdown(socket.SHUT_WR)
        raise TimeoutError
    answer = connection.getresponse()
    return answer.status, answer.read(65536)


class Sender:
    """One background thread per channel which posts deliveries in order.

    What failed waits for its redelivery aside, and later events go first: order is lost, as with LINE.
    """

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._queue: queue.Queue[Delivery | None] = queue.Queue()
        self._waiting: list[tuple[float, int, Delivery]] = []
        self._closing = False
        self._thread = threading.Thread(target=self._run, name=f"line-{channel.code}", daemon=True)
        self._started = False
        self._lock = threading.Lock()

    def put(self, delivery: Delivery) -> None:
        """Queues a delivery."""
        with self._lock:
            if not self._started:
                self._thread.start()
                self._started = True
        self._queue.put(delivery)

    def close(self) -> None:
        """Ends the thread after what is queued and what waits for redelivery."""
        if self._started:
            self._queue.put(None)
            self._thread.join(timeout=10)

    def _run(self) -> None:
        while (delivery := self._next()) is not None:
            over = True
            try:
                over = self._send(delivery)
            finally:
                if over:
                    delivery.done.set()
                self._channel.platform.touch()

    def _next(self) -> Delivery | None:
        """The next delivery that is due; None when there will be none any more."""
        while self._waiting or not self._closing:
            patience = max(0.0, self._waiting[0][0] - time.monotonic()) if self._waiting else None
            if patience == 0.0:
                return heapq.heappop(self._waiting)[2]
            try:
                found = self._queue.get(timeout=patience)
            except queue.Empty:
                continue
            if found is not None:
                return found
            self._closing = True
        return None

    def _send(self, delivery: Delivery) -> bool:
        """Posts once; whether that is the end of it."""
        channel, rule = self._channel, self._channel.redelivery
        url = delivery.to or (channel.webhook_url if channel.webhook_active else None)
        if url is None:
            return True
        if delivery.attempts:
            self._mark_redelivered(delivery)
        lost, delivery.lost_response = delivery.lost_response, False
        attempt = post(url, delivery.raw, delivery.signature, channel.webhook_seconds, read_answer=not lost)
        delivery.attempts.append(attempt)
        channel.delivery_errors[attempt.reason] += 1
        if attempt.reason == "OK" or not delivery.events or not rule.enabled or len(delivery.attempts) > rule.attempts:
            return True
        heapq.heappush(self._waiting, (time.monotonic() + rule.interval_seconds, id(delivery), delivery))
        return False

    def _mark_redelivered(self, delivery: Delivery) -> None:
        self._channel.platform.postman.as_redelivery(delivery.events)
        delivery.raw = encode(self._channel.bot_user_id, delivery.events)
        delivery.signature = self._channel.sign(delivery.raw)
