"""The chat page and its JSON interface as a WSGI application."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from devtools.line import control, screen
from devtools.line.platform import Platform
from devtools.line.transcript import written

_PAGE = Path(__file__).parent / "page"
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
_FILES = {path.name: path for path in _PAGE.iterdir() if path.suffix in _TYPES}
_MAX_BODY = 12_000_000
_JSON, _TEXT = "application/json; charset=utf-8", "text/plain; charset=utf-8"
_SAFE = (
    ("Content-Security-Policy", "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-store"),
)
Reply = tuple[str, str, bytes]


class ChatApp:
    """Serves the page at "/", its files, and the JSON interface under "/api/". Works under any mount point.

    `font_css` is the address of a stylesheet that brings the font 'Sarabun', when the product serves one.
    """

    def __init__(self, platform: Platform, font_css: str | None = None) -> None:
        self._platform = platform
        self._font = f'<link rel="stylesheet" href="{html.escape(font_css)}">' if font_css else ""

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == "":
            query = environ.get("QUERY_STRING", "")
            place = environ.get("SCRIPT_NAME", "") + "/" + (f"?{query}" if query else "")
            start_response("308 Permanent Redirect", [("Location", place), ("Content-Length", "0")])
            return [b""]
        status, media_type, raw = self._route(environ, path)
        headers = [("Content-Type", media_type), ("Content-Length", str(len(raw))), *_SAFE]
        if path == "/api/transcript":
            headers.append(("Content-Disposition", 'attachment; filename="chat.txt"'))
        start_response(status, headers)
        return [raw]

    def _route(self, environ: dict[str, Any], path: str) -> Reply:
        query = dict(parse_qsl(environ.get("QUERY_STRING", "")))
        if environ["REQUEST_METHOD"] == "POST":
            return self._act(environ) if path == "/api/act" else _missing()
        if path == "/":
            page = (_PAGE / "index.html").read_text("utf-8").replace("<!-- font -->", self._font)
            return "200 OK", "text/html; charset=utf-8", page.encode()
        if path.startswith("/page/"):
            found = _FILES.get(path.removeprefix("/page/"))
            return ("200 OK", _TYPES[found.suffix], found.read_bytes()) if found else _missing()
        if path == "/api/state":
            return self._state(query)
        if path == "/api/transcript":
            return self._transcript(query)
        if path.startswith("/api/content/"):
            return self._content(path.removeprefix("/api/content/"))
        if path.startswith("/api/menu/"):
            return self._menu(path.removeprefix("/api/menu/"))
        return _missing()

    def _state(self, query: dict[str, str]) -> Reply:
        platform = self._platform
        if query.get("since") == str(platform.version) and not query.get("dots"):
            return _json({"version": platform.version})
        try:
            return _json(screen.state(platform, query.get("channel"), query.get("person")))
        except KeyError:
            return _json({"error": "ไม่พบแชตหรือบุคคลนี้"}, "404 Not Found")

    def _act(self, environ: dict[str, Any]) -> Reply:
        # A page of another site cannot send this type without asking first, so it cannot act here unseen.
        if not environ.get("CONTENT_TYPE", "").startswith("application/json"):
            return _json({"error": "ต้องส่งเป็น JSON"}, "415 Unsupported Media Type")
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if length > _MAX_BODY:
            return _json({"error": "ไฟล์ใหญ่เกินไป เลือกไฟล์ที่เล็กกว่า 8 MB"}, "413 Content Too Large")
        try:
            body = json.loads(environ["wsgi.input"].read(length))
            return _json(control.act(self._platform, body if isinstance(body, dict) else {}))
        except control.BadAct as problem:
            return _json({"error": str(problem)}, "400 Bad Request")
        except (ValueError, KeyError):
            return _json({"error": "ข้อมูลที่ส่งมาไม่ถูกต้อง"}, "400 Bad Request")

    def _transcript(self, query: dict[str, str]) -> Reply:
        person = self._platform.people.get(query.get("person", ""))
        channel = self._platform.channels.get(query.get("channel", ""))
        if person is None or channel is None:
            return _missing()
        with self._platform.lock:
            return "200 OK", _TEXT, written(person.chat(channel), person).encode("utf-8", "replace")

    def _content(self, message_id: str) -> Reply:
        found = self._platform.contents.get(message_id)
        if found is None or found.gone:
            return _missing()
        # Only pictures are shown; anything else a person uploaded must not run as part of this page.
        shown = (
            found.media_type
            if found.media_type in ("image/png", "image/jpeg", "image/gif")
            else "application/octet-stream"
        )
        return "200 OK", shown, found.data

    def _menu(self, rest: str) -> Reply:
        code, _, menu_id = rest.partition("/")
        channel = self._platform.channels.get(code)
        image = channel.menus.images.get(menu_id) if channel else None
        return ("200 OK", image[1], image[0]) if image else _missing()


def _json(body: dict[str, Any], status: str = "200 OK") -> Reply:
    return status, _JSON, json.dumps(body).encode()


def _missing() -> Reply:
    return "404 Not Found", _TEXT, "ไม่พบหน้านี้".encode()
