"""The emulator on a loopback port, under Google's own paths."""

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from devtools.sheets import page
from devtools.sheets.emulator import Emulator, Line
from devtools.sheets.faults import Fault
from devtools.sheets.refusal import Refusal, bad, not_covered
from devtools.sheets.tokens import GrantRefused

LOOPBACK = "127.0.0.1"
_BOOK = re.compile(r"/v4/spreadsheets/([^/:]+)(?::(\w+)|/values/(.+)|/values:(\w+)|(/.*))?")
_HTML = "<!DOCTYPE html><html lang=en><title>Error {0}</title><p><b>{0}.</b> <ins>That's an error.</ins></html>"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # buffered, and no Nagle: otherwise each answer waits for a delayed ACK
    disable_nagle_algorithm = True
    server: "_Server"

    def do_GET(self) -> None:
        self._serve(None)

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    def do_PUT(self) -> None:
        self.do_POST()

    def do_DELETE(self) -> None:
        self._serve(None)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the parent names it
        """Quiet: the emulator has its own log."""

    def _serve(self, body: bytes | None) -> None:
        path = urlsplit(self.path).path
        if path == "/token":
            self._token(body or b"")
        elif path.startswith(("/v4/", "/drive/", "/upload/")):
            self._api(path, body)
        else:
            self._look(path)

    def _token(self, body: bytes) -> None:
        form = {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}
        try:
            status, answer = 200, self.server.emulator.tokens.issue(form)
        except GrantRefused as refused:
            status, answer = 400, refused.body
        self._note(len(body), status, applied=False, fault="")
        self._answer(status, json.dumps(answer).encode())

    def _api(self, path: str, body: bytes | None) -> None:
        emulator = self.server.emulator
        writing = self.command != "GET"
        fault = emulator.faults.next(writing)
        if fault and fault.kind == "slow":
            time.sleep(fault.detail)
        if fault and fault.kind == "before":
            return self._refuse(Refusal(int(fault.detail), "The service is currently unavailable."), body, fault)
        if fault and fault.kind in {"drop_before", "late"}:
            return self._vanish(path, body, fault)
        try:
            answer = self._carry_out(path, body)
        except Refusal as refusal:
            return self._refuse(refusal, body, fault)
        if writing:
            # before the answer: whoever looks afterwards sees what came late
            emulator.a_write_has_passed()
        self._spoil(json.dumps(answer, ensure_ascii=False).encode(), body, fault)
        return None

    def _carry_out(self, path: str, body: bytes | None) -> dict[str, Any]:
        emulator = self.server.emulator
        if not emulator.tokens.accepts(self.headers.get("Authorization")):
            raise Refusal(401, "Request had invalid authentication credentials.")
        found = _BOOK.fullmatch(path)
        if found is None or found[5]:
            raise not_covered(f"{self.command} {path.split('/')[1]}")
        book, verb, a1, values_verb = unquote(found[1]), found[2], found[3], found[4]
        query = parse_qs(urlsplit(self.path).query)
        if (self.command, verb) == ("POST", "batchUpdate"):
            return emulator.batch_update(book, _read(body))
        if self.command == "GET" and values_verb == "batchGet":
            return emulator.values_batch_get(book, query)
        if self.command == "GET" and a1 and ":" not in unquote(a1).rpartition("!")[2].replace(":", "", 1):
            return emulator.values_get(book, unquote(a1), query)
        if self.command == "GET" and not (verb or a1 or values_verb):
            return emulator.get(book, query)
        raise not_covered(f"{self.command} spreadsheets {verb or values_verb or 'values'}")

    def _refuse(self, refusal: Refusal, body: bytes | None, fault: Fault | None) -> None:
        self._note(len(body or b""), refusal.code, applied=False, fault=fault.kind if fault else "")
        self._answer(refusal.code, json.dumps(refusal.body).encode())

    def _vanish(self, path: str, body: bytes | None, fault: Fault) -> None:
        late = fault.kind == "late" and path.endswith(":batchUpdate")
        if late:
            self.server.emulator.postpone(unquote(path.split("/")[3].partition(":")[0]), _read(body), int(fault.detail))
        self._note(len(body or b""), 0, applied=late, fault=fault.kind)
        self._hang_up()

    def _spoil(self, answer: bytes, body: bytes | None, fault: Fault | None) -> None:
        """Send the answer of a request that was carried out, unless a fault takes it."""
        kind = fault.kind if fault else ""
        status = {"drop": 0, "after": 503, "html": 502}.get(kind, 200)
        if fault and kind in {"after", "html"}:
            status = int(fault.detail)
        self._note(len(body or b""), status, applied=self.command != "GET", fault=kind)
        if kind == "drop":
            self._hang_up()
        elif kind == "after":
            self._answer(status, json.dumps(Refusal(status, "The service is currently unavailable.").body).encode())
        elif kind == "html":
            self._answer(status, _HTML.format(status).encode(), "text/html; charset=UTF-8")
        else:
            self._answer(200, {"truncated": answer[: len(answer) // 2], "empty": b""}.get(kind, answer))

    def _look(self, path: str) -> None:
        found = page.find(self.server.emulator, unquote(path)) if self.command == "GET" else None
        if found is None:
            self._answer(404, b"not here", "text/plain")
        else:
            self._answer(200, found[0], found[1])

    def _answer(self, status: int, content: bytes, kind: str = "application/json; charset=UTF-8") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(content)
        self.wfile.flush()

    def _hang_up(self) -> None:
        self.close_connection = True

    def _note(self, size: int, status: int, *, applied: bool, fault: str) -> None:
        emulator = self.server.emulator
        path = urlsplit(self.path).path
        emulator.note(Line(emulator.now(), self.command, path, size, status, applied, fault))


def _read(body: bytes | None) -> dict[str, Any]:
    try:
        given = json.loads(body or b"")
    except ValueError as wrong:
        raise bad("Invalid JSON payload received.") from wrong
    if not isinstance(given, dict):
        raise bad("Invalid JSON payload received.")
    return given


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, emulator: Emulator) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.emulator = emulator


@dataclass(frozen=True)
class Running:
    """An emulator that answers."""

    emulator: Emulator
    url: str
    """Without a slash at the end; stands for https://sheets.googleapis.com."""

    @property
    def token_uri(self) -> str:
        """For the service account's key."""
        return f"{self.url}/token"


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
