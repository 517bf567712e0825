"""A LINE that only counts: answers every call after a fixed delay, as cheaply as Python can.

The fake platform in `devtools` checks what it is sent, which costs more than the products under test. Here the
platform must not be what is measured.
"""

import argparse
import asyncio
import json
from typing import ClassVar

_REPLY = json.dumps({"sentMessages": [{"id": "461230966842064897", "quoteToken": "IStG5h1Tz7b"}]}).encode()


def _answer(body: bytes) -> bytes:
    return (
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nx-line-request-id: bench\r\nContent-Length: "
        + str(len(body)).encode()
        + b"\r\n\r\n"
        + body
    )


class Sink(asyncio.Protocol):
    """One connection: splits pipelined requests by Content-Length and answers in order."""

    counts: ClassVar[dict[bytes, int]] = {}
    delay_s: ClassVar[float] = 0.0

    def __init__(self) -> None:
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end].lower()
            at = head.find(b"content-length:")
            length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            if len(self._buffer) < end + 4 + length:
                return
            path = self._buffer.split(b" ", 2)[1]
            self._buffer = self._buffer[end + 4 + length :]
            self._respond(path)

    def _respond(self, path: bytes) -> None:
        if path == b"/count":
            replies = sum(n for key, n in self.counts.items() if key.endswith((b"/reply", b"/push")))
            self._transport.write(_answer(str(replies).encode()))
            return
        self.counts[path] = self.counts.get(path, 0) + 1
        if self.delay_s:
            asyncio.get_running_loop().call_later(self.delay_s, self._transport.write, _answer(_REPLY))
        else:
            self._transport.write(_answer(_REPLY))


async def _main(port: int, delay_ms: int) -> None:
    Sink.delay_s = delay_ms / 1000
    server = await asyncio.get_running_loop().create_server(Sink, "127.0.0.1", port, backlog=512)
    await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--delay-ms", type=int, default=0)
    options = parser.parse_args()
    asyncio.run(_main(options.port, options.delay_ms))
