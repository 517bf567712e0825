"""The server under the fake platform, spoken to over a bare socket."""

import io
import json
import socket

import pytest

from devtools.line import Channel, Person, Platform, Running
from devtools.line.gateway import ApiApp
from tests.devtools.line.webhook import take_violations


def _spoken(running: Running, raw: bytes) -> bytes:
    """What comes back for these bytes when nothing more is sent."""
    with socket.create_connection(("127.0.0.1", running.port), timeout=10) as line:
        line.sendall(raw)
        line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(65536), b""))


def _push(channel: Channel, *framing: str) -> bytes:
    head = ("POST /v2/bot/message/push HTTP/1.1", "Host: x", f"Authorization: Bearer {channel.token}", *framing)
    return "\r\n".join((*head, "Content-Type: application/json", "", "")).encode()


def _message(person: Person) -> bytes:
    return json.dumps({"to": person.user_id, "messages": [{"type": "text", "text": "ok"}]}).encode()


def test_whole_request_is_answered(running: Running, channel: Channel, somchai: Person) -> None:
    body = _message(somchai)
    assert _spoken(running, _push(channel, f"Content-Length: {len(body)}") + body).startswith(b"HTTP/1.1 200 ")
    assert somchai.answers() == [{"type": "text", "text": "ok"}]


@pytest.mark.parametrize("kept", [0, 1, -1])
def test_body_cut_short_is_dropped_and_judged_by_nobody(
    running: Running, channel: Channel, somchai: Person, platform: Platform, kept: int
) -> None:
    body = _message(somchai)
    assert _spoken(running, _push(channel, f"Content-Length: {len(body)}") + body[:kept]) == b""
    assert (platform.violations, platform.calls_to("push"), somchai.answers()) == ([], [], [])


def test_chunk_cut_short_is_dropped_and_judged_by_nobody(
    running: Running, channel: Channel, somchai: Person, platform: Platform
) -> None:
    body = _message(somchai)
    chunk = f"{len(body):x}\r\n".encode() + body[:-1]
    assert _spoken(running, _push(channel, "Transfer-Encoding: chunked") + chunk) == b""
    assert (platform.violations, platform.calls_to("push")) == ([], [])


def test_headers_cut_short_are_no_request(running: Running, channel: Channel, platform: Platform) -> None:
    assert _spoken(running, _push(channel, "Content-Length: 0")[:-2]) == b""
    assert platform.calls_to("push") == []


def test_whole_body_that_is_no_message_is_a_violation(running: Running, channel: Channel, platform: Platform) -> None:
    answer = _spoken(running, _push(channel, "Content-Length: 2") + b"{}")
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert set(take_violations(platform)) == {"contract push"}


def test_api_under_another_server_drops_a_body_cut_short_too(platform: Platform, channel: Channel) -> None:
    said: list[str] = []
    environ = {
        "REQUEST_METHOD": "POST", "PATH_INFO": "/v2/bot/message/push", "CONTENT_LENGTH": "40",
        "HTTP_AUTHORIZATION": f"Bearer {channel.token}", "wsgi.input": io.BytesIO(b'{"to": "U'),
    }  # fmt: skip
    ApiApp(platform)(environ, lambda status, _: said.append(status))
    assert (said, platform.violations, platform.calls_to("push")) == (["400 Bad Request"], [], [])
