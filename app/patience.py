"""How long the web server waits for somebody who sends slowly: a request must keep coming, or its thread is taken back.

Each thread of gunicorn's serves one connection, and waits for the rest of a request for ever: as many connections as
there are threads, each holding back one byte, would close every door of the office.
"""

import select
import socket
import struct
import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from gunicorn import util
from gunicorn.http import get_parser
from gunicorn.http.errors import LimitRequestLine
from gunicorn.workers.gthread import ThreadWorker
from werkzeug.exceptions import RequestTimeout

from web import texts

PATIENCE_S = 20.0
"""Seconds of waiting that a request begins with, and the most it can have."""
LEAST_BYTES_S = 2048
"""Each so many bytes that arrive earn a second more: 10 MB over a poor mobile network come through, a drip does not."""
_SEND_S = 60
"""Seconds for which somebody may refuse to take any of our answer."""
_NEVER_ARRIVED = {RequestTimeout: HTTPStatus.REQUEST_TIMEOUT, LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG}
_HEAD = (
    "HTTP/1.1 {status:d} {phrase}\r\nConnection: close\r\nCache-Control: no-store\r\n"
    "Content-Security-Policy: default-src 'none'\r\nContent-Type: text/html; charset=utf-8\r\n"
    "Content-Length: {length}\r\n\r\n"
)
_PAGE = (
    '<!doctype html><html lang="th"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<title>{heading}</title><h1>{heading}</h1><p>{said}</p><p><a href="/">{start}</a></p></html>'
)


class PatientSocket:
    """What gunicorn reads a connection's requests from. Only waiting counts, never what we do in between."""

    def __init__(
        self, sock: socket.socket, patience_s: float | None = None, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._sock, self._now = sock, now
        self._most = PATIENCE_S if patience_s is None else patience_s
        self._readable = select.poll()
        self._readable.register(sock, select.POLLIN)
        self._late = False
        self.begin()

    def begin(self) -> None:
        """A new request may follow."""
        self._left = self._most

    def recv(self, size: int) -> bytes:
        """What has arrived, after waiting for it. Raises RequestTimeout once, and from then on TimeoutError."""
        if self._late:
            raise TimeoutError
        limit = self._sock.gettimeout()  # set while gunicorn throws a rest away
        begun = self._now()
        ready = self._readable.poll(1000 * (self._left if limit is None else min(self._left, limit)))
        data = self._sock.recv(size) if ready else b""
        self._left -= self._now() - begun
        if self._left <= 0:
            self._late = True
            raise RequestTimeout
        if not ready:
            raise TimeoutError
        self._left = min(self._most, self._left + len(data) / LEAST_BYTES_S)
        return data

    def gettimeout(self) -> float | None:
        """As the socket's."""
        return self._sock.gettimeout()

    def settimeout(self, seconds: float | None) -> None:
        """As the socket's."""
        self._sock.settimeout(seconds)


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """gunicorn's worker with threads, reading through `PatientSocket`."""

    def handle(self, conn: Any) -> Any:
        """One request of a connection."""
        if conn.parser is None:
            conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", _SEND_S, 0))
            conn.parser = get_parser(self.cfg, PatientSocket(conn.sock), conn.client)
        conn.parser.unreader.sock.begin()
        return super().handle(conn)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """A request too slow or with too long an address gets a page of ours, and no line in the log: that would name
        its sender."""
        for kind, status in _NEVER_ARRIVED.items():
            if isinstance(exc, kind):
                with suppress(OSError):
                    util.write_nonblock(client, _page(status))
                return
        super().handle_error(req, client, addr, exc)


def _page(status: HTTPStatus) -> bytes:
    """What Flask never hears of is answered without it."""
    heading, said = texts.ERRORS[status.value]
    body = _PAGE.format(heading=heading, said=said, start=texts.TO_START).encode()
    return _HEAD.format(status=status, phrase=status.phrase, length=len(body)).encode() + body
