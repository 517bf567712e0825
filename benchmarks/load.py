"""A load generator in one thread: C keep-alive connections, each with one request under way.

Prints JSON: events acknowledged per second, latencies, statuses.
"""

import argparse
import base64
import hashlib
import hmac
import json
import selectors
import socket
import time
import uuid
from dataclasses import dataclass, field


def webhook_body(number: int, people: int, text: str) -> bytes:
    """One text message in the full shape of today's webhooks."""
    person = f"U{number % people:032x}"
    event = {
        "type": "message",
        "message": {"type": "text", "id": str(10**17 + number), "quoteToken": "q" * 40, "text": text},
        "webhookEventId": f"01{uuid.uuid4().hex[:24].upper()}",
        "deliveryContext": {"isRedelivery": False},
        "timestamp": int(time.time() * 1000),
        "source": {"type": "user", "userId": person},
        "replyToken": uuid.uuid4().hex,
        "mode": "active",
    }
    return json.dumps({"destination": "U" + "0" * 32, "events": [event]}, ensure_ascii=False).encode()


def signed_request(path: str, secret: str, body: bytes) -> bytes:
    """The raw HTTP request LINE would send."""
    signature = base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json; charset=utf-8\r\n"
        f"X-Line-Signature: {signature}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


@dataclass
class Result:
    """What a run measured."""

    latencies: list[float] = field(default_factory=list)
    refused: int = 0
    seconds: float = 0.0


class Connection:
    """One keep-alive connection with at most one request under way."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.started = 0.0
        self.buffer = b""

    def send(self, request: bytes) -> None:
        """Start a request."""
        self.started = time.perf_counter()
        self.buffer = b""
        self.socket.sendall(request)

    def receive(self) -> int | None:
        """The status once the whole answer is here."""
        data = self.socket.recv(65536)
        if not data:
            raise ConnectionError("server closed")
        self.buffer += data
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return None
        head = self.buffer[:end].lower()
        at = head.find(b"content-length:")
        length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        return int(self.buffer[9:12]) if len(self.buffer) >= end + 4 + length else None


def run(port: int, requests: list[bytes], connections: int) -> Result:
    """Send every request, `connections` at a time."""
    result, selector, queue = Result(), selectors.DefaultSelector(), iter(requests)
    begun = time.perf_counter()
    open_count = 0
    for _ in range(connections):
        request = next(queue, None)
        if request is None:
            break
        connection = Connection(port)
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        connection.send(request)
        open_count += 1
    while open_count:
        for key, _ in selector.select():
            connection = key.data
            status = connection.receive()
            if status is None:
                continue
            result.latencies.append(time.perf_counter() - connection.started)
            result.refused += status != 200
            request = next(queue, None)
            if request is None:
                selector.unregister(connection.socket)
                connection.socket.close()
                open_count -= 1
            else:
                connection.send(request)
    result.seconds = time.perf_counter() - begun
    return result


def main() -> None:
    """Command line of one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--path", required=True)
    parser.add_argument("--secret", required=True)
    parser.add_argument("--events", type=int, required=True)
    parser.add_argument("--connections", type=int, required=True)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--text", default="ภาษีป้ายต้องยื่นเมื่อไร")
    options = parser.parse_args()
    requests = [
        signed_request(options.path, options.secret, webhook_body(n, options.people, options.text))
        for n in range(options.events)
    ]
    print("ready", flush=True)
    input()  # the parent says go, so that building the bodies is not part of anybody's time
    result = run(options.port, requests, options.connections)
    ordered = sorted(result.latencies)
    print(
        json.dumps(
            {
                "events": len(ordered),
                "refused": result.refused,
                "seconds": result.seconds,
                "p50_ms": 1000 * ordered[len(ordered) // 2],
                "p99_ms": 1000 * ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)],
            }
        ),
        flush=True,
    )


if __name__ == "__main__":
    main()
