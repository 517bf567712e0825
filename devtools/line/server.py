"""A small HTTP/1.1 server for WSGI applications, on the loopback interface only.

It keeps connections alive, sends every answer in one segment without delay and has a thread per connection: enough
for tests and benchmarks in which the far side must never be the slow one.
"""

from __future__ import annotations

import contextlib
import io
import socket
import threading
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO
from urllib.parse import unquote

from devtools.line.gateway import ApiApp
from devtools.line.platform import Platform

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
_MAX_HEADERS = 200
_MAX_BODY = 16_000_000


class Running:
    """A server at `url`. `close()` ends it and its connections."""

    def __init__(self, app: Wsgi, port: int = 0) -> None:
        self._app = app
        self._listener = socket.create_server(("127.0.0.1", port), backlog=512)
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._connections: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._accept, name=f"line-http-{self.port}", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stops listening and cuts what is open."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            open_now = list(self._connections)
        for connection in open_now:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self._thread.join(timeout=5)

    def join(self) -> None:
        """Blocks until the server is closed."""
        self._thread.join()

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._connections.add(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        stream = io.BufferedReader(socket.SocketIO(connection, "r"), 65536)
        try:
            while self._one(connection, stream):
                pass
        except (OSError, ValueError):
            pass  # the other side went away, was cut on purpose, or does not speak HTTP
        finally:
            with self._lock:
                self._connections.discard(connection)
            with contextlib.suppress(OSError):
                stream.close()
            connection.close()

    def _one(self, connection: socket.socket, stream: BinaryIO) -> bool:
        """Answers one request; whether the connection stays open."""
        line = stream.readline(65536)
        if not line:
            return False
        method, target, _version = line.decode("latin-1").split(" ", 2)
        headers = _read_headers(stream)
        if headers.get("expect", "").lower() == "100-continue":
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        body = _read_body(stream, headers)
        environ = _environ(method, target, headers, body, connection, self.port)
        started: list[Any] = []
        parts = self._app(environ, lambda status, fields, *_: started.extend((status, fields)))
        payload = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()
        fields = dict(started[1])
        fields.setdefault("Content-Length", str(len(payload)))
        head = f"HTTP/1.1 {started[0]}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n"
        connection.sendall(head.encode("latin-1") + (b"" if method == "HEAD" else payload))
        return headers.get("connection", "").lower() != "close"


def _read_headers(stream: BinaryIO) -> dict[str, str]:
    headers: dict[str, str] = {}
    for _ in range(_MAX_HEADERS):
        line = stream.readline(65536)
        if not line:
            raise ValueError("headers cut short")
        if line in (b"\r\n", b"\n"):
            return headers
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.strip().lower()] = value.strip()
    raise ValueError("too many headers")


def _read_body(stream: BinaryIO, headers: dict[str, str]) -> bytes:
    if headers.get("transfer-encoding", "").lower() == "chunked":
        return _read_chunks(stream)
    length = int(headers.get("content-length", "0"))
    if not 0 <= length <= _MAX_BODY:
        raise ValueError("bad content length")
    return _whole(stream, length)


def _whole(stream: BinaryIO, length: int) -> bytes:
    """Exactly `length` bytes. A client killed while sending broke off: nobody may judge what it did not finish."""
    body = stream.read(length) if length else b""
    if len(body) < length:
        raise ValueError("body cut short")
    return body


def _read_chunks(stream: BinaryIO) -> bytes:
    parts, total = [], 0
    while size := int(stream.readline(1024).split(b";")[0], 16):
        total += size
        if total > _MAX_BODY:
            raise ValueError("body too large")
        parts.append(_whole(stream, size))
        stream.readline(16)
    stream.readline(16)
    return b"".join(parts)


def _environ(
    method: str, target: str, headers: dict[str, str], body: bytes, connection: socket.socket, port: int
) -> dict[str, Any]:
    path, _, query = target.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(path, "latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": headers.get("content-type", ""),
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "devtools.socket": connection,
    }
    for name, value in headers.items():
        environ["HTTP_" + name.upper().replace("-", "_")] = value
    return environ


def serve(platform: Platform, port: int = 0) -> Running:
    """Puts the API behind HTTP on a free port of this machine (or on `port`); give `url` to the SDK as its host."""
    return Running(ApiApp(platform), port)
