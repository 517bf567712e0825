"""A request to LINE leaves in one piece, and says the same as in two."""

import socket
import threading
from collections.abc import Iterator

import pytest

from bot.line_client import LineClient
from bot.outcomes import Account, Delivered

_OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


@pytest.fixture
def first_read() -> Iterator[tuple[str, list[bytes]]]:
    """The address of a LINE that notes what its first read of each request brings, twice on one connection."""
    read: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            caller, _ = server.accept()
            with caller:
                for _ in range(2):
                    read.append(caller.recv(65536))
                    caller.sendall(_OK)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", read
        thread.join()


def test_reply_leaves_in_one_write(first_read: tuple[str, list[bytes]]) -> None:
    host, read = first_read
    line, account = LineClient(), Account("token", host)
    outcomes = [line.reply(account, "t" * 32, [{"type": "text", "text": said}]) for said in ("one", "two")]
    assert [type(outcome) for outcome in outcomes] == [Delivered, Delivered]
    for request, said in zip(read, (b'"one"', b'"two"'), strict=True):
        head, _, body = request.partition(b"\r\n\r\n")
        assert head.startswith(b"POST /v2/bot/message/reply HTTP/1.1\r\n")
        assert f"content-length: {len(body)}".encode() in head.lower()
        assert said in body
