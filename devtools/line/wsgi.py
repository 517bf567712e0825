"""WSGI applications to mount or to run alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from devtools.line.gateway import ApiApp
from devtools.line.pageapp import ChatApp
from devtools.line.platform import Platform

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def create_api_app(platform: Platform) -> Wsgi:
    """The Messaging API alone; mount it anywhere and give that address to the SDK as its host."""
    return ApiApp(platform)


def create_chat_app(platform: Platform, font_css: str | None = None) -> Wsgi:
    """The chat page alone; mount it anywhere."""
    return ChatApp(platform, font_css)


def create_app(platform: Platform, prefix: str = "") -> Wsgi:
    """Both in one: the API under `prefix`, the page under `prefix` + "/chat"."""
    api, chat = ApiApp(platform), ChatApp(platform)
    page = f"{prefix}/chat"

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path in ("", "/", prefix, f"{prefix}/"):
            start_response("302 Found", [("Location", f"{page}/"), ("Content-Length", "0")])
            return [b""]
        chosen, mount = (chat, page) if path == page or path.startswith(f"{page}/") else (api, prefix)
        environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + mount
        environ["PATH_INFO"] = path.removeprefix(mount)
        return chosen(environ, start_response)

    return app
