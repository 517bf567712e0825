"""The emulator on a loopback port, under Google's own paths."""

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from devtools.sheets import clients, control, page
from devtools.sheets.calls import Answer, Call
from devtools.sheets.emulator import Emulator
from devtools.sheets.exchange import Exchange
from devtools.sheets.log import Line
from devtools.sheets.tokens import GrantRefused

LOOPBACK = "127.0.0.1"
_APIS = ("/v4/", "/drive/", "/upload/")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # buffered, and no Nagle: otherwise each answer waits for a delayed ACK
    disable_nagle_algorithm = True
    server: "_Server"

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_PUT(self) -> None:
        self._serve()

    def do_PATCH(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the parent names it
        """Quiet: the emulator has its own log."""

    def _serve(self) -> None:
        # the body is read also where nobody wants it: the next request comes on the same connection
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urlsplit(self.path)
        if parts.path == "/token":
            self._token(body)
        elif parts.path == "/_control" and self.command == "POST":
            self._send(control.obey(self.server.emulator, body))
        elif parts.path.startswith(_APIS):
            nobody = self.headers.get("Authorization") is None
            call = Call(self.command, parts.path, parse_qs(parts.query), body, self._user() or "", nobody)
            Exchange(self.server.emulator, call, self._send, self._hang_up).run()
        else:
            self._send(page.find(self.server.emulator, unquote(parts.path), self.command))

    def _user(self) -> str | None:
        return self.server.emulator.tokens.who(self.headers.get("Authorization"))

    def _token(self, body: bytes) -> None:
        emulator = self.server.emulator
        form = {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}
        try:
            status, found = 200, emulator.tokens.issue(form)
        except GrantRefused as refused:
            status, found = 400, refused.body
        emulator.note(Line(emulator.now(), self.command, "/token", len(body), status, False, ""))
        self._send(Answer(json.dumps(found).encode(), status=status))

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.content)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(answer.content)
        self.wfile.flush()

    def _hang_up(self) -> None:
        self.close_connection = True


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, emulator: Emulator) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.emulator = emulator

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed is no error of ours."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@dataclass(frozen=True)
class Running:
    """An emulator that answers."""

    emulator: Emulator
    url: str
    """Without a slash at the end; stands for https://sheets.googleapis.com and https://www.googleapis.com."""

    @property
    def token_uri(self) -> str:
        """For the service account's key."""
        return f"{self.url}/token"

    def session(self, who: str = "anything") -> Any:
        """A requests.Session for `gspread.Client(None, session=...)`; each bearer token is a person of its own."""
        return clients.session(self.url, who)

    def redirect(self, session: Any) -> None:
        """Send what a requests.Session has for Google's hosts here."""
        clients.redirect(session, self.url)

    def service_account(self, email: str = "desk@project.example") -> dict[str, str]:
        """A key file as Google hands it out, with a fresh RSA key; its signatures are checked."""
        account, public = clients.service_account(self.token_uri, email)
        self.emulator.tokens.know(email, public)
        return account


def make_server(port: int, emulator: Emulator) -> ThreadingHTTPServer:
    """Bound to loopback, not yet answering. Raises OSError when the port is taken."""
    return _Server(port, emulator)


@contextmanager
def serve(port: int = 0, emulator: Emulator | None = None) -> Iterator[Running]:
    """An emulator in this process until the block ends; port 0 picks a free one."""
    engine = emulator or Emulator()
    server = make_server(port, engine)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Running(engine, f"http://{LOOPBACK}:{server.server_address[1]}")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
